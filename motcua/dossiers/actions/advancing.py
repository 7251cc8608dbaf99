"""Going on: where the outcome of a step leads, through forks, joins and automatic steps."""

from collections import deque
from collections.abc import Sequence

from motcua.core import clock
from motcua.core.actors import Actor
from motcua.core.journal import emit
from motcua.core.refusals import Invalid
from motcua.dossiers import process
from motcua.dossiers.actions import papers
from motcua.dossiers.actions.holding import save
from motcua.dossiers.actions.stepping import open_step, start_clock
from motcua.dossiers.events import (
    BranchesNotNeeded,
    DossierDecided,
    ProcessForked,
    ResultReturned,
    StepCompleted,
)
from motcua.dossiers.models import Decision, Dossier, PauseCause, Status, Step
from motcua.identity.models import User
from motcua.procedures.package.process import Step as StepOfProcess
from motcua.procedures.package.tokens import Moves, Token, Tokens
from motcua.procedures.texts import vietnamese

MOST_AUTOMATIC = 200
Left = tuple[Token, Sequence[str], str]
"""A step that is done, where its outcome leads, and what was said."""


def begin(dossier: Dossier, *, by: Actor) -> None:
    """Open what comes after the reception."""
    first = Token(dossier.version.package.process.steps[0].id)
    leads = process.after_reception(dossier.version, dossier.answers)
    if leads:
        _advance(dossier, (first, leads, ""), by=by)


def go_on(dossier: Dossier, done: Step, leads: Sequence[str], *, by: Actor) -> None:
    """Leave a step that was closed for where its outcome leads."""
    _advance(dossier, (Token(done.step_id, done.branch), leads, done.note), by=by)


def close(step: Step, by: Actor, outcome: str, note: str) -> None:
    """Write how a step ended; `by` is a person, or the rules themselves."""
    step.done_at, step.outcome, step.note = clock.now(), outcome, note
    step.done_by, step.by_rule = (by, False) if isinstance(by, User) else (None, True)
    step.save(update_fields=["done_at", "done_by", "by_rule", "outcome", "note"])


def hand_over(dossier: Dossier, by: Actor, how: str) -> None:
    """The result is with the applicant."""
    dossier.move_to(Status.RETURNED)
    dossier.returned_at = clock.now()
    save(dossier, "status", "returned_at")
    emit(ResultReturned(dossier=dossier.pk, how=how), by=by)


def _advance(dossier: Dossier, left: Left, *, by: Actor) -> None:
    tokens, waiting = _tokens(dossier, left[0]), deque([left])
    for _step in range(MOST_AUTOMATIC):
        if not waiting:
            _go_on_counting(dossier)
            return
        token, leads, note = waiting.popleft()
        if token not in tokens.open:  # an automatic step whose join went on without it
            continue
        _decide_if_due(dossier, token, leads, note, by)
        moves = tokens.advance(token, leads)
        _remember(dossier, token, moves, by)
        for opened in moves.opened:
            waiting.extend(_opened(dossier, opened, by))
        if moves.end:
            hand_over(dossier, by, process.ELECTRONIC)
            return
    raise Invalid("automatic steps without end")  # which findings() excludes


def _tokens(dossier: Dossier, left: Token) -> Tokens:
    """Where the process stands, from the rows; `left` counts as open until it is left."""
    tokens = Tokens(dossier.version.package.process, [left])
    for step, branch, waits_for, done_at in dossier.steps.values_list(
        "step_id", "branch", "waits_for", "done_at"
    ):
        if done_at is None:
            tokens.open.append(Token(step, branch))
        elif waits_for:
            tokens.waiting.append(Token(waits_for, branch))
        numbers = [int(part.partition(".")[0]) for part in branch.split("/") if part]
        tokens.forks = max(tokens.forks, *numbers, 0)
    return tokens


def _remember(dossier: Dossier, left: Token, moves: Moves, by: Actor) -> None:
    """Write what the tokens did: branches that wait, that came together, that need not be done."""
    if moves.waits:
        last = dossier.steps.filter(step_id=left.step, branch=left.branch).order_by("-round")
        Step.objects.filter(pk=last.values("pk")[:1]).update(waits_for=moves.waits.step)
    for token in moves.joined:
        dossier.steps.filter(waits_for=token.step, branch=token.branch).update(waits_for="")
    spared = []
    for token in moves.closed:
        rows = dossier.steps.filter(step_id=token.step, branch=token.branch, done_at=None)
        step = rows.first()
        if step is None:  # an automatic step is done as soon as it is opened
            continue
        step.done_at, step.outcome, step.by_rule = clock.now(), process.NOT_NEEDED, True
        step.save(update_fields=["done_at", "outcome", "by_rule"])
        spared.append(step.name)
    if spared:
        emit(BranchesNotNeeded(dossier=dossier.pk, names=spared), by=by)
    if len(moves.opened) > 1:
        steps = [_definition(dossier, token.step) for token in moves.opened]
        names = [vietnamese(step.name) for step in steps]
        emit(ProcessForked(dossier=dossier.pk, names=names), by=by)


def _opened(dossier: Dossier, token: Token, by: Actor) -> list[Left]:
    """Open a step; an automatic one is done at once, and left."""
    step = _definition(dossier, token.step)
    if step.kind == "return" and dossier.status != Status.DONE:
        _decide(dossier, by, Decision.APPROVED)
    row = open_step(dossier, step, branch=token.branch, by=by)
    if step.kind != "auto":
        return []
    outcome = process.rules_of(dossier.version).offered(step, dossier.answers)[0]
    reason = vietnamese(outcome.reason)
    step_done = StepCompleted(
        dossier=dossier.pk,
        step=row.pk,
        name=row.name,
        outcome=vietnamese(outcome.name),
        note=reason,
    )
    row.done_at, row.outcome, row.by_rule, row.note = clock.now(), outcome.code, True, reason
    row.save(update_fields=["done_at", "outcome", "by_rule", "note"])
    emit(step_done, by=by)
    return [(token, step.leads(outcome), reason)]


def _go_on_counting(dossier: Dossier) -> None:
    """Where no other agency's leg is open any more, the legal clock runs again."""
    if dossier.paused_at is None:
        return
    legs = {step.id for step in dossier.version.package.process.steps if step.stops_clock}
    if not dossier.steps.filter(done_at=None, step_id__in=legs).exists():
        start_clock(dossier, PauseCause.AGENCY)
    save(dossier, "paused_at", "deadline", "due_at")


def _decide_if_due(
    dossier: Dossier, token: Token, leads: Sequence[str], note: str, by: Actor
) -> None:
    if token.branch or dossier.status == Status.DONE:
        return
    step = _definition(dossier, token.step)
    decision = process.decision(dossier.version.package.process, step, leads)
    if decision:
        _decide(dossier, by, decision, note, step.signature)


def _decide(
    dossier: Dossier, by: Actor, decision: str, note: str = "", level: str | None = None
) -> None:
    if dossier.status == Status.RECEIVED:
        dossier.move_to(Status.IN_PROCESS)
    start_clock(dossier, PauseCause.AGENCY)
    dossier.move_to(Status.DONE)
    dossier.decision = decision
    dossier.reason = note
    dossier.finished_at = clock.now()
    save(dossier, "status", "decision", "reason", "finished_at", "paused_at", "deadline", "due_at")
    papers.issue_result(dossier, by=by, level=level)
    emit(DossierDecided(dossier=dossier.pk, decision=decision, in_time=not dossier.is_late), by=by)


def _definition(dossier: Dossier, id: str) -> StepOfProcess:
    step = dossier.version.package.process.step(id)
    if step is None:
        raise Invalid(f"no step {id}")
    return step
