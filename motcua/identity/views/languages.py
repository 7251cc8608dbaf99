"""The switch of languages, on every page."""

from django.http import HttpRequest, HttpResponseBase
from django.views.i18n import set_language

from motcua.identity import actions
from motcua.identity.models import Language, User


def choose(request: HttpRequest) -> HttpResponseBase:
    """Pages on this device turn to a language; letters too, to who is signed in."""
    language = request.POST.get("language", "")
    if isinstance(request.user, User) and language in Language.values:
        actions.choose_language(request.user, by=request.user, language=language)
    return set_language(request)
