"""Going into a sandbox as one of its people, and coming out again; both are in the journal."""

from django.db import transaction
from django.utils.translation import gettext as _

from motcua.core.journal import emit
from motcua.core.refusals import Invalid, NotAllowed, WrongState
from motcua.identity.models import User
from motcua.trials import queries, sandbox, stage
from motcua.trials.actions.rounds import held
from motcua.trials.events import RoundEntered, RoundLeft
from motcua.trials.models import State, TestRound


@transaction.atomic
def enter(round: TestRound, *, by: User, person: str) -> queries.Visit:
    """Go in as this synthetic person; from now on the session says so."""
    if queries.tester(round, by=by) is None:
        raise NotAllowed(_("Bạn không có tên trong danh sách người thử của đợt này."))
    if not round.is_running:
        raise WrongState(_("Đợt kiểm thử này hiện không mở."))
    visit = queries.visit(by=by, round=str(round.pk), person=person)
    if visit is None:
        raise Invalid(_("Hãy chọn một người trong danh sách để vào vai."))
    said = ", ".join(filter(None, (visit.person["name"], visit.person["place"])))
    emit(RoundEntered(round=round.pk, person=said), by=by)
    return visit


@transaction.atomic
def cast(round: TestRound, *, by: User) -> TestRound:
    """Add officials for what waits in the sandbox for somebody who is not there yet."""
    if queries.tester(round, by=by) is None:
        raise NotAllowed(_("Bạn không có tên trong danh sách người thử của đợt này."))
    round = held(round)
    if round.state == State.OPEN:
        with sandbox.entered(round.sandbox):
            people = stage.as_plain(stage.staff_what_waits())
        if people:
            round.people = [*round.people, *people]
            round.save(update_fields=["people"])
    return round


@transaction.atomic
def leave(round: TestRound, *, by: User) -> None:
    """Come out, back to live data."""
    emit(RoundLeft(round=round.pk), by=by)
