"""A person's language meets the device's when they sign in."""

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

from motcua.identity import actions
from motcua.identity.models import Language, User


def meet(request: HttpRequest, response: HttpResponseBase, user: User) -> None:
    """Whichever of the two has chosen tells the other; where both have, each keeps its own."""
    here = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
    if here not in Language.values:
        if user.language:
            _keep(response, user.language)
    elif not user.language:
        actions.choose_language(user, by=user, language=here)


def _keep(response: HttpResponseBase, language: str) -> None:
    """On this device, as Django's own switch does."""
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        max_age=settings.LANGUAGE_COOKIE_AGE,
        path=settings.LANGUAGE_COOKIE_PATH,
        domain=settings.LANGUAGE_COOKIE_DOMAIN,
        secure=settings.LANGUAGE_COOKIE_SECURE,
        httponly=settings.LANGUAGE_COOKIE_HTTPONLY,
        samesite=settings.LANGUAGE_COOKIE_SAMESITE,
    )
