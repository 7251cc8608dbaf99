"""The longest way and the time limits: what is said of the worst days is true of the calendar."""

import copy
from collections.abc import Callable
from datetime import date, timedelta
from itertools import accumulate
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.calendars.queries import calendar_for
from motcua.procedures import gate
from motcua.procedures.gate.longest import Way, longest
from motcua.procedures.gate.proofs.limits import (
    at_least,
    at_most,
    fewest_working_days,
    most_working_days,
)
from motcua.procedures.package.process import Process, Step
from motcua.procedures.package.record import Time
from motcua.procedures.package.tokens import Token, Tokens
from motcua.procedures.tests.process.made import sound

Spoil = Callable[[str, Any], dict[str, Any]]
DAY = 8 * 60
FIRST, LAST = date(2015, 1, 1), date(2035, 11, 30)


@pytest.fixture(scope="module")
def worked(django_db_setup: None, django_db_blocker: Any) -> list[bool]:
    """Each day of the official calendar, 2015 to 2035: whether it is worked."""
    with django_db_blocker.unblock():
        calendar = calendar_for()
    days = (LAST - FIRST).days
    return [calendar.is_working(FIRST + timedelta(days=n)) for n in range(days)]


@pytest.mark.parametrize("days", [1, 3, 5, 7, 10, 15, 20, 28, 30, 45, 60, 61, 90, 180, 365])
def test_no_days_of_the_calendar_have_fewer_working_days_or_more(
    worked: list[bool], days: int
) -> None:
    count = [0, *accumulate(map(int, worked))]
    for start in range(len(worked) - days - 15):
        if not worked[start]:
            continue
        end = start + days
        assert count[end + 1] - count[start + 1] >= fewest_working_days(days)
        while not worked[end]:  # the end of a step moves to the next working day
            end += 1
        assert count[end + 1] - count[start + 1] <= most_working_days(days)


@pytest.mark.parametrize(
    ("unit", "amount", "least", "most"),
    [
        ("working_hours", 5, 300, 300),
        ("working_days", 0, DAY, DAY),
        ("working_days", 7, 7 * DAY, 7 * DAY),
        ("calendar_days", 30, 14 * DAY, 23 * DAY),
        ("months", 1, 14 * DAY, 24 * DAY),
    ],
)
def test_times_are_counted_on_the_safe_side(unit: str, amount: int, least: int, most: int) -> None:
    time = Time.model_validate({"amount": amount, "unit": unit})
    assert (at_least(time, DAY), at_most(time, DAY)) == (least, most)
    assert most >= least


def test_a_limit_whose_first_day_counts_is_a_day_shorter() -> None:
    counting = {"first_day_counted": True}
    time = Time.model_validate({"amount": 5, "unit": "working_days", "counting": counting})
    assert at_least(time, DAY) == 4 * DAY


def step(id: str, hours: int, *leads: Any, **more: Any) -> dict[str, Any]:
    outcomes = [
        {"code": f"o{n}", "name": "?", **({"next": one} if isinstance(one, str) else {"fork": one})}
        for n, one in enumerate(leads)
    ]
    return {
        "id": id, "name": id, "kind": "examine", "role": "handler", "outcomes": outcomes,
        "duration": {"amount": hours, "unit": "working_hours"}, **more,
    }  # fmt: skip


def way(*steps: dict[str, Any]) -> Way:
    process = Process.model_validate({"steps": list(steps)})
    leads = {one.id: [one.leads(outcome) for outcome in one.outcomes] for one in process.steps}
    return longest(process, leads, lambda one: one.duration.amount)


def test_a_line_takes_the_sum() -> None:
    assert way(step("a", 1, "b"), step("b", 2, "approved")) == Way(3, ("a", "b"))


def test_of_two_ways_the_longer_counts() -> None:
    found = way(step("a", 1, "b", "c"), step("b", 2, "approved"), step("c", 5, "approved"))
    assert found == Way(6, ("a", "c"))


@pytest.mark.parametrize("join", ["all", "any", {"quorum": 1}])
def test_a_fork_takes_its_longest_branch_whatever_the_join_waits_for(join: Any) -> None:
    steps = (
        step("a", 1, ["b", "c"]),
        step("b", 2, "d"),
        step("c", 3, "e"),
        step("e", 4, "d"),
        step("d", 1, "approved", join=join),
    )
    assert way(*steps) == Way(9, ("a", "c", "e", "d"))


def test_forks_within_forks_are_measured_from_the_inside() -> None:
    steps = (
        step("a", 1, ["b", "c"]),
        step("b", 1, ["d", "e"]),
        step("d", 10, "f"),
        step("e", 20, "f"),
        step("f", 1, "g", join="all"),
        step("c", 5, "g"),
        step("g", 1, "approved", join="all"),
    )
    assert way(*steps).minutes == 1 + (1 + 20 + 1) + 1


def test_a_return_counts_one_round_and_a_detour_its_own_time() -> None:
    back = (step("a", 1, "b"), step("b", 2, "c"), step("c", 3, "approved", "b"))
    assert way(*back).minutes == 6
    detour = (
        step("a", 1, "b"),
        step("b", 2, "c", "d"),
        step("c", 9, "b"),
        step("d", 3, "approved"),
    )
    assert way(*detour).minutes == 15


@given(st.integers(0, 10**9))
def test_no_walk_that_does_each_step_once_is_longer(seed: int) -> None:
    """Whatever the officials choose: the time of all steps begun, each once, is within the way."""
    random, process = Random(seed), sound(seed)  # no secret
    hours = {one.id: random.randint(1, 9) for one in process.steps}
    leads = {one.id: [one.leads(outcome) for outcome in one.outcomes] for one in process.steps}
    most = longest(process, leads, lambda one: hours[one.id]).minutes
    for _walk in range(4):
        assert _elapsed(process, hours, random) <= most


def _elapsed(process: Process, hours: dict[str, int], random: Random) -> int:
    """Play with a clock: a token begins when the one before it ends; a second round is free."""
    tokens = Tokens(process, [Token(process.steps[0].id)])
    now: dict[Token, int] = {tokens.open[0]: 0}
    done: set[str] = set()
    for _move in range(300):
        token = random.choice(tokens.open)
        step = _step(process, token)
        ends = now[token] + (0 if step.id in done else hours[step.id])
        done.add(step.id)
        moves = tokens.advance(token, step.leads(random.choice(step.outcomes)))
        if moves.end:
            return ends
        waited = max((now.get(one, 0) for one in moves.joined), default=0)
        if moves.waits:
            now[moves.waits] = ends
        for one in moves.opened:
            now[one] = max(ends, waited)
    return 0


def _step(process: Process, token: Token) -> Step:
    found = process.step(token.step)
    assert found
    return found


@pytest.mark.django_db
def test_a_step_that_stops_the_clock_takes_none_of_the_limit(spoilt: Spoil) -> None:
    data = spoilt("process.steps.0.duration.amount", 8)
    assert [one.code for one in gate.examine_source(data, gate.nowhere())] == ["path-over-limit"]
    stopped = copy.deepcopy(data)
    stopped["process"]["steps"][0] |= {"stops_clock": True, "basis": ["luat"]}
    assert gate.examine_source(stopped, gate.nowhere()) == []


@pytest.mark.django_db
def test_every_limit_of_a_channel_is_kept(spoilt: Spoil) -> None:
    other = {"term": {"amount": 1, "unit": "working_hours"}, "case": "chung"}
    found = gate.examine_source(spoilt("channels.1.others", [other]), gate.nowhere())
    assert [one.place for one in found] == ["channels[1].others[0].term"]
    assert "Tiếp nhận → Ký" in found[0].message
