"""The areas and agencies that come with the house."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from motcua.agencies import actions, queries
from motcua.agencies.models import Agency, AgencyKind, Area, AreaMerger, Extent
from motcua.core.actors import SYSTEM
from motcua.core.journal import entries_about

pytestmark = pytest.mark.django_db
BEFORE, AFTER = date(2025, 6, 30), date(2025, 7, 1)


def test_there_are_34_provinces_and_3321_communes_since_july_2025() -> None:
    assert queries.provinces(AFTER).count() == 34
    assert Area.objects.valid_on(AFTER).filter(level="commune").count() == 3_321
    assert Area.objects.valid_on(AFTER).filter(level="district").count() == 0


def test_there_were_63_provinces_696_districts_and_10035_communes_before() -> None:
    assert queries.provinces(BEFORE).count() == 63
    assert Area.objects.valid_on(BEFORE).filter(level="district").count() == 696
    assert Area.objects.valid_on(BEFORE).filter(level="commune").count() == 10_035


def test_loading_the_first_time_is_written_in_the_journal() -> None:
    for model in (AreaMerger, Agency, Area):
        model.objects.all()._raw_delete("default")  # in one statement: they point to themselves
    event = actions.load_facts(by=SYSTEM)
    assert event is not None
    assert event.areas == 34 + 1 + 3_321 + 63 + 696 + 10_035
    assert entries_about(event.batch).get().payload["agencies"] == 28 + 63


def test_loading_again_changes_nothing() -> None:
    assert actions.load_facts(by=SYSTEM) is None


def test_loading_again_repairs_an_area_and_keeps_an_agency() -> None:
    Area.objects.filter(code="00004", level="commune", valid_to=None).update(name="Sai")
    Agency.objects.filter(code="G01").update(name="Tên do người đặt")
    AreaMerger.objects.filter(new__code="00004").delete()
    event = actions.load_facts(by=SYSTEM)
    assert event is not None
    assert (event.areas, event.agencies) == (1, 0)
    assert event.mergers > 1
    assert queries.commune("00004").name == "Ba Đình"
    assert queries.agency("G01").name == "Tên do người đặt"


def test_each_province_of_today_has_a_peoples_committee() -> None:
    for province in queries.provinces():
        committee = queries.agency_of_area(province)
        assert committee is not None
        assert committee.area == province
        assert committee.name.lower() == f"ủy ban nhân dân {province.full_name}".lower()


def test_a_committee_that_ended_names_its_successor() -> None:
    ended = Agency.objects.filter(kind=AgencyKind.PROVINCE_COMMITTEE).exclude(valid_to=None)
    assert ended.count() == 63 - 34
    ha_giang = queries.agency("000.00.00.H22")
    assert (ha_giang.name, ha_giang.valid_to) == ("Ủy ban nhân dân tỉnh Hà Giang", BEFORE)
    assert queries.acting_agency(ha_giang).name == "Ủy ban nhân dân tỉnh Tuyên Quang"


def test_a_code_that_nobody_has_verified_says_so() -> None:
    assert not queries.agency("H26").code_verified
    assert queries.agency("H15").code_verified
    assert queries.agency("G12").code_verified
    assert all(Agency.objects.values_list("evidence", flat=True))


def test_a_ministry_merged_in_2025_has_ended() -> None:
    assert queries.ministries(date(2025, 2, 28)).count() == 28
    assert queries.ministries().count() == 28 - 9
    assert not queries.ministries().filter(name="Bộ Giao thông vận tải").exists()


def test_dong_nai_is_a_city_from_30_april_2026() -> None:
    assert queries.province("75", date(2026, 4, 29)).full_name == "Tỉnh Đồng Nai"
    assert queries.province("75", date(2026, 4, 30)).full_name == "Thành phố Đồng Nai"


def test_an_area_cannot_have_two_forms_at_a_time() -> None:
    with pytest.raises(IntegrityError, match="an_area_has_one_form"), transaction.atomic():
        Area.objects.create(
            code="01",
            level="province",
            kind="province",
            name="Hà Nội",
            full_name="Tỉnh Hà Nội",
            valid_from=date(2026, 1, 1),
        )


def test_every_new_province_came_whole_from_old_ones() -> None:
    into = AreaMerger.objects.filter(new__level="province", new__valid_from=AFTER)
    assert into.count() == 63
    assert set(into.values_list("extent", flat=True)) == {Extent.WHOLE}
    assert into.values("old").distinct().count() == 63


def test_98_in_100_mentions_of_old_communes_are_read_and_no_word_is_lost() -> None:
    into = AreaMerger.objects.filter(new__level="commune")
    assert into.filter(old=None).count() / into.count() < 0.02
    assert not into.filter(text="").exists()
    silent = Area.objects.filter(level="commune", valid_to=None, came_from=None)
    assert [area.code for area in silent] == ["07147"]  # the source has no words on it
