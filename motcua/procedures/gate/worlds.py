"""All that the answers to a form can be, as far as given conditions can tell them apart.

A condition tells few values of an answer apart: a choice its codes, a number those about the
constants that it is compared with. A *world* gives each name one of these values, or none where
its question is not asked or may be left open; questions that a condition hides have no answer. So
every filed form is like one of the worlds, and what holds in no world holds for no answers. Names
that conditions use otherwise (dates, groups, totals) are free: what hangs on them may be true.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum
from functools import cached_property
from itertools import product
from typing import Any

from motcua.procedures.conditions import Condition, Name, Type, tree
from motcua.procedures.form.compiled import Compiled
from motcua.procedures.kinds import choices
from motcua.procedures.kinds.computed import Computed
from motcua.procedures.kinds.numbers import Quantity
from motcua.procedures.package.form import Group, Page

MOST = 4_000
"""Worlds looked at for one question; beyond it nothing is said."""
BUDGET = 60_000
"""Conditions judged and worlds made for a package: about a second. Then nothing more is said."""
OTHER = "\0other"
World = dict[str, Any]


class May(Enum):
    """Whether something holds in a world."""

    NO = 0
    PERHAPS = 1
    YES = 2


class Undecided(Exception):  # noqa: N818  # an answer, not a crash
    """There are too many worlds to look at each."""


@dataclass(frozen=True)
class _Asked:
    page: Page
    question: Any


@dataclass
class Worlds:
    """The worlds of one form."""

    ready: Compiled
    left: int = BUDGET
    _trees: dict[str, tree.Tree] = field(default_factory=dict)
    _loose: dict[str, bool] = field(default_factory=dict)

    @cached_property
    def asked(self) -> dict[str, _Asked]:
        """Questions and groups by identifier, in order."""
        pages = self.ready.package.form.pages
        return {one.id: _Asked(page, one) for page in pages for one in page.questions}

    def shows(self, id: str) -> list[Condition]:
        """The conditions on which a question is asked."""
        keys = (f"page:{self.asked[id].page.id}", id)
        return [one for key in keys if (one := self.ready.conditions.get(key))]

    def of(self, conditions: Iterable[Condition]) -> Iterator[World]:
        """The worlds that these conditions tell apart. Raises Undecided."""
        conditions = list(conditions)
        names = self._relevant(conditions)
        every = [*conditions, *(one for id in names for one in self.shows(id))]
        domains = {id: self._domain(id, every) for id in names}
        return self._walk([id for id in names if domains[id] is not None], domains)

    def holds(self, condition: Condition, world: World) -> May:
        """Whether a condition is true in a world; what is unknown there is not.

        Raises Undecided when the package has used up its budget.
        """
        self._spend(1)
        found = condition.holds(world)
        if "today" in self.tree(condition).names:
            return May.PERHAPS
        if found is None:
            return May.PERHAPS if self.is_loose(condition) else May.NO
        return May.YES if found else May.NO

    def may(self, conditions: Iterable[Condition], world: World) -> May:
        """Whether all of them are true in a world."""
        found = [self.holds(one, world) for one in conditions]
        return min(found, key=lambda one: one.value, default=May.YES)

    def ever(self, conditions: Iterable[Condition]) -> bool:
        """Whether all of them can be true together; True where it cannot be decided."""
        conditions = list(conditions)
        try:
            return any(self.may(conditions, world) is not May.NO for world in self.of(conditions))
        except Undecided:
            return True

    def is_loose(self, condition: Condition) -> bool:
        """Whether it depends on more than worlds tell."""
        found = self._loose.get(condition.text)
        if found is None:
            found = any(self._is_free(name, [condition]) for name in condition.uses)
            self._loose[condition.text] = found
        return found

    def tree(self, condition: Condition) -> tree.Tree:
        """What a condition names and compares."""
        found = self._trees.get(condition.text)
        if found is None:
            found = self._trees[condition.text] = tree.read(condition.expression.serialize())
        return found

    def _relevant(self, conditions: list[Condition]) -> list[str]:
        """The names that decide, and those that decide whether these are asked; in order."""
        found: set[str] = set()
        waiting = [name for one in conditions for name in one.uses]
        while waiting:
            name = waiting.pop()
            if name in self.asked and name not in found:
                found.add(name)
                waiting += [used for one in self.shows(name) for used in one.uses]
        return [id for id in self.asked if id in found]

    def _is_free(self, name: str, conditions: Iterable[Condition]) -> bool:
        asked = self.asked.get(name)
        if asked is None or isinstance(asked.question, Group):
            return True
        if asked.question.name.type is Type.BOOL:
            return False
        return any(name in self.tree(one).loose for one in conditions if name in one.uses) or (
            self._domain_of(asked.question, []) is None
        )

    def _domain(self, id: str, conditions: list[Condition]) -> list[Any] | None:
        """The values of a name that these conditions tell apart; None: it is free."""
        if self._is_free(id, conditions):
            return None
        compared = [
            (type_, constant)
            for one in conditions
            for name, type_, constant in self.tree(one).comparisons
            if name == id
        ]
        return self._domain_of(self.asked[id].question, compared)

    def _domain_of(self, question: Any, compared: list[tuple[str, str]]) -> list[Any] | None:
        name: Name = question.name
        make: Callable[..., list[Any] | None] | None = _DOMAINS.get(name.type)
        return make(question, {constant for _type, constant in compared}) if make else None

    def _walk(self, ids: list[str], domains: Mapping[str, list[Any] | None]) -> Iterator[World]:
        worlds: list[World] = [{}]
        for id in ids:
            worlds = [
                {**world, id: value} if value is not None else world
                for world in worlds
                for value in self._values(id, domains[id] or [], world)
            ]
            self._spend(len(worlds))
            if len(worlds) > MOST:
                raise Undecided
        return iter(worlds)

    def _spend(self, amount: int) -> None:
        self.left -= amount
        if self.left < 0:
            raise Undecided

    def _values(self, id: str, domain: list[Any], world: World) -> list[Any]:
        question, shown = self.asked[id].question, self.may(self.shows(id), world)
        if shown is May.NO:
            return [None]
        sure = shown is May.YES and question.required and not isinstance(question, Computed)
        return domain if sure else [*domain, None]


def _texts(question: Any, constants: set[str]) -> list[Any]:
    codes = question.name.codes
    if not codes:
        return [*sorted(constants), OTHER]
    rest = sorted(codes - constants)
    return [*sorted(codes & constants), *rest[:1]]


def _lists(question: Any, constants: set[str]) -> list[Any] | None:
    """Every choice among the codes that are told apart; of files nothing is known."""
    if not isinstance(question, choices.Choices) or len(constants) > 5:
        return None
    told = sorted(question.name.codes & constants)
    rest = sorted(question.name.codes - constants)[:1]
    ticked = product(*([(), (code,)] for code in [*told, *rest]))
    return [found for one in ticked if (found := [code for part in one for code in part])]


def _whole(question: Any, constants: set[str]) -> list[Any]:
    near = {int(one) + step for one in constants for step in (-1, 0, 1)}
    return _within(question, near)


def _decimal(question: Any, constants: set[str]) -> list[Any]:
    step = 10 ** -getattr(question, "decimals", 4)
    near = {float(one) + by for one in constants for by in (-step, 0.0, step)}
    return _within(question, near)


def _within(question: Any, near: set[Any]) -> list[Any]:
    if not isinstance(question, Quantity):
        return sorted(near | {0})
    inside = {one for one in near if question.least <= one <= question.most}
    return sorted(inside | {type(next(iter(near), 0))(question.least)})


_DOMAINS: dict[Type, Callable[[Any, set[str]], list[Any] | None]] = {
    Type.BOOL: lambda question, constants: [True, False],
    Type.TEXT: _texts,
    Type.LIST: _lists,
    Type.INTEGER: _whole,
    Type.NUMBER: _decimal,
}
