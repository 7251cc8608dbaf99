"""Refusals: lawful answers of "no", each with what to do next. They know nothing of HTTP."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Problem:
    """One thing wrong at one place (`applicant.number`, `files[0]`; empty: the whole).

    `code`: the rule that was broken, where rules have names.
    """

    place: str
    message: str
    code: str = ""


@dataclass(eq=False)
class Refusal(Exception):  # noqa: N818  # a Refusal is an answer, not a crash
    """Something asked for cannot be done; `message` tells a person why, and what to do."""

    message: str
    problems: Sequence[Problem] = ()

    def __str__(self) -> str:
        return self.message


class NotFound(Refusal):
    """It does not exist, or the asker may not know that it does."""


class NotAllowed(Refusal):
    """It exists and is seen, but this act is not this actor's to do."""


class WrongState(Refusal):
    """The thing is not in a state in which this can be done."""


class Invalid(Refusal):
    """What was given breaks a rule; `problems` says which, where."""


class TooMany(Refusal):
    """Asked too often; later it will do."""
