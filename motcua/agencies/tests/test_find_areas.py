"""Finding areas: by place, by word, by what became of them."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import connection

from motcua.agencies import queries
from motcua.agencies.models import Area, AreaLevel
from motcua.core.refusals import NotFound

BEFORE = date(2025, 6, 30)
pytestmark = pytest.mark.django_db


def old(full_name: str, province: str) -> Area:
    in_province = queries.communes_of(province, BEFORE)
    return in_province.get(full_name=full_name)


def test_a_commune_lies_in_its_province_with_or_without_a_district_between() -> None:
    assert queries.communes_of("01").count() == 126
    assert queries.communes_of("01", BEFORE).count() == 526
    assert queries.districts_of("01", BEFORE).count() == 30
    assert not queries.districts_of("01", date(2025, 7, 1))


def test_a_path_names_every_unit_above() -> None:
    assert queries.path(queries.commune("00004")) == "Phường Ba Đình, Thành phố Hà Nội"
    before = queries.commune("00004", BEFORE)
    assert queries.path(before) == "Phường Trúc Bạch, Quận Ba Đình, Thành phố Hà Nội"


def test_the_province_of_a_commune_is_given_in_its_form_of_a_day() -> None:
    bien_hoa = queries.communes_of("75").first()
    assert bien_hoa is not None
    assert queries.province_of(bien_hoa).full_name == "Thành phố Đồng Nai"
    assert queries.province_of(bien_hoa, date(2025, 8, 1)).full_name == "Tỉnh Đồng Nai"
    assert queries.path(bien_hoa).endswith("Thành phố Đồng Nai")


@pytest.mark.parametrize("code", ["99999", "", "1", "0'1", "a\0b", "\ud800", "９９", "1" * 50])
def test_a_code_of_no_area_is_not_found(code: str) -> None:
    with pytest.raises(NotFound):
        queries.commune(code)
    assert not queries.communes_of(code)


@pytest.mark.parametrize("typed", ["Phường Ba Đình", "ba dinh", "BA ĐÌNH ha noi", "ba di"])
def test_an_area_is_found_however_it_is_typed(typed: str) -> None:
    assert "00004" in [area.code for area in queries.search_areas(typed, province_code="01")]


@pytest.mark.parametrize("typed", ["", "  ", "!?'&|", "\0", "khongcotennay"])
def test_a_search_for_nothing_finds_nothing(typed: str) -> None:
    assert not queries.search_areas(typed)


def test_a_search_for_old_units_finds_them_by_their_day() -> None:
    found = queries.search_areas("truc bach ba dinh", on=BEFORE)
    assert [queries.path(area) for area in found] == [
        "Phường Trúc Bạch, Quận Ba Đình, Thành phố Hà Nội"
    ]
    assert [a.code for a in queries.search_areas("hue", level=AreaLevel.PROVINCE)] == ["46"]


def test_a_search_reads_an_index(django_assert_max_num_queries: Callable[[int], Any]) -> None:
    with connection.cursor() as cursor:
        cursor.execute("analyze agencies_area")
    assert "area_by_words" in queries.search_areas("ba dinh ha noi").explain()
    with django_assert_max_num_queries(1):
        [queries.path(area) for area in queries.search_areas("ba dinh")]


def test_a_province_goes_whole_into_its_successor() -> None:
    ha_giang = queries.province("02", BEFORE)
    assert [a.full_name for a in queries.successors(ha_giang)] == ["Tỉnh Tuyên Quang"]
    tuyen_quang = queries.province("08")
    assert [a.name for a in queries.predecessors(tuyen_quang)] == ["Hà Giang", "Tuyên Quang"]


def test_an_old_gia_lai_and_an_old_binh_dinh_are_both_gia_lai_today() -> None:
    # The new province keeps the code 52 of Bình Định and the name of Gia Lai, which was 64.
    for code in ("52", "64"):
        assert [a.name for a in queries.successors(queries.province(code, BEFORE))] == ["Gia Lai"]


def test_a_succession_is_followed_through_every_change() -> None:
    binh_phuoc = queries.province("70", BEFORE)
    in_2025 = queries.successors(binh_phuoc, date(2025, 12, 1))
    assert [a.full_name for a in in_2025] == ["Tỉnh Đồng Nai"]
    assert [a.full_name for a in queries.successors(binh_phuoc)] == ["Thành phố Đồng Nai"]


def test_a_ward_divided_among_several_has_several_successors() -> None:
    cua_nam = old("Phường Cửa Nam", "01")
    names = {area.full_name for area in queries.successors(cua_nam)}
    assert {"Phường Ba Đình", "Phường Hoàn Kiếm", "Phường Cửa Nam"} <= names


def test_an_area_that_stands_is_its_own_successor() -> None:
    ba_dinh = queries.commune("00004")
    assert queries.successors(ba_dinh) == [ba_dinh]
    assert queries.successors(ba_dinh, BEFORE) == []  # it did not exist yet


def test_a_former_island_district_became_a_special_zone() -> None:
    con_dao = Area.objects.get(level="district", full_name="Huyện Côn Đảo")
    assert [a.full_name for a in queries.successors(con_dao)] == ["Đặc khu Côn Đảo"]
