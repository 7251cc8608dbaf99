"""What happens to services."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from motcua.core.events import Event


@dataclass(frozen=True, kw_only=True)
class LaunchProposed(Event, subject="launch"):
    launch: UUID
    version: UUID
    code: str
    number: int
    agency: str


@dataclass(frozen=True, kw_only=True)
class LineReviewed(Event, subject="launch"):
    """Somebody put their name to a line of the checklist."""

    launch: UUID
    round: int
    line: str
    verdict: str
    note: str


@dataclass(frozen=True, kw_only=True)
class LaunchMoved(Event, subject="launch"):
    """Reviewed, gone to test, approved, live, back to review, or turned down."""

    launch: UUID
    code: str
    stage: str
    reason: str = ""


@dataclass(frozen=True, kw_only=True)
class ServiceWentLive(Event, subject="service"):
    service: UUID
    code: str
    level: str
    count: int


@dataclass(frozen=True, kw_only=True)
class ServiceSuspended(Event, subject="service"):
    service: UUID
    code: str
    reason: str
    until: date | None


@dataclass(frozen=True, kw_only=True)
class RemovalProposed(Event, subject="service"):
    """Nobody used it for so long that a person is asked whether it should stay."""

    service: UUID
    proposal: UUID
    code: str
    idle_days: int


@dataclass(frozen=True, kw_only=True)
class RemovalDecided(Event, subject="service"):
    """It is kept until a day, or removed from a day on."""

    service: UUID
    proposal: UUID
    code: str
    answer: str
    day: date
    reason: str


@dataclass(frozen=True, kw_only=True)
class ServiceRemoved(Event, subject="service"):
    service: UUID
    code: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class IdleTimeSet(Event, subject="service"):
    """After how many days without a dossier it is proposed for removal; none: as everywhere."""

    service: UUID
    code: str
    days: int | None


@dataclass(frozen=True, kw_only=True)
class ServiceCountReached(Event, subject="service"):
    """With this service, so many are live for the first time."""

    service: UUID
    code: str
    count: int


@dataclass(frozen=True, kw_only=True)
class DowntimeAnnounced(Event, subject="downtime"):
    downtime: UUID
    code: str
    agency: str
    begins_at: datetime
    ends_at: datetime
    notice_days: int
    urgent_reason: str


@dataclass(frozen=True, kw_only=True)
class DowntimeCancelled(Event, subject="downtime"):
    downtime: UUID
