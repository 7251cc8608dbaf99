"""The catalogue for everybody: find a procedure, read all about it, take its data away."""

import hashlib
from collections.abc import Callable, Mapping
from functools import wraps
from importlib.metadata import version as version_of
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from motcua.procedures import actions, filing, form, package, queries, wording
from motcua.procedures.models import FilingStop, Version
from motcua.procedures.package import Package
from motcua.procedures.package.record import Channel, Limit, Related
from motcua.procedures.texts import say

ON_A_PAGE = 20
RELEASE = version_of("motcua")
View = Callable[[HttpRequest, str], HttpResponse]


@require_safe
def catalogue(request: HttpRequest) -> HttpResponse:
    """Search and browse: by words, field, audience and level."""
    asked = {name: request.GET.get(name, "") for name in ("q", "field", "audience", "level")}
    found = queries.matches(
        asked["q"], field=asked["field"], audience=asked["audience"], level=asked["level"]
    )
    page = Paginator(found, ON_A_PAGE).get_page(request.GET.get("page"))
    fields = queries.fields()
    context = {
        "asked": asked,
        "filtered": any(asked.values()),
        "page": page,
        "fields": fields,
        "field_options": _options({field.code: field.name for field in fields}),
        "audience_options": _options(wording.SUBJECTS),
        "level_options": _options(wording.LEVELS),
    }
    return render(request, "procedures/list.html", context)


def _options(names: Mapping[str, Any]) -> list[dict[str, Any]]:
    return [{"value": value, "text": text} for value, text in (("", _("Tất cả")), *names.items())]


def _by_version(shared: bool) -> Callable[[Callable[..., HttpResponse]], View]:
    """Serve the version in force; a browser that has it already is told so, without rendering.

    `shared`: the answer is the same for everybody, so that any cache may keep it. A page has its
    reader's name and token in it: only the reader's own browser keeps it, and asks each time.
    """

    def decorate(view: Callable[..., HttpResponse]) -> View:
        @wraps(view)
        def respond(request: HttpRequest, code: str) -> HttpResponse:
            version = queries.published(code)
            etag = _etag(request, version, shared)
            response = get_conditional_response(request, etag=etag)
            if response is None:
                response = view(request, version)
            response["ETag"] = etag
            if shared:
                patch_cache_control(response, public=True, max_age=300)
            else:
                patch_cache_control(response, private=True, no_cache=True)
            return response

        return require_safe(respond)

    return decorate


def _etag(request: HttpRequest, version: Version, shared: bool) -> str:
    seen_as = [version.pk.hex, version.sha256, RELEASE]
    if not shared:
        seen_as += [str(filing.closed(version)), *(str(s.pk) for s in _stops(version))]
        cookies = (request.COOKIES.get(name, "") for name in ("sessionid", "csrftoken"))
        seen_as += [get_language() or "", *cookies]
        if request.user.is_authenticated:  # the header counts their notices
            seen_as.append(str(id(request)))
    return f'"{hashlib.sha256(" ".join(seen_as).encode()).hexdigest()[:32]}"'


@_by_version(shared=False)
def procedure(request: HttpRequest, version: Version) -> HttpResponse:
    """Everything about one procedure: time, fee, papers, steps, law, results, who, where."""
    read = version.package
    context = {
        "version": version,
        "procedure": version.procedure,
        "package": read,
        "start": _start(read),
        "closed": filing.closed(version),
        "stops": _stops(version),
        "channels": [
            (wording.CHANNELS[one.channel], one, _limits(read, one)) for one in read.channels
        ],
        "main": read.channel("online") or read.channels[0],
        "levels": [wording.LEVELS[level] for level in read.levels],
        "subjects": [wording.SUBJECTS[subject] for subject in read.subjects],
        "roles": [
            (name, getattr(read.agencies, role), getattr(read.agencies, f"{role}_note", None))
            for role, name in wording.ROLES.items()
        ],
        "connected": [
            (_("Thủ tục liên thông"), _with_addresses(read.linked)),
            (_("Thủ tục liên quan"), _with_addresses(read.related)),
        ],
        "unverified": any(one.certainty == "unverified" for one in read.legal_basis),
    }
    return render(request, "procedures/procedure.html", context)


def _limits(read: Package, channel: Channel) -> list[tuple[Limit, str]]:
    """The special time limits of a channel, each with the name of its case."""
    names = {case.id: say(case.name) for case in read.cases}
    return [(limit, names.get(limit.case or "", "")) for limit in channel.others]


def _with_addresses(others: list[Related]) -> list[tuple[str, str, bool]]:
    """Code and name of other procedures, and whether each has a page here."""
    live = queries.live({one.code for one in others}) if others else set()
    return [(one.code, say(one.name), one.code in live) for one in others]


def _stops(version: Version) -> list[FilingStop]:
    """Announced stops of this procedure alone; those of everything stand above every page."""
    return [one for one in filing.stops(version.procedure) if one.procedure_id]


def _start(read: Package) -> str:
    """Where to begin online; "" when there is no such way."""
    if read.channel("online") is None:
        return ""
    try:
        return reverse("dossiers:start", args=[read.code])
    except NoReverseMatch:
        return ""


@_by_version(shared=True)
def package_json(request: HttpRequest, version: Version) -> HttpResponse:
    """The package as JSON: it can be imported again."""
    response = JsonResponse(package.to_json(version.package), json_dumps_params=_READABLE)
    return _named(response, version, "json")


@_by_version(shared=True)
def package_yaml(request: HttpRequest, version: Version) -> HttpResponse:
    """The package as YAML, as people write it."""
    text = actions.export_package(version)
    return _named(HttpResponse(text, content_type="application/yaml"), version, "yaml")


@_by_version(shared=True)
def form_pdf(request: HttpRequest, version: Version) -> HttpResponse:
    """The paper form of the version in force, blank."""
    return _named(
        HttpResponse(form.blank_pdf(version), content_type="application/pdf"), version, "pdf"
    )


_READABLE = {"ensure_ascii": False, "indent": 1}


def _named(response: HttpResponse, version: Version, ending: str) -> HttpResponse:
    name = f"{version.procedure.code}-{version.number}.{ending}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
