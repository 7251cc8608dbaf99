"""A rule of the gate: its code, what it asks, how to mend what breaks it."""

from dataclasses import dataclass

from django.utils.functional import Promise


@dataclass(frozen=True)
class Rule:
    """`asks` is for the reference page; `mend` is told with each finding."""

    code: str
    asks: str
    mend: Promise
