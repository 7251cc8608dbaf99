"""Requests and replies of the provider: just enough over WSGI, with limits."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from http import HTTPStatus
from http.cookies import CookieError, SimpleCookie
from typing import Any
from urllib.parse import parse_qs, urlencode

LONGEST_BODY = 64 * 1024
_FIELDS = 100

HEADERS = [
    ("Cache-Control", "no-store"),
    ("Content-Security-Policy", "default-src 'none'; style-src 'self'; frame-ancestors 'none'"),
    ("Referrer-Policy", "no-referrer"),
    ("X-Content-Type-Options", "nosniff"),
    ("X-Frame-Options", "DENY"),
]


@dataclass(frozen=True)
class Reply:
    """What goes back."""

    status: HTTPStatus
    body: bytes = b""
    kind: str = "text/html; charset=utf-8"
    headers: tuple[tuple[str, str], ...] = ()


class Refused(Exception):  # noqa: N818  # an answer, not a crash
    """An answer that ends the request early."""

    def __init__(self, reply: Reply) -> None:
        self.reply = reply


@dataclass(frozen=True)
class Request:
    """What came in. A field that was sent twice counts as not understood."""

    method: str
    path: str
    query: dict[str, list[str]]
    form: dict[str, list[str]]
    authorization: str = ""
    languages: str = ""
    cookies: dict[str, str] = field(default_factory=dict)

    def asked(self, name: str) -> str:
        return (self.query.get(name) or [""])[0]

    def said(self, name: str) -> str:
        return (self.form.get(name) or [""])[0]


def request_of(environ: dict[str, Any]) -> Request:
    """The request in a WSGI environment; refuses a body that is too long or no form."""
    return Request(
        method=environ["REQUEST_METHOD"],
        path=environ.get("PATH_INFO", "/"),
        query=_fields(environ.get("QUERY_STRING", "")),
        form=_form(environ) if environ["REQUEST_METHOD"] == "POST" else {},
        authorization=environ.get("HTTP_AUTHORIZATION", ""),
        languages=environ.get("HTTP_ACCEPT_LANGUAGE", ""),
        cookies=_cookies(environ.get("HTTP_COOKIE", "")),
    )


def page(html: str, status: HTTPStatus = HTTPStatus.OK, *headers: tuple[str, str]) -> Reply:
    return Reply(status, html.encode("utf-8", "replace"), headers=headers)


def json_reply(
    value: object, status: HTTPStatus = HTTPStatus.OK, *headers: tuple[str, str]
) -> Reply:
    return Reply(status, json.dumps(value).encode(), "application/json", headers)


def redirect(url: str, fields: dict[str, str] | None = None, *headers: tuple[str, str]) -> Reply:
    """Onward by GET, whatever the method that led here."""
    if fields:
        url += ("&" if "?" in url else "?") + urlencode(fields)
    return Reply(HTTPStatus.SEE_OTHER, headers=(("Location", url), *headers))


def send(reply: Reply, start_response: Any) -> Iterable[bytes]:
    headers = [
        ("Content-Type", reply.kind),
        ("Content-Length", str(len(reply.body))),
        *HEADERS,
        *reply.headers,
    ]
    start_response(f"{reply.status.value} {reply.status.phrase}", headers)
    return [reply.body]


def _fields(text: str) -> dict[str, list[str]]:
    try:
        return parse_qs(text, keep_blank_values=True, max_num_fields=_FIELDS)
    except ValueError:
        raise Refused(json_reply({"error": "invalid_request"}, HTTPStatus.BAD_REQUEST)) from None


def _form(environ: dict[str, Any]) -> dict[str, list[str]]:
    try:
        length = int(environ.get("CONTENT_LENGTH") or 0)
    except ValueError:
        length = -1
    if not 0 <= length <= LONGEST_BODY:
        refusal = json_reply({"error": "invalid_request"}, HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
        raise Refused(refusal)
    return _fields(environ["wsgi.input"].read(length).decode("utf-8", "replace"))


def _cookies(text: str) -> dict[str, str]:
    try:
        return {name: morsel.value for name, morsel in SimpleCookie(text).items()}
    except CookieError:
        return {}
