"""What the gate says of a manuscript, how it differs from what is in force; submitting it."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from motcua.core.refusals import NotFound
from motcua.identity.doors import UserRequest
from motcua.procedures import queries as procedures
from motcua.procedures.comparison import compare
from motcua.procedures.models import State, Version
from motcua.workshop import actions
from motcua.workshop.checking import checked, salvaged
from motcua.workshop.labels.places import said
from motcua.workshop.labels.speaking import spoken
from motcua.workshop.models import Manuscript
from motcua.workshop.sections import mending, section_of, sections
from motcua.workshop.source.places import path_of
from motcua.workshop.views.frame import of_manuscript, page


@of_manuscript
@require_safe
def findings(request: UserRequest, manuscript: Manuscript) -> HttpResponse:
    """Everything that stands against publishing, each with the way to where it is mended."""
    found = checked(manuscript.source)
    context = {
        "groups": groups_of(manuscript, found.findings),
        "count": len(found.findings),
        "is_whole": found.is_whole,
    }
    return page(request, manuscript, "findings", context)


def groups_of(manuscript: Manuscript, found: Any) -> list[tuple[str, list[dict[str, str]]]]:
    """Findings by the part in which they are mended."""
    by_part: dict[str, list[dict[str, str]]] = {}
    for one in found:
        path = path_of(one.place)
        row = {
            "what": said(path, manuscript.source) or _("Cả gói"),
            "message": one.message,
            "mend": spoken(one.mend),
            "href": mending(manuscript, path),
        }
        by_part.setdefault(section_of(path).id, []).append(row)
    return [(str(one.title), by_part[one.id]) for one in sections() if one.id in by_part]


@of_manuscript
@require_safe
def comparison(request: UserRequest, manuscript: Manuscript) -> HttpResponse:
    """What a citizen will find changed."""
    before, works = in_force(manuscript), salvaged(manuscript.source)
    told = compare(before.package, works.package) if before and works else []
    context = {"before": before, "sections": told, "left_out": bool(works and not works.whole)}
    return page(request, manuscript, "comparison", context)


def in_force(manuscript: Manuscript) -> Version | None:
    """The version of this procedure that is in force; else the one that it was begun from."""
    try:
        return procedures.published(manuscript.code)
    except NotFound:
        return manuscript.begun_from


def _done(version: Version) -> str:
    """What became of it."""
    if version.state == State.DRAFT:
        said = _("Đã lưu thành bản dự thảo %(number)d. Còn chỗ phải sửa mới trình duyệt được.")
    else:
        said = _("Đã trình bản %(number)d: đang chờ duyệt.")
    return said % {"number": version.number}


@of_manuscript
@require_http_methods(["GET", "HEAD", "POST"])
def submit(request: UserRequest, manuscript: Manuscript) -> HttpResponse:
    """Make it a draft version; what still stands against that is shown first."""
    if request.method == "POST":
        version = actions.submit(manuscript, by=request.user)
        messages.success(request, _done(version))
        return redirect("workshop:version", version.pk)
    found = checked(manuscript.source)
    context = {
        "groups": groups_of(manuscript, found.findings),
        "count": len(found.findings),
        "is_whole": found.is_whole,
        "before": in_force(manuscript),
    }
    return page(request, manuscript, "submit", context)
