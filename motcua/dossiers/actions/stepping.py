"""Opening steps, and counting due dates anew from the ledger."""

from motcua.agencies import queries as agencies
from motcua.core import clock
from motcua.dossiers import process, routing
from motcua.dossiers.models import Dossier, Step
from motcua.procedures.package.process import Step as StepOfProcess
from motcua.procedures.texts import vietnamese


def open_step(dossier: Dossier, step: StepOfProcess) -> Step:
    """Open a step at its agency; done before, it is a new round."""
    now = clock.now()
    fixed = isinstance(step.agency, str) and step.agency != "competent"
    agency = agencies.agency(str(step.agency)) if fixed else dossier.agency
    return Step.objects.create(
        dossier=dossier,
        step_id=step.id,
        round=dossier.steps.filter(step_id=step.id).count() + 1,
        name=vietnamese(step.name),
        kind=step.kind,
        role=step.role,
        agency=agency,
        due_at=process.step_due(step, routing.calendar_of(dossier.agency), now).due_at,
    )


def count_anew(dossier: Dossier) -> None:
    """Count the due date from reception and the whole ledger; the open step's likewise."""
    pauses = dossier.pauses.exclude(stopped_at=None).order_by("started_at")
    stops = [(pause.started_at, pause.stopped_at) for pause in pauses if pause.stopped_at]
    calendar = routing.calendar_of(dossier.agency)
    deadline = process.due(dossier, calendar, stops)
    dossier.deadline, dossier.due_at = deadline.to_json(), deadline.due_at
    open_now = dossier.steps.filter(done_at=None).first()
    step = dossier.version.package.process.step(open_now.step_id) if open_now else None
    if open_now and step:
        since = [stop for stop in stops if stop[0] >= open_now.created_at]
        open_now.due_at = process.step_due(step, calendar, open_now.created_at, since).due_at
        open_now.save(update_fields=["due_at"])
