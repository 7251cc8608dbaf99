"""What time does to open steps: silence agrees, delay is told to another role."""

from django.db import transaction
from django.utils.translation import gettext_noop

from motcua.core import clock
from motcua.core.actors import Actor
from motcua.core.journal import emit
from motcua.dossiers import routing
from motcua.dossiers.actions.advancing import close, go_on
from motcua.dossiers.actions.holding import held, save
from motcua.dossiers.actions.stepping import escalation
from motcua.dossiers.events import StepCompleted, StepEscalated
from motcua.dossiers.models import OPEN_STATUSES, Dossier, Status, Step
from motcua.procedures.texts import vietnamese

SILENT = gettext_noop("Hết thời hạn mà không có ý kiến: coi như đồng ý.")


@transaction.atomic
def lapse(step: Step, *, by: Actor) -> bool:
    """Close a consultation that was not answered in time, where the procedure says so."""
    dossier, step = _held(step)
    definition = dossier.version.package.process.step(step.step_id)
    outcome = definition.outcome(definition.silence or "") if definition else None
    due = step.lapses_at is not None and step.lapses_at <= clock.now()
    if step.done_at or not due or definition is None or outcome is None or not _runs(dossier):
        return False
    close(step, by, outcome.code, SILENT)
    if dossier.status == Status.RECEIVED:
        dossier.move_to(Status.IN_PROCESS)
    save(dossier, "status")
    emit(
        StepCompleted(
            dossier=dossier.pk,
            step=step.pk,
            name=step.name,
            outcome=vietnamese(outcome.name),
            note=SILENT,
        ),
        by=by,
    )
    go_on(dossier, step, definition.leads(outcome), by=by)
    return True


@transaction.atomic
def escalate(step: Step, *, by: Actor) -> bool:
    """Tell the role that the procedure names that a step is not done after so much of its time."""
    dossier, step = _held(step)
    definition = dossier.version.package.process.step(step.step_id)
    due = step.escalates_at is not None and step.escalates_at <= clock.now()
    if step.done_at or not due or definition is None or not _runs(dossier):
        return False
    told = sorted(definition.escalation, key=lambda one: one.after)[step.escalated]
    step.escalated += 1
    calendar = routing.calendar_of(dossier.agency)
    step.escalates_at = escalation(
        definition, step.escalated, calendar, step.created_at, step.due_at
    )
    step.save(update_fields=["escalated", "escalates_at"])
    emit(
        StepEscalated(
            dossier=dossier.pk, step=step.pk, name=step.name, role=told.role, share=told.after
        ),
        by=by,
    )
    return True


def _held(step: Step) -> tuple[Dossier, Step]:
    dossier = held(step.dossier)
    return dossier, Step.objects.select_for_update(of=("self",)).get(pk=step.pk)


def _runs(dossier: Dossier) -> bool:
    return dossier.status in OPEN_STATUSES or dossier.status == Status.DONE
