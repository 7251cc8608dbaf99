"""Where a process stands, as tokens: forks open branches, joins wait. Pure; rows remember it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from motcua.procedures.package.process import Process, Step


class Token(NamedTuple):
    """A step that is open, or a join at which a branch waits.

    The trunk is ""; the second branch of the dossier's first fork `/1.2`; within it `/1.2/4.1`.
    """

    step: str
    branch: str = ""


@dataclass
class Moves:
    """What changed: steps to open, steps to close undone, branches that wait no more, the end."""

    opened: list[Token] = field(default_factory=list)
    closed: list[Token] = field(default_factory=list)
    joined: list[Token] = field(default_factory=list)
    waits: Token | None = None
    end: str = ""


@dataclass
class Tokens:
    """All that is open or waits, and how many forks there were."""

    process: Process
    open: list[Token] = field(default_factory=list)
    waiting: list[Token] = field(default_factory=list)
    forks: int = 0

    def advance(self, token: Token, leads: Sequence[str]) -> Moves:
        """Leave a step that is done."""
        self.open.remove(token)
        moves = Moves()
        if len(leads) == 1:
            self._enter(leads[0], token.branch, moves)
        else:
            self.forks += 1
            for number, id in enumerate(leads, start=1):
                self._open(Token(id, f"{token.branch}/{self.forks}.{number}"), moves)
        return moves

    def _enter(self, id: str, branch: str, moves: Moves) -> None:
        step = self.process.step(id)
        if step is None:
            moves.end = id
        elif step.join and branch:
            self._arrive(step, branch, moves)
        else:
            self._open(Token(id, branch), moves)

    def _open(self, token: Token, moves: Moves) -> None:
        self.open.append(token)
        moves.opened.append(token)

    def _arrive(self, join: Step, branch: str, moves: Moves) -> None:
        """One more branch has come to its join: wait for the others, or go on for all."""
        trunk, _slash, name = branch.rpartition("/")
        family = f"{trunk}/{name.partition('.')[0]}."
        self.waiting.append(Token(join.id, branch))
        arrived = [one for one in self.waiting if _is_branch_of(family, one.branch)]
        left = [one for one in self.open if one.branch.startswith(family)]
        nested = [
            one for one in self.waiting if one.branch.startswith(family) and one not in arrived
        ]
        if (left or nested) and len(arrived) < _needed(join):
            moves.waits = Token(join.id, branch)
            return
        moves.closed, moves.joined = left, [*arrived, *nested]
        self.open = [one for one in self.open if one not in left]
        self.waiting = [one for one in self.waiting if one not in moves.joined]
        self._open(Token(join.id, trunk), moves)


def walked(process: Process, codes: Sequence[str]) -> str:
    """Where a list of outcomes leads; see `Process.end_of_walk`."""
    first = Token(process.steps[0].id)
    tokens = Tokens(process, [first])
    for code in codes:
        found = next(
            (
                (token, step.leads(outcome))
                for token in tokens.open
                if (step := process.step(token.step)) and (outcome := step.outcome(code))
            ),
            None,
        )
        if found is None or not found[1]:
            return ""
        moves = tokens.advance(*found)
        if moves.end:
            return moves.end
    return tokens.open[0].step


def _is_branch_of(family: str, branch: str) -> bool:
    return branch.startswith(family) and "/" not in branch[len(family) :]


def _needed(join: Step) -> int:
    """How many branches must have come; more than there can be for `all`."""
    if join.join == "any":
        return 1
    return getattr(join.join, "quorum", 1000)
