"""What can happen to a draft or a dossier."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from motcua.core.events import Event


@dataclass(frozen=True, kw_only=True)
class DraftStarted(Event, subject="draft"):
    """A person began to fill in a form."""

    draft: UUID
    procedure: str
    version: UUID


@dataclass(frozen=True, kw_only=True)
class DraftBroughtOver(Event, subject="draft"):
    """A half-filled form goes on in a newer version, whose rule asks for it."""

    draft: UUID
    version: UUID
    number: int
    set_aside: list[str]


@dataclass(frozen=True, kw_only=True)
class DossierBroughtOver(Event, subject="dossier"):
    """Received after the day of a newer version, the dossier follows that one, as its rule says."""

    dossier: UUID
    version: UUID
    number: int


@dataclass(frozen=True, kw_only=True)
class DraftDiscarded(Event, subject="draft"):
    """A person threw an unsent form away, with its files."""

    draft: UUID


@dataclass(frozen=True, kw_only=True)
class DossierSubmitted(Event, subject="dossier"):
    """A dossier was filed (national status 1); the declaration was made with it."""

    dossier: UUID
    procedure: str
    agency: str
    files: list[str]


@dataclass(frozen=True, kw_only=True)
class DossierAccepted(Event, subject="dossier"):
    """The one-stop desk took the dossier in (2): it has a code, and its legal clock runs."""

    dossier: UUID
    code: str
    due_at: datetime


@dataclass(frozen=True, kw_only=True)
class DossierNotAccepted(Event, subject="dossier"):
    """The one-stop desk refused the dossier (3), with form 03."""

    dossier: UUID
    reason: str
    legal_basis: str


@dataclass(frozen=True, kw_only=True)
class StepTaken(Event, subject="dossier"):
    """An official took an open step into their own hands."""

    dossier: UUID
    step: UUID
    name: str


@dataclass(frozen=True, kw_only=True)
class StepCompleted(Event, subject="dossier"):
    """An official finished a step with one of its outcomes."""

    dossier: UUID
    step: UUID
    name: str
    outcome: str
    note: str


@dataclass(frozen=True, kw_only=True)
class SupplementAsked(Event, subject="dossier"):
    """The applicant must supply something more (5), asked with form 02.

    `exception` says why a second time, where it is one.
    """

    dossier: UUID
    reason: str
    legal_basis: str
    exception: str = ""


@dataclass(frozen=True, kw_only=True)
class SupplementGiven(Event, subject="dossier"):
    """The applicant supplied what was asked; the clock runs again."""

    dossier: UUID
    note: str
    files: list[str]


@dataclass(frozen=True, kw_only=True)
class PaymentAsked(Event, subject="dossier"):
    """The applicant must pay (6)."""

    dossier: UUID
    amount: int
    what_for: str


@dataclass(frozen=True, kw_only=True)
class PaymentConfirmed(Event, subject="dossier"):
    """The desk confirmed the payment; the clock runs again."""

    dossier: UUID
    receipt_number: str


@dataclass(frozen=True, kw_only=True)
class DossierWithdrawn(Event, subject="dossier"):
    """The applicant took the dossier back (7)."""

    dossier: UUID
    reason: str


@dataclass(frozen=True, kw_only=True)
class DossierStopped(Event, subject="dossier"):
    """The agency stopped handling (8), by a decision with a legal basis."""

    dossier: UUID
    reason: str
    legal_basis: str


@dataclass(frozen=True, kw_only=True)
class DossierDecided(Event, subject="dossier"):
    """The signer decided (9); the result is signed, not yet handed over."""

    dossier: UUID
    decision: str
    in_time: bool


@dataclass(frozen=True, kw_only=True)
class ResultReturned(Event, subject="dossier"):
    """The result was handed to the applicant (10)."""

    dossier: UUID
    how: str


@dataclass(frozen=True, kw_only=True)
class ServiceRated(Event, subject="dossier"):
    """The applicant rated how they were served."""

    dossier: UUID
    stars: int
    comment: str


@dataclass(frozen=True, kw_only=True)
class DossierSeen(Event, subject="dossier"):
    """An official opened the dossier and saw its personal data."""

    dossier: UUID
    purpose: str


@dataclass(frozen=True, kw_only=True)
class ProcessForked(Event, subject="dossier"):
    """Several steps began at the same time, each on a branch of its own."""

    dossier: UUID
    names: list[str]


@dataclass(frozen=True, kw_only=True)
class BranchesNotNeeded(Event, subject="dossier"):
    """Enough branches came to their join; what was open on the others need not be done."""

    dossier: UUID
    names: list[str]


@dataclass(frozen=True, kw_only=True)
class StepEscalated(Event, subject="dossier"):
    """A share of a step's time passed and it was not done: another role is told."""

    dossier: UUID
    step: UUID
    name: str
    role: str
    share: int


@dataclass(frozen=True, kw_only=True)
class ChildAsked(Event, subject="dossier"):
    """A step needs the decision of another procedure, at another agency."""

    dossier: UUID
    step: UUID
    procedure: str


@dataclass(frozen=True, kw_only=True)
class ChildNotBegun(Event, subject="dossier"):
    """The other agency's dossier cannot be opened: an official does that step by hand."""

    dossier: UUID
    step: UUID
    name: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class ChildBegun(Event, subject="dossier"):
    """The dossier of another agency was opened for a step of this one."""

    dossier: UUID
    child: UUID
    agency: str


@dataclass(frozen=True, kw_only=True)
class OutputIssued(Event, subject="dossier"):
    """An official issued a paper that the step must issue."""

    dossier: UUID
    step: UUID
    name: str
    sha256: str
