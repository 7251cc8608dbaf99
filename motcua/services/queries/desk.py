"""What officials see of launches, services, proposals and downtime. None of it is of a person."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _

from motcua.agencies.models import Role
from motcua.core import clock
from motcua.core.actors import Actor
from motcua.core.journal import entries_about
from motcua.core.models import Entry
from motcua.core.refusals import NotFound
from motcua.identity import access
from motcua.procedures.actions.permission import is_the_platform, may_publish
from motcua.procedures.models import Filing, Version
from motcua.procedures.models import State as Record
from motcua.services.models import (
    ENDED,
    Downtime,
    Launch,
    RemovalProposal,
    Service,
    Stage,
)

MOST_SHOWN = 200


def launches(stage: str = "") -> QuerySet[Launch]:
    """All of one stage, or all under way; the last moved first."""
    rows = Launch.objects.select_related("procedure", "version", "agency").defer("version__source")
    rows = rows.filter(stage=stage) if stage else rows.exclude(stage__in=ENDED)
    return rows.order_by("-moved_at")


def launches_by_stage() -> dict[str, int]:
    """How many are at each stage."""
    found = dict(Launch.objects.values_list("stage").annotate(Count("pk")).order_by())
    return {stage: found.get(stage, 0) for stage in Stage.values}


def launch(id: UUID) -> Launch:
    """One launch. Raises NotFound."""
    rows = Launch.objects.select_related("version__procedure", "agency", "proposed_by")
    found = rows.filter(pk=id).first()
    if found is None:
        raise NotFound(_("Không có đề xuất này."))
    return found


def launch_of(version: Version) -> Launch | None:
    """The latest launch of a version."""
    return Launch.objects.filter(version=version).order_by("-created_at").first()


def launches_of(service: Service) -> QuerySet[Launch]:
    """How each version of a service came online, or did not; the newest first."""
    rows = Launch.objects.filter(procedure=service.procedure_id).select_related("version")
    return rows.defer("version__source").order_by("-created_at")


def proposable(*, by: Actor) -> list[Version]:
    """Versions that this person may propose: new ones, and public ones that are not yet online."""
    new = Q(state__in=(Record.DRAFT, Record.AWAITING, Record.APPROVED))
    public = Q(procedure__current__isnull=False, state__in=(Record.PUBLISHED, Record.AMENDING))
    off = Q(procedure__filing__in=(Filing.NONE, Filing.CLOSED))
    rows = Version.objects.select_related("procedure").filter(new | (public & off))
    busy = Launch.objects.exclude(stage__in=ENDED).values("procedure")
    rows = rows.exclude(procedure__in=busy).order_by("-created_at")[:MOST_SHOWN]
    if is_the_platform(by):
        return list(rows)
    agencies = access.agencies_of(by, Role.ADMINISTRATOR)
    return [one for one in rows if any(may_publish(agency, one) for agency in agencies)]


def services(state: str = "", text: str = "") -> QuerySet[Service]:
    """Services, the newest first."""
    rows = Service.objects.select_related("procedure", "agency")
    if state:
        rows = rows.filter(state=state)
    if text:
        rows = rows.filter(Q(procedure__code=text) | Q(procedure__name__icontains=text))
    return rows.order_by("-live_since")


def service(code: str) -> Service:
    """The service of a procedure. Raises NotFound."""
    rows = Service.objects.select_related("procedure", "agency")
    found = rows.filter(procedure__code=code).first() if code.isprintable() else None
    if found is None:
        raise NotFound(_("Thủ tục này chưa từng được nộp trực tuyến."))
    return found


def history(*subjects: UUID) -> list[Entry]:
    """What happened to these, oldest first."""
    entries: Iterable[Entry] = (entry for one in subjects for entry in entries_about(one))
    return sorted(entries, key=lambda entry: entry.pk)


def removal_proposals(answer: str = RemovalProposal.Answer.OPEN) -> QuerySet[RemovalProposal]:
    """Those that wait for a person, or were decided so; the newest first."""
    rows = RemovalProposal.objects.filter(answer=answer)
    return rows.select_related("service__procedure", "service__agency").order_by("-created_at")


def removal_proposal(id: UUID) -> RemovalProposal:
    """One proposal. Raises NotFound."""
    rows = RemovalProposal.objects.select_related("service__procedure", "service__agency")
    found = rows.filter(pk=id).first()
    if found is None:
        raise NotFound(_("Không có đề nghị này."))
    return found


def downtimes(*, past: bool = False) -> QuerySet[Downtime]:
    """What is announced and not over; or what is over or was cancelled."""
    ahead = Q(stop__revoked_at=None, stop__ends_at__gt=clock.now())
    rows = Downtime.objects.filter(~ahead if past else ahead)
    rows = rows.select_related("stop__procedure", "stop__agency")
    return rows.order_by("-stop__begins_at" if past else "stop__begins_at")


def downtime(id: UUID) -> Downtime:
    """One announcement. Raises NotFound."""
    found = Downtime.objects.select_related("stop__procedure", "stop__agency").filter(pk=id).first()
    if found is None:
        raise NotFound(_("Không có thông báo này."))
    return found
