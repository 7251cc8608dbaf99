"""A service online: it follows filing, is suspended and resumed, and is counted as it goes."""

import threading
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from motcua.core import clock
from motcua.core.actors import SYSTEM
from motcua.core.journal import tell_untold
from motcua.core.models import Entry
from motcua.core.refusals import Invalid, NotAllowed, WrongState
from motcua.identity.models import User
from motcua.procedures import actions as procedures
from motcua.procedures import filing
from motcua.procedures.models import Filing, Procedure, Version
from motcua.services import actions, queries
from motcua.services.models import (
    COUNTED,
    Dimension,
    Level,
    Milestone,
    Service,
    State,
    Tally,
)
from motcua.services.models import tally as tallies

WHY = "Đang sửa kết nối"
Written = Callable[..., Version]


def published(written: Written, code: str, **changes: Any) -> Service:
    """Another service, taken online by the platform."""
    version = procedures.publish(written(code=code, **changes), by=SYSTEM)
    tell_untold()
    return Service.objects.get(procedure=version.procedure_id)


def test_what_the_platform_takes_online_is_a_service_too(written: Written) -> None:
    service = published(written, "1.999002")
    assert service.state == State.LIVE
    assert service.agency_name == service.agency.name if service.agency else False
    assert queries.headline() == {"total": 1, "full": 1}


def test_a_suspended_service_says_why_and_is_not_counted(live: Service, nam: User) -> None:
    until = clock.today() + timedelta(days=5)
    suspended = actions.suspend(live, by=nam, reason=WHY, until=until)
    assert (suspended.state, suspended.reason, suspended.until) == ("suspended", WHY, until)
    assert queries.counts().total == 0
    page = Client().get(f"/thu-tuc/{live.procedure.code}/").text
    assert WHY in page
    assert f"{until:%d/%m/%Y}" in page
    assert actions.resume(suspended, by=nam).state == State.LIVE
    assert queries.counts().total == 1


def test_only_who_publishes_runs_a_service(
    live: Service, stranger: User, binh: User, mai: Any
) -> None:
    for who in (stranger, binh, mai.user):
        with pytest.raises(NotAllowed):
            actions.suspend(live, by=who, reason=WHY)
        with pytest.raises(NotAllowed):
            actions.set_idle_time(live, by=who, days=3)
    assert Procedure.objects.get(pk=live.procedure_id).filing == Filing.OPEN


def test_nobody_suspends_without_a_reason_or_twice(live: Service, nam: User) -> None:
    with pytest.raises(Invalid):
        actions.suspend(live, by=nam, reason=" ")
    with pytest.raises(WrongState):
        actions.resume(live, by=nam)


def test_following_is_repeatable_and_catches_up_with_what_was_told_late(written: Written) -> None:
    version = procedures.publish(written(), by=SYSTEM)
    procedures.suspend_filing(version.procedure, by=SYSTEM, reason=WHY)
    tell_untold()
    assert Service.objects.get().state == State.SUSPENDED
    for _turn in range(3):
        actions.follow(version.procedure)
    assert queries.counts().total == 0
    procedures.open_filing(version.procedure, by=SYSTEM)
    for _turn in range(3):
        actions.follow(version.procedure)
    assert queries.counts().total == 1
    assert Entry.objects.filter(event="services.ServiceWentLive").count() == 1


def test_an_abolished_procedure_is_no_service(live: Service) -> None:
    procedures.withdraw(live.procedure.in_force, by=SYSTEM, reason="Bãi bỏ")
    tell_untold()
    live.refresh_from_db()
    assert live.state == State.REMOVED
    assert live.reason
    assert queries.counts().total == 0


def test_a_partial_service_shows_its_reason_and_moves_between_the_counters(
    live: Service, written: Written
) -> None:
    reason = "Phải có mặt để kiểm tra tại chỗ"
    said = {"vi": reason, "en": "One must be there for the check"}
    partial = written(online="partial", online_reason=said)
    procedures.publish(partial, by=SYSTEM)
    tell_untold()
    live.refresh_from_db()
    assert (live.level, live.level_reason) == (Level.PARTIAL, reason)
    assert queries.counts().levels == {Level.PARTIAL: 1}
    page = Client().get(f"/thu-tuc/{live.procedure.code}/").text
    assert "Trực tuyến một phần" in page
    assert reason in page


def counted_anew() -> dict[tuple[str, str], int]:
    """Every counter of today, counted from the services themselves."""
    found: dict[tuple[str, str], int] = {}
    for service in Service.objects.filter(state__in=COUNTED):
        for key in (
            (Dimension.TOTAL, ""),
            (Dimension.LEVEL, service.level),
            (Dimension.AGENCY, service.agency_name),
            (Dimension.FIELD, service.field_name),
        ):
            found[key] = found.get(key, 0) + 1
    return found


def test_the_counters_say_what_counting_would(live: Service, written: Written, nam: User) -> None:
    other = {"field": {"code": "khac", "name": {"vi": "Lĩnh vực khác", "en": "Other"}}}
    published(written, "1.999002", **other)
    third = published(
        written, "1.999003", online="partial", online_reason={"vi": WHY, "en": "Mending"}
    )
    procedures.suspend_filing(third.procedure, by=SYSTEM, reason=WHY)
    tell_untold()
    procedures.close_filing(live.procedure, by=SYSTEM, reason=WHY)
    tell_untold()
    now = Tally.objects.filter(count__gt=0).exclude(
        dimension__in=(Dimension.OPENED, Dimension.ENDED)
    )
    assert {(row.dimension, row.key): row.count for row in now} == counted_anew()
    months = queries.counts().months
    assert [(one.opened, one.ended, one.live) for one in months] == [(3, 2, 1)]


def test_the_numbers_are_one_query_whatever_there_is(live: Service, written: Written) -> None:
    published(written, "1.999002")
    with CaptureQueriesContext(connection) as asked:
        queries.counts()
    assert len(asked) == 1
    with CaptureQueriesContext(connection) as asked:
        queries.headline()
    assert len(asked) == 1
    assert "services_service" not in asked[0]["sql"]


def test_a_round_number_is_an_event_once(
    live: Service, written: Written, monkeypatch: pytest.MonkeyPatch, nam: User
) -> None:
    assert Milestone.objects.get().procedure == live.procedure
    monkeypatch.setattr("motcua.services.actions.counting.MILESTONES", (1, 2))
    second = published(written, "1.999002")
    actions.suspend(live, by=nam, reason=WHY)
    actions.resume(live, by=nam)
    reached = Entry.objects.filter(event="services.ServiceCountReached").order_by("id")
    assert [one.payload["count"] for one in reached] == [1, 2]
    home = Client().get("/").text
    assert "thứ 2" in home
    assert second.procedure.title in home
    with clock.moved_to(clock.now() + timedelta(days=8)):
        assert queries.milestone() is None


def test_a_thousand_is_among_the_round_numbers() -> None:
    assert {1, 100, 500, 1000} <= set(tallies.MILESTONES)


@pytest.mark.django_db(transaction=True)
def test_two_services_at_once_are_both_counted(written: Written) -> None:
    versions = [written(code=f"1.99900{number}") for number in (2, 3, 4, 5)]
    for version in versions:
        procedures.publish(version, by=SYSTEM)
    together = threading.Barrier(len(versions))
    failed: list[Exception] = []

    def go(version: Version) -> None:
        try:
            together.wait()
            actions.follow(Procedure.objects.get(pk=version.procedure_id))
        except Exception as error:
            failed.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=go, args=[version]) for version in versions]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failed
    assert queries.counts().total == len(versions)
    assert {(row.dimension, row.key): row.count for row in Tally.objects.all()} | {} == {
        **counted_anew(),
        (Dimension.OPENED, f"{clock.now().astimezone(clock.VIETNAM):%Y-%m}"): len(versions),
    }


def test_the_raw_data_has_a_row_for_each_and_no_formula(live: Service, written: Written) -> None:
    Procedure.objects.filter(pk=live.procedure_id).update(name="=1+1")
    answer = Client().get("/so-lieu/dich-vu.csv")
    rows = answer.text.splitlines()
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert len(rows) == 2
    assert f"{live.procedure.code},'=1+1," in rows[1]
    assert Client().get("/so-lieu/theo-thang.csv").text.splitlines()[1].endswith(",1,0,1")


def test_the_page_of_a_service_is_open_again_for_filing(live: Service) -> None:
    assert filing.closed(live.procedure.in_force) is None
