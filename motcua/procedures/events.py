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
