"""Services that nobody uses: asked about once, decided by a person, removed on a day."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from motcua.core import clock
from motcua.core.actors import SYSTEM
from motcua.core.journal import tell_untold
from motcua.core.refusals import Invalid, NotAllowed, WrongState
from motcua.dossiers import actions as dossiers
from motcua.dossiers.models import Dossier, Draft
from motcua.identity.models import Citizen, User
from motcua.procedures import actions as procedures
from motcua.procedures import queries as catalogue
from motcua.procedures.models import Filing, Procedure, Version
from motcua.services import actions, queries
from motcua.services.models import RemovalProposal, Service, State

WHY = "Không còn ai cần"
INSTEAD = "Nộp tại Bộ phận Một cửa cấp xã"


def later(days: int) -> Any:
    return clock.moved_to(clock.now() + timedelta(days=days))


@pytest.fixture
def idle(live: Service) -> Service:
    """Live, and asked about after ten days."""
    live.idle_days = 10
    live.save()
    return live


@pytest.fixture
def asked(idle: Service) -> RemovalProposal:
    with later(11):
        assert actions.propose_removals() == 1
    return RemovalProposal.objects.get()


def test_a_service_is_asked_about_after_its_time_and_not_before(live: Service) -> None:
    with later(179):
        assert actions.propose_removals() == 0
    with later(181):
        assert actions.propose_removals() == 1
        assert RemovalProposal.objects.get().idle_days == 180


def test_the_time_is_set_for_the_installation_and_for_a_service(
    live: Service, settings: Any, thu: User
) -> None:
    settings.IDLE_SERVICE_DAYS = 30
    with later(31):
        assert list(queries.idle_services()) == [live]
    actions.set_idle_time(live, by=thu, days=400)
    with later(31):
        assert not queries.idle_services()
    with pytest.raises(Invalid):
        actions.set_idle_time(live, by=thu, days=0)


def test_a_dossier_in_time_keeps_a_service(submitted: Dossier, settings: Any) -> None:
    settings.IDLE_SERVICE_DAYS = 30
    tell_untold()
    assert Service.objects.get().state == State.LIVE
    Service.objects.update(live_since=clock.now() - timedelta(days=300))
    with later(29):
        assert actions.propose_removals() == 0
    with later(31):
        assert actions.propose_removals() == 1
    numbers = queries.Numbers(**RemovalProposal.objects.get().numbers)
    assert sum(count for _month, count in numbers.months) == 1
    assert numbers.drafts_started == 1
    assert numbers.drafts_abandoned == 0
    assert numbers.last_dossier == f"{clock.today():%Y-%m-%d}"


def test_abandoned_drafts_are_among_the_numbers(birth: Version, mai: Citizen) -> None:
    dossiers.start(birth, by=mai.user)
    tell_untold()
    service = Service.objects.get()
    with later(29):
        assert queries.numbers_of(service).drafts_abandoned == 0
    with later(31):
        numbers = queries.numbers_of(service)
    assert (numbers.drafts_started, numbers.drafts_abandoned) == (1, 1)
    assert numbers.on_time_share is None


def test_nobody_is_asked_twice_while_a_question_is_open(asked: RemovalProposal) -> None:
    with later(40):
        assert actions.propose_removals() == 0
    assert RemovalProposal.objects.count() == 1


def test_a_person_keeps_it_until_a_day_and_says_why(asked: RemovalProposal, nam: User) -> None:
    until = clock.today() + timedelta(days=60)
    with later(12):
        with pytest.raises(Invalid):
            actions.keep(asked, by=nam, reason="", until=until)
        actions.keep(asked, by=nam, reason="Theo mùa vụ", until=until)
        assert actions.propose_removals() == 0
        decided = RemovalProposal.objects.get()
        assert (decided.answer, decided.decider) == ("kept", "Lý Văn Nam")
        with pytest.raises(WrongState, match="Lý Văn Nam"):
            actions.keep(asked, by=nam, reason="x", until=until)
    with later(61):
        assert actions.propose_removals() == 1


def test_strangers_and_reviewers_decide_nothing(
    asked: RemovalProposal, stranger: User, binh: User, mai: Citizen
) -> None:
    day = clock.today() + timedelta(days=90)
    for who in (stranger, binh, mai.user):
        with pytest.raises(NotAllowed):
            actions.keep(asked, by=who, reason=WHY, until=day)
        with pytest.raises(NotAllowed):
            actions.remove(asked, by=who, reason=WHY, day=day, instead=INSTEAD)


def test_it_is_removed_on_its_day_and_says_where_to_go(asked: RemovalProposal, nam: User) -> None:
    with later(12):
        day = clock.today() + timedelta(days=20)
        with pytest.raises(Invalid, match="nơi người dân"):
            actions.remove(asked, by=nam, reason=WHY, day=day, instead=" ")
        with pytest.raises(Invalid):
            actions.remove(asked, by=nam, reason=WHY, day=clock.today(), instead=INSTEAD)
        service = actions.remove(asked, by=nam, reason=WHY, day=day, instead=INSTEAD)
        assert service.state == State.TO_BE_REMOVED
        assert queries.counts().total == 1, "until its day it is filed"
        assert actions.carry_out() == 0
    with later(32):
        assert actions.carry_out() == 1
        assert actions.carry_out() == 0
        tell_untold()
        service.refresh_from_db()
        assert service.state == State.REMOVED
        assert queries.counts().total == 0
        code = service.procedure.code
        assert catalogue.published(code).procedure.filing == Filing.CLOSED
        page = Client().get(f"/thu-tuc/{code}/").text
        assert WHY in page
        assert INSTEAD in page


def test_dossiers_that_run_are_finished_after_removal(
    accepted: Dossier, walked: Callable[..., Dossier], submitted: Dossier, mai: Citizen
) -> None:
    tell_untold()
    procedure = accepted.version.procedure
    procedures.close_filing(procedure, by=SYSTEM, reason=WHY)
    tell_untold()
    assert Service.objects.get().state == State.REMOVED
    assert walked("assigned", "propose_approve", "sign").finished_at
    with pytest.raises(WrongState):
        dossiers.start(accepted.version, by=mai.user)
    assert not Draft.objects.filter(submitted_at=None).exists()


def test_what_was_removed_may_come_back_and_is_live_anew(asked: RemovalProposal, nam: User) -> None:
    with later(12):
        day = clock.today() + timedelta(days=1)
        actions.remove(asked, by=nam, reason=WHY, day=day, instead=INSTEAD)
    with later(20):
        actions.carry_out()
        procedure = Procedure.objects.get(pk=asked.service.procedure_id)
        procedures.open_filing(procedure, by=SYSTEM)
        tell_untold()
        service = Service.objects.get(procedure=procedure)
        assert service.state == State.LIVE
        assert service.remove_on is None
        assert actions.carry_out() == 0


def test_a_service_suspended_before_its_day_is_removed_all_the_same(
    asked: RemovalProposal, nam: User
) -> None:
    with later(12):
        day = clock.today() + timedelta(days=5)
        service = actions.remove(asked, by=nam, reason=WHY, day=day, instead=INSTEAD)
        service = actions.suspend(service, by=nam, reason="Lỗi")
        assert service.state == State.SUSPENDED
        assert actions.resume(service, by=nam).state == State.TO_BE_REMOVED
        actions.suspend(service, by=nam, reason="Lỗi")
    with later(20):
        assert actions.carry_out() == 1
        assert Service.objects.get().state == State.REMOVED
