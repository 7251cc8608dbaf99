"""The graph of a process: steps, gateways for choices, forks and joins, events; by lanes."""

from dataclasses import dataclass, field
from typing import Literal

from motcua.procedures.package.process import ENDS, Process, Step
from motcua.procedures.texts import say

Kind = Literal["start", "end", "task", "choice", "fork", "join"]
Lane = tuple[str, str]
"""Agency, as the package selects it, and role."""


@dataclass(frozen=True)
class Node:
    """One thing in the picture."""

    id: str
    kind: Kind
    name: str
    lane: Lane
    step: Step | None = None


@dataclass(frozen=True)
class Flow:
    """From one to another; `guard` is the condition, where there is one."""

    source: str
    target: str
    name: str = ""
    guard: str = ""


@dataclass
class Graph:
    """All nodes by identifier, in the order of the package, and the flows between them."""

    nodes: dict[str, Node] = field(default_factory=dict)
    flows: list[Flow] = field(default_factory=list)

    def add(self, node: Node) -> str:
        self.nodes.setdefault(node.id, node)
        return node.id

    def lead(self, source: str, target: str, name: str = "", guard: str = "") -> None:
        self.flows.append(Flow(source, target, name, guard))


def graph(process: Process) -> Graph:
    """The graph of a process. Branches begin and end at gateways of their own."""
    found, steps = Graph(), {step.id: step for step in process.steps}
    first = process.steps[0]
    found.add(Node("start", "start", "", lane_of(first)))
    for step in process.steps:
        if step.join:
            found.add(Node(f"join_{step.id}", "join", "", lane_of(step), step))
            found.lead(f"join_{step.id}", step.id)
        found.add(Node(step.id, "task", say(step.name), lane_of(step), step))
    found.lead("start", _entry(first.id, steps))
    for step in process.steps:
        _leave(found, step, steps)
    return found


def lane_of(step: Step) -> Lane:
    """Who does a step: the kind of agency, and the role."""
    agency = step.agency if isinstance(step.agency, str) else step.agency.by
    return agency, step.role


def _leave(found: Graph, step: Step, steps: dict[str, Step]) -> None:
    source = step.id
    if len(step.outcomes) > 1:
        source = found.add(Node(f"choice_{step.id}", "choice", "", lane_of(step), step))
        found.lead(step.id, source)
    for outcome in step.outcomes:
        leads, name = step.leads(outcome), say(outcome.name)
        guard = outcome.guard or ""
        if len(leads) == 1:
            found.lead(source, _target(found, leads[0], step, steps), name, guard)
            continue
        id = f"fork_{step.id}_{outcome.code}"
        found.lead(source, found.add(Node(id, "fork", "", lane_of(step), step)), name, guard)
        for lead in leads:
            found.lead(id, _target(found, lead, step, steps))


def _target(found: Graph, id: str, step: Step, steps: dict[str, Step]) -> str:
    if id in ENDS:
        return found.add(Node(f"end_{id}", "end", id, lane_of(step)))
    return _entry(id, steps)


def _entry(id: str, steps: dict[str, Step]) -> str:
    return f"join_{id}" if steps[id].join else id
