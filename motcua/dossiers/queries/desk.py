"""An official's inbox: one indexed query a list, whatever the number of dossiers."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from motcua.agencies.models import Role
from motcua.core import clock
from motcua.core.search import fold
from motcua.dossiers import process
from motcua.dossiers.models import OPEN_STATUSES, Dossier, Status, Step
from motcua.identity import access
from motcua.identity.models import User

PAGE = 50
OF_DOSSIERS = {
    "reception": [Status.REGISTERED],
    "waiting": [Status.SUPPLEMENT_ASKED, Status.PAYMENT_ASKED],
}
"""Lists of dossiers at the desk; the others are lists of open steps."""


@dataclass(frozen=True)
class Item:
    """One line of an inbox."""

    dossier: UUID
    code: str | None
    procedure: str
    applicant: str
    step: str
    holder: str | None
    due_at: datetime | None
    status: Status
    submitted_at: datetime

    @property
    def is_late(self) -> bool:
        return self.due_at is not None and self.due_at < clock.now()


@dataclass(frozen=True)
class Inbox:
    """A page of one list, oldest duty first, and whether there is more."""

    items: list[Item]
    has_more: bool


def inbox(by: User, name: str, *, text: str = "", page: int = 1) -> Inbox:
    """One page of one of an official's lists; `text` narrows it by code or by name."""
    window = slice((page - 1) * PAGE, page * PAGE + 1)
    if name in OF_DOSSIERS:
        dossiers = _at_desk(by).filter(_matching(text), status__in=OF_DOSSIERS[name])
        items = [_from_dossier(row) for row in dossiers[window]]
    else:
        steps = _steps(by, name).filter(_matching(text, "dossier__"))
        items = [_from_step(row) for row in steps[window]]
    return Inbox(items[:PAGE], len(items) > PAGE)


def inbox_counts(by: User) -> dict[str, int]:
    """How many each list holds, in two queries."""
    mine = Q(holder=by)
    steps = _open_steps(by).aggregate(
        mine=Count("pk", filter=mine),
        unit=Count("pk", filter=Q(holder=None)),
        overdue=Count("pk", filter=Q(due_at__lt=clock.now())),
    )
    at_desk = {
        name: Count("pk", filter=Q(status__in=statuses)) for name, statuses in OF_DOSSIERS.items()
    }
    dossiers = _at_desk(by).aggregate(**at_desk)
    return {**steps, **dossiers}


def _open_steps(by: User) -> QuerySet[Step]:
    """Open steps that fall to one of the posts this official holds, while the clock runs."""
    posts = Q(pk=None)
    for post in access.posts_of(by):
        posts |= Q(agency=post.agency_id, role=post.role)
    running = [*OPEN_STATUSES, Status.DONE]
    return Step.objects.filter(posts, done_at=None, dossier__status__in=running)


def _steps(by: User, name: str) -> QuerySet[Step]:
    rows = _open_steps(by)
    if name == "mine":
        rows = rows.filter(holder=by)
    elif name == "unit":
        rows = rows.filter(holder=None)
    else:
        rows = rows.filter(due_at__lt=clock.now())
    drawn = ("dossier__version__procedure", "dossier__applicant", "holder")
    return rows.select_related(*drawn).order_by("due_at", "pk")


def _at_desk(by: User) -> QuerySet[Dossier]:
    """Dossiers of the agencies at whose desk this official receives."""
    agencies = access.agencies_of(by, Role.RECEIVER)
    rows = Dossier.objects.filter(agency__in=agencies)
    return rows.select_related("version__procedure", "applicant").order_by("submitted_at")


def _matching(text: str, path: str = "") -> Q:
    """Dossiers of this code, or of an applicant of this name, typed with or without diacritics."""
    text = text.strip()
    if not text:
        return Q()
    return Q(**{f"{path}code__icontains": text}) | Q(**{f"{path}folded__contains": fold(text)})


def _from_step(step: Step) -> Item:
    dossier = step.dossier
    return Item(
        dossier=dossier.pk,
        code=dossier.code,
        procedure=dossier.version.procedure.title,
        applicant=dossier.applicant.full_name,
        step=process.spoken(dossier.version, step.name),
        holder=step.holder.full_name if step.holder else None,
        due_at=step.due_at,
        status=Status(dossier.status),
        submitted_at=dossier.submitted_at,
    )


def _from_dossier(dossier: Dossier) -> Item:
    return Item(
        dossier=dossier.pk,
        code=dossier.code,
        procedure=dossier.version.procedure.title,
        applicant=dossier.applicant.full_name,
        step="",
        holder=None,
        due_at=dossier.due_at,
        status=Status(dossier.status),
        submitted_at=dossier.submitted_at,
    )
