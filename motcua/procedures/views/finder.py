"""“Which case is mine?”: one question a page, in the address only, ending at the case."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from motcua.core.refusals import NotFound
from motcua.procedures import filing, queries, wording
from motcua.procedures.models import Version
from motcua.procedures.package.finder import Elsewhere, FinderQuestion, Fitting
from motcua.procedures.package.record import Channel, Charge, Time
from motcua.procedures.texts import Text, say

Path = list[tuple[FinderQuestion, str]]


@require_safe
def find_case(request: HttpRequest, code: str) -> HttpResponse:
    """The next question of the finder; after the last one, where the answers lead."""
    version = queries.published(code)
    finder = version.package.finder
    if finder is None:
        raise NotFound(_("Thủ tục này không có câu hỏi tìm trường hợp. Hãy xem trang của thủ tục."))
    said = {question.id: request.GET.get(question.id, "") for question in finder.questions}
    path = list(finder.ready.asked(said))
    shared = {"version": version, "package": version.package, "said": _said(path)}
    if path and not path[-1][1]:
        return render(request, "procedures/finder.html", shared | _question(request, path))
    ends = finder.ready.ends_at(said)
    if not ends:
        raise NotFound(
            _("Không có trường hợp nào cho các câu trả lời này. Hãy hỏi Bộ phận Một cửa.")
        )
    end = ends[0]
    context = _elsewhere(end) if isinstance(end, Elsewhere) else _case(version, end, path)
    context["back"] = _address(path[:-1]) or "?"
    return render(request, "procedures/finder_end.html", shared | context)


def _question(request: HttpRequest, path: Path) -> dict[str, Any]:
    question = path[-1][0]
    items = [
        {
            "value": one.code,
            "text": say(one.text),
            "hint": {"text": say(one.hint)} if one.hint else None,
        }
        for one in question.choices
    ]
    left_open = request.GET.get("asked") == question.id
    error = _("Chọn một câu trả lời.") if left_open else ""
    return {
        "question": question,
        "number": len(path),
        "items": items,
        "kept": [(one.id, code) for one, code in path if code],
        "error": error,
        "errors": [{"text": error, "href": f"#{question.id}"}] if error else [],
        "back": _address(path[:-2]) if len(path) > 1 else "",
    }


def _said(path: Path) -> list[tuple[str, str, str]]:
    """What was answered so far: question, answer, and the address that changes it."""
    return [
        (say(question.text), _names(question)[code], _address(path[:number]) or "?")
        for number, (question, code) in enumerate(path)
        if code
    ]


def _names(question: FinderQuestion) -> dict[str, str]:
    return {one.code: say(one.text) for one in question.choices}


def _address(path: Path) -> str:
    said = urlencode([(question.id, code) for question, code in path if code])
    return f"?{said}" if said else ""


def _elsewhere(end: Elsewhere) -> dict[str, Any]:
    live = end.code is not None and bool(queries.live({end.code}))
    return {"elsewhere": end, "other": end.code if live else ""}


def _case(version: Version, end: Fitting, path: Path) -> dict[str, Any]:
    package = version.package
    case = next(one for one in package.cases if one.id == end.case)
    return {
        "case": case,
        "note": end.note,
        "channels": [
            (wording.CHANNELS[one.channel], *_time_and_fee(one, end.case))
            for one in package.channels
        ],
        "closed": filing.closed(version),
        "start": _start(version, path),
    }


def _time_and_fee(channel: Channel, case: str) -> tuple[Time, list[str]]:
    """The time limit of the case on this channel, and what is paid."""
    special = next((one for one in channel.others if one.case == case), None)
    if special is None:
        return channel.term, [str(channel.fee), *_noted(channel.fee.note)]
    charges = [_charge(one) for one in special.tariff] or [str(channel.fee)]
    return special.term, [*charges, *_noted(special.fee_note)]


def _noted(note: Text | None) -> list[str]:
    return [say(note)] if note else []


def _charge(charge: Charge) -> str:
    return f"{say(charge.name)}: {charge}"


def _start(version: Version, path: Path) -> str:
    """Where to begin online, with the answers; "" when it cannot be filed online."""
    if version.package.channel("online") is None:
        return ""
    try:
        address = reverse("dossiers:start", args=[version.package.code])
    except NoReverseMatch:
        return ""
    return f"{address}{_address(path)}"
