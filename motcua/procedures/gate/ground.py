"""What the gate knows of the country outside the package: who serves where, what is in force."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Ground:
    """The country as far as the gate asks. Not `known`: a bare file; what hangs on it is left."""

    known: bool
    staffed: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """The roles that somebody holds today, by the code of the agency."""


def here() -> Ground:
    """This country, today."""
    return Ground(known=True)


def nowhere() -> Ground:
    """No country: for a package that is only a file."""
    return Ground(known=False)
