"""The interpreter without its rows: every state that a dossier of a package can come to."""

from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from random import Random
from typing import Any

from motcua.dossiers import process
from motcua.procedures.package import Package
from motcua.procedures.package.process import Step
from motcua.procedures.package.rules import Rules, compiled
from motcua.procedures.package.tokens import Token, Tokens

Answers = Mapping[str, Any]
MOST_AUTOMATIC = 200
MOST_STATES = 200


class Stuck(AssertionError):  # noqa: N818  # what a dossier is then
    """A dossier could come to where nobody can do anything, or from where it never ends."""


@dataclass(frozen=True)
class State:
    """Where a dossier stands. `end` says how it was handed over."""

    open: tuple[Token, ...]
    waiting: tuple[Token, ...] = ()
    decision: str = ""
    end: str = ""

    @property
    def plain(self) -> "State":
        """The same with its forks numbered from one: rounds do not make it another state."""
        numbers: dict[str, str] = {}

        def renamed(token: Token) -> Token:
            if not token.branch:
                return token
            parts = [part.split(".") for part in token.branch.split("/") if part]
            names = [
                f"{numbers.setdefault(fork, str(len(numbers) + 1))}.{branch}"
                for fork, branch in parts
            ]
            return Token(token.step, "".join(f"/{name}" for name in names))

        def all_of(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
            return tuple(sorted(map(renamed, sorted(tokens, key=_by_age))))

        return replace(self, open=all_of(self.open), waiting=all_of(self.waiting))


@cache
def _by_age(token: Token) -> tuple[Any, ...]:
    forks = [part.split(".") for part in token.branch.split("/") if part]
    return (*((int(fork), int(branch)) for fork, branch in forks), (0, 0)), token.step


def _forks(state: State) -> int:
    """How many forks there were, as the rows say it."""
    branches = "".join(one.branch for one in (*state.open, *state.waiting))
    return max([int(part.partition(".")[0]) for part in branches.split("/") if part], default=0)


class Game:
    """One package with one set of answers."""

    def __init__(self, package: Package, answers: Answers, rules: Rules | None = None) -> None:
        self.process, self.answers = package.process, answers
        self.rules = rules or compiled(package)
        # With one set of answers, a step always offers the same, and leaving it decides the same.
        self._offered = cache(lambda id: self.rules.offered(self._step(id), answers))
        self._decided = cache(
            lambda id, leads: process.decision(package.process, self._step(id), leads)
        )

    def begun(self) -> State:
        """As the desk takes a dossier in: `actions.advancing.begin`."""
        first = self.process.steps[0]
        leads = process.leads_after_reception(self.process, self.rules, self.answers)
        if not leads:
            return State(open=())
        return self._advanced(State(open=(Token(first.id),)), Token(first.id), leads)

    def acts(self, state: State) -> list[tuple[Token, tuple[str, ...], str]]:
        """What somebody, silence or another agency can do: the step, where it leads, the code."""
        return [act for token in state.open for act in self._acts_on(state, token)]

    def _acts_on(self, state: State, token: Token) -> Iterator[tuple[Token, tuple[str, ...], str]]:
        step = self._step(token.step)
        if step.kind == "return":
            if state.decision:  # actions.return_result
                yield token, (), process.RETURNED
            return
        offered = self._offered(step.id)
        if step.child:  # actions.answer_parent
            codes = {step.child.approved, step.child.refused}
            offered = [one for one in step.outcomes if one.code in codes]
        for outcome in offered:
            yield token, step.leads(outcome), outcome.code

    def after(self, state: State, act: tuple[Token, tuple[str, ...], str]) -> State:
        """The state to which an act leads."""
        token, leads, code = act
        if code == process.RETURNED and not leads:
            left = tuple(one for one in state.open if one != token)
            return replace(state, open=left, end=state.decision)
        return self._advanced(state, token, leads)

    def _advanced(self, state: State, token: Token, leads: tuple[str, ...]) -> State:
        """`actions.advancing._advance`."""
        tokens = Tokens(self.process, list(state.open), list(state.waiting), _forks(state))
        decision, todo = state.decision, deque([(token, leads)])
        for _turn in range(MOST_AUTOMATIC):
            if not todo:
                return State(tuple(tokens.open), tuple(tokens.waiting), decision)
            token, leads = todo.popleft()
            if token not in tokens.open:
                continue
            if not token.branch:
                decision = decision or self._decided(token.step, tuple(leads)) or ""
            moves = tokens.advance(token, leads)
            if moves.end:
                if moves.end != decision:
                    raise Stuck(f"{decision} was decided, but {token.step} ends {moves.end}")
                return State(tuple(tokens.open), tuple(tokens.waiting), decision, decision)
            if any(self._step(one.step).kind == "return" for one in moves.opened):
                decision = decision or "approved"
            todo += [
                (one, self._step(one.step).leads(self._offered(one.step)[0]))
                for one in moves.opened
                if self._step(one.step).kind == "auto"
            ]
        raise Stuck("automatic steps without end")

    def _step(self, id: str) -> Step:
        found = self.process.step(id)
        assert found
        return found


def explored(game: Game, most: int = MOST_STATES) -> set[State]:
    """Every state, and how dossiers end. Raises Stuck. Of very many states: the nearest."""
    first = game.begun().plain
    leads: dict[State, set[State]] = {}
    waiting = deque([first])
    while waiting and len(leads) < most:
        state = waiting.popleft()
        if state in leads:
            continue
        leads[state] = _following(game, state)
        waiting.extend(leads[state])
    if not waiting:  # all were seen: from each of them an end can be reached
        _require_ends(leads)
    return set(leads) | set(waiting)


def _following(game: Game, state: State) -> set[State]:
    if state.end:
        if state.open or state.waiting:
            raise Stuck(f"handed over while something is open: {state}")
        return set()
    ways = {act[:2]: act for act in game.acts(state)}  # what leads to the same is the same
    found = {game.after(state, act).plain for act in ways.values()}
    if not found:
        raise Stuck(f"nobody can do anything: {state}")
    return found


def _require_ends(leads: Mapping[State, set[State]]) -> None:
    back: dict[State, set[State]] = {}
    for state, following in leads.items():
        for one in following:
            back.setdefault(one, set()).add(state)
    ending = {state for state in leads if state.end}
    todo = list(ending)
    while todo:
        new = back.get(todo.pop(), set()) - ending
        ending |= new
        todo += new
    if endless := set(leads) - ending:
        raise Stuck(f"it never ends from here: {min(endless, key=str)}")


def walked(game: Game, random: Random, most: int = 1_000) -> State:
    """Whatever is chosen, one walk; after a while what leads on is chosen before what goes back."""
    state = game.begun()
    for turn in range(most):
        if state.end:
            return state
        acts = game.acts(state)
        if not acts:
            raise Stuck(f"nobody can do anything: {state}")
        onward = [act for act in acts if act[2] not in {"again", "round", "back"}]
        state = game.after(state, random.choice(onward if turn > 60 and onward else acts))
    raise Stuck(f"it goes round for ever: {state}")
