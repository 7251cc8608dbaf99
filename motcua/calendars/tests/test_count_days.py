"""Working days, calendar days and months, checked by hand against the Civil Code."""

from datetime import date, datetime, time

import pytest

from motcua.calendars.calendar import Calendar, Kind
from motcua.calendars.counting import FIRST_DAY_COUNTED, Deadline, Rule, Term, Unit, deadline
from motcua.core.clock import VIETNAM

AFTERNOON_CUT_OFF = Rule(cut_off=time(15))


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=VIETNAM)


def working_days(calendar: Calendar, start: str, days: int, rule: Rule | None = None) -> Deadline:
    return deadline(calendar, at(start), Term(days, Unit.WORKING_DAYS), rule or Rule())


def calendar_days(calendar: Calendar, start: str, days: int, rule: Rule | None = None) -> Deadline:
    return deadline(calendar, at(start), Term(days, Unit.CALENDAR_DAYS), rule or Rule())


def months(calendar: Calendar, start: str, amount: int, rule: Rule | None = None) -> Deadline:
    return deadline(calendar, at(start), Term(amount, Unit.MONTHS), rule or Rule())


def test_ten_days_over_hung_kings_and_the_spring_holidays_of_2026(vietnam: Calendar) -> None:
    # Received Wed 22/4, not counted. Thu 23 = 1, Fri 24 = 2. Sat 25, Sun 26 (Hung Kings' day),
    # Mon 27 in lieu of it. Tue 28 = 3, Wed 29 = 4. Thu 30/4, Fri 1/5, Sat 2, Sun 3 off.
    # Mon 4 = 5, Tue 5 = 6, Wed 6 = 7, Thu 7 = 8, Fri 8 = 9. Weekend. Mon 11/5 = 10.
    due = working_days(vietnam, "2026-04-22T09:15", 10)
    assert due.due_at == at("2026-05-11T17:00")
    assert [s.day.day for s in due.skipped] == [25, 26, 27, 30, 1, 2, 3, 9, 10]


def test_tet_of_2025(vietnam: Calendar) -> None:
    # Off Mon 27/1 to Fri 31/1 (Tet itself is Wed 29/1), with both weekends 25/1 to 2/2.
    # Received Thu 23/1. Fri 24/1 = 1, Mon 3/2 = 2, Tue 4 = 3, Wed 5 = 4, Thu 6/2 = 5.
    assert working_days(vietnam, "2025-01-23T10:00", 5).due_at == at("2025-02-06T17:00")


def test_tet_of_2026(vietnam: Calendar) -> None:
    # Off Mon 16/2 to Fri 20/2 (Tet is Tue 17/2), with both weekends 14/2 to 22/2.
    # Received Thu 12/2. Fri 13/2 = 1, Mon 23 = 2, Tue 24/2 = 3.
    assert working_days(vietnam, "2026-02-12T16:59", 3).due_at == at("2026-02-24T17:00")


def test_tet_of_2027_is_computed_and_not_yet_decided(vietnam: Calendar) -> None:
    # Tet is Sat 6/2; computed off Thu 4/2 to Wed 10/2. Received Tue 2/2.
    # Wed 3/2 = 1, Thu 11 = 2, Fri 12/2 = 3.
    assert working_days(vietnam, "2027-02-02T08:00", 3).due_at == at("2027-02-12T17:00")
    assert not vietnam.days[date(2027, 2, 6)].official


def test_a_swapped_saturday_is_a_working_day(vietnam: Calendar) -> None:
    # Sat 22/8/2026 is worked in exchange for Mon 31/8. Thu 20/8: Fri 21 = 1, Sat 22 = 2.
    assert working_days(vietnam, "2026-08-20T08:00", 2).due_at == at("2026-08-22T17:00")
    # Fri 28/8: weekend, Mon 31/8 swapped, 1/9 and 2/9 National Day; Thu 3/9 = 1.
    assert working_days(vietnam, "2026-08-28T08:00", 1).due_at == at("2026-09-03T17:00")


def test_a_term_over_the_new_year_of_2026(vietnam: Calendar) -> None:
    # Wed 31/12/2025. Thu 1/1 off, Fri 2/1 swapped with Sat 10/1, weekend; Mon 5/1 = 1.
    assert working_days(vietnam, "2025-12-31T08:00", 1).due_at == at("2026-01-05T17:00")
    # Mon 5/1: Tue to Fri = 4, and the worked Sat 10/1 = 5.
    assert working_days(vietnam, "2026-01-05T08:00", 5).due_at == at("2026-01-10T17:00")


def test_calendar_days_run_through_holidays(vietnam: Calendar) -> None:
    due = calendar_days(vietnam, "2026-04-22T08:00", 14)  # 22/4 + 14 = Wed 6/5
    assert (due.due_at, due.skipped) == (at("2026-05-06T17:00"), ())


def test_an_end_on_a_day_off_moves_to_the_next_working_day(vietnam: Calendar) -> None:
    # 21/1/2025 + 10 = Fri 31/1, in Tet; Sat 1/2 and Sun 2/2 follow; Mon 3/2 is worked.
    due = calendar_days(vietnam, "2025-01-21T08:00", 10)
    assert (due.moved_from, due.due_at) == (date(2025, 1, 31), at("2025-02-03T17:00"))
    assert [s.day.day for s in due.skipped] == [31, 1, 2]


def test_a_fixed_end_stays_on_a_day_off_until_midnight(vietnam: Calendar) -> None:
    due = calendar_days(vietnam, "2025-01-21T08:00", 10, Rule(fixed_end=True))
    assert (due.due_on, due.due_at) == (date(2025, 1, 31), at("2025-02-01T00:00"))


@pytest.mark.parametrize(
    ("start", "amount", "due_on"),
    [
        ("2026-03-16", 1, "2026-04-16"),  # the corresponding day
        ("2026-01-31", 1, "2026-03-02"),  # no 31/2: Sat 28/2, moved to Mon 2/3
        ("2028-01-31", 1, "2028-02-29"),  # a leap year: Tue 29/2
        ("2028-02-29", 12, "2029-02-28"),  # no 29/2 in 2029: Wed 28/2
        ("2026-12-15", 2, "2027-02-15"),  # over the year's end: Mon 15/2
        ("2026-08-31", 6, "2027-03-01"),  # no 31/2: Sun 28/2, moved to Mon 1/3
    ],
)
def test_months_end_on_the_corresponding_day(
    vietnam: Calendar, start: str, amount: int, due_on: str
) -> None:
    assert months(vietnam, f"{start}T10:00", amount).due_on == date.fromisoformat(due_on)


def test_the_first_day_counts_where_a_procedure_says_so(vietnam: Calendar) -> None:
    # Wed 22/4 = 1, so two days end on Thu 23/4.
    assert working_days(vietnam, "2026-04-22T08:00", 2, FIRST_DAY_COUNTED).due_on.day == 23
    assert calendar_days(vietnam, "2026-04-22T08:00", 2, FIRST_DAY_COUNTED).due_on.day == 23
    # From 1/6 a month ends on 30/6, not on 1/7.
    assert months(vietnam, "2026-06-01T08:00", 1, FIRST_DAY_COUNTED).due_on == date(2026, 6, 30)


def test_what_comes_after_closing_cannot_begin_on_that_day(vietnam: Calendar) -> None:
    # Fri 12/6/2026 at 18:00: the offices are closed, the first counted day is Mon 15/6.
    due = working_days(vietnam, "2026-06-12T18:00", 1, FIRST_DAY_COUNTED)
    assert due.due_at == at("2026-06-15T17:00")


def test_the_day_of_reception_is_not_counted_even_if_it_is_a_day_off(vietnam: Calendar) -> None:
    # Sent on line on Sun 14/6/2026; Mon 15/6 = 1 (art. 147.3).
    assert working_days(vietnam, "2026-06-14T22:00", 1).due_at == at("2026-06-15T17:00")


def test_reception_at_the_cut_off_is_reception_on_the_next_working_day(vietnam: Calendar) -> None:
    before = working_days(vietnam, "2026-06-12T14:59", 1, AFTERNOON_CUT_OFF)
    after = working_days(vietnam, "2026-06-12T15:00", 1, AFTERNOON_CUT_OFF)
    assert (before.counted_from, before.due_on) == (date(2026, 6, 12), date(2026, 6, 15))
    assert (after.counted_from, after.due_on) == (date(2026, 6, 15), date(2026, 6, 16))


def test_a_result_of_the_same_day_waits_until_the_next_after_the_cut_off(vietnam: Calendar) -> None:
    assert working_days(vietnam, "2026-06-12T09:00", 0).due_at == at("2026-06-12T17:00")
    late = working_days(vietnam, "2026-06-12T15:30", 0, AFTERNOON_CUT_OFF)
    assert late.due_at == at("2026-06-15T17:00")
    assert working_days(vietnam, "2026-06-12T17:00", 0).due_on == date(2026, 6, 15)


def test_a_citizens_last_day_may_end_at_midnight(vietnam: Calendar) -> None:
    due = working_days(vietnam, "2026-06-10T09:00", 2, Rule(until_midnight=True))
    assert (due.due_on, due.due_at) == (date(2026, 6, 12), at("2026-06-13T00:00"))


def test_a_term_stands_still_while_the_clock_is_stopped(vietnam: Calendar) -> None:
    # Mon 8/6/2026 + 5: Tue 9 = 1. Stopped on Wed 10 at 14:00, so that day does not end; on again
    # on Tue 16 at 9:00: Tue 16 = 2, Wed 17 = 3, Thu 18 = 4, Fri 19/6 = 5.
    stop = (at("2026-06-10T14:00"), at("2026-06-16T09:00"))
    term = Term(5, Unit.WORKING_DAYS)
    due = deadline(vietnam, at("2026-06-08T08:00"), term, stops=[stop])
    assert due.due_at == at("2026-06-19T17:00")
    assert {s.kind for s in due.skipped} == {Kind.CLOCK_STOPPED}


def test_months_and_calendar_days_grow_by_the_days_of_a_stop(vietnam: Calendar) -> None:
    stop = (at("2026-06-10T14:00"), at("2026-06-16T09:00"))  # six days
    by_month = deadline(vietnam, at("2026-06-08T08:00"), Term(1, Unit.MONTHS), stops=[stop])
    by_day = deadline(vietnam, at("2026-06-08T08:00"), Term(30, Unit.CALENDAR_DAYS), stops=[stop])
    # 8/7 + 6 = Tue 14/7, by months and by 30 days alike.
    assert by_month.due_on == by_day.due_on == date(2026, 7, 14)


def test_a_stop_on_the_last_day_leaves_the_rest_of_it_for_the_day_of_going_on(
    vietnam: Calendar,
) -> None:
    term, start = Term(2, Unit.WORKING_DAYS), at("2026-06-08T08:00")  # due Wed 10/6
    for begin, end, due_on in [
        ("2026-06-10T10:00", "2026-06-10T11:00", 10),  # on again the same day
        ("2026-06-10T10:00", "2026-06-15T11:00", 15),
        ("2026-06-10T10:00", "2026-06-15T18:00", 16),  # on again after closing
        ("2026-06-10T17:00", "2026-06-15T11:00", 10),  # stopped only once it was due
    ]:
        due = deadline(vietnam, start, term, stops=[(at(begin), at(end))])
        assert due.due_on == date(2026, 6, due_on), (begin, end)


def test_a_moved_end_is_not_moved_into_a_stop(vietnam: Calendar) -> None:
    # Mon 8/6 + 5 = Sat 13/6, moved to Mon 15/6; but the clock stands still Mon 9:00 to Wed 9:00.
    stop = (at("2026-06-15T09:00"), at("2026-06-17T09:00"))
    due = deadline(vietnam, at("2026-06-08T08:00"), Term(5, Unit.CALENDAR_DAYS), stops=[stop])
    assert (due.moved_from, due.due_at) == (date(2026, 6, 13), at("2026-06-17T17:00"))


def test_viet_nam_time_decides_the_day(vietnam: Calendar) -> None:
    # 23:30 on Tue 9/6 in London is 05:30 on Wed 10/6 in Ha Noi.
    start = datetime.fromisoformat("2026-06-09T23:30:00+01:00")
    due = deadline(vietnam, start, Term(1, Unit.WORKING_DAYS))
    assert due.due_at == at("2026-06-11T17:00")
