"""Middleware: refusals become pages, and every answer carries the security headers."""

from collections.abc import Callable

from django.conf import settings
from django.db import DataError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.utils.translation import gettext as _

from motcua.core.refusals import Invalid, NotAllowed, NotFound, Refusal, TooMany, WrongState

GetResponse = Callable[[HttpRequest], HttpResponse]

STATUS: dict[type[Refusal], int] = {
    NotFound: 404,
    NotAllowed: 403,
    WrongState: 409,
    Invalid: 422,
    TooMany: 429,
}

FORMS_STAY = "; form-action 'self'"
CONTENT_SECURITY_POLICY = "; ".join((
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
)) + FORMS_STAY  # fmt: skip
PERMISSIONS_POLICY = "camera=(), geolocation=(), microphone=()"


def status_of(refusal: Refusal) -> int:
    """The HTTP status that says the same as this refusal."""
    return next((STATUS[kind] for kind in type(refusal).__mro__ if kind in STATUS), 400)


def refusals_become_pages(get_response: GetResponse) -> GetResponse:
    """An HTML view may simply let a Refusal pass: the person gets a page that says what to do."""
    return _RefusalPages(get_response)


class _RefusalPages:
    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if isinstance(error, DataError | UnicodeEncodeError):
            error = Invalid(_("Có giá trị vượt quá giới hạn cho phép. Vui lòng kiểm tra lại."))
        if not isinstance(error, Refusal):
            return None
        return refusal_page(request, error)


def refusal_page(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """The page that tells a person of a refusal, with its status."""
    status = status_of(refusal)
    return render(
        request, "core/refusal.html", {"refusal": refusal, "status": status}, status=status
    )


def language_is_chosen(get_response: GetResponse) -> GetResponse:
    """Vietnamese, unless the person chose another language here, whatever a browser asks."""

    def respond(request: HttpRequest) -> HttpResponse:
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        known = chosen if chosen in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
        with translation.override(known):
            response = get_response(request)
        response.headers.setdefault("Content-Language", known)
        return response

    return respond


def security_headers(get_response: GetResponse) -> GetResponse:
    """A strict content policy: no inline script or style, nothing from other hosts.

    What is answered to a session is for that person alone: no cache keeps it, not even theirs,
    for the next person at a shared computer.
    """

    def respond(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault("Content-Security-Policy", CONTENT_SECURITY_POLICY)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS_POLICY)
        name = settings.SESSION_COOKIE_NAME
        if name in request.COOKIES or name in response.cookies:
            response.headers.setdefault("Cache-Control", "private, no-store")
        return response

    return respond


def forms_may_leave(response: HttpResponse) -> HttpResponse:
    """For a page whose form ends at another site: browsers hold its redirect to the policy too."""
    response["Content-Security-Policy"] = CONTENT_SECURITY_POLICY.replace(FORMS_STAY, "")
    return response
