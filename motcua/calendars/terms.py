"""What a time limit is made of: term, rule, and the deadline with its derivation. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.db.models import TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy
from pydantic import TypeAdapter

from motcua.calendars import wording
from motcua.calendars.calendar import DAY, Kind, Skipped
from motcua.core.clock import VIETNAM
from motcua.core.refusals import Invalid


class Unit(TextChoices):
    WORKING_HOURS = "working_hours", pgettext_lazy("unit of time, label", "giờ làm việc")
    WORKING_DAYS = "working_days", pgettext_lazy("unit of time, label", "ngày làm việc")
    CALENDAR_DAYS = "calendar_days", pgettext_lazy("unit of time, label", "ngày")
    MONTHS = "months", pgettext_lazy("unit of time, label", "tháng")


UNIT_OF_RECORD = {
    "Giờ": Unit.WORKING_HOURS,
    "Ngày làm việc": Unit.WORKING_DAYS,
    "Ngày": Unit.CALENDAR_DAYS,
    "Tháng": Unit.MONTHS,
}
"""Field DONVITINH of the national database of procedures."""

LONGEST = {
    Unit.WORKING_HOURS: 20_000,
    Unit.WORKING_DAYS: 2_500,
    Unit.CALENDAR_DAYS: 3_660,
    Unit.MONTHS: 120,
}
"""Ten years, about: beyond it a term is a typing mistake."""

_WEEKENDS_LISTED = 3  # more of them are told by their number


@dataclass(frozen=True)
class Term:
    """How long. Zero days means: within the day of reception."""

    amount: int
    unit: Unit

    def __post_init__(self) -> None:
        object.__setattr__(self, "unit", Unit(self.unit))
        if not 0 <= self.amount <= LONGEST[self.unit]:
            raise Invalid(
                _("Thời hạn phải từ 0 đến %(most)s %(unit)s. Vui lòng kiểm tra lại.")
                % {"most": LONGEST[self.unit], "unit": self.unit.label}
            )

    def __str__(self) -> str:
        return f"{self.amount} {wording.unit(self.unit, self.amount)}"


@dataclass(frozen=True)
class Rule:
    """How a procedure counts where it says otherwise than the Civil Code.

    first_day_counted: the day of reception is the first day of the term.
    cut_off: received at or after this time, or on a day off, is received on the next working day.
    fixed_end: the last day stays even if it is a day off.
    until_midnight: the last day ends at 24:00 (art. 148.6), not when the offices close.
    """

    first_day_counted: bool = False
    cut_off: time | None = None
    fixed_end: bool = False
    until_midnight: bool = False


CIVIL_CODE = Rule()
FIRST_DAY_COUNTED = Rule(first_day_counted=True)


@dataclass(frozen=True)
class Deadline:
    """When a term ends, and why then: enough to check it by hand, or in court."""

    start: datetime
    term: Term
    rule: Rule
    counted_from: date
    due_on: date
    due_at: datetime
    skipped: tuple[Skipped, ...]
    moved_from: date | None
    calendar_version: int

    def to_json(self) -> dict[str, Any]:
        data: dict[str, Any] = _ADAPTER.dump_python(self, mode="json")
        return data

    @staticmethod
    def from_json(data: dict[str, Any]) -> "Deadline":
        return _ADAPTER.validate_python(data)

    def explanation(self) -> str:
        """One sentence in the active language: reception, term, days skipped, due moment."""
        return wording.joined(
            [
                self._received(),
                self._length(),
                self._moved(),
                self._passed_over(),
                _("đến hạn %(time)s %(day)s")
                % {
                    "time": wording.clock_time(self.due_at, self.due_on),
                    "day": wording.long(self.due_on),
                },
            ]
        )

    def _received(self) -> str:
        start = self.start.astimezone(VIETNAM)
        received = wording.long(start.date())
        if self.term.unit == Unit.WORKING_HOURS or self.counted_from != start.date():
            received = f"{start:%H:%M} {received}"
        if self.counted_from == start.date():
            return _("tiếp nhận %(day)s") % {"day": received}
        return _("tiếp nhận %(day)s, tính là ngày %(counted)s") % {
            "day": received,
            "counted": wording.long(self.counted_from),
        }

    def _length(self) -> str:
        return _("cộng %(term)s") % {"term": self.term} if self.term.amount else _("trong ngày")

    def _passed_over(self) -> str:
        runs = list(_runs(self.skipped))
        weekends = [run for run in runs if {each.kind for each in run} == {Kind.WEEKEND}]
        parts = []
        if len(weekends) > _WEEKENDS_LISTED:
            runs = [run for run in runs if run not in weekends]
            parts.append(wording.weekends(len(weekends)))
        parts += [
            f"{wording.span(run[0].day, run[-1].day)} ({wording.listed(s.reason for s in run)})"
            for run in runs
        ]
        return _("bỏ qua %(days)s") % {"days": "; ".join(parts)} if parts else ""

    def _moved(self) -> str:
        if self.moved_from is None:
            return ""
        return _("ngày cuối %(day)s là ngày nghỉ nên chuyển sang ngày làm việc tiếp theo") % {
            "day": wording.long(self.moved_from)
        }


_ADAPTER = TypeAdapter(Deadline)


def _runs(skipped: Sequence[Skipped]) -> Iterator[list[Skipped]]:
    """Consecutive days together; a stop of the clock stays apart from days off."""
    run: list[Skipped] = []
    for each in skipped:
        if run and not _continues(run[-1], each):
            yield run
            run = []
        run.append(each)
    if run:
        yield run


def _continues(before: Skipped, after: Skipped) -> bool:
    stopped = Kind.CLOCK_STOPPED
    return after.day - before.day == DAY and (before.kind == stopped) == (after.kind == stopped)
