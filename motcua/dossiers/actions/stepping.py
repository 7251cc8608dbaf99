"""Opening steps, and counting due dates anew from the ledger."""

from collections.abc import Iterable
from datetime import datetime

from motcua.calendars.calendar import Calendar
from motcua.calendars.counting import Stop, Term, Unit, deadline, working_minutes
from motcua.core import clock
from motcua.core.actors import Actor
from motcua.core.journal import emit
from motcua.dossiers import process, routing
from motcua.dossiers.events import ChildAsked
from motcua.dossiers.models import Dossier, Pause, PauseCause, Status, Step
from motcua.procedures.package.process import Step as StepOfProcess
from motcua.procedures.texts import vietnamese


def open_step(dossier: Dossier, step: StepOfProcess, *, branch: str = "", by: Actor) -> Step:
    """Open a step at its agency; done before, it is a new round."""
    now, calendar = clock.now(), routing.calendar_of(dossier.agency)
    due_at = process.step_due(step, calendar, now).due_at
    opened = Step.objects.create(
        dossier=dossier,
        step_id=step.id,
        branch=branch,
        round=dossier.steps.filter(step_id=step.id).count() + 1,
        name=vietnamese(step.name),
        kind=step.kind,
        role=step.role,
        agency=routing.agency_of_step(dossier, step),
        due_at=due_at,
        lapses_at=due_at if step.silence else None,
        escalates_at=escalation(step, 0, calendar, now, due_at),
    )
    if step.stops_clock and dossier.status != Status.DONE:
        stop_clock(dossier, PauseCause.AGENCY, _basis(dossier, step))
    if step.child:
        asked = ChildAsked(dossier=dossier.pk, step=opened.pk, procedure=step.child.procedure)
        emit(asked, by=by)
    return opened


def escalation(
    step: StepOfProcess, told: int, calendar: Calendar, opened: datetime, due: datetime
) -> datetime | None:
    """When the next of a step's escalations comes: after its share of the working time."""
    if told >= len(step.escalation):
        return None
    share = sorted(one.after for one in step.escalation)[told]
    minutes = working_minutes(calendar, opened, due) * share // 100
    return deadline(calendar, opened, Term(max(1, -(-minutes // 60)), Unit.WORKING_HOURS)).due_at


def stop_clock(dossier: Dossier, cause: PauseCause, legal_basis: str) -> None:
    """Let the legal clock stand still; more than one cause may hold it."""
    now = clock.now()
    if not dossier.pauses.filter(cause=cause, stopped_at=None).exists():
        Pause.objects.create(dossier=dossier, cause=cause, legal_basis=legal_basis, started_at=now)
    dossier.paused_at = dossier.paused_at or now


def start_clock(dossier: Dossier, *causes: PauseCause) -> None:
    """End what these causes stopped, and count the due dates anew from the whole ledger."""
    ended = dossier.pauses.filter(cause__in=causes, stopped_at=None).update(stopped_at=clock.now())
    left = dossier.pauses.filter(stopped_at=None).order_by("started_at").first()
    dossier.paused_at = left.started_at if left else None
    if ended:
        count_anew(dossier)


def count_anew(dossier: Dossier) -> None:
    """Count the due date from reception and the whole ledger; the open steps' likewise.

    Waiting for another agency stops the dossier's clock, not those of its steps.
    """
    pauses = list(dossier.pauses.exclude(stopped_at=None).order_by("started_at"))
    calendar = routing.calendar_of(dossier.agency)
    whole = process.due(dossier, calendar, _stops(pauses))
    dossier.deadline, dossier.due_at = whole.to_json(), whole.due_at
    stops = _stops(one for one in pauses if one.cause != PauseCause.AGENCY)
    for row in dossier.steps.filter(done_at=None):
        step = dossier.version.package.process.step(row.step_id)
        if step:
            _count_step(row, step, calendar, stops)


def _count_step(row: Step, step: StepOfProcess, calendar: Calendar, stops: list[Stop]) -> None:
    since = [stop for stop in stops if stop[0] >= row.created_at]
    row.due_at = process.step_due(step, calendar, row.created_at, since).due_at
    row.lapses_at = row.due_at if step.silence else None
    row.escalates_at = escalation(step, row.escalated, calendar, row.created_at, row.due_at)
    row.save(update_fields=["due_at", "lapses_at", "escalates_at"])


def _stops(pauses: Iterable[Pause]) -> list[Stop]:
    """The intervals in which the clock stood, each moment once."""
    stops: list[Stop] = []
    for pause in pauses:
        if pause.stopped_at is None:
            continue
        if stops and pause.started_at <= stops[-1][1]:
            stops[-1] = (stops[-1][0], max(stops[-1][1], pause.stopped_at))
        else:
            stops.append((pause.started_at, pause.stopped_at))
    return stops


def _basis(dossier: Dossier, step: StepOfProcess) -> str:
    found = [dossier.version.package.basis(id) for id in step.basis]
    texts = [f"{vietnamese(one.name)} ({one.number})" for one in found if one]
    return "; ".join(texts)[:500]
