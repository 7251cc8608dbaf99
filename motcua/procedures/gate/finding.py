"""What the gate says: a rule that a package breaks, where, and how to mend it."""

from collections.abc import Iterable
from dataclasses import dataclass

from motcua.core.refusals import Problem
from motcua.procedures.gate.codes import RULES


@dataclass(frozen=True)
class Finding:
    """One rule broken at one place (`process.steps[2].outcomes[0]`; empty: the whole package)."""

    code: str
    place: str
    message: str
    mend: str

    @property
    def problem(self) -> Problem:
        """The same as a refusal tells it."""
        return Problem(self.place, f"{self.message} {self.mend}".strip(), self.code)


def found(code: str, place: str, message: str) -> Finding:
    """A finding by its rule; how to mend it is said by the rule."""
    return Finding(code, place, message, str(RULES[code].mend))


def findings_of(problems: Iterable[Problem]) -> list[Finding]:
    """What reading a package complained of."""
    return [found(one.code or "format-value", one.place, one.message) for one in problems]
