"""What was changed by whom; taking it back; and choosing where two people changed the same."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from motcua.identity.doors import UserRequest
from motcua.workshop import actions, queries
from motcua.workshop.labels.places import said
from motcua.workshop.models import Clash, Edit, Manuscript, unwrapped
from motcua.workshop.sections import mending
from motcua.workshop.shapes.kinds import as_yaml
from motcua.workshop.source.places import NOTHING, path_of
from motcua.workshop.views.frame import of_manuscript, page

ON_A_PAGE = 40


@of_manuscript
@require_safe
def history(request: UserRequest, manuscript: Manuscript) -> HttpResponse:
    """Every save, newest first; of one place, if it is named."""
    place = request.GET.get("cho", "")[:500]
    rows = queries.edits(manuscript, path_of(place))
    pages = Paginator(rows, ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "saves": _saves(manuscript, list(pages.object_list)),
        "pages": pages,
        "place": said(path_of(place), manuscript.source) if place else "",
    }
    return page(request, manuscript, "history", context)


def _saves(manuscript: Manuscript, edits: list[Edit]) -> list[dict[str, Any]]:
    """The edits of each save together."""
    found: dict[int, dict[str, Any]] = {}
    for edit in edits:
        save = found.setdefault(edit.revision, {"edit": edit, "changes": []})
        path = edit.change.path
        save["changes"].append(
            {
                "what": said(path, manuscript.source) or _("Cả gói"),
                "href": mending(manuscript, path) if path else "",
                "before": in_words(edit.change.before),
                "after": in_words(edit.change.after),
            }
        )
    return list(found.values())


def in_words(value: Any) -> str:
    """A value as a person reads it; "" for nothing."""
    if value is NOTHING or value is None:
        return ""
    if isinstance(value, bool):
        return _("Có") if value else _("Không")
    if isinstance(value, dict | list):
        text = as_yaml(value).strip()
        return text if len(text) <= 1200 else f"{text[:1200]} …"
    return str(value)


@of_manuscript
@require_POST
def undo(request: UserRequest, manuscript: Manuscript, revision: int) -> HttpResponse:
    """Take back what one save changed."""
    actions.undo(manuscript, by=request.user, revision=revision)
    messages.success(request, _("Đã hoàn tác lần lưu %(number)d.") % {"number": revision})
    return redirect("workshop:history", manuscript.pk)


@of_manuscript
@require_safe
def clashes(request: UserRequest, manuscript: Manuscript) -> HttpResponse:
    """Where two people changed the same place: both side by side."""
    context = {"clashes": [_told(manuscript, one) for one in queries.clashes(manuscript)]}
    return page(request, manuscript, "clashes", context)


def _told(manuscript: Manuscript, one: Clash) -> dict[str, Any]:
    return {
        "clash": one,
        "what": said(path_of(one.place), manuscript.source) or one.place,
        "base": in_words(unwrapped(one.base)),
        "theirs": in_words(unwrapped(one.theirs)),
        "mine": in_words(unwrapped(one.mine)),
    }


@of_manuscript
@require_POST
def settle(request: UserRequest, manuscript: Manuscript, clash_id: UUID) -> HttpResponse:
    """Choose one."""
    clash = queries.clash(manuscript, clash_id)
    actions.settle(clash, by=request.user, choice=request.POST.get("choice", ""))
    if queries.clashes(manuscript).exists():
        return redirect("workshop:clashes", manuscript.pk)
    messages.success(request, _("Đã chọn xong. Bản không chọn vẫn còn trong lịch sử."))
    return redirect(mending(manuscript, path_of(clash.place)))
