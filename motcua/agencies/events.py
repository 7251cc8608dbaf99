"""What happens to areas, agencies, desks and posts."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from motcua.core.events import Event


@dataclass(frozen=True, kw_only=True)
class AgencyFactsLoaded(Event, subject="batch"):
    """Areas and agencies were brought to what the data files say."""

    batch: UUID
    areas: int
    mergers: int
    agencies: int


@dataclass(frozen=True, kw_only=True)
class AgencyEstablished(Event, subject="agency"):
    agency: UUID
    code: str
    name: str


@dataclass(frozen=True, kw_only=True)
class AgencyDissolved(Event, subject="agency"):
    """Its last day, and the code of the agency that takes its work over, if there is one."""

    agency: UUID
    code: str
    valid_to: date
    successor: str


@dataclass(frozen=True, kw_only=True)
class DeskOpened(Event, subject="desk"):
    desk: UUID
    agency: UUID
    name: str


@dataclass(frozen=True, kw_only=True)
class PostCreated(Event, subject="post"):
    post: UUID
    agency: UUID
    role: str
    title: str
