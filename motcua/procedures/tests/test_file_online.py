"""Being public is one thing, being filed online another: opened, suspended, closed, by whom."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from motcua.agencies import queries as agencies
from motcua.agencies.models import Agency, Role
from motcua.core import clock, journal
from motcua.core.actors import SYSTEM
from motcua.core.refusals import Invalid, NotAllowed, WrongState
from motcua.identity.models import User
from motcua.procedures import actions, filing
from motcua.procedures.models import Filing, Procedure, Version

pytestmark = pytest.mark.django_db
Spoil = Callable[[str, Any], dict[str, Any]]
PAGE = "/thu-tuc/1.999001/"
WHY = "Đang sửa kết nối với cơ sở dữ liệu dân cư"


@pytest.fixture
def ministry(db: None) -> Agency:
    return agencies.agency("G09")


@pytest.fixture
def thu(appointed: Any, ministry: Agency) -> User:
    """Thu publishes the ministry's procedures."""
    found: User = appointed("thu", "Vũ Thị Thu", ministry, Role.ADMINISTRATOR, Role.SIGNER)
    return found


def test_what_the_platform_publishes_is_filed_online_at_once(version: Version) -> None:
    assert version.procedure.filing == Filing.OPEN
    assert filing.closed(version) is None


def test_what_an_official_publishes_is_public_but_not_yet_online(text: str, thu: User) -> None:
    version = actions.publish(actions.import_package(text, by=thu), by=thu)
    assert version.procedure.filing == Filing.NONE
    page = Client().get(PAGE).text
    assert "chưa nộp trực tuyến được" in page
    assert "Bạn có thể nộp tại" in page
    assert f"{PAGE}nop/" not in page


def test_without_an_online_channel_it_is_never_online(spoilt: Spoil) -> None:
    direct = [one for one in spoilt("format", 1)["channels"] if one["channel"] != "online"]
    offline = {**spoilt("channels", direct), "online": "none"}
    draft = actions.import_package(offline, by=SYSTEM)
    version = actions.publish(draft, by=SYSTEM)
    assert version.procedure.filing == Filing.NONE
    with pytest.raises(WrongState):
        actions.open_filing(version.procedure, by=SYSTEM)


def test_a_suspension_says_why_and_until_when(version: Version, thu: User) -> None:
    etag = Client().get(PAGE)["ETag"]
    until = clock.today() + timedelta(days=9)
    actions.suspend_filing(version.procedure, by=thu, reason=WHY, until=until)
    answer = Client().get(PAGE, headers={"If-None-Match": etag})
    assert answer.status_code == 200, "a page kept by the browser would still offer to file"
    assert WHY in answer.text
    assert f"{until:%d/%m/%Y}" in answer.text
    actions.open_filing(version.procedure, by=thu)
    assert f"{PAGE}nop/" in Client().get(PAGE).text
    told = [entry.event for entry in journal.entries_about(version.procedure_id)]
    assert told[-2:] == ["procedures.FilingSuspended", "procedures.FilingOpened"]


@pytest.mark.parametrize("reason", ["", "  \n "])
def test_nobody_suspends_without_a_reason(version: Version, reason: str) -> None:
    for act in (actions.suspend_filing, actions.close_filing):
        with pytest.raises(Invalid):
            act(version.procedure, by=SYSTEM, reason=reason)
    with pytest.raises(Invalid, match="sau hôm nay"):
        actions.suspend_filing(version.procedure, by=SYSTEM, reason=WHY, until=clock.today())


def test_unlawful_moves_are_refused(version: Version) -> None:
    with pytest.raises(WrongState):
        actions.open_filing(version.procedure, by=SYSTEM)
    actions.close_filing(version.procedure, by=SYSTEM, reason=WHY)
    with pytest.raises(WrongState):
        actions.suspend_filing(version.procedure, by=SYSTEM, reason=WHY)
    actions.open_filing(version.procedure, by=SYSTEM)


def test_a_stranger_opens_and_stops_nothing(version: Version, lan: User, ward: Agency) -> None:
    with pytest.raises(NotAllowed):
        actions.suspend_filing(version.procedure, by=lan, reason=WHY)
    with pytest.raises(NotAllowed):
        actions.close_filing(version.procedure, by=lan, reason=WHY)
    with pytest.raises(NotAllowed):
        actions.clear(version, by=lan)
    begins = clock.now() + timedelta(days=1)
    everything = actions.Stop(begins, begins + timedelta(hours=2), WHY)
    one = replace(everything, procedure=version.procedure)
    for stop in (everything, one, replace(everything, agency=ward)):
        with pytest.raises(NotAllowed):
            actions.stop_filing(stop, by=lan)


def test_a_service_online_changes_only_to_a_cleared_version(
    version: Version, spoilt: Spoil, thu: User
) -> None:
    draft = actions.import_package(spoilt("keywords", ["mới"]), by=thu)
    with pytest.raises(WrongState, match="kiểm thử"):
        actions.publish(draft, by=thu)
    actions.clear(draft, by=thu)
    actions.withdraw_clearance(draft, by=thu, reason="Còn lỗi")
    with pytest.raises(WrongState, match="kiểm thử"):
        actions.publish(draft, by=thu)
    assert actions.clear(draft, by=thu).cleared_by == thu
    assert actions.publish(draft, by=thu).procedure.current == draft


def test_during_an_announced_stop_nothing_is_filed(version: Version) -> None:
    begins = clock.now() + timedelta(hours=1)
    stop = actions.Stop(begins, begins + timedelta(hours=3), WHY, procedure=version.procedure)
    made = actions.stop_filing(stop, by=SYSTEM)
    assert filing.closed(version) is None
    assert WHY in Client().get(PAGE).text, "it is announced before it begins"
    with clock.moved_to(begins):
        assert WHY in str(filing.closed(version))
        with pytest.raises(WrongState, match="Nhận lại hồ sơ từ"):
            filing.require_open(version)
    with clock.moved_to(stop.ends_at):
        assert filing.closed(version) is None
    actions.revoke_stop(made, by=SYSTEM)
    with clock.moved_to(begins):
        assert filing.closed(version) is None
    with pytest.raises(WrongState):
        actions.revoke_stop(made, by=SYSTEM)


def test_a_stop_concerns_what_it_names(version: Version, ward: Agency) -> None:
    begins = clock.now() - timedelta(minutes=1)
    stop = actions.Stop(begins, begins + timedelta(hours=3), WHY, agency=ward)
    made = actions.stop_filing(stop, by=SYSTEM)
    assert filing.closed(version) is None
    assert filing.closed(version, ward)
    assert filing.closed(version, ward.parent) is None
    actions.revoke_stop(made, by=SYSTEM)
    actions.stop_filing(actions.Stop(begins, stop.ends_at, WHY), by=SYSTEM)
    assert filing.closed(version)


def test_a_stop_that_ends_before_it_begins_is_refused(version: Version) -> None:
    now = clock.now()
    for begins, hours in ((now, -1), (now, 0), (now - timedelta(days=2), 3)):
        with pytest.raises(Invalid):
            stop = actions.Stop(begins, begins + timedelta(hours=hours), WHY)
            actions.stop_filing(stop, by=SYSTEM)


def test_taking_effect_leaves_filing_as_it_is(version: Version, spoilt: Spoil) -> None:
    actions.suspend_filing(version.procedure, by=SYSTEM, reason=WHY)
    draft = actions.import_package(spoilt("keywords", ["mới"]), by=SYSTEM)
    actions.publish(draft, by=SYSTEM)
    assert Procedure.objects.get().filing == Filing.SUSPENDED
