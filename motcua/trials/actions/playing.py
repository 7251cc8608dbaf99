"""Going into a sandbox as one of its people, and coming out again; both are in the journal."""

from django.db import transaction
from django.utils.translation import gettext as _

from motcua.core.journal import emit
from motcua.core.refusals import Invalid, NotAllowed, WrongState
from motcua.identity.models import User
from motcua.trials import queries
from motcua.trials.events import RoundEntered, RoundLeft
from motcua.trials.models import TestRound


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
def leave(round: TestRound, *, by: User) -> None:
    """Come out, back to live data."""
    emit(RoundLeft(round=round.pk), by=by)
