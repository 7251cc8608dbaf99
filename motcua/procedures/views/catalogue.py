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
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from motcua.procedures import actions, filing, form, package, queries, wording
from motcua.procedures.models import Procedure, Version
from motcua.procedures.package import Package
from motcua.procedures.package.record import Channel, Limit, Related
from motcua.procedures.seeking import facets
from motcua.procedures.seeking.matching import Matches
from motcua.procedures.texts import say

ON_A_PAGE = 20
RELEASE = version_of("motcua")
View = Callable[[HttpRequest, str], HttpResponse]


@require_safe
def catalogue(request: HttpRequest) -> HttpResponse:
    """Search and browse: by words, field, agency, audience and level."""
    typed = request.GET.get("q", "")
    chosen = {name: request.GET.get(name, "") for name in facets.NAMES}
    found, other = queries.matches(typed, **chosen), None
    total, choices = queries.counts(found)
    if not total and typed.strip():
        other = queries.instead(typed)
    if other and other.meant:
        found = queries.matches(other.meant, **chosen)
        total, choices = queries.counts(found)
    counted: Any = Counted(found, total)  # the paginator asks it for one slice
    pages: Paginator[Procedure] = Paginator(counted, ON_A_PAGE)
    context = {
        "asked": {"q": typed, **chosen},
        "meant": other.meant if other and total else "",
        "elsewhere": other if not total else None,
        "chosen": _taken_back(request, choices),
        "page": pages.get_page(request.GET.get("page")),
        "facets": [
            (name, FACETS[name], _options(name, choices[name], chosen[name]))
            for name in facets.NAMES
        ],
        "browsing": not typed.strip() and not any(chosen.values()),
        "choices": choices,
    }
    return render(request, "procedures/list.html", context)


class Counted:
    """Matches whose number is known already."""

    def __init__(self, matches: Matches, total: int) -> None:
        self.matches, self.total = matches, total

    def count(self) -> int:
        return self.total

    def __len__(self) -> int:
        return self.total

    def __getitem__(self, part: slice) -> Any:
        return self.matches[part]


FACETS = {
    "field": gettext_lazy("Lĩnh vực"),
    "agency": gettext_lazy("Cơ quan thực hiện"),
    "audience": gettext_lazy("Đối tượng"),
    "level": gettext_lazy("Cấp thực hiện"),
}
_CODES: dict[str, Mapping[str, Any]] = {"audience": wording.SUBJECTS, "level": wording.LEVELS}


def _name(facet: str, choice: facets.Choice) -> str:
    return str(_CODES.get(facet, {}).get(choice.value, choice.name) or choice.value)


def _options(facet: str, choices: list[facets.Choice], value: str) -> list[dict[str, Any]]:
    named = [(one.value, f"{_name(facet, one)} ({one.count})") for one in choices]
    if value and value not in {one.value for one in choices}:
        named.append((value, f"{_CODES.get(facet, {}).get(value, value[:80])} (0)"))
    return [{"value": value, "text": text} for value, text in (("", _("Tất cả")), *named)]


def _taken_back(
    request: HttpRequest, choices: Mapping[str, list[facets.Choice]]
) -> list[tuple[str, str]]:
    """The filters that are set: what each is called, and the address without it."""
    found = []
    for facet, every in choices.items():
        for one in every:
            if one.is_chosen:
                rest = request.GET.copy()
                rest.pop(facet, None)
                rest.pop("page", None)
                found.append((_name(facet, one), f"?{rest.urlencode()}"))
    return found


def _by_version(shared: bool) -> Callable[[Callable[..., HttpResponse]], View]:
    """Serve the version in force; a browser that has it already is told so, without rendering.

    `shared`: the answer is the same for everybody, so that any cache may keep it. A page has its
    reader's name and token in it: only the reader's own browser keeps it, and asks each time.
    """

    def decorate(view: Callable[..., HttpResponse]) -> View:
        @wraps(view)
        def respond(request: HttpRequest, code: str) -> HttpResponse:
            version = queries.published(code)
            seen = () if shared else (filing.outlook(version),)
            etag = _etag(request, version, *seen)
            response = get_conditional_response(request, etag=etag)
            if response is None:
                response = view(request, version, *seen)
            response["ETag"] = etag
            if shared:
                patch_cache_control(response, public=True, max_age=300)
            else:
                patch_cache_control(response, private=True, no_cache=True)
            return response

        return require_safe(respond)

    return decorate


def _etag(request: HttpRequest, version: Version, outlook: filing.Outlook | None = None) -> str:
    seen_as = [version.pk.hex, version.sha256, RELEASE]
    if outlook:
        seen_as += [str(outlook.closed), *(str(one.pk) for one in outlook.stops)]
        cookies = (request.COOKIES.get(name, "") for name in ("sessionid", "csrftoken"))
        seen_as += [get_language() or "", *cookies]
        if request.user.is_authenticated:  # the header counts their notices
            seen_as.append(str(id(request)))
    return f'"{hashlib.sha256(" ".join(seen_as).encode()).hexdigest()[:32]}"'


@_by_version(shared=False)
def procedure(request: HttpRequest, version: Version, outlook: filing.Outlook) -> HttpResponse:
    """Everything about one procedure: time, fee, papers, steps, law, results, who, where."""
    read = version.package
    context = {
        "version": version,
        "procedure": version.procedure,
        "package": read,
        "start": _start(read),
        "closed": outlook.closed,
        # Those of everything stand above every page.
        "stops": [one for one in outlook.stops if one.procedure_id],
        "channels": [
            (wording.CHANNELS[one.channel], one, _limits(read, one)) for one in read.channels
        ],
        "fee_tables": _fee_tables(version),
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


def _fee_tables(version: Version) -> list[form.FeeTable]:
    """The decision tables by which fees are told, each once."""
    ids = dict.fromkeys(one.fee.table for one in version.package.channels if one.fee.table)
    return [found for id in ids if (found := form.fee_table(version, id))]


def _limits(read: Package, channel: Channel) -> list[tuple[Limit, str]]:
    """The special time limits of a channel, each with the name of its case."""
    names = {case.id: say(case.name) for case in read.cases}
    return [(limit, names.get(limit.case or "", "")) for limit in channel.others]


def _with_addresses(others: list[Related]) -> list[tuple[str, str, bool]]:
    """Code and name of other procedures, and whether each has a page here."""
    live = queries.live({one.code for one in others}) if others else set()
    return [(one.code, say(one.name), one.code in live) for one in others]


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
