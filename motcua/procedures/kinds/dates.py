"""Kinds answered with a time: a date, one known in part, a year, a moment, an hour of the day."""

import re
from datetime import date
from typing import Any, Literal

from django import forms
from django.utils.translation import gettext as _

from motcua.core import clock
from motcua.core.refusals import Invalid
from motcua.design.widgets import DateInput, TextInput
from motcua.procedures.conditions import Type
from motcua.procedures.kinds.question import Question, Raw, is_blank, lowered, text_of
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


class Year(Dated):
    """A year."""

    kind: Literal["year"]
    type = Type.INTEGER
    one_legend = False

    def shape(self) -> dict[str, Any]:
        return {"type": "integer", "minimum": EARLIEST, "maximum": LATEST}

    def normal(self, raw: Any) -> int:
        typed = str(raw) if type(raw) is int else text_of(raw)
        if not re.fullmatch(r"[0-9]{4}", typed) or not EARLIEST <= int(typed) <= LATEST:
            raise Invalid(self.missing())
        self.in_tense(date(int(typed), 1, 1), date(int(typed), 12, 31))
        return int(typed)

    def widget(self) -> forms.Widget:
        return TextInput(width=4, inputmode="numeric")

    def missing(self) -> str:
        return _("Nhập %(label)s bằng bốn chữ số, ví dụ 1990") % {"label": lowered(say(self.label))}


_HOUR = re.compile(r"([0-9]{1,2})\s*(?:[:.hg]|giờ)\s*([0-9]{2})?(?:\s*phút)?")


def hour_of(raw: Any) -> str:
    """`07:30`, from `7:30`, `7h30` or `7 giờ 30`; empty when it is no hour of the day."""
    found = _HOUR.fullmatch(text_of(raw).lower())
    if found is None or int(found[1]) > 23 or int(found[2] or 0) > 59:
        return ""
    return f"{int(found[1]):02d}:{int(found[2] or 0):02d}"


class Time(Question):
    """An hour of the day."""

    kind: Literal["time"]

    def shape(self) -> dict[str, Any]:
        return {"type": "string", "pattern": "^([01][0-9]|2[0-3]):[0-5][0-9]$"}

    def normal(self, raw: Any) -> str:
        hour = hour_of(raw)
        if not hour:
            raise Invalid(self.missing())
        return hour

    def widget(self) -> forms.Widget:
        return TextInput(width=5, inputmode="text")

    def missing(self) -> str:
        return _("Nhập %(label)s theo mẫu 07:30") % {"label": lowered(say(self.label))}


class DateTime(Dated):
    """A day and an hour, as on a clock in Việt Nam: `2026-04-22T07:30`."""

    kind: Literal["date_time"]
    type = Type.DATE

    def shape(self) -> dict[str, Any]:
        hour = "([01][0-9]|2[0-3]):[0-5][0-9]"
        return {"type": "string", "pattern": f"^[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}T{hour}$"}

    def normal(self, raw: Any) -> str:
        day, mark, hour = text_of(raw).partition("T")
        if not mark or is_blank(day) or not (known := hour_of(hour)):
            raise Invalid(self.missing())
        whole = WholeDate(id=self.id, kind="date", label=self.label, tense=self.tense)
        return f"{whole.normal(day)}T{known}"

    def show(self, answer: Any) -> str:
        day, _mark, hour = answer.partition("T")
        return f"{hour} {date.fromisoformat(day):%d/%m/%Y}"

    def boxes(self, answer: Any) -> dict[str, forms.Field]:
        hour = TextInput(width=5)
        return {"day": self.box(DateInput(), _("Ngày")), "hour": self.box(hour, _("Giờ"))}

    def split(self, answer: Any) -> dict[str, Any]:
        day, _mark, hour = answer.partition("T") if isinstance(answer, str) else ("", "", "")
        return {"day": day, "hour": hour}

    def join(self, raw: Raw) -> Any:
        day, hour = raw.get("day") or "", raw.get("hour") or ""
        return f"{day}T{hour}" if day or hour else None

    def missing(self) -> str:
        return _("Nhập %(label)s: ngày, tháng, năm và giờ") % {"label": lowered(say(self.label))}
