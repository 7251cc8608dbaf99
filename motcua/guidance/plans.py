"""A plan: the steps that apply, in order, with dates, papers named once, and the cost. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from motcua.calendars.calendar import Calendar
from motcua.calendars.counting import deadline
from motcua.core.clock import VIETNAM
from motcua.core.search import fold
from motcua.guidance.format import LifeEvent, Source, Step
from motcua.procedures.models import Version
from motcua.procedures.package.record import Channel, Paper
from motcua.procedures.texts import say

OPENING = time(8, 30)
"""When somebody hands in on the first day."""


@dataclass(frozen=True)
class Stage:
    """Steps that wait for the same and can be done at the same time; the number counts from 1."""

    number: int
    steps: list["Planned"]


@dataclass(frozen=True)
class Planned:
    """One step of somebody's plan."""

    step: Step
    version: Version | None
    channel: Channel | None
    after: list[str]
    starts_on: date
    ends_on: date | None
    """The earliest day on which it can be done; None: its time is not known here."""
    limit_on: date | None
    sources: list[Source]

    @property
    def title(self) -> str:
        """What is to be done."""
        if self.step.title or self.version is None:
            return say(self.step.title)
        return self.version.procedure.title

    @property
    def papers(self) -> list[Paper]:
        """What it asks for, in its case."""
        if self.version is None:
            return []
        cases = self.version.package.cases
        chosen = next((one for one in cases if one.id == self.step.case), cases[0])
        return chosen.papers

    @property
    def is_late(self) -> bool:
        """Whether the earliest day is after the legal limit."""
        reached = self.ends_on or self.starts_on
        return self.limit_on is not None and reached > self.limit_on


@dataclass(frozen=True)
class Plan:
    """Everything somebody has to do, by stages."""

    event: LifeEvent
    stages: list[Stage]
    shared_papers: list[tuple[str, list[str]]]
    """Papers that several steps ask for, and which."""
    least: int
    most: int
    is_fee_open: bool
    """Whether something is paid besides, whose amount is not fixed here."""
    ends_on: date | None

    @property
    def steps(self) -> list[Planned]:
        """All steps in their order."""
        return [one for stage in self.stages for one in stage.steps]


def plan(
    event: LifeEvent,
    said: Mapping[str, str],
    versions: Mapping[str, Version],
    calendar: Calendar,
    *,
    starts_on: date,
    happened_on: date | None,
) -> Plan:
    """The plan of who answered this and begins on that day, with the steps that apply."""
    steps = [step for step in event.steps if applies(event, step, said)]
    depth: dict[str, int] = {}
    planned: dict[str, Planned] = {}
    for step in steps:
        waits_for = [planned[id] for id in step.after if id in planned]
        depth[step.id] = 1 + max((depth[one.step.id] for one in waits_for), default=0)
        planned[step.id] = _planned(
            event, step, waits_for, versions, calendar, starts_on, happened_on
        )
    stages = [
        Stage(number, [planned[id] for id, at in depth.items() if at == number])
        for number in sorted(set(depth.values()))
    ]
    every = list(planned.values())
    least, most, is_open = _fees(every)
    ends = [one.ends_on for one in every if one.ends_on]
    return Plan(event, stages, _shared(every), least, most, is_open, max(ends, default=None))


def applies(event: LifeEvent, step: Step, said: Mapping[str, str]) -> bool:
    """A step without a condition, or whose condition these answers meet."""
    condition = event.conditions.get(step.id)
    return condition is None or condition.holds(said) is True


def _planned(
    event: LifeEvent,
    step: Step,
    waits_for: Sequence[Planned],
    versions: Mapping[str, Version],
    calendar: Calendar,
    starts_on: date,
    happened_on: date | None,
) -> Planned:
    version = versions.get(step.procedure or "")
    channel = _channel(version)
    begins = max([starts_on, *(one.ends_on or one.starts_on for one in waits_for)])
    ends = None
    if channel is not None:
        term, rule = channel.term.term(), channel.term.rule()
        ends = deadline(calendar, _morning(begins), term, rule).due_on
    limit = None
    if step.limit and happened_on:
        limit = deadline(calendar, _morning(happened_on), step.limit.term()).due_on
    used = dict.fromkeys([*step.sources, *([step.limit.source] if step.limit else [])])
    return Planned(
        step=step,
        version=version,
        channel=channel,
        after=[one.title for one in waits_for],
        starts_on=begins,
        ends_on=ends,
        limit_on=limit,
        sources=[event.source(id) for id in used],
    )


def _channel(version: Version | None) -> Channel | None:
    """Online where that is possible: it is the way the plan counts by."""
    if version is None:
        return None
    return version.package.channel("online") or version.package.channels[0]


def _morning(day: date) -> datetime:
    return datetime.combine(day, OPENING, tzinfo=VIETNAM)


def _shared(steps: Sequence[Planned]) -> list[tuple[str, list[str]]]:
    """By folded name: one paper is written in many ways."""
    asked: dict[str, tuple[str, list[str]]] = {}
    for one in steps:
        for paper in one.papers:
            _name, titles = asked.setdefault(fold(say(paper.name)), (say(paper.name), []))
            if one.title not in titles:
                titles.append(one.title)
    return [(name, titles) for name, titles in asked.values() if len(titles) > 1]


def _fees(steps: Sequence[Planned]) -> tuple[int, int, bool]:
    """The least and the most over the ways to file, and whether more may come."""
    least = most = 0
    is_open = False
    for one in steps:
        if one.version is None:
            is_open = True
            continue
        channels = one.version.package.channels
        amounts = [channel.fee.amount for channel in channels]
        least, most = least + min(amounts), most + max(amounts)
        is_open = is_open or any(
            channel.fee.table or any(charge.amount is None for charge in channel.fee.tariff)
            for channel in channels
        )
    return least, most, is_open
