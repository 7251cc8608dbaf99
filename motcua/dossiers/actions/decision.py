"""Handling: steps are taken and completed, the signer decides, the desk returns the result."""

from django.db import transaction
from django.utils.translation import gettext as _

from motcua.core import clock
from motcua.core.journal import emit
from motcua.core.refusals import WrongState
from motcua.dossiers import process
from motcua.dossiers.actions import papers
from motcua.dossiers.actions.holding import held, save
from motcua.dossiers.actions.reception import limited, required
from motcua.dossiers.actions.stepping import open_step
from motcua.dossiers.events import DossierDecided, ResultReturned, StepCompleted, StepTaken
from motcua.dossiers.models import OPEN_STATUSES, Dossier, Status, Step
from motcua.identity import access
from motcua.identity.models import User


@transaction.atomic
def take(dossier: Dossier, *, by: User, revision: int | None = None) -> Step:
    """Take the open step into one's own hands, so that nobody else does it too."""
    dossier = held(dossier, revision)
    step = _open_step(dossier, by)
    _require_running(dossier, also=Status.DONE)
    if step.holder_id == by.pk:
        return step
    step.holder = by
    step.save(update_fields=["holder"])
    _begin(dossier)
    emit(StepTaken(dossier=dossier.pk, step=step.pk, name=step.name), by=by)
    return step


@transaction.atomic
def complete(
    dossier: Dossier, *, by: User, outcome: str, note: str = "", revision: int | None = None
) -> Dossier:
    """Finish the open step with one of its outcomes; the process says what comes next."""
    dossier = held(dossier, revision)
    step = _open_step(dossier, by)
    chosen = process.choice(dossier.version, step.step_id, outcome)
    note = limited(note)
    if chosen.needs_reason:
        note = required(note, _("Kết quả này cần nêu rõ lý do."))
    _require_running(dossier, also=Status.DONE)
    if step.kind == "return":
        raise WrongState(_("Đây là bước trả kết quả: hãy dùng mục “Trả kết quả”."))
    _close(step, by, outcome, note)
    _begin(dossier)
    emit(
        StepCompleted(
            dossier=dossier.pk, step=step.pk, name=step.name, outcome=chosen.record, note=note
        ),
        by=by,
    )
    if chosen.decision and dossier.status != Status.DONE:
        _decide(dossier, by, chosen.decision, note)
    if chosen.next_step:
        open_step(dossier, chosen.next_step)
    else:
        _hand_over(dossier, by, process.ELECTRONIC)
    return dossier


@transaction.atomic
def return_result(dossier: Dossier, *, by: User, how: str, revision: int | None = None) -> Dossier:
    """Hand the result to the applicant at the desk. Being late never stands in its way."""
    dossier = held(dossier, revision)
    step = _open_step(dossier, by)
    if dossier.status != Status.DONE:
        raise WrongState(_("Hồ sơ chưa có kết quả để trả."))
    how = required(how, _("Hãy ghi kết quả được trả bằng cách nào."))
    _close(step, by, process.RETURNED, how)
    _hand_over(dossier, by, how)
    return dossier


def _open_step(dossier: Dossier, by: User) -> Step:
    """The open step, if it is this official's to do."""
    step = dossier.steps.select_related("agency", "holder").filter(done_at=None).first()
    if step is None:
        raise WrongState(_("Hồ sơ không có bước nào đang chờ xử lý."))
    name = process.spoken(dossier.version, step.name)
    access.require(by, step.role, at=step.agency, to=_("xử lý bước “%s”") % name)
    if step.holder and step.holder_id != by.pk:
        raise WrongState(
            _("%(name)s đang xử lý bước này. Hãy trao đổi với người đó trước khi làm thay.")
            % {"name": step.holder.full_name}
        )
    return step


def _require_running(dossier: Dossier, also: Status | None = None) -> None:
    if dossier.status not in OPEN_STATUSES and dossier.status != also:
        raise WrongState(
            _("Hồ sơ đang ở trạng thái “%s” nên chưa xử lý tiếp được.")
            % Status(dossier.status).label
        )


def _begin(dossier: Dossier) -> None:
    if dossier.status == Status.RECEIVED:
        dossier.move_to(Status.IN_PROCESS)
    save(dossier, "status")


def _close(step: Step, by: User, outcome: str, note: str) -> None:
    step.done_at, step.done_by, step.outcome, step.note = clock.now(), by, outcome, note
    step.save(update_fields=["done_at", "done_by", "outcome", "note"])


def _decide(dossier: Dossier, by: User, decision: str, note: str) -> None:
    dossier.move_to(Status.DONE)
    dossier.decision = decision
    dossier.reason = note
    dossier.finished_at = clock.now()
    save(dossier, "status", "decision", "reason", "finished_at")
    papers.issue_result(dossier, by=by)
    emit(DossierDecided(dossier=dossier.pk, decision=decision, in_time=not dossier.is_late), by=by)


def _hand_over(dossier: Dossier, by: User, how: str) -> None:
    dossier.move_to(Status.RETURNED)
    dossier.returned_at = clock.now()
    save(dossier, "status", "returned_at")
    emit(ResultReturned(dossier=dossier.pk, how=how), by=by)
