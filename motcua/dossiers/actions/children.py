"""Dossiers at other agencies that a step waits for: begun for it, and heard when decided."""

import secrets
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from motcua.core import clock
from motcua.core.actors import Actor
from motcua.core.journal import emit
from motcua.core.refusals import Invalid, Refusal, WrongState
from motcua.dossiers import routing
from motcua.dossiers.actions.advancing import close, go_on
from motcua.dossiers.actions.drafting import facts_of
from motcua.dossiers.actions.holding import held, save
from motcua.dossiers.actions.reception import take_in
from motcua.dossiers.events import ChildBegun, ChildNotBegun, DossierStopped, StepCompleted
from motcua.dossiers.models import OPEN_STATUSES, Decision, Dossier, Status, Step
from motcua.procedures import form
from motcua.procedures import queries as procedures
from motcua.procedures.models import Version
from motcua.procedures.package.process import Step as StepOfProcess
from motcua.procedures.texts import vietnamese

DEEPEST = 3
ENDED = frozenset({Status.NOT_RECEIVED, Status.WITHDRAWN, Status.STOPPED})


@transaction.atomic
def begin_child(step: Step, *, by: Actor) -> Dossier | None:
    """Open the dossier of the other agency, received as it comes; a second time: nothing.

    The law of one-stop handling: the papers go from agency to agency, not the applicant. Where
    what was declared is not enough for it, the step says so and is done by hand.
    """
    parent = held(step.dossier)
    step = Step.objects.select_for_update(of=("self",)).select_related("agency").get(pk=step.pk)
    definition = _definition(parent, step)
    if step.done_at or step.child_id or definition is None or definition.child is None:
        return None
    try:
        _require_shallow(parent)
        version = procedures.published(definition.child.procedure)
        answers = _answers(version, parent, definition.child.answers)
        named = definition.agency == "competent"
        agency = routing.competent_agency(version, answers) if named else step.agency
    except Refusal as refusal:
        _leave_to_an_official(parent, step, refusal.message, by=by)
        return None
    now = clock.now()
    child = Dossier.objects.create(
        tracking_key=secrets.token_urlsafe(9),
        version=version,
        applicant=parent.applicant,
        submitter=parent.submitter,
        answers=answers,
        channel=parent.channel,
        agency=agency,
        status=Status.REGISTERED,
        folded=parent.folded,
        submitted_at=now,
    )
    step.child, step.not_begun = child, ""
    step.save(update_fields=["child", "not_begun"])
    emit(ChildBegun(dossier=parent.pk, child=child.pk, agency=child.agency.name), by=by)
    take_in(held(child), by=by)
    return child


def _answers(version: Version, parent: Dossier, told: Mapping[str, str]) -> dict[str, Any]:
    """What the other form is told: of the applicant, and of this dossier. Papers go along anyway.

    Refuses where that is not enough for it.
    """
    known = form.prefilled(version, facts_of(parent.applicant))
    known |= {
        asked: parent.answers[answered]
        for asked, answered in told.items()
        if answered in parent.answers
    }
    papers = {one.id for one in form.files(version, known)}
    problems = [one for one in form.check(version, known) if one.place not in papers]
    if problems:
        raise Invalid(problems[0].message, problems)
    return form.relevant(version, known)


def _leave_to_an_official(parent: Dossier, step: Step, reason: str, *, by: Actor) -> None:
    if step.not_begun == reason:
        return
    step.not_begun = reason
    step.save(update_fields=["not_begun"])
    emit(ChildNotBegun(dossier=parent.pk, step=step.pk, name=step.name, reason=reason), by=by)


@transaction.atomic
def answer_parent(child: Dossier, *, by: Actor) -> None:
    """Complete the step that waits for this dossier, once it is decided or has ended."""
    step = Step.objects.filter(child=child).select_related("dossier").first()
    if step is None or not (child.decision or child.status in ENDED):
        return
    parent = held(step.dossier)
    step = Step.objects.select_for_update(of=("self",)).get(pk=step.pk)
    definition = _definition(parent, step)
    if step.done_at or definition is None or definition.child is None:
        return
    agreed = child.decision == Decision.APPROVED
    code = definition.child.approved if agreed else definition.child.refused
    outcome = definition.outcome(code)
    if outcome is None:
        return
    note = child.reason or _("Hồ sơ %(code)s.") % {"code": child.code or ""}
    close(step, by, code, note)
    _begin(parent)
    emit(
        StepCompleted(
            dossier=parent.pk,
            step=step.pk,
            name=step.name,
            outcome=vietnamese(outcome.name),
            note=note,
        ),
        by=by,
    )
    go_on(parent, step, definition.leads(outcome), by=by)


@transaction.atomic
def end_child(step: Step, *, by: Actor) -> None:
    """End the dossier of the other agency where nothing waits for it any more."""
    if step.child is None:
        return
    child = held(step.child)
    if child.status not in {*OPEN_STATUSES, Status.SUPPLEMENT_ASKED, Status.PAYMENT_ASKED}:
        return
    now = clock.now()
    child.move_to(Status.STOPPED)
    child.reason = _("Hồ sơ cần đến kết quả này đã kết thúc.")
    child.steps.filter(done_at=None).update(done_at=now, by_rule=True, outcome="ended")
    child.pauses.filter(stopped_at=None).update(stopped_at=now)
    child.paused_at = None
    save(child, "status", "reason", "paused_at")
    emit(DossierStopped(dossier=child.pk, reason=child.reason, legal_basis=""), by=by)


def _definition(dossier: Dossier, step: Step) -> StepOfProcess | None:
    return dossier.version.package.process.step(step.step_id)


def _begin(dossier: Dossier) -> None:
    if dossier.status == Status.RECEIVED:
        dossier.move_to(Status.IN_PROCESS)
        save(dossier, "status")


def _require_shallow(dossier: Dossier) -> None:
    """Procedures that ask each other in a circle would ask for ever."""
    above, depth = Step.objects.filter(child=dossier).first(), 0
    while above is not None:
        above, depth = Step.objects.filter(child=above.dossier_id).first(), depth + 1
        if depth >= DEEPEST:
            raise WrongState(_("Các thủ tục gọi nhau quá nhiều tầng."))
