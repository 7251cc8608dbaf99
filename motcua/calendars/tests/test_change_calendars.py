"""Loading and changing the calendars; reading them as they were."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from motcua.calendars import actions, queries
from motcua.calendars.calendar import DAY, Calendar, Kind
from motcua.calendars.models import CalendarVersion, DayKind, OfficeHours, SpecialDay
from motcua.core import clock
from motcua.core.actors import SYSTEM
from motcua.core.journal import entries_about
from motcua.core.refusals import Invalid, NotFound

pytestmark = pytest.mark.django_db

OFF = DayKind.HOLIDAY
STORM = date(2026, 10, 7)
MORNINGS = [[(450, 690)], [(450, 690)], [(450, 690)], [(450, 690)], [(450, 690)], [], []]


@pytest.fixture
def loaded(db: None) -> CalendarVersion:
    """The facts, which are in every test's database."""
    return CalendarVersion.objects.get()


def test_the_loaded_calendar_is_that_of_the_data_files(
    loaded: CalendarVersion, vietnam: Calendar
) -> None:
    calendar = queries.calendar_for()
    assert (calendar.days, calendar.hours, calendar.years) == (
        vietnam.days,
        vietnam.hours,
        vietnam.years,
    )


def test_loading_twice_changes_nothing(loaded: CalendarVersion) -> None:
    assert actions.load_facts(by=SYSTEM) is None
    assert queries.calendar_for().version == loaded.number


def test_loading_the_first_time_is_written_in_the_journal(loaded: CalendarVersion) -> None:
    _forget_everything()
    version = actions.load_facts(by=SYSTEM)
    assert version is not None
    assert entries_about(version.pk).get().event == "calendars.CalendarFactsLoaded"


def test_no_calendar_says_what_to_do(loaded: CalendarVersion) -> None:
    _forget_everything()
    with pytest.raises(NotFound, match="motcua facts"):
        queries.calendar_for()


def test_loading_keeps_what_a_person_has_declared(loaded: CalendarVersion) -> None:
    tet = date(2027, 2, 10)
    actions.declare_day(
        tet, by=SYSTEM, kind=DayKind.SWAPPED_WORKING_DAY, name_vi="Làm việc", source="Quyết định 1"
    )
    assert actions.load_facts(by=SYSTEM) is None
    assert queries.calendar_for().is_working(tet)


def test_loading_brings_changed_facts_up_to_date(loaded: CalendarVersion) -> None:
    SpecialDay.objects.filter(date=STORM.replace(month=9, day=2)).update(name_vi="Sai tên")
    SpecialDay.objects.filter(date=STORM.replace(month=9, day=1)).delete()
    again = actions.load_facts(by=SYSTEM)
    assert again is not None
    assert again.number == loaded.number + 1
    assert {d.name_vi for d in SpecialDay.objects.filter(since=again)} == {"Quốc khánh"}


def test_a_declared_day_off_holds_in_its_area_only(loaded: CalendarVersion) -> None:
    day = actions.declare_day(
        STORM, by=SYSTEM, kind=OFF, name_vi="Nghỉ tránh bão", source="Công điện 5", area_code="48"
    )
    da_nang = queries.calendar_for("48")
    off = da_nang.why_off(STORM)
    assert off is not None
    assert (off.kind, off.reason) == (Kind.HOLIDAY, "Nghỉ tránh bão")
    assert queries.calendar_for().is_working(STORM)
    assert queries.calendar_for("01").is_working(STORM)
    assert da_nang.version == loaded.number + 1
    assert entries_about(day.since_id).count() == 1


def test_a_day_declared_again_takes_the_place_of_the_first(loaded: CalendarVersion) -> None:
    for name in ("Nghỉ lũ", "Nghỉ bão"):
        actions.declare_day(STORM, by=SYSTEM, kind=OFF, name_vi=name, source="Công điện")
    off = queries.calendar_for().why_off(STORM)
    assert off is not None
    assert off.reason == "Nghỉ bão"


def test_an_old_version_can_be_read_for_ever(loaded: CalendarVersion) -> None:
    actions.declare_day(STORM, by=SYSTEM, kind=OFF, name_vi="Nghỉ bão", source="Công điện")
    assert queries.calendar_at(loaded.number).is_working(STORM)
    assert not queries.calendar_for().is_working(STORM)
    with pytest.raises(NotFound):
        queries.calendar_at(99)


def test_a_calendar_can_be_read_as_it_was_known_on_a_day(loaded: CalendarVersion) -> None:
    now = clock.now()
    with clock.moved_to(now + DAY):
        actions.declare_day(STORM, by=SYSTEM, kind=OFF, name_vi="Nghỉ bão", source="Công điện")
    assert queries.calendar_for(on=now).is_working(STORM)
    assert not queries.calendar_for(on=now + DAY).is_working(STORM)


def test_office_hours_of_an_area_hold_for_their_time_only(loaded: CalendarVersion) -> None:
    actions.set_office_hours(
        MORNINGS,
        by=SYSTEM,
        valid_from=date(2026, 6, 1),
        valid_to=date(2026, 8, 31),
        area_code="01",
        source="Quyết định giờ mùa hè",
    )
    ha_noi = queries.calendar_for("01")
    assert ha_noi.sittings(date(2026, 5, 29)) == ((480, 720), (780, 1020))
    assert ha_noi.sittings(date(2026, 6, 1)) == ((450, 690),)
    assert ha_noi.sittings(date(2026, 9, 3)) == ((480, 720), (780, 1020))
    assert queries.calendar_for().sittings(date(2026, 6, 1)) == ((480, 720), (780, 1020))


def test_a_commune_works_by_the_days_and_hours_of_its_province(loaded: CalendarVersion) -> None:
    actions.set_office_hours(
        MORNINGS, by=SYSTEM, valid_from=date(2026, 1, 1), area_code="01", source="Quyết định"
    )
    actions.declare_day(
        STORM, by=SYSTEM, kind=OFF, name_vi="Bão", source="Công điện", area_code="01"
    )
    actions.declare_day(
        STORM,
        by=SYSTEM,
        kind=DayKind.SWAPPED_WORKING_DAY,
        name_vi="Trực bão",
        source="Công điện",
        area_code="00004",
    )
    commune = queries.calendar_for("00004", within="01")
    assert commune.sittings(date(2026, 6, 1)) == ((450, 690),)
    assert commune.is_working(STORM)
    assert not queries.calendar_for("00008", within="01").is_working(STORM)


def test_a_calendar_costs_one_short_query(
    loaded: CalendarVersion, django_assert_num_queries: Callable[[int], Any]
) -> None:
    queries.calendar_for("01")
    with django_assert_num_queries(1):
        queries.calendar_for("01")


@pytest.mark.parametrize("code", ["1", "abc", "001", "12345678", "０１"])
def test_an_area_code_that_is_none_is_refused(loaded: CalendarVersion, code: str) -> None:
    with pytest.raises(Invalid, match="Mã địa bàn"):
        actions.declare_day(STORM, by=SYSTEM, kind=OFF, name_vi="A", source="B", area_code=code)


@pytest.mark.parametrize("text", ["", "  ", "x" * 201, "a\0b", "\ud800"])
def test_a_name_that_cannot_be_kept_is_refused(loaded: CalendarVersion, text: str) -> None:
    with pytest.raises(Invalid):
        actions.declare_day(STORM, by=SYSTEM, kind=OFF, name_vi=text, source="B")


@pytest.mark.parametrize(
    "week",
    [
        [],
        [[]] * 7,
        [[(480, 720)]] * 6,
        [[(720, 480)]] * 7,
        [[(480, 720), (700, 1020)]] * 7,
        [[(-5, 720)]] * 7,
        [[(480, 1441)]] * 7,
    ],
)
def test_impossible_office_hours_are_refused(
    loaded: CalendarVersion, week: list[list[tuple[int, int]]]
) -> None:
    with pytest.raises(Invalid):
        actions.set_office_hours(week, by=SYSTEM, valid_from=STORM, source="B")


def test_office_hours_that_end_before_they_begin_are_refused(loaded: CalendarVersion) -> None:
    with pytest.raises(Invalid, match="hết hiệu lực"):
        actions.set_office_hours(
            MORNINGS, by=SYSTEM, valid_from=STORM, valid_to=date(2026, 1, 1), source="B"
        )


def _forget_everything() -> None:
    for model in (SpecialDay, OfficeHours, CalendarVersion):
        model.objects.all().delete()
