"""Walking a process by outcomes, as a worked example does. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from motcua.procedures.package.process import Process, Step
from motcua.procedures.package.tokens import Token, Tokens
from motcua.procedures.texts import say


@dataclass
class Walked:
    """What was done, what is open now, and the end if it came."""

    done: list[tuple[str, str]] = field(default_factory=list)
    """Names of steps with the names of their outcomes."""
    open: list[Step] = field(default_factory=list)
    end: str = ""
    stuck: str = ""
    """An outcome that no open step has."""


def walked(process: Process, codes: Sequence[str]) -> Walked:
    """Each outcome is one of the step that was opened first among those that have it."""
    tokens = Tokens(process, [Token(process.steps[0].id)])
    found = Walked()
    for code in codes:
        if found.end:
            found.stuck = code
            break
        taken = next((one for one in tokens.open if _has(process, one, code)), None)
        step = process.step(taken.step) if taken else None
        outcome = step.outcome(code) if step else None
        if taken is None or step is None or outcome is None or not step.leads(outcome):
            found.stuck = code
            break
        found.done.append((say(step.name), say(outcome.name)))
        found.end = tokens.advance(taken, step.leads(outcome)).end
    if not found.end:
        steps = (process.step(one.step) for one in tokens.open)
        found.open = [step for step in steps if step]
    return found


def _has(process: Process, token: Token, code: str) -> bool:
    step = process.step(token.step)
    return step is not None and step.outcome(code) is not None
