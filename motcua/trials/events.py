"""Facts about test rounds and replays."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from motcua.core.events import Event


@dataclass(frozen=True, kw_only=True)
class RoundPlanned(Event, subject="round"):
    round: UUID
    name: str
    opens_on: date
    closes_on: date


@dataclass(frozen=True, kw_only=True)
class VersionAdded(Event, subject="round"):
    """A version of a procedure is to be tested in this round."""

    round: UUID
    version: UUID
    code: str
    number: int


@dataclass(frozen=True, kw_only=True)
class TesterInvited(Event, subject="round"):
    round: UUID
    user: UUID


@dataclass(frozen=True, kw_only=True)
class RoundOpened(Event, subject="round"):
    """The round has its sandbox, with synthetic people in it."""

    round: UUID
    sandbox: str
    people: int


@dataclass(frozen=True, kw_only=True)
class RoundEntered(Event, subject="round"):
    """A tester went into the sandbox, to play one of its synthetic people."""

    round: UUID
    person: str


@dataclass(frozen=True, kw_only=True)
class RoundLeft(Event, subject="round"):
    round: UUID


@dataclass(frozen=True, kw_only=True)
class ResultRecorded(Event, subject="round"):
    round: UUID
    version: UUID
    code: str
    passed: bool


@dataclass(frozen=True, kw_only=True)
class RoundClosed(Event, subject="round"):
    """The sandbox is gone; the results and these numbers stay."""

    round: UUID
    counts: dict[str, int]


@dataclass(frozen=True, kw_only=True)
class ReplayAsked(Event, subject="replay"):
    """Past dossiers of a procedure are to be run again on a version, in a throw-away sandbox."""

    replay: UUID
    version: UUID
    code: str
    number: int
    limit: int


@dataclass(frozen=True, kw_only=True)
class ReplayEnded(Event, subject="replay"):
    replay: UUID
    version: UUID
    state: str
    replayed: int
    different: int
