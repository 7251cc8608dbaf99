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
from motcua.dossiers.queries.seen import DRAWN, dossiers_at_work
from motcua.identity import access
from motcua.identity.models import User

PAGE = 50
LOOKED_THROUGH = 500
"""How far down a list the next line is looked for."""
ALL = "all"
"""Every dossier of one's agencies, whatever its state: where an official searches."""
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
    is_late: bool


@dataclass(frozen=True)
class Inbox:
    """A page of one list, oldest duty first, and whether there is more."""

    items: list[Item]
    has_more: bool


def inbox(by: User, name: str, *, text: str = "", page: int = 1) -> Inbox:
    """One page of one of an official's lists; `text` narrows it by code, name or number."""
    rows = _rows(by, name, text)[(page - 1) * PAGE : page * PAGE + 1]
    items = [_item(row) for row in rows]
    return Inbox(items[:PAGE], len(items) > PAGE)


def after(by: User, name: str, dossier: Dossier, *, text: str = "") -> Item | None:
    """The line that follows this dossier's in a list, after the last the first; or none."""
    rows = _rows(by, name, text)
    key = "dossier" if rows.model is Step else "pk"
    ids = list(rows.values_list(key, flat=True)[:LOOKED_THROUGH])
    if dossier.pk not in ids or len(ids) == 1:
        return None
    following = ids[(ids.index(dossier.pk) + 1) % len(ids)]
    return _item(rows.get(**{key: following}))


def _rows(by: User, name: str, text: str) -> QuerySet[Dossier] | QuerySet[Step]:
    if name in OF_DOSSIERS or name == ALL:
        return _dossiers(by, name).filter(_matching(text))
    return _steps(by, name).filter(_matching(text, "dossier__"))


def _item(row: Dossier | Step) -> Item:
    return _from_step(row) if isinstance(row, Step) else _from_dossier(row)


def _dossiers(by: User, name: str) -> QuerySet[Dossier]:
    if name == ALL:
        return dossiers_at_work(by).select_related(*DRAWN).order_by("-submitted_at")
    return _at_desk(by).filter(status__in=OF_DOSSIERS[name])


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
    """Dossiers of this code, or of who has this number or this name, with diacritics or without."""
    text = text.strip()
    if not text:
        return Q()
    found = Q(**{f"{path}code__icontains": text}) | Q(**{f"{path}applicant__number": text})
    name = fold(text)
    return found | Q(**{f"{path}folded__contains": name}) if name else found


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
        is_late=step.due_at < clock.now(),
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
        is_late=dossier.is_late and dossier.status not in {Status.WITHDRAWN, Status.STOPPED},
    )
