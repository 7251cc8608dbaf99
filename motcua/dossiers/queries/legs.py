"""Steps that time or another agency moves, and what other agencies do for a dossier."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from motcua.core import clock
from motcua.core.clock import VIETNAM
from motcua.dossiers import process
from motcua.dossiers.models import Dossier, PauseCause, Status, Step


@dataclass(frozen=True)
class Leg:
    """The part of another agency, as the page of the whole dossier shows it."""

    step: str
    agency: str
    code: str | None
    status: Status
    tone: str
    due_at: datetime | None
    dossier: UUID


def legs(dossier: Dossier) -> list[Leg]:
    """What other agencies do, or did, for this dossier."""
    steps = dossier.steps.filter(child__isnull=False).select_related("child__agency")
    return [
        Leg(
            step=process.spoken(dossier.version, step.name),
            agency=step.child.agency.name,
            code=step.child.code,
            status=Status(step.child.status),
            tone=step.child.tone,
            due_at=step.child.due_at,
            dossier=step.child.pk,
        )
        for step in steps
        if step.child
    ]


def standing_still(dossier: Dossier) -> str:
    """Since when and until when the clock stands, in one sentence; "" while it runs."""
    if dossier.paused_at is None:
        return ""
    waits_for = set(dossier.pauses.filter(stopped_at=None).values_list("cause", flat=True))
    told = (
        _(
            "Tạm dừng tính thời hạn từ %(since)s; ngày hẹn trả được tính lại khi cơ quan khác "
            "trả lời."
        )
        if waits_for == {PauseCause.AGENCY}
        else _(
            "Tạm dừng tính thời hạn từ %(since)s; ngày hẹn trả được tính lại khi người nộp làm "
            "xong việc được yêu cầu."
        )
    )
    return told % {"since": f"{dossier.paused_at.astimezone(VIETNAM):%H:%M %d/%m/%Y}"}


def parent_of(dossier: Dossier) -> Dossier | None:
    """The dossier for which this one was begun at another agency."""
    step = Step.objects.filter(child=dossier).select_related("dossier").first()
    return step.dossier if step else None


def steps_to_lapse() -> QuerySet[Step]:
    """Open consultations whose time is over, where silence agrees; the longest over first."""
    rows = Step.objects.filter(done_at=None, lapses_at__lte=clock.now())
    return rows.select_related("dossier").order_by("lapses_at")


def steps_to_escalate() -> QuerySet[Step]:
    """Open steps of which another role is to be told now."""
    rows = Step.objects.filter(done_at=None, escalates_at__lte=clock.now())
    return rows.select_related("dossier").order_by("escalates_at")


def steps_with_idle_children(dossier_id: UUID) -> QuerySet[Step]:
    """Closed steps whose other dossier may still be open, though nothing waits for it."""
    rows = Step.objects.filter(
        dossier=dossier_id, done_at__isnull=False, child__isnull=False, child__decision=""
    )
    return rows.select_related("child")
