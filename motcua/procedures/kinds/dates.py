"""Kinds answered with a date: a whole one, or one of which only the year or month is known."""

import re
from datetime import date
from typing import Any, Literal

from django import forms
from django.utils.translation import gettext as _

from motcua.core import clock
from motcua.core.refusals import Invalid
from motcua.design.widgets import DateInput
from motcua.procedures.conditions import Type
from motcua.procedures.kinds.question import Question, lowered, text_of
from motcua.procedures.texts import say

EARLIEST = 1850
LATEST = 2200


class Dated(Question):
    """What dates share: three boxes, and whether the day may lie ahead."""

    tense: Literal["past", "future", "any"] = "any"
    birthday: bool = False
    one_legend = True

    def widget(self) -> forms.Widget:
        return DateInput(birthday=self.birthday)

    def in_tense(self, first: date, last: date) -> None:
        """Refuse a day on the wrong side of today; a whole month or year counts as its days."""
        today = clock.today()
        if not EARLIEST <= first.year <= LATEST:
            raise Invalid(_("%(label)s: năm không hợp lý.") % {"label": say(self.label)})
        if self.tense == "past" and first > today:
            raise Invalid(_("%(label)s không được sau hôm nay.") % {"label": say(self.label)})
        if self.tense == "future" and last < today:
            raise Invalid(_("%(label)s không được trước hôm nay.") % {"label": say(self.label)})

    def missing(self) -> str:
        return _("Nhập %(label)s: ngày, tháng, năm") % {"label": lowered(say(self.label))}


class WholeDate(Dated):
    """A day, month and year."""

    kind: Literal["date"]
    type = Type.DATE

    def shape(self) -> dict[str, Any]:
        return {"type": "string", "format": "date"}

    def normal(self, raw: Any) -> str:
        text = text_of(raw)
        if not re.fullmatch(r"[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}", text):
            raise Invalid(self.missing())
        try:
            day = date(*(int(part) for part in text.split("-")))
        except ValueError:
            raise Invalid(
                _("%(label)s: không có ngày này trong lịch.") % {"label": say(self.label)}
            ) from None
        self.in_tense(day, day)
        return day.isoformat()

    def show(self, answer: Any) -> str:
        return f"{date.fromisoformat(answer):%d/%m/%Y}"


class PartialDate(Dated):
    """A date of which the day, or the day and month, may be unknown: 1952, 1952-03, 1952-03-08."""

    kind: Literal["partial_date"]
    precision: Literal["year", "month"] = "year"

    def shape(self) -> dict[str, Any]:
        month = "(-[0-9]{2}(-[0-9]{2})?)"
        return {
            "type": "string",
            "pattern": f"^[0-9]{{4}}{month}{'?' if self.precision == 'year' else ''}$",
        }

    def normal(self, raw: Any) -> str:
        parts = text_of(raw).rstrip("-").split("-")
        if not all(re.fullmatch(r"[0-9]{1,4}", part) for part in parts) or len(parts) > 3:
            raise Invalid(self.missing())
        if len(parts[0]) != 4 or (self.precision == "month" and len(parts) < 2):
            raise Invalid(self.missing())
        numbers = [int(part) for part in parts]
        try:
            first = date(*[*numbers, 1, 1][:3])
        except ValueError:
            raise Invalid(
                _("%(label)s: không có ngày này trong lịch.") % {"label": say(self.label)}
            ) from None
        last = first if len(numbers) == 3 else first.replace(month=[*numbers, 12][1], day=28)
        self.in_tense(first, last)
        return "-".join([parts[0], *(f"{number:02d}" for number in numbers[1:])])

    def show(self, answer: Any) -> str:
        return "/".join(reversed(answer.split("-")))

    def missing(self) -> str:
        return _("Nhập %(label)s; phần nào không biết thì để trống") % {
            "label": lowered(say(self.label))
        }
