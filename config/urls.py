"""Every address of the site, by app, from the top floor down."""

from django.urls import include, path

urlpatterns = [
    path("", include("motcua.core.urls")),
]
