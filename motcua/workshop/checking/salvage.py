"""The part of a source that works: what does not fit the format is left out, for a preview."""

import copy
import json
from dataclasses import dataclass, field
from typing import Any

from pydantic import ValidationError

from motcua.core.refusals import Invalid, Problem
from motcua.procedures import package as packages
from motcua.procedures.conditions import ConditionError
from motcua.procedures.interchange.skeleton import SKELETON
from motcua.procedures.package import Package
from motcua.procedures.package.form import conditionals
from motcua.workshop.shapes import Part, shape_at
from motcua.workshop.source.places import NOTHING, Path, Source, at, path_of, place_of, put

MOST_ROUNDS = 40
_BODY = {"name": "…"}
STOPGAP: dict[str, Any] = {
    "format": 1,
    "code": "1.000000",
    "name": "…",
    "summary": "…",
    "field": {"code": "khac", "name": "…"},
    "levels": ["commune"],
    "agencies": {"performing": [_BODY], "competent": [_BODY]},
    "subjects": ["citizen"],
    "legal_basis": [{"id": "luat", "number": "000", "name": "…", "certainty": "unverified"}],
    "guide": ["…"],
    "channels": [{"channel": "online", "term": {"amount": 1, "unit": "working_days"}}],
    "cases": [{"id": "chung", "name": "…", "papers": [{"id": "giay", "name": "…"}]}],
    "results": [{"id": "ket_qua", "name": "…"}],
    **SKELETON,
}
"""Stands for what is not written yet; never shown as if somebody had written it."""


@dataclass
class Salvage:
    """A package that works, and what had to be left out of it."""

    package: Package
    left_out: list[Path] = field(default_factory=list)
    """Places of the source."""
    names: set[str] = field(default_factory=set)
    """Codes of what was left out."""
    alive: dict[Path, list[int]] = field(default_factory=dict)
    told: list[Problem] = field(default_factory=list)
    """What was wrong with the expressions that were left out, by their place in the source."""

    @property
    def whole(self) -> bool:
        """Nothing was left out."""
        return not self.left_out

    def source_path(self, path: Path) -> Path:
        """The place in the source of a place in the package."""
        found: Path = ()
        for one in path:
            known = self.alive.get(found)
            if isinstance(one, int) and known is not None and one < len(known):
                one = known[one]
            found = (*found, one)
        return found


def salvaged(source: Source) -> Salvage | None:
    """What works of a source; None when nothing does."""
    work = _Work(copy.deepcopy(source))
    for _round in range(MOST_ROUNDS):
        try:
            found = Package.model_validate_json(json.dumps(work.source))
        except ValidationError:
            work.leave_out(_complaints(work.source))
            continue
        except (ValueError, RecursionError):
            return None
        wrong = _expressions(found)
        work.told += [Problem(work.said(one.place), one.message, one.code) for one in wrong]
        if not work.leave_out([path_of(one.place) for one in wrong]):
            return Salvage(found, work.left_out, work.names, work.alive, work.told)
    return None


def _complaints(source: Source) -> list[Path]:
    """Where the shape is wrong."""
    try:
        packages.load(source)
    except Invalid as refusal:
        return [path_of(one.place) for one in refusal.problems if is_of_shape(one)] or [()]
    return []


def is_of_shape(problem: Problem) -> bool:
    """Of the format itself; without it nothing more can be judged."""
    return problem.code.startswith(("format-", "file-"))


def _expressions(read: Package) -> list[Problem]:
    """Expressions of the form that cannot be used, for which the form cannot be shown."""
    found = []
    for one in conditionals(read.form):
        try:
            one.weight()
        except ConditionError as wrong:
            found.append(Problem(one.place, str(wrong), wrong.code))
    return found


class _Work:
    def __init__(self, source: Source) -> None:
        self.source = source
        self.left_out: list[Path] = []
        self.names: set[str] = set()
        self.alive: dict[Path, list[int]] = {}
        self.told: list[Problem] = []

    def said(self, place: str) -> str:
        """The place in the source of a place in what is left of it."""
        return place_of(self._original(path_of(place)))

    def leave_out(self, paths: list[Path]) -> bool:
        """Take these out, the last first, so that those before keep their places."""
        cut = {self._cut(path) for path in paths}
        outer = [one for one in cut if not any(one[:n] in cut for n in range(len(one)))]
        for path in sorted(outer, key=_order, reverse=True):
            self._take_out(path)
        return bool(cut)

    def _cut(self, path: Path) -> Path:
        """The least that has to go: a member that may be absent, else the item around it."""
        while path:
            parent = shape_at(path[:-1], self.source)
            if isinstance(path[-1], int):
                return path
            there = at(self.source, path) is not NOTHING
            member = parent.field(path[-1]) if isinstance(parent, Part) else None
            if there and (member is None or not member.required) and not _is_pivot(path):
                return path
            if len(path) == 1:
                return path
            path = path[:-1]
        return ()

    def _take_out(self, path: Path) -> None:
        original = self._original(path)
        self.left_out.append(original)
        gone = at(self.source, path)
        self.names |= _names(gone)
        if len(path) <= 1:
            self._put_stopgap(str(path[0]) if path else "")
            return
        last = path[-1]
        if isinstance(last, int):
            around = self._original(path[:-1])
            items = at(self.source, path[:-1])
            self.alive.setdefault(around, list(range(len(items)))).pop(last)
        self.source = put(self.source, path, NOTHING)

    def _put_stopgap(self, key: str) -> None:
        if not key:
            self.source = copy.deepcopy(STOPGAP)
        elif key in STOPGAP:
            self.source = {**self.source, key: copy.deepcopy(STOPGAP[key])}
        else:
            self.source = {one: value for one, value in self.source.items() if one != key}

    def _original(self, path: Path) -> Path:
        found: Path = ()
        for one in path:
            known = self.alive.get(found)
            found = (*found, known[one] if isinstance(one, int) and known else one)
        return found


def _is_pivot(path: Path) -> bool:
    """A member without which the part would mean something else."""
    return path[-1] in {"kind", "by"}


def _names(gone: Any) -> set[str]:
    if not isinstance(gone, dict):
        return set()
    return {str(gone[key]) for key in ("id", "code") if gone.get(key)}


def _order(path: Path) -> list[tuple[int, int, str]]:
    return [(0, one, "") if isinstance(one, int) else (1, 0, one) for one in path]
