"""The longest way through a process, in minutes of office time.

A fork and its join are like brackets: a fork takes as long as its longest branch, whatever the join
waits for. Steps among which one can go round (a return to an earlier step, a detour and back) are
taken together: each is counted once, for one round. What is done a second time has the time that
the first left, and none of its own: the limit of the law does not grow by going round.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from motcua.procedures.package import flow
from motcua.procedures.package.process import Process, Step

Leads = tuple[str, ...]
Node = str | Leads
"""A step, or a fork by the first steps of its branches."""


@dataclass(frozen=True)
class Way:
    """Some steps, and how long they take together."""

    minutes: int = 0
    steps: tuple[str, ...] = ()

    def __add__(self, other: "Way") -> "Way":
        return Way(self.minutes + other.minutes, (*self.steps, *other.steps))


def longest(
    process: Process, leads: Mapping[str, list[Leads]], minutes: Callable[[Step], int]
) -> Way:
    """The longest way from the first step; `leads`: where each step can lead."""
    steps = {step.id: step for step in process.steps}
    ways = _Ways(steps, leads, minutes, flow.forks(process))
    inside = {id for fork in ways.forks.values() for id in fork.inside}
    return ways.through(process.steps[0].id, set(steps) - inside)


@dataclass
class _Ways:
    steps: Mapping[str, Step]
    leads: Mapping[str, list[Leads]]
    minutes: Callable[[Step], int]
    forks: Mapping[Leads, flow.Fork]
    _known: dict[Leads, Way] = field(default_factory=dict)

    def through(self, entry: str, region: set[str]) -> Way:
        """The longest way within a region: the trunk, or one branch."""
        inside = [id for id in self.steps if id in region]
        following: dict[Node, set[Node]] = {id: self._following(id, region) for id in inside}
        for id in inside:
            for fork in (one for one in following[id] if isinstance(one, tuple)):
                following[fork] = {id for id in (self.forks[fork].join,) if id in region}
        rounds = _rounds(following)
        best: dict[int, Way] = {}
        for number in _inmost_first(following, rounds):
            nodes = [node for node in following if rounds[node] == number]
            own = Way()
            for node in nodes:
                own += self._way(node)
            after = {rounds[one] for node in nodes for one in following[node]} - {number}
            best[number] = own + max((best[one] for one in after), key=_length, default=Way())
        return best[rounds[entry]]

    def _following(self, id: str, region: set[str]) -> set[Node]:
        found: set[Node] = set()
        for leads in self.leads[id]:
            if len(leads) > 1:
                found.add(leads)
            elif leads[0] in region:
                found.add(leads[0])
        return found

    def _way(self, node: Node) -> Way:
        if isinstance(node, str):
            return Way(self.minutes(self.steps[node]), (node,))
        if node not in self._known:
            branches = zip(node, self.forks[node].branches, strict=True)
            ways = (self.through(first, self._own(branch)) for first, branch in branches)
            self._known[node] = max(ways, key=_length)
        return self._known[node]

    def _own(self, branch: set[str]) -> set[str]:
        """The steps of a branch that stand in none of its own forks."""
        nested = [fork for leads, fork in self.forks.items() if fork.inside < branch]
        return branch - {id for fork in nested for id in fork.inside}


def _length(way: Way) -> int:
    return way.minutes


def _rounds(following: Mapping[Node, set[Node]]) -> dict[Node, int]:
    """Nodes that can reach each other have one number (Tarjan's strongly connected components)."""
    found: dict[Node, int] = {}
    reach = {node: _reached(node, following) for node in following}
    for node in following:
        if node in found:
            continue
        found[node] = number = len(set(found.values()))
        for other in reach[node]:
            if node in reach[other]:
                found[other] = number
    return found


def _reached(node: Node, following: Mapping[Node, set[Node]]) -> set[Node]:
    reached: set[Node] = set()
    waiting = list(following[node])
    while waiting:
        one = waiting.pop()
        if one not in reached:
            reached.add(one)
            waiting += following[one]
    return reached


def _inmost_first(following: Mapping[Node, set[Node]], rounds: Mapping[Node, int]) -> Iterator[int]:
    """The numbers of rounds, each after all that can follow it."""
    after: dict[int, set[int]] = {number: set() for number in rounds.values()}
    for node, nexts in following.items():
        after[rounds[node]] |= {rounds[one] for one in nexts} - {rounds[node]}
    done: set[int] = set()
    while len(done) < len(after):
        for number in sorted(after):
            if number not in done and after[number] <= done:
                done.add(number)
                yield number
