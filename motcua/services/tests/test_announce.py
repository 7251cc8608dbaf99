"""Announced downtime: seven working days ahead, on the pages, and no clock stops for it."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

import pytest
from django.test import Client

from motcua.agencies.models import Agency
from motcua.core import clock
from motcua.core.actors import SYSTEM
from motcua.core.refusals import Invalid, NotAllowed, WrongState
from motcua.dossiers import actions as dossiers
from motcua.dossiers.models import Dossier, Draft
from motcua.identity.models import Citizen, User
from motcua.procedures.models import Version
from motcua.services import actions, queries
from motcua.services.models import Downtime

WHY = "Nâng cấp máy chủ"
MONDAY = datetime.combine(date(2026, 11, 2), time(9), tzinfo=clock.VIETNAM)


@pytest.fixture
def monday() -> Iterator[None]:
    with clock.moved_to(MONDAY):
        yield


def at(day: int, hour: int, **concerned: object) -> actions.Stop:
    """Two hours on a day of November 2026."""
    begins = datetime.combine(date(2026, 11, day), time(hour), tzinfo=clock.VIETNAM)
    return actions.Stop(begins, begins + timedelta(hours=2), WHY, **concerned)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("day", "hour", "given"),
    [
        (11, 8, 6),  # the seventh working day has begun, and is not over
        (11, 22, 7),
        (12, 0, 7),
        (14, 3, 9),  # Saturday: Thursday and Friday counted too
        (3, 8, 0),
    ],
)
def test_seven_working_days_are_counted_by_the_calendar(
    monday: None, db: None, day: int, hour: int, given: int
) -> None:
    """Decree 224/2026/NĐ-CP, article 13. The day of the announcement is not counted."""
    if given >= 7:
        assert actions.announce(at(day, hour), by=SYSTEM).notice_days == given
        return
    with pytest.raises(Invalid, match="7 ngày làm việc"):
        actions.announce(at(day, hour), by=SYSTEM)
    assert not Downtime.objects.exists()


def test_a_holiday_is_no_notice(db: None) -> None:
    """Before 24 November 2026, Culture Day, one needs a day more."""
    with clock.moved_to(MONDAY + timedelta(days=14)):
        with pytest.raises(Invalid, match="được 6 ngày"):
            actions.announce(at(25, 22), by=SYSTEM)
        assert actions.announce(at(26, 22), by=SYSTEM).notice_days == 7


def test_what_is_urgent_says_why_and_everybody_reads_it(monday: None, db: None) -> None:
    made = actions.announce(at(3, 8), by=SYSTEM, urgent_reason="Vá lỗ hổng bảo mật")
    assert made.notice_days == 0
    assert "Vá lỗ hổng bảo mật" in Client().get("/tam-ngung/").text


def test_nothing_is_announced_for_the_past(monday: None, db: None) -> None:
    with pytest.raises(Invalid):
        actions.announce(at(1, 8), by=SYSTEM, urgent_reason="x")


def test_the_whole_portal_says_so_on_every_page_until_it_is_over(monday: None, db: None) -> None:
    made = actions.announce(at(12, 22), by=SYSTEM)
    for page in ("/", "/thu-tuc/", "/tra-cuu/"):
        assert WHY in Client().get(page).text
    with clock.moved_to(made.stop.ends_at):
        assert WHY not in Client().get("/").text


def test_during_it_nothing_is_filed_drafts_are_kept_and_the_clock_runs(
    draft: Draft, accepted: Dossier, mai: Citizen, ward: Agency
) -> None:
    now = clock.now()
    stop = actions.Stop(now, now + timedelta(hours=5), WHY)
    actions.announce(stop, by=SYSTEM, urgent_reason="Sự cố")
    other = Draft.objects.create(owner=mai.user, version=draft.version, answers=draft.answers)
    with pytest.raises(WrongState, match="Nhận lại hồ sơ từ"):
        dossiers.submit(other, by=mai.user, declared=True)
    assert Draft.objects.get(pk=other.pk).answers == draft.answers
    due = accepted.due_at
    accepted.refresh_from_db()
    assert accepted.due_at == due
    assert not accepted.pauses.exists()


def test_a_cancelled_stop_is_over_at_once(monday: None, db: None) -> None:
    made = actions.announce(at(12, 22), by=SYSTEM)
    actions.cancel(made, by=SYSTEM)
    assert WHY not in Client().get("/").text
    assert not queries.downtimes()
    assert list(queries.downtimes(past=True)) == [made]
    with pytest.raises(WrongState):
        actions.cancel(made, by=SYSTEM)


def test_who_may_announce_what(
    monday: None, thu: User, nam: User, stranger: User, ward: Agency, birth: Version
) -> None:
    with pytest.raises(NotAllowed):
        actions.announce(at(12, 22), by=thu)
    for who in (thu, nam, stranger):
        with pytest.raises(NotAllowed):
            actions.announce(at(12, 22, agency=ward), by=who)
    actions.follow(birth.procedure)
    procedure = birth.procedure
    with pytest.raises(NotAllowed):
        actions.announce(at(12, 22, procedure=procedure), by=stranger)
    assert not Downtime.objects.exists()
