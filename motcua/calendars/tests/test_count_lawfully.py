"""What holds for every term, searched for by hypothesis."""

from datetime import datetime, time, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from motcua.calendars.calendar import Calendar
from motcua.calendars.counting import Rule, Term, Unit, deadline, elapsed, working_minutes
from motcua.calendars.terms import Deadline
from motcua.core.clock import VIETNAM

starts = st.datetimes(
    min_value=datetime(2015, 1, 1),  # noqa: DTZ001  # made aware below
    max_value=datetime(2033, 1, 1),  # noqa: DTZ001
    timezones=st.just(VIETNAM),
)
rules = st.builds(
    Rule,
    first_day_counted=st.booleans(),
    cut_off=st.none() | st.just(time(15)) | st.just(time(19)),
    until_midnight=st.booleans(),
)
terms = st.one_of(
    st.builds(Term, st.integers(0, 300), st.just(Unit.WORKING_HOURS)),
    st.builds(Term, st.integers(0, 250), st.just(Unit.WORKING_DAYS)),
    st.builds(Term, st.integers(0, 700), st.just(Unit.CALENDAR_DAYS)),
    st.builds(Term, st.integers(0, 24), st.just(Unit.MONTHS)),
)
spans = st.timedeltas(timedelta(), timedelta(days=40))
counted = settings(max_examples=300, deadline=None)


@counted
@given(start=starts, term=terms, rule=rules)
def test_nothing_is_ever_due_on_a_day_off_or_before_it_began(
    vietnam: Calendar, start: datetime, term: Term, rule: Rule
) -> None:
    due = deadline(vietnam, start, term, rule)
    assert vietnam.is_working(due.due_on)
    assert due.due_at >= start.replace(second=0, microsecond=0)


@counted
@given(start=starts, later=st.timedeltas(timedelta(), timedelta(days=20)), term=terms, rule=rules)
def test_what_is_received_later_is_not_due_earlier(
    vietnam: Calendar, start: datetime, later: timedelta, term: Term, rule: Rule
) -> None:
    first = deadline(vietnam, start, term, rule)
    second = deadline(vietnam, start + later, term, rule)
    assert first.due_at <= second.due_at


@counted
@given(start=starts, term=terms, rule=rules)
def test_a_longer_term_does_not_end_earlier(
    vietnam: Calendar, start: datetime, term: Term, rule: Rule
) -> None:
    longer = Term(term.amount + 1, term.unit)
    assert (
        deadline(vietnam, start, term, rule).due_at <= deadline(vietnam, start, longer, rule).due_at
    )


@counted
@given(start=starts, term=terms)
def test_a_term_has_just_elapsed_when_it_is_due(
    vietnam: Calendar, start: datetime, term: Term
) -> None:
    due = deadline(vietnam, start, term)
    passed = elapsed(vietnam, due.start.replace(second=0, microsecond=0), due.due_at, term.unit)
    if due.moved_from is None and term.amount:
        assert passed == term.amount
    else:
        assert passed >= term.amount


@counted
@given(start=starts, hours=st.integers(0, 300))
def test_hours_are_exact_to_the_minute(vietnam: Calendar, start: datetime, hours: int) -> None:
    due = deadline(vietnam, start, Term(hours, Unit.WORKING_HOURS))
    begun = due.start.replace(second=0, microsecond=0)
    assert working_minutes(vietnam, begun, due.due_at) == hours * 60


@settings(max_examples=60, deadline=None)
@given(start=starts, hours=st.integers(1, 24))
def test_hours_agree_with_a_watch_that_ticks_every_minute(
    vietnam: Calendar, start: datetime, hours: int
) -> None:
    now, left = start.replace(second=0, microsecond=0), hours * 60
    while left:
        minute = now.hour * 60 + now.minute
        left -= any(opens <= minute < closes for opens, closes in vietnam.sittings(now.date()))
        now += timedelta(minutes=1)
    assert deadline(vietnam, start, Term(hours, Unit.WORKING_HOURS)).due_at == now


@counted
@given(start=starts, days=st.integers(1, 250))
def test_every_day_of_a_term_is_either_counted_or_named_as_skipped(
    vietnam: Calendar, start: datetime, days: int
) -> None:
    due = deadline(vietnam, start, Term(days, Unit.WORKING_DAYS))
    span = (due.due_on - due.start.date()).days
    assert span == days + len(due.skipped)
    assert all(not vietnam.is_working(s.day) and s.reason for s in due.skipped)


@counted
@given(start=starts, term=terms, rule=rules)
def test_a_deadline_is_the_same_after_a_round_trip_through_json(
    vietnam: Calendar, start: datetime, term: Term, rule: Rule
) -> None:
    due = deadline(vietnam, start, term, rule)
    assert Deadline.from_json(due.to_json()) == due


@counted
@given(start=starts, term=terms, rule=rules, ahead=spans, length=spans)
def test_what_was_stopped_before_it_was_due_is_not_due_before_it_goes_on(
    vietnam: Calendar,
    start: datetime,
    term: Term,
    rule: Rule,
    ahead: timedelta,
    length: timedelta,
) -> None:
    stop = (start + ahead, start + ahead + length)
    plain = deadline(vietnam, start, term, rule)
    stopped = deadline(vietnam, start, term, rule, stops=[stop])
    if stop[0] < plain.due_at:
        assert stopped.due_at >= max(plain.due_at, stop[1].replace(second=0, microsecond=0))
    else:
        assert stopped == plain


@counted
@given(start=starts, days=st.integers(1, 60), ahead=spans, length=spans)
def test_a_stopped_term_keeps_its_number_of_days(
    vietnam: Calendar, start: datetime, days: int, ahead: timedelta, length: timedelta
) -> None:
    stop = (start + ahead, start + ahead + length)
    due = deadline(vietnam, start, Term(days, Unit.WORKING_DAYS), stops=[stop])
    assert elapsed(vietnam, start, due.due_at, Unit.WORKING_DAYS, stops=[stop]) == days
