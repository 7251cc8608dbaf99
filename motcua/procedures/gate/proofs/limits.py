"""The longest way through the process fits every time limit of the record, in office time.

A working day is the office hours of one day; "within the day" (0 working days) is one. Days of the
calendar and months are turned into working days with the year's worst in mind: a limit of 30 days
over the lunar New Year has 14 working days, a step of 7 days may take 6. So what is proven holds
on every day of every year; a process planned in working days for a limit in working days loses
nothing. Steps that stop the clock take none of the limit; a child dossier takes its own.
"""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from motcua.procedures.gate.finding import Finding, found
from motcua.procedures.gate.longest import Way, longest
from motcua.procedures.gate.subject import Subject
from motcua.procedures.package import Package
from motcua.procedures.package.process import Step
from motcua.procedures.package.record import Time
from motcua.procedures.texts import say

WORST, WORST_DAYS, MORE, MORE_DAYS = 6, 60, 3, 60
"""Holidays take at most 6 working days of any 60 days, and 3 more of each 60 after them."""


def findings(subject: Subject) -> Iterator[Finding]:
    """Time limits that the longest way does not keep."""
    day = subject.ground.office_minutes
    way = longest(
        subject.package.process,
        {
            id: [step.leads(one) for one in subject.possible[id]]
            for id, step in subject.steps.items()
        },
        lambda step: _taken(subject, step, day),
    )
    for place, limit in _limits(subject.package):
        if way.minutes > at_least(limit, day):
            yield found("path-over-limit", place, _said(subject, way, limit, day))


def _limits(package: Package) -> Iterator[tuple[str, Time]]:
    for number, channel in enumerate(package.channels):
        yield f"channels[{number}].term", channel.term
        for index, other in enumerate(channel.others):
            yield f"channels[{number}].others[{index}].term", other.term


def _taken(subject: Subject, step: Step, day: int) -> int:
    """What a step takes of the limit."""
    if step.stops_clock or step.kind == "auto":
        return 0
    own = at_most(step.duration, day)
    child = subject.ground.in_force(step.child.procedure) if step.child else None
    terms = [at_most(channel.term, day) for channel in child.channels] if child else []
    return max([own, *terms])


def at_least(limit: Time, day: int) -> int:
    """The minutes of office time that a limit has in the worst case."""
    if limit.unit == "working_hours":
        return limit.amount * 60
    amount = max(limit.amount - limit.counting.first_day_counted, 1)
    if limit.unit == "working_days":
        return amount * day
    days = 30 * amount - 2 if limit.unit == "months" else amount
    return fewest_working_days(days) * day


def at_most(time: Time, day: int) -> int:
    """The minutes of office time that a step may take."""
    if time.unit == "working_hours":
        return time.amount * 60
    if time.unit == "working_days":
        return max(time.amount, 1) * day
    return most_working_days(31 * time.amount if time.unit == "months" else time.amount) * day


def fewest_working_days(days: int) -> int:
    """How few of so many days of the calendar may be worked."""
    weeks, rest = divmod(days, 7)
    holidays = WORST + MORE * max(0, -(-(days - WORST_DAYS) // MORE_DAYS))
    return max(0, 5 * weeks + max(0, rest - 2) - holidays)


def most_working_days(days: int) -> int:
    """How many may be, an end on a day off moving to the next that is worked."""
    return min(days, days - 2 * (days // 7) + 1)


def _said(subject: Subject, way: Way, limit: Time, day: int) -> str:
    names = " → ".join(say(subject.steps[id].name) for id in way.steps)
    told = {
        "taken": _in_words(way.minutes, day),
        "limit": str(limit),
        "given": _in_words(at_least(limit, day), day),
        "steps": names,
    }
    said = _("Đường xử lý dài nhất mất %(taken)s, thời hạn %(limit)s chỉ có %(given)s: %(steps)s.")
    if limit.unit in {"calendar_days", "months"}:
        said += " " + _("Ngày lịch được quy ra ngày làm việc ở lúc nhiều ngày nghỉ nhất (Tết).")
    return said % told


def _in_words(minutes: int, day: int) -> str:
    days, rest = divmod(minutes, day)
    told = {"days": days, "hours": -(-rest // 60)}
    if not rest:
        return _("%(days)d ngày làm việc") % told
    if not days:
        return _("%(hours)d giờ làm việc") % told
    return _("%(days)d ngày %(hours)d giờ làm việc") % told
