"""Facts about people and businesses, and about who holds which post."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from motcua.core.events import Event


@dataclass(frozen=True, kw_only=True)
class CitizenRegistered(Event, subject="citizen"):
    """A person became known to the platform."""

    citizen: UUID
    source: str


@dataclass(frozen=True, kw_only=True)
class CitizenConfirmed(Event, subject="citizen"):
    """The national e-identity vouched for a person's data; `changed` names what it corrected."""

    citizen: UUID
    assurance: int
    changed: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class ContactChanged(Event, subject="citizen"):
    """A person changed how to reach them; `changed` names the fields, never their values."""

    citizen: UUID
    changed: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class LanguageChosen(Event, subject="user"):
    """A person chose the language they read, and are written to in."""

    user: UUID
    language: str


@dataclass(frozen=True, kw_only=True)
class BusinessRegistered(Event, subject="business"):
    """A business became known to the platform."""

    business: UUID
    tax_code: str


@dataclass(frozen=True, kw_only=True)
class MandateGranted(Event, subject="business"):
    """A person may act for a business from a day on."""

    business: UUID
    mandate: UUID
    citizen: UUID
    from_date: date
    to_date: date | None


@dataclass(frozen=True, kw_only=True)
class MandateEnded(Event, subject="business"):
    """A person no longer acts for a business after a day."""

    business: UUID
    mandate: UUID
    to_date: date


@dataclass(frozen=True, kw_only=True)
class OfficialRegistered(Event, subject="user"):
    """An official has an account."""

    user: UUID
    username: str


@dataclass(frozen=True, kw_only=True)
class OfficialDeactivated(Event, subject="user"):
    """An official's account no longer signs in."""

    user: UUID


@dataclass(frozen=True, kw_only=True)
class OfficialAppointed(Event, subject="user"):
    """An official holds a post from a day on."""

    user: UUID
    appointment: UUID
    post: UUID
    from_date: date
    to_date: date | None


@dataclass(frozen=True, kw_only=True)
class AppointmentEnded(Event, subject="user"):
    """An official no longer holds a post after a day."""

    user: UUID
    appointment: UUID
    to_date: date


@dataclass(frozen=True, kw_only=True)
class SubstituteNamed(Event, subject="user"):
    """While the holder is away, another official exercises the post."""

    user: UUID
    substitution: UUID
    appointment: UUID
    substitute: UUID
    from_date: date
    to_date: date
