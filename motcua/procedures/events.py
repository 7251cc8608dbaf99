"""What happens to procedures."""

from dataclasses import dataclass
from datetime import date, datetime
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


@dataclass(frozen=True, kw_only=True)
class FilingOpened(Event, subject="procedure"):
    """From now on it is filed online."""

    procedure: UUID
    code: str


@dataclass(frozen=True, kw_only=True)
class FilingSuspended(Event, subject="procedure"):
    """Nothing is filed online for a time, the end announced or not; drafts are kept."""

    procedure: UUID
    code: str
    reason: str
    until: date | None


@dataclass(frozen=True, kw_only=True)
class FilingClosed(Event, subject="procedure"):
    procedure: UUID
    code: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class FilingStopPlanned(Event, subject="stop"):
    """Between two moments nothing is filed: of a procedure, with an agency, or (neither) at all."""

    stop: UUID
    code: str
    agency: str
    begins_at: datetime
    ends_at: datetime
    reason: str


@dataclass(frozen=True, kw_only=True)
class FilingStopRevoked(Event, subject="stop"):
    stop: UUID


@dataclass(frozen=True, kw_only=True)
class VersionCleared(Event, subject="procedure"):
    """Reviewed, tested and approved: it may be put in force where filing is open."""

    procedure: UUID
    version: UUID
    code: str
    number: int


@dataclass(frozen=True, kw_only=True)
class ClearanceWithdrawn(Event, subject="procedure"):
    procedure: UUID
    version: UUID
    code: str
    number: int
    reason: str
