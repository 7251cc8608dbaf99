"""Events: facts in the past tense, frozen, with plain values; and the table of who reacts."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, ClassVar, TypeVar
from uuid import UUID

from pydantic import TypeAdapter


@dataclass(frozen=True, kw_only=True)
class Event:
    """A fact about one subject. `class DossierAccepted(Event, subject="dossier")`."""

    subject_field: ClassVar[str] = ""

    def __init_subclass__(cls, *, subject: str) -> None:
        cls.subject_field = subject
        _KNOWN[event_name(cls)] = cls

    @property
    def subject(self) -> UUID:
        value: UUID = getattr(self, self.subject_field)
        return value


E = TypeVar("E", bound=Event)
Reaction = Callable[[Any], None]

_KNOWN: dict[str, type[Event]] = {}
_ADAPTERS: dict[str, TypeAdapter[Any]] = {}
_REACTIONS: dict[str, dict[str, Reaction]] = defaultdict(dict)


def event_name(event: type[Event]) -> str:
    """`dossiers.DossierAccepted`: the app's name and the fact's."""
    return f"{event.__module__.removesuffix('.events').rpartition('.')[2]}.{event.__name__}"


def reacts_to(event: type[E]) -> Callable[[Callable[[E], None]], Callable[[E], None]]:
    """Register a repeatable reaction, run after commit, in order per subject, until it succeeds."""

    def register(reaction: Callable[[E], None]) -> Callable[[E], None]:
        app = reaction.__module__.removesuffix(".handlers").rpartition(".")[2]
        _REACTIONS[event_name(event)][f"{app}.{reaction.__name__}"] = reaction
        return reaction

    return register


def reactions_to(name: str) -> dict[str, Reaction]:
    """Reactions to an event by name, in the order in which they were registered."""
    return dict(_REACTIONS.get(name, {}))


def known_events() -> dict[str, type[Event]]:
    """Every event that the running code declares, by name."""
    return dict(sorted(_KNOWN.items()))


def to_payload(event: Event) -> dict[str, Any]:
    """The event as JSON values."""
    payload: dict[str, Any] = _adapter(type(event)).dump_python(event, mode="json")
    return payload


def from_payload(name: str, payload: dict[str, Any]) -> Event:
    """The event as it was emitted; raises KeyError for a name no longer declared."""
    event: Event = _adapter(_KNOWN[name]).validate_python(payload)
    return event


def _adapter(event: type[Event]) -> TypeAdapter[Any]:
    name = event_name(event)
    if name not in _ADAPTERS:
        _ADAPTERS[name] = TypeAdapter(event)
    return _ADAPTERS[name]
