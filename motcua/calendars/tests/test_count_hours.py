"""Working hours, to the minute."""

from datetime import date, datetime, time

import pytest

from motcua.calendars.calendar import Calendar
from motcua.calendars.counting import Rule, Term, Unit, deadline, working_minutes
from motcua.core.clock import VIETNAM


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=VIETNAM)


@pytest.mark.parametrize(
    ("start", "hours", "due"),
    [
        ("2026-06-08T08:00", 8, "2026-06-08T17:00"),  # a whole day ends as the offices close
        ("2026-06-08T11:30", 1, "2026-06-08T13:30"),  # over lunch
        ("2026-06-12T16:00", 8, "2026-06-15T16:00"),  # Fri to Mon
        ("2026-06-12T16:13", 2, "2026-06-15T09:13"),  # 47 minutes, then 73
        ("2026-06-13T10:00", 4, "2026-06-15T12:00"),  # Saturday: from Monday's opening
        ("2026-06-08T05:00", 1, "2026-06-08T09:00"),  # before opening
        ("2026-06-08T17:00", 1, "2026-06-09T09:00"),  # at closing
        ("2026-06-08T12:00", 0, "2026-06-08T13:00"),  # no time at all: the next open minute
        ("2025-12-31T15:00", 8, "2026-01-05T15:00"),  # 2 h, then the first working day of 2026
        ("2026-08-21T16:00", 4, "2026-08-22T11:00"),  # the worked Saturday
        ("2025-01-24T13:00", 40, "2025-02-07T12:00"),  # Tet: 4 h, 4 x 8 h from 3/2, then 4 h
    ],
)
def test_hours_run_in_office_hours_only(
    vietnam: Calendar, start: str, hours: int, due: str
) -> None:
    assert deadline(vietnam, at(start), Term(hours, Unit.WORKING_HOURS)).due_at == at(due)


def test_seconds_are_dropped(vietnam: Calendar) -> None:
    due = deadline(vietnam, at("2026-06-08T08:00:59.9"), Term(1, Unit.WORKING_HOURS))
    assert due.due_at == at("2026-06-08T09:00")


def test_hours_stand_still_while_the_clock_is_stopped(vietnam: Calendar) -> None:
    stop = (at("2026-06-08T10:00"), at("2026-06-09T14:30"))
    due = deadline(vietnam, at("2026-06-08T08:00"), Term(4, Unit.WORKING_HOURS), stops=[stop])
    assert due.due_at == at("2026-06-09T16:30")  # 2 h before the stop, 2 h after
    minutes = working_minutes(vietnam, at("2026-06-08T08:00"), due.due_at, stops=[stop])
    assert minutes == 240


def test_a_cut_off_moves_hours_to_the_next_opening(vietnam: Calendar) -> None:
    due = deadline(
        vietnam,
        at("2026-06-12T15:10"),
        Term(2, Unit.WORKING_HOURS),
        Rule(cut_off=time(15)),
    )
    assert (due.counted_from, due.due_at) == (date(2026, 6, 15), at("2026-06-15T10:00"))
