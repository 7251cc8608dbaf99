"""What happens to manuscripts."""

from dataclasses import dataclass
from uuid import UUID

from motcua.core.events import Event


@dataclass(frozen=True, kw_only=True)
class ManuscriptBegun(Event, subject="manuscript"):
    """From nothing, from a version, or from what was brought along."""

    manuscript: UUID
    owner: str
    code: str
    source: str


@dataclass(frozen=True, kw_only=True)
class ManuscriptEdited(Event, subject="manuscript"):
    """Somebody saved a part. The edits themselves are kept beside the manuscript."""

    manuscript: UUID
    revision: int
    places: list[str]
    clashes: int = 0


@dataclass(frozen=True, kw_only=True)
class EditsUndone(Event, subject="manuscript"):
    """What was done in a revision was taken back, as a new revision."""

    manuscript: UUID
    undone: int
    revision: int


@dataclass(frozen=True, kw_only=True)
class ClashSettled(Event, subject="manuscript"):
    """Where two people had changed the same place, one chose."""

    manuscript: UUID
    clash: UUID
    place: str
    chosen: str


@dataclass(frozen=True, kw_only=True)
class ManuscriptSubmitted(Event, subject="manuscript"):
    """It became a draft version of its procedure."""

    manuscript: UUID
    version: UUID
    code: str
    number: int
    revision: int


@dataclass(frozen=True, kw_only=True)
class ManuscriptPutAway(Event, subject="manuscript"):
    """Nobody works on it for now; or (not away) somebody took it up again."""

    manuscript: UUID
    away: bool
