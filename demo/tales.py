"""The dossiers of the story, read from demo/data/tales.yaml."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

DATA = Path(__file__).parent / "data" / "tales.yaml"


@dataclass(frozen=True)
class Act:
    """One act, and what is said with it: nothing, a sentence, or named facts."""

    name: str
    said: Any = ""


@dataclass(frozen=True)
class Tale:
    """One dossier. `days`: working days ago that it was filed. `acts`: what happens, in order."""

    who: str
    what: str
    days: int
    acts: tuple[Act, ...]
    says: dict[str, Any] = field(default_factory=dict)


def tales() -> list[Tale]:
    """All dossiers, the oldest first."""
    told = yaml.safe_load(DATA.read_text())
    found = [Tale(**{**one, "acts": tuple(map(_act, one["acts"]))}) for one in told]
    return sorted(found, key=lambda tale: -tale.days)


def _act(written: str | dict[str, Any]) -> Act:
    if isinstance(written, str):
        return Act(written)
    ((name, said),) = written.items()
    return Act(name, said)
