"""What happens to procedures."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from motcua.core.events import Event


@dataclass(frozen=True, kw_only=True)
class VersionImported(Event, subject="procedure"):
    procedure: UUID
    version: UUID
    code: str
    number: int
    sha256: str


@dataclass(frozen=True, kw_only=True)
class VersionPublished(Event, subject="procedure"):
    procedure: UUID
    version: UUID
    code: str
    number: int
    effective_from: date


@dataclass(frozen=True, kw_only=True)
class VersionWithdrawn(Event, subject="procedure"):
    procedure: UUID
    version: UUID
    code: str
    number: int
    reason: str


@dataclass(frozen=True, kw_only=True)
class VersionMoved(Event, subject="procedure"):
    """A draft was sent for approval, approved, or sent back with a reason."""

    procedure: UUID
    version: UUID
    code: str
    number: int
    state: str
    reason: str = ""


@dataclass(frozen=True, kw_only=True)
class ProcedureTookEffect(Event, subject="procedure"):
    """The day came: from now on this version is in force, or (without one) none is."""

    procedure: UUID
    version: UUID | None
    code: str
    effective_from: date


@dataclass(frozen=True, kw_only=True)
class PublicationDecided(Event, subject="decision"):
    decision: UUID
    number: str
    kind: str
    agency: str
    codes: list[str]
    effective_from: date
    is_late: bool
