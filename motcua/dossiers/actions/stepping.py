"""Opening steps, and counting due dates anew from the ledger."""

from motcua.agencies import queries as agencies
from motcua.calendars.calendar import Calendar
from motcua.calendars.queries import calendar_for
from motcua.core import clock
from motcua.dossiers import process, routing
from motcua.dossiers.models import Dossier, Step
from motcua.procedures.package.process import Step as StepOfProcess
from motcua.procedures.texts import vietnamese


def calendar_of(dossier: Dossier) -> Calendar:
    """The calendar of the dossier's agency."""
    return calendar_for(routing.area_code(dossier.agency))


def open_step(dossier: Dossier, step: StepOfProcess) -> Step:
    """Open a step at its agency; done before, it is a new round."""
    now = clock.now()
    at_competent = step.agency == "competent"
    agency = dossier.agency if at_competent else agencies.agency(step.agency)
    return Step.objects.create(
        dossier=dossier,
        step_id=step.id,
        round=dossier.steps.filter(step_id=step.id).count() + 1,
        name=vietnamese(step.name),
        kind=step.kind,
        role=step.role,
        agency=agency,
        due_at=process.step_due(step, calendar_of(dossier), now).due_at,
    )


def count_anew(dossier: Dossier) -> None:
    """Count the due date from reception and the whole ledger; the open step's likewise."""
    pauses = dossier.pauses.exclude(stopped_at=None).order_by("started_at")
    stops = [(pause.started_at, pause.stopped_at) for pause in pauses if pause.stopped_at]
    deadline = process.due(dossier, calendar_of(dossier), stops)
    dossier.deadline, dossier.due_at = deadline.to_json(), deadline.due_at
    open_step_row = dossier.steps.filter(done_at=None).first()
    if open_step_row:
        step = dossier.version.package.process.step(open_step_row.step_id)
        if step:
            since = [stop for stop in stops if stop[0] >= open_step_row.created_at]
            due = process.step_due(step, calendar_of(dossier), open_step_row.created_at, since)
            open_step_row.due_at = due.due_at
            open_step_row.save(update_fields=["due_at"])
