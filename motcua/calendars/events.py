"""What happens to calendars. The subject is the new version of all calendars."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from motcua.core.events import Event


@dataclass(frozen=True, kw_only=True)
class CalendarFactsLoaded(Event, subject="version"):
    version: UUID
    number: int
    added: int
    ended: int


@dataclass(frozen=True, kw_only=True)
class DayDeclared(Event, subject="version"):
    """A day was declared off, or worked, in the whole country (no area code) or an area."""

    version: UUID
    number: int
    area_code: str
    date: date
    kind: str
    name: str
    source: str


@dataclass(frozen=True, kw_only=True)
class OfficeHoursSet(Event, subject="version"):
    version: UUID
    number: int
    area_code: str
    valid_from: date
    valid_to: date | None
    source: str
