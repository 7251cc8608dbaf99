"""Time limits counted by the Civil Code 2015, articles 145 to 148. Pure; no database.

The calendar comes from `queries.calendar_for`; moments are aware, and read in Viet Nam time.
"""

import calendar as gregorian
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
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
    `stops`, in order: the days after the one on which the clock stopped, up to the one on which
    it went on, are not counted; hours stand still to the minute.
    """
    start = start.astimezone(VIETNAM)
    stops = [(begin.astimezone(VIETNAM), end.astimezone(VIETNAM)) for begin, end in stops]
    counted_from = _counted_from(calendar, start, term, rule)
    moved_from = None
    if term.unit == Unit.WORKING_HOURS:
        due_at = _after_hours(calendar, max(start, moment(counted_from, 0)), term.amount, stops)
        end = due_at.date()
        skipped = [s for s in _skips(calendar, counted_from, end, term.unit, stops) if s.day < end]
    else:
        end = _last_day(calendar, counted_from, term, rule, stops)
        skipped = list(_skips(calendar, counted_from, end, term.unit, stops))
        if not rule.fixed_end and not calendar.is_working(end):
            moved_from, end = end, calendar.next_working(end)
            skipped += _days_off(calendar, moved_from, end)
        due_at = _end_of(calendar, end, rule)
    return Deadline(
        start=start,
        term=term,
        rule=rule,
        counted_from=counted_from,
        due_on=end,
        due_at=due_at,
        skipped=tuple(skipped),
        moved_from=moved_from,
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
    first, last = _day(start), _day(end)
    if unit == Unit.MONTHS:
        return _whole_months(first, last - sum((_length(s) for s in stops), timedelta()))
    days = max((last - first).days, 0)
    return days - sum(1 for _skipped in _skips(calendar, first, last, unit, stops))


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


def _counted_from(calendar: Calendar, start: datetime, term: Term, rule: Rule) -> date:
    """The day of reception in law. Only where that day itself is (part of) the term, or a rule
    sets a cut-off, must it have office time left; otherwise any day will do, since it is not
    counted.
    """
    day = start.date()
    is_open = calendar.is_working(day)
    must_be_open = rule.cut_off is not None or rule.first_day_counted or not term.amount
    if not must_be_open or (is_open and start < _last_reception(calendar, day, rule)):
        return day
    return calendar.next_working(day + DAY)


def _last_reception(calendar: Calendar, day: date, rule: Rule) -> datetime:
    closing = _end_of(calendar, day, rule)
    if rule.cut_off is None:
        return closing
    return min(closing, datetime.combine(day, rule.cut_off, VIETNAM))


def _last_day(
    calendar: Calendar, first: date, term: Term, rule: Rule, stops: Sequence[Stop]
) -> date:
    """The last day of a term in days or months, not yet moved from a day off."""
    if term.unit == Unit.MONTHS:
        return _after_months(first, term.amount, rule, stops)
    day, left = first, term.amount
    if rule.first_day_counted and left:
        left -= 1
    while left:
        day += DAY
        left -= _skip(calendar, day, term.unit, stops) is None
    return day


def _after_months(first: date, months: int, rule: Rule, stops: Sequence[Stop]) -> date:
    end = _month_later(first, months)
    has_corresponding_day = end.day == first.day
    if rule.first_day_counted and months and has_corresponding_day:
        end -= DAY
    for stop in stops:
        if _day(stop[0]) <= end:
            end += _length(stop)
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


def _skips(
    calendar: Calendar, first: date, last: date, unit: Unit, stops: Sequence[Stop]
) -> Iterator[Skipped]:
    """The days after `first`, up to `last`, that do not count."""
    for ahead in range(1, (last - first).days + 1):
        if skipped := _skip(calendar, first + ahead * DAY, unit, stops):
            yield skipped


def _skip(calendar: Calendar, day: date, unit: Unit, stops: Sequence[Stop]) -> Skipped | None:
    if any(_day(begin) < day <= _day(end) for begin, end in stops):
        return Skipped(day, Kind.CLOCK_STOPPED)
    if unit in {Unit.WORKING_DAYS, Unit.WORKING_HOURS}:
        return calendar.why_off(day)
    return None


def _days_off(calendar: Calendar, first: date, until: date) -> Iterator[Skipped]:
    for ahead in range((until - first).days):
        if skipped := calendar.why_off(first + ahead * DAY):
            yield skipped


def _working_days(calendar: Calendar, after: date, last: date) -> Iterator[date]:
    days = (after + ahead * DAY for ahead in range(1, (last - after).days + 1))
    return (day for day in days if calendar.is_working(day))


def _end_of(calendar: Calendar, day: date, rule: Rule) -> datetime:
    if rule.until_midnight or not calendar.is_working(day):
        return moment(day, MIDNIGHT)
    return calendar.closing(day)


def _length(stop: Stop) -> timedelta:
    return _day(stop[1]) - _day(stop[0])


def _day(at: datetime) -> date:
    return at.astimezone(VIETNAM).date()
