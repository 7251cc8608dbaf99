"""Every address of the site, by app, from the top floor down."""

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path

from config.api import api
from motcua.identity.views import languages

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("motcua.portal.urls")),
    path("", include("motcua.workshop.urls")),
    path("", include("motcua.services.urls")),
    path("", include("motcua.guidance.urls")),
    path("", include("motcua.trials.urls")),
    path("", include("motcua.dossiers.urls")),
    path("", include("motcua.procedures.urls")),
    path("", include("motcua.notices.urls")),
    path("tai-khoan/", include("motcua.identity.urls")),
    path("", include("motcua.core.urls")),
    path("api/v1/", api.urls),
    path("ngon-ngu/setlang/", languages.choose, name="set_language"),
]
if settings.DEMO:
    urlpatterns += [path("thiet-ke/", include("motcua.design.urls"))]
