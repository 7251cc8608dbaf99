"""The same form on paper: blank, to be filled in by pen, or filled in with answers; as PDF."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from motcua.core import sandbox
from motcua.documents import printing
from motcua.procedures.form.compiled import Compiled, compiled
from motcua.procedures.form.walking import Shown, ShownGroup, walk
from motcua.procedures.form.wording import in_words, said_condition
from motcua.procedures.kinds.choices import FEW, Choice, Choices, YesNo
from motcua.procedures.kinds.computed import Computed
from motcua.procedures.kinds.dates import PartialDate, WholeDate
from motcua.procedures.kinds.files import File
from motcua.procedures.kinds.numbers import (
    CitizenNumber,
    DrivingLicenceNumber,
    OldIdNumber,
    Quantity,
)
from motcua.procedures.kinds.question import Question
from motcua.procedures.kinds.words import LongText
from motcua.procedures.models import Version
from motcua.procedures.package.form import Group
from motcua.procedures.texts import say, vietnamese

TEMPLATE = Path(__file__).parent.parent / "papers" / "form.typ"
MOST_COLUMNS = 6
BLANK_LINES = 4
MOST_KEPT = 32
ROMAN = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")
Row = dict[str, Any]

_blanks: dict[tuple[str, int, bool], bytes] = {}


def blank_pdf(version: Version) -> bytes:
    """The paper form of a version, with room to write; conditions are told as notes."""
    key = version.sha256, version.number, bool(sandbox.current())  # which prints a mark
    found = _blanks.get(key)
    if found is None:
        if len(_blanks) >= MOST_KEPT:
            _blanks.clear()
        found = _blanks[key] = _print(version, blank_data(version), filled=False)
    return found


def filled_pdf(version: Version, answers: Mapping[str, Any]) -> bytes:
    """The same paper with the answers in it; what is not asked is left out."""
    return _print(version, filled_data(version, answers), filled=True)


def blank_data(version: Version) -> list[Row]:
    """The sections of the blank form."""
    ready = compiled(version)
    with translation.override("vi"):
        numbers = _Numbers()
        return [
            {
                "number": _roman(place),
                "title": vietnamese(page.title),
                "intro": vietnamese(page.intro),
                "note": said_condition(ready, page.when),
                "rows": [
                    _blank(ready, asked, numbers.next())
                    for asked in page.questions
                    if not isinstance(asked, Computed)
                ],
            }
            for place, page in enumerate(ready.package.form.pages, start=1)
        ]


def filled_data(version: Version, answers: Mapping[str, Any]) -> list[Row]:
    """The sections of the form with answers."""
    with translation.override("vi"):
        numbers = _Numbers()
        return [
            {
                "number": _roman(place),
                "title": vietnamese(shown.page.title),
                "intro": "",
                "note": "",
                "rows": [row for one in shown.asked for row in _filled(one, numbers)],
            }
            for place, shown in enumerate(walk(compiled(version), answers).pages, start=1)
        ]


def _print(version: Version, sections: list[Row], *, filled: bool) -> bytes:
    package = version.package
    with translation.override("vi"):
        told = {"code": package.code, "number": version.number, "print": version.sha256[:12]}
        bodies = package.agencies.competent if len(package.agencies.competent) == 1 else ()
        data = {
            "about": vietnamese(package.name),
            "to": [vietnamese(one.name) for one in bodies or package.agencies.performing],
            "sections": [one for one in sections if one["rows"]],
            "declaration": vietnamese(package.form.declaration),
            "foot": _("Thủ tục %(code)s, bản %(number)s (%(print)s)") % told,
            "filled": filled,
        }
    return printing.pdf(TEMPLATE, data, title=f"Tờ khai {vietnamese(package.name)}")


class _Numbers:
    """Questions are numbered through the whole paper."""

    def __init__(self) -> None:
        self.last = 0

    def next(self) -> int:
        self.last += 1
        return self.last


def _row(asked: Question | Group, number: int, kind: str, **more: Any) -> Row:
    empty: Row = {"note": "", "value": "", "count": 0, "ticks": [], "columns": [], "cells": []}
    empty["optional"] = False
    return {**empty, "number": number, "label": vietnamese(asked.label), "kind": kind, **more}


def _blank(ready: Compiled, asked: Question | Group, number: int) -> Row:
    note = said_condition(ready, asked.when)
    if isinstance(asked, Group):
        names = [vietnamese(one.label) for one in asked.questions if not isinstance(one, Computed)]
        lines = min(max(asked.at_least, BLANK_LINES), asked.at_most)
        return _row(
            asked, number, "table", columns=names, cells=[[""] * len(names)] * lines, note=note
        )
    return _row(asked, number, **_room(asked), note=note, optional=not asked.required)


def _room(asked: Question) -> Row:
    """How much and what kind of room a pen needs for the answer."""
    if isinstance(asked, CitizenNumber | DrivingLicenceNumber):
        return {"kind": "boxes", "count": 12}
    if isinstance(asked, OldIdNumber):
        return {"kind": "boxes", "count": 9}
    if isinstance(asked, WholeDate | PartialDate):
        return {"kind": "date"}
    if isinstance(asked, LongText):
        return {"kind": "lines", "count": 3}
    if isinstance(asked, File):
        return {"kind": "files"}
    if names := _ticks(asked):
        return {"kind": "ticks", "ticks": [{"name": name, "on": False} for name in names]}
    if asked.one_legend:  # several boxes on the page, so more room here
        return {"kind": "lines", "count": 1}
    return {"kind": "line", "value": say(asked.unit) if isinstance(asked, Quantity) else ""}


def _ticks(asked: Question) -> list[str]:
    if isinstance(asked, YesNo):
        return [_("Có"), _("Không")]
    few = isinstance(asked, Choice) and len(asked.options) <= FEW
    if isinstance(asked, Choices) or few:
        return [vietnamese(option.name) for option in asked.options]  # type: ignore[attr-defined]
    return []


def _filled(one: Shown | ShownGroup, numbers: _Numbers) -> Iterator[Row]:
    if isinstance(one, Shown):
        yield _row(one.question, numbers.next(), "value", value=in_words(one))
        return
    questions = one.group.questions
    if not one.items:
        yield _row(one.group, numbers.next(), "value", value=_("Không có"))
    elif len(questions) <= MOST_COLUMNS:
        cells = [
            [in_words(found) if (found := _of(item, asked)) else "" for asked in questions]
            for item in one.items
        ]
        names = [vietnamese(asked.label) for asked in questions]
        yield _row(one.group, numbers.next(), "table", columns=names, cells=cells)
    else:
        for place, item in enumerate(one.items, start=1):
            for shown in item:
                name = f"{vietnamese(one.group.item)} {place}: {vietnamese(shown.question.label)}"
                row = _row(shown.question, numbers.next(), "value", value=in_words(shown))
                yield {**row, "label": name}


def _of(item: list[Shown], asked: Question) -> Shown | None:
    return next((shown for shown in item if shown.question.id == asked.id), None)


def _roman(number: int) -> str:
    tens, units = divmod(number, 10)
    return "X" * tens + ROMAN[units]
