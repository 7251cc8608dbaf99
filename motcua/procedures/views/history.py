"""What a procedure was, is and will be, and what changed between two versions."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from motcua.core import clock
from motcua.procedures import queries
from motcua.procedures.comparison import compare
from motcua.procedures.models import Enactment
from motcua.procedures.publication import Duty


@require_safe
def history(request: HttpRequest, code: str) -> HttpResponse:
    """Every version that was ever in force or will be, by which decision, from when to when."""
    enacted = queries.enactments(code)
    now = _in_force(enacted)
    context = {
        "procedure": enacted[0].procedure,
        "rows": list(_rows(enacted, now)),
        "live": now is not None and now.version_id is not None,
    }
    return render(request, "procedures/history.html", context)


@require_safe
def changes(request: HttpRequest, code: str, old: int, new: int) -> HttpResponse:
    """The differences between two public versions."""
    before, after = queries.public_version(code, old), queries.public_version(code, new)
    context = {
        "procedure": after.procedure,
        "heading": _("Bản %(new)d khác bản %(old)d những gì") % {"new": new, "old": old},
        "sections": compare(before.package, after.package),
    }
    return render(request, "procedures/changes.html", context)


def _in_force(enacted: list[Enactment]) -> Enactment | None:
    """The newest whose day has come; the list is newest first."""
    return next((one for one in enacted if one.effective_from <= clock.today()), None)


def _rows(enacted: list[Enactment], now: Enactment | None) -> Iterator[dict[str, Any]]:
    for place, one in enumerate(enacted):
        later = enacted[place - 1] if place else None
        earlier = enacted[place + 1] if place + 1 < len(enacted) else None
        yield {
            "enactment": one,
            "title": _title(one),
            "decision": one.decision,
            "duties": [Duty.from_json(duty) for duty in one.decision.duties]
            if one.decision
            else [],
            **_state(one, now),
            "period": _period(one, later),
            "rule": one.get_transition_display() if one.version_id and earlier else "",
            **_comparison(one, earlier),
        }


def _title(one: Enactment) -> str:
    if one.version is None:
        return _("Bãi bỏ")
    return _("Bản %(number)d") % {"number": one.version.number}


def _state(one: Enactment, now: Enactment | None) -> dict[str, str]:
    if one.effective_from > clock.today():
        return {"state": _("sắp áp dụng"), "colour": "blue"}
    if one != now:
        return {"state": _("đã hết áp dụng"), "colour": "grey"}
    if one.version is None:
        return {"state": _("đã bãi bỏ"), "colour": "red"}
    return {"state": _("đang áp dụng"), "colour": "green"}


def _period(one: Enactment, later: Enactment | None) -> str:
    given = {"first": f"{one.effective_from:%d/%m/%Y}"}
    if later is None:
        return _("Từ ngày %(first)s") % given
    given["last"] = f"{later.effective_from:%d/%m/%Y}"
    return _("Từ ngày %(first)s đến trước ngày %(last)s") % given


def _comparison(one: Enactment, earlier: Enactment | None) -> dict[str, str]:
    """Where to read what changed, if there is a version before this one."""
    if not (one.version and earlier and earlier.version) or one.version_id == earlier.version_id:
        return {}
    numbers = [one.procedure.code, earlier.version.number, one.version.number]
    return {"changes": reverse("procedures:changes", args=numbers), "replaced": _title(earlier)}
