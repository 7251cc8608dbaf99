"""Time limits counted by the Civil Code 2015, articles 145 to 148. Pure; no database.

The calendar comes from `queries.calendar_for`; moments are aware, and read in Viet Nam time.
"""

import calendar as gregorian
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from django.utils.translation import gettext as _

from motcua.calendars import wording
from motcua.calendars.calendar import DAY, Calendar, Kind, Skipped, moment
from motcua.calendars.terms import (
    CIVIL_CODE,
    FIRST_DAY_COUNTED,
    UNIT_OF_RECORD,
    Deadline,
    Rule,
    Term,
    Unit,
)
from motcua.core.clock import VIETNAM

__all__ = [
    "CIVIL_CODE",
    "FIRST_DAY_COUNTED",
    "UNIT_OF_RECORD",
    "Deadline",
    "Remaining",
    "Rule",
    "Stop",
    "Term",
    "Unit",
    "deadline",
    "elapsed",
    "remaining",
    "working_minutes",
]

MIDNIGHT = 24 * 60
Stop = tuple[datetime, datetime]
"""The clock stood still from the first moment to the second."""


def deadline(
    calendar: Calendar,
    start: datetime,
    term: Term,
    rule: Rule = CIVIL_CODE,
    *,
    stops: Sequence[Stop] = (),
) -> Deadline:
    """When `term` from `start` ends. Refuses a year that the calendar does not hold.

    Days: the first is not counted (art. 147.2, 147.3); an end on a day off moves to the next
    working day (148.5). Months end on the corresponding day, or the month's last (148.3).
    Hours run from the moment itself (147.1), within office hours, to the minute; of the rule
    only `cut_off` then says anything.
    `stops`, in order: a day is not counted if the clock stands still as it ends; hours stand
    still to the minute. What was stopped before it was due is never due before it goes on.
    """
    start = start.astimezone(VIETNAM)
    days = _Days(calendar, term.unit, rule, stops)
    received = days.received(start, term.amount)
    if term.unit == Unit.WORKING_HOURS:
        due_at = _after_hours(calendar, max(start, moment(received, 0)), term.amount, stops)
        last = end = due_at.date()
    else:
        last = days.last(received, term.amount)
        end = days.moved(last)
        due_at = days.end_of(end)
    return Deadline(
        start=start,
        term=term,
        rule=rule,
        counted_from=received,
        due_on=end,
        due_at=due_at,
        skipped=tuple(days.passed_over(days.first(received, term.amount), last, end)),
        moved_from=last if last != end else None,
        calendar_version=calendar.version,
    )


def elapsed(
    calendar: Calendar, start: datetime, end: datetime, unit: Unit, *, stops: Sequence[Stop] = ()
) -> int:
    """Whole units from `start` to `end`, counted as `deadline` counts them; 0 if `end` is earlier.

    Working hours are full hours; `working_minutes` gives the minutes.
    """
    if unit == Unit.WORKING_HOURS:
        return working_minutes(calendar, start, end, stops=stops) // 60
    days = _Days(calendar, unit, CIVIL_CODE, stops)
    first, last = _day(start), _day(end)
    if unit == Unit.MONTHS:
        return _whole_months(first, last - DAY * sum(map(days.lost_to, stops)))
    skipped = sum(1 for _skipped in days.skipped(first + DAY, last))
    return max((last - first).days, 0) - skipped


def working_minutes(
    calendar: Calendar, start: datetime, end: datetime, *, stops: Sequence[Stop] = ()
) -> int:
    """Minutes of office time from `start` to `end`; 0 if `end` is earlier."""
    total = timedelta()
    for opens, closes in _office_time(calendar, start, stops, until=_day(end)):
        total += max(min(closes, end) - opens, timedelta())
    return total // timedelta(minutes=1)


@dataclass(frozen=True)
class Remaining:
    """Time left in working days, or on the last day in minutes of office time.

    Once late: the calendar days, or on the first day the minutes, since it was due.
    """

    is_late: bool
    days: int
    minutes: int

    def __str__(self) -> str:
        if self.is_late:
            length = wording.days(self.days) or wording.hours_and_minutes(self.minutes)
            return _("quá hạn %(length)s") % {"length": length}
        length = wording.working_days(self.days) or wording.hours_and_minutes(self.minutes)
        return _("còn %(length)s") % {"length": length}


def remaining(calendar: Calendar, now: datetime, due_at: datetime) -> Remaining:
    """How much time is left at `now`, or how late it is. A due moment itself is not late."""
    due_on = _day(due_at - timedelta(microseconds=1))  # 24:00 belongs to the day that it ends
    if now > due_at:
        days = (_day(now) - due_on).days
        return Remaining(True, days, 0 if days else (now - due_at) // timedelta(minutes=1))
    days = sum(1 for _worked in _working_days(calendar, _day(now), due_on))
    return Remaining(False, days, 0 if days else working_minutes(calendar, now, due_at))


@dataclass(frozen=True)
class _Days:
    """Which days count, by which calendar, unit and rule, with which stops of the clock."""

    calendar: Calendar
    unit: Unit
    rule: Rule
    stops: Sequence[Stop]

    def received(self, start: datetime, amount: int) -> date:
        """The day of reception in law. Only where that day itself may be (part of) the term, or
        there is a cut-off, must it have office time left; otherwise any will do: it is not counted.
        """
        day = start.date()
        is_open = self.calendar.is_working(day)
        must_be_open = self.rule.cut_off is not None or self.rule.first_day_counted or not amount
        if not must_be_open or (is_open and start < self._last_reception(day)):
            return day
        return self.calendar.next_working(day + DAY)

    def first(self, received: date, amount: int) -> date:
        """The first day that may count: that of reception only by a rule, or if it is the term."""
        return received if self.rule.first_day_counted or not amount else received + DAY

    def last(self, received: date, amount: int) -> date:
        """The last day of a term in days or months, not yet moved from a day off."""
        if self.unit == Unit.MONTHS:
            return self._after_months(received, amount)
        day, left = self.first(received, amount) - DAY, max(amount, 1)
        while left:
            day += DAY
            left -= self.skip(day) is None
        return day

    def moved(self, end: date) -> date:
        """The end itself, or the next working day at whose end the clock runs."""
        while not self.rule.fixed_end and not (
            self.calendar.is_working(end) and not self._stands_still(end)
        ):
            end += DAY
        return end

    def end_of(self, day: date) -> datetime:
        """Closing time; midnight on a day off, or by the rule."""
        if self.rule.until_midnight or not self.calendar.is_working(day):
            return moment(day, MIDNIGHT)
        return self.calendar.closing(day)

    def passed_over(self, first: date, last: date, end: date) -> Iterator[Skipped]:
        """The days of the term that did not count, then those over which its end was moved."""
        yield from self.skipped(first, last - DAY)
        for ahead in range((end - last).days):
            day = last + ahead * DAY
            if skipped := self.calendar.why_off(day) or self.skip(day):
                yield skipped

    def skipped(self, first: date, last: date) -> Iterator[Skipped]:
        for ahead in range((last - first).days + 1):
            if skipped := self.skip(first + ahead * DAY):
                yield skipped

    def skip(self, day: date) -> Skipped | None:
        """Why a day does not count, or None if it does."""
        if self._stands_still(day):
            return Skipped(day, Kind.CLOCK_STOPPED)
        if self.unit in {Unit.WORKING_DAYS, Unit.WORKING_HOURS}:
            return self.calendar.why_off(day)
        return None

    def lost_to(self, stop: Stop) -> int:
        """The calendar days that one stop takes from the count."""
        alone = replace(self, unit=Unit.CALENDAR_DAYS, stops=[stop])
        return sum(1 for _lost in alone.skipped(_day(stop[0]), _day(stop[1])))

    def _stands_still(self, day: date) -> bool:
        """Whether the clock stands still as the day ends: then it is not a whole day."""
        return any(begin < self.end_of(day) <= end for begin, end in self.stops)

    def _last_reception(self, day: date) -> datetime:
        if self.rule.cut_off is None:
            return self.end_of(day)
        return min(self.end_of(day), datetime.combine(day, self.rule.cut_off, VIETNAM))

    def _after_months(self, received: date, months: int) -> date:
        end = _month_later(received, months)
        has_corresponding_day = end.day == received.day
        if self.rule.first_day_counted and months and has_corresponding_day:
            end -= DAY
        for stop in self.stops:
            if stop[0] < self.end_of(end):
                end += DAY * self.lost_to(stop)
        return end


def _month_later(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, gregorian.monthrange(year, month + 1)[1]))


def _whole_months(first: date, last: date) -> int:
    months = max((last.year - first.year) * 12 + last.month - first.month, 0)
    return months - (months > 0 and _month_later(first, months) > last)


def _after_hours(
    calendar: Calendar, start: datetime, hours: int, stops: Sequence[Stop]
) -> datetime:
    """The moment at which so many hours of office time have passed; seconds are dropped."""
    start = start.replace(second=0, microsecond=0)
    left = timedelta(hours=hours)
    spans = _office_time(calendar, start, stops)
    opens, closes = next(spans)
    while closes - opens < left:
        left -= closes - opens
        opens, closes = next(spans)
    return opens + left


def _office_time(
    calendar: Calendar, start: datetime, stops: Sequence[Stop], until: date | None = None
) -> Iterator[Stop]:
    """Stretches in which the offices are open and the clock runs, from `start`, in order."""
    day = _day(start)
    while until is None or day <= until:
        for opens, closes in calendar.sittings(day):
            yield from _without(stops, max(moment(day, opens), start), moment(day, closes))
        day += DAY


def _without(stops: Sequence[Stop], opens: datetime, closes: datetime) -> Iterator[Stop]:
    for begin, end in stops:
        if opens < begin < closes:
            yield opens, begin
        if begin < closes and end > opens:
            opens = end
    if opens < closes:
        yield opens, closes


def _working_days(calendar: Calendar, after: date, last: date) -> Iterator[date]:
    days = (after + ahead * DAY for ahead in range(1, (last - after).days + 1))
    return (day for day in days if calendar.is_working(day))


def _day(at: datetime) -> date:
    return at.astimezone(VIETNAM).date()
