"""Handling: steps are taken and completed, papers are issued, the desk returns the result."""

from typing import Any
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from motcua.core.journal import emit
from motcua.core.refusals import Invalid, WrongState
from motcua.documents import actions as documents
from motcua.dossiers import process
from motcua.dossiers.actions import signing
from motcua.dossiers.actions.advancing import close, go_on, hand_over
from motcua.dossiers.actions.holding import held, save
from motcua.dossiers.actions.reception import limited, required
from motcua.dossiers.events import OutputIssued, StepCompleted, StepTaken
from motcua.dossiers.models import OPEN_STATUSES, Dossier, Paper, PaperKind, Status, Step
from motcua.dossiers.queries.doable import open_steps_of
from motcua.identity import access
from motcua.identity.models import User
from motcua.procedures.package.process import Output
from motcua.procedures.texts import say, vietnamese


@transaction.atomic
def take(
    dossier: Dossier, *, by: User, step: UUID | None = None, revision: int | None = None
) -> Step:
    """Take an open step into one's own hands, so that nobody else does it too."""
    dossier = held(dossier, revision)
    mine = _open_step(dossier, by, step)
    _require_running(dossier, also=Status.DONE)
    if mine.holder_id == by.pk:
        return mine
    mine.holder = by
    mine.save(update_fields=["holder"])
    _begin(dossier)
    emit(StepTaken(dossier=dossier.pk, step=mine.pk, name=mine.name), by=by)
    return mine


@transaction.atomic
def complete(
    dossier: Dossier,
    *,
    by: User,
    outcome: str,
    note: str = "",
    step: UUID | None = None,
    revision: int | None = None,
) -> Dossier:
    """Finish an open step with one of its outcomes; the process says what comes next."""
    dossier = held(dossier, revision)
    mine = _open_step(dossier, by, step)
    chosen = process.choice(dossier.version, mine.step_id, dossier.answers, outcome)
    note = limited(note)
    if chosen.needs_reason:
        note = required(note, _("Kết quả này cần nêu rõ lý do."))
    _require_running(dossier, also=Status.DONE)
    _require_complete(dossier, mine)
    close(mine, by, outcome, note)
    _begin(dossier)
    signing.countersign(dossier, mine, by=by)
    emit(
        StepCompleted(
            dossier=dossier.pk, step=mine.pk, name=mine.name, outcome=chosen.record, note=note
        ),
        by=by,
    )
    go_on(dossier, mine, chosen.leads, by=by)
    return dossier


@transaction.atomic
def issue_output(
    dossier: Dossier,
    *,
    by: User,
    output: str,
    upload: "UploadedFile[Any]",
    step: UUID | None = None,
    revision: int | None = None,
) -> Paper:
    """Put a paper that the step must issue on the dossier; issued again, the last one counts."""
    dossier = held(dossier, revision)
    mine = _open_step(dossier, by, step)
    _require_running(dossier, also=Status.DONE)
    asked = next((one for one in _outputs(dossier, mine) if one.id == output), None)
    if asked is None:
        raise Invalid(_("Bước này không ban hành văn bản nào như vậy."))
    file = documents.take_in(upload, by=by, purpose=f"dossier:{dossier.pk}")
    file = signing.sign_output(file, dossier, mine, name=vietnamese(asked.name), by=by)
    papers = Paper.objects.filter(dossier=dossier, kind=PaperKind.OUTPUT)
    paper = Paper.objects.create(
        dossier=dossier,
        kind=PaperKind.OUTPUT,
        number=papers.count() + 1,
        file=file,
        step=mine,
        output=output,
    )
    save(dossier)
    name = vietnamese(asked.name)
    emit(OutputIssued(dossier=dossier.pk, step=mine.pk, name=name, sha256=file.sha256), by=by)
    return paper


@transaction.atomic
def return_result(
    dossier: Dossier,
    *,
    by: User,
    how: str,
    step: UUID | None = None,
    revision: int | None = None,
) -> Dossier:
    """Hand the result to the applicant at the desk. Being late never stands in its way."""
    dossier = held(dossier, revision)
    mine = _open_step(dossier, by, step)
    if dossier.status != Status.DONE or mine.kind != "return":
        raise WrongState(_("Hồ sơ chưa có kết quả để trả."))
    how = required(how, _("Hãy ghi kết quả được trả bằng cách nào."))
    close(mine, by, process.RETURNED, how)
    hand_over(dossier, by, how)
    return dossier


def _open_step(dossier: Dossier, by: User, wanted: UUID | None) -> Step:
    """The open step that is meant, if it is this official's to do."""
    steps = list(dossier.steps.select_related("agency", "holder").filter(done_at=None))
    if wanted is not None:
        steps = [one for one in steps if one.pk == wanted]
    if not steps:
        raise WrongState(_("Hồ sơ không có bước nào đang chờ xử lý."))
    mine = open_steps_of(by, steps)
    step = mine[0] if mine else _first_for(by, steps)
    name = process.spoken(dossier.version, step.name)
    access.require(by, step.role, at=step.agency, to=_("xử lý bước “%s”") % name)
    if step.holder and step.holder_id != by.pk:
        raise WrongState(
            _("%(name)s đang xử lý bước này. Hãy trao đổi với người đó trước khi làm thay.")
            % {"name": step.holder.full_name}
        )
    return step


def _first_for(by: User, steps: list[Step]) -> Step:
    """The step to name in a refusal: one of this official's role, if there is any."""
    found = (one for one in steps if access.holds(by, one.role, at=one.agency))
    return next(found, steps[0])


def _require_complete(dossier: Dossier, step: Step) -> None:
    """What a step waits for besides its official."""
    if step.kind == "return":
        raise WrongState(_("Đây là bước trả kết quả: hãy dùng mục “Trả kết quả”."))
    definition = dossier.version.package.process.step(step.step_id)
    if definition and definition.child and not step.not_begun:
        raise WrongState(_("Bước này chờ kết quả của cơ quan khác, không tự xác nhận được."))
    issued = set(step.outputs.values_list("output", flat=True))
    missing = [say(one.name) for one in _outputs(dossier, step) if one.id not in issued]
    if missing:
        raise Invalid(_("Cần ban hành trước: %(names)s.") % {"names": "; ".join(missing)})


def _outputs(dossier: Dossier, step: Step) -> list[Output]:
    definition = dossier.version.package.process.step(step.step_id)
    return list(definition.outputs) if definition else []


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
