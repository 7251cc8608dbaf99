"""Open data: a page that explains, and the catalogue to take away. Kept by any cache."""

import hashlib
from collections.abc import Callable
from datetime import datetime
from functools import wraps
from importlib.metadata import version as version_of

from django.conf import settings
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.http import http_date
from django.views.decorators.http import require_safe

from motcua.procedures import open_data, package, queries
from motcua.procedures.open_data import document, feed, table

RELEASE = version_of("motcua")
View = Callable[[HttpRequest], HttpResponseBase]


@require_safe
def about(request: HttpRequest) -> HttpResponse:
    """What there is, under which licence, how it is made and how to keep up with it."""
    changed_at, _changes = queries.catalogue_stamp()
    context = {
        "changed_at": changed_at,
        "procedures": queries.matches().count(),
        "columns": table.COLUMNS,
        "licence": open_data.LICENCE,
        "licence_url": open_data.LICENCE_URL,
    }
    return render(request, "procedures/open_data.html", context)


def _unless_known(view: Callable[[HttpRequest, datetime | None], HttpResponseBase]) -> View:
    """Who has it already is told so, before anything is made. One query says what changed last."""

    @wraps(view)
    def respond(request: HttpRequest) -> HttpResponseBase:
        changed_at, number = queries.catalogue_stamp()
        seen = f"{request.get_full_path()} {changed_at} {number} {RELEASE}"
        etag = f'"{hashlib.sha256(seen.encode()).hexdigest()[:32]}"'
        modified = int(changed_at.timestamp()) if changed_at else None
        known = get_conditional_response(request, etag=etag, last_modified=modified)
        response = known if known is not None else view(request, changed_at)
        response["ETag"] = etag
        if modified:
            response["Last-Modified"] = http_date(modified)
        patch_cache_control(response, public=True, max_age=300)
        return response

    return require_safe(respond)


@_unless_known
def whole(request: HttpRequest, changed_at: datetime | None) -> HttpResponseBase:
    """Every procedure in force with its package, in one document."""
    pieces = document.written(settings.SITE_URL, changed_at)
    return _file(StreamingHttpResponse(pieces, content_type="application/json"), "thu-tuc.json")


@_unless_known
def as_table(request: HttpRequest, changed_at: datetime | None) -> HttpResponseBase:
    """Every procedure in force, one a line."""
    lines = table.written(settings.SITE_URL)
    kind = "text/csv; charset=utf-8; header=present"
    return _file(StreamingHttpResponse(lines, content_type=kind), "thu-tuc.csv")


@_unless_known
def changes(request: HttpRequest, changed_at: datetime | None) -> HttpResponseBase:
    """What was published, amended and abolished."""
    asked = request.GET.get("page", "")
    page = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 6 else 1
    body = feed.written(settings.SITE_URL, changed_at, max(1, page))
    return HttpResponse(body, content_type="application/atom+xml; charset=utf-8")


@_unless_known
def schema(request: HttpRequest, changed_at: datetime | None) -> HttpResponseBase:
    """The JSON Schema of a package."""
    return HttpResponse(package.json_schema_text(), content_type="application/schema+json")


def _file(response: HttpResponseBase, name: str) -> HttpResponseBase:
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
