"""The calendar as a value: which days the State works, at which hours. Pure; no database."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from django.utils.translation import gettext as _

from motcua.calendars import wording
from motcua.core.clock import VIETNAM
from motcua.core.refusals import Invalid

DAY = timedelta(days=1)
Sitting = tuple[int, int]
"""An opening and a closing, in minutes after midnight in Viet Nam; 24:00 is 1440."""

Week = tuple[tuple[Sitting, ...], ...]
"""Seven days from Monday, each with its sittings in order; an empty day is a day off."""


class Kind(StrEnum):
    """What makes a day special, or why it does not count."""

    HOLIDAY = "holiday"
    DAY_OFF_IN_LIEU = "day_off_in_lieu"
    SWAPPED_WORKING_DAY = "swapped_working_day"
    WEEKEND = "weekend"
    CLOCK_STOPPED = "clock_stopped"


@dataclass(frozen=True)
class Special:
    """A day that law or a decision sets apart from its weekday."""

    kind: Kind
    name_vi: str
    name_en: str
    official: bool = True


@dataclass(frozen=True)
class Hours:
    """Office hours in force from one day to another, both included; an open end is None."""

    valid_from: date
    valid_to: date | None
    week: Week

    def cover(self, day: date) -> bool:
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


@dataclass(frozen=True)
class Skipped:
    """A day that was passed over, and why."""

    day: date
    kind: Kind
    name_vi: str = ""
    name_en: str = ""

    @property
    def reason(self) -> str:
        return wording.named(self.name_vi, self.name_en) or wording.reason(self.kind)


@dataclass(frozen=True)
class Calendar:
    """One area's working time at one version. `hours`: the first that covers a day holds."""

    version: int
    years: frozenset[int]
    days: Mapping[date, Special] = field(hash=False)
    hours: tuple[Hours, ...]

    def __repr__(self) -> str:
        return f"<Calendar, version {self.version}>"

    def sittings(self, day: date) -> tuple[Sitting, ...]:
        """The office hours of a day, empty on a day off. Refuses a year that is not loaded."""
        special = self._special(day)
        week = self._week(day)
        if special is None:
            return week[day.weekday()]
        if special.kind != Kind.SWAPPED_WORKING_DAY:
            return ()
        # A Saturday worked in exchange keeps the hours of the last weekday before it.
        backwards = ((day - back * DAY).weekday() for back in range(7))
        return next((week[weekday] for weekday in backwards if week[weekday]), ())

    def is_working(self, day: date) -> bool:
        return bool(self.sittings(day))

    def why_off(self, day: date) -> Skipped | None:
        """The reason for which a day does not count, or None on a working day."""
        if self.is_working(day):
            return None
        special = self._special(day)
        if special is None or special.kind == Kind.SWAPPED_WORKING_DAY:
            return Skipped(day, Kind.WEEKEND)
        return Skipped(day, special.kind, special.name_vi, special.name_en)

    def next_working(self, day: date) -> date:
        """The day itself if worked, otherwise the first working day after it."""
        while not self.is_working(day):
            day += DAY
        return day

    def closing(self, day: date) -> datetime:
        """The moment at which the offices close on a working day."""
        return moment(day, self.sittings(day)[-1][1])

    def _special(self, day: date) -> Special | None:
        if day.year not in self.years:
            raise Invalid(
                _(
                    "Lịch làm việc hiện có từ năm %(first)d đến năm %(last)d, chưa có ngày %(day)s."
                    " Vui lòng chọn thời gian khác, hoặc đề nghị người quản trị nạp thêm lịch."
                )
                % {
                    "first": min(self.years),
                    "last": max(self.years),
                    "day": wording.short(day, with_year=True),
                }
            )
        return self.days.get(day)

    def _week(self, day: date) -> Week:
        for hours in self.hours:
            if hours.cover(day):
                return hours.week
        return ((),) * 7


def moment(day: date, minute: int) -> datetime:
    """A minute of a day in Viet Nam as an aware moment; minute 1440 is the end of the day."""
    return datetime.combine(day, time(), VIETNAM) + timedelta(minutes=minute)
