"""The handling of a past dossier again: reception, each step with its outcome, the result."""

from django.core.files.uploadedfile import SimpleUploadedFile

from motcua.agencies.models import Agency, Role
from motcua.core import clock
from motcua.core.actors import SYSTEM
from motcua.dossiers import actions, process
from motcua.dossiers.models import Dossier, Step
from motcua.identity import queries as people
from motcua.identity.models import User
from motcua.procedures.package.process import ENDS
from motcua.procedures.texts import vietnamese
from motcua.trials import stage
from motcua.trials.replay.differences import Difference
from motcua.trials.replay.past import Past, PastStep

MOST_NEW_STEPS = 20
NOTE = "Chạy lại hồ sơ cũ."
PAPER = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
    b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>endobj\n"
    b"xref\n0 4\n0000000000 65535 f \n0000000009 00000 n \n0000000052 00000 n \n"
    b"0000000101 00000 n \ntrailer<</Size 4/Root 1 0 R>>\nstartxref\n164\n%%EOF\n"
)
Found = list[Difference]


def walked(dossier: Dossier, past: Past, found: Found) -> None:
    """Take the dossier in and walk it as far as its past leads; what differs goes to `found`."""
    with clock.moved_to(past.received_at):
        actions.accept(dossier, by=official(dossier.agency, Role.RECEIVER))
        _begin_legs(dossier)
    handled(dossier, past, found)


def handled(dossier: Dossier, past: Past, found: Found) -> None:
    """Walk a dossier that was taken in."""
    known = {step.step_id for step in past.steps}
    for step in past.steps:
        with clock.moved_to(step.done_at):
            opened = _opened(dossier, step) or _after_new_steps(dossier, step, known, found)
            if opened is not None:
                if not _again(dossier, opened, step, found):
                    break
                _begin_legs(dossier)
            elif not _is_done(dossier, step):
                found.append(Difference("step_gone", step.name))
    _compare_end(dossier, past, found)


def official(agency: Agency, role: str) -> User:
    """Who does it inside: an official made up for this post."""
    stage.appointed(agency, Role(role))
    return User.objects.get(pk=people.holders_of(agency, Role(role))[0])


def _again(dossier: Dossier, opened: Step, past: PastStep, found: Found) -> bool:
    """Do one step as it was done; False where its past cannot be followed any further."""
    if opened.agency.code != past.agency:
        found.append(Difference("step_agency", past.name, past.agency_name, opened.agency.name))
    if opened.role != past.role:
        found.append(
            Difference("step_role", past.name, Role(past.role).value, Role(opened.role).value)
        )
    if past.child is not None:
        return _child_again(opened, past, past.child, found)
    if opened.kind == "return":
        actions.return_result(
            dossier, by=official(opened.agency, opened.role), how=NOTE, step=opened.pk
        )
        return True
    definition = dossier.version.package.process.step(opened.step_id)
    if past.by_rule and definition is not None and definition.silence:
        if actions.lapse(opened, by=SYSTEM):
            return True
        found.append(Difference("silence", past.name))
    return _completed(dossier, opened, past, found)


def _completed(dossier: Dossier, opened: Step, past: PastStep, found: Found) -> bool:
    offered = {
        one.code for one in process.choices(dossier.version, opened.step_id, dossier.answers)
    }
    if past.outcome not in offered:
        found.append(Difference("outcome_gone", past.name, past.outcome_name or past.outcome))
        return False
    by = official(opened.agency, opened.role)
    _issue(dossier, opened, past.outputs, by, found)
    actions.complete(dossier, by=by, outcome=past.outcome, note=NOTE, step=opened.pk)
    return True


def _child_again(opened: Step, past: PastStep, child: Past, found: Found) -> bool:
    """The leg of another agency: begun by the reaction to the step, walked as it was."""
    opened.refresh_from_db()
    if opened.child is None:
        found.append(Difference("unfinished", past.name))
        return False
    handled(opened.child, child, [])
    with clock.moved_to(past.done_at):
        stage.tell_all()
    opened.refresh_from_db()
    if opened.done_at is None:
        found.append(Difference("unfinished", past.name))
        return False
    return True


def _begin_legs(dossier: Dossier) -> None:
    """Let other agencies' legs begin now, where a step that was opened asks for one."""
    process = dossier.version.package.process
    for row in dossier.steps.filter(done_at=None, child=None):
        definition = process.step(row.step_id)
        if definition is not None and definition.child is not None:
            stage.tell_all()


def _after_new_steps(
    dossier: Dossier, past: PastStep, known: set[str], found: Found
) -> Step | None:
    """Do the steps that the past did not know and that stand before this one, the usual way."""
    for _one in range(MOST_NEW_STEPS):
        rows = dossier.steps.filter(done_at=None).exclude(kind="return").exclude(step_id__in=known)
        new = rows.select_related("agency").first()
        if new is None or not _done_as_usual(dossier, new, found):
            return None
        if opened := _opened(dossier, past):
            return opened
    return None


def _done_as_usual(dossier: Dossier, new: Step, found: Found) -> bool:
    found.append(Difference("step_new", new.name, after=new.agency.name))
    for choice in process.choices(dossier.version, new.step_id, dossier.answers):
        if ENDS[1] not in choice.leads:
            by = official(new.agency, new.role)
            _issue(dossier, new, frozenset(), by, found)
            actions.complete(dossier, by=by, outcome=choice.code, note=NOTE, step=new.pk)
            return True
    return False


def _issue(dossier: Dossier, opened: Step, known: frozenset[str], by: User, found: Found) -> None:
    """Papers that the step must issue; those that it did not issue then are told."""
    definition = dossier.version.package.process.step(opened.step_id)
    for output in definition.outputs if definition else []:
        if output.id not in known:
            found.append(Difference("output_new", vietnamese(output.name), opened.name))
        upload = SimpleUploadedFile("van-ban.pdf", PAPER, "application/pdf")
        actions.issue_output(dossier, by=by, output=output.id, upload=upload, step=opened.pk)


def _opened(dossier: Dossier, past: PastStep) -> Step | None:
    """The same step, open: in the same branch if there are several."""
    rows = dossier.steps.filter(done_at=None, step_id=past.step_id).select_related("agency")
    return rows.filter(branch=past.branch).first() or rows.first()


def _is_done(dossier: Dossier, past: PastStep) -> bool:
    """Whether rules did it already, as automatic steps and electronic results are."""
    return dossier.steps.filter(step_id=past.step_id, by_rule=True).exists()


def _compare_end(dossier: Dossier, past: Past, found: Found) -> None:
    dossier.refresh_from_db()
    if dossier.decision and dossier.decision != past.decision:
        found.append(Difference("decision", "", past.decision, dossier.decision))
    waits = dossier.steps.filter(done_at=None).exclude(step_id__in=past.waiting)
    ended = {one.what for one in found if one.kind in {"outcome_gone", "unfinished"}}
    for step in waits:
        if step.name not in ended:
            found.append(Difference("unfinished", step.name))
