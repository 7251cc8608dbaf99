"""Establishing and dissolving agencies; desks and posts."""

from datetime import date

import pytest

from motcua.agencies import actions, queries
from motcua.agencies.models import Agency, AgencyKind, AgencyLevel, Role
from motcua.core import clock
from motcua.core.actors import SYSTEM
from motcua.core.journal import entries_about
from motcua.core.refusals import Invalid, NotFound, WrongState

pytestmark = pytest.mark.django_db


@pytest.fixture
def ha_noi(db: None) -> Agency:
    return queries.agency("H26")


@pytest.fixture
def ba_dinh(ha_noi: Agency) -> Agency:
    return actions.establish(
        "000.00.50.H26",
        by=SYSTEM,
        name="Ủy ban nhân dân phường Ba Đình",
        kind=AgencyKind.COMMUNE_COMMITTEE,
        parent=ha_noi,
        area=queries.commune("00004"),
    )


def test_a_commune_committee_governs_its_commune(ba_dinh: Agency) -> None:
    assert (ba_dinh.code, ba_dinh.legacy_code) == ("H26.50", "000.00.50.H26")
    assert ba_dinh.level == AgencyLevel.COMMUNE
    assert queries.agency_of_area(queries.commune("00004")) == ba_dinh
    assert queries.agency("h26.50") == queries.agency("000.00.50.H26") == ba_dinh
    assert entries_about(ba_dinh.pk).get().event == "agencies.AgencyEstablished"


def test_a_commune_without_a_committee_has_none(ha_noi: Agency) -> None:
    assert queries.agency_of_area(queries.commune("00008")) is None


def test_a_department_shares_the_level_and_area_of_its_parent(ha_noi: Agency) -> None:
    police = actions.establish(
        "H26.90", by=SYSTEM, name="Sở Tư pháp", kind=AgencyKind.DEPARTMENT, parent=ha_noi
    )
    assert (police.level, police.area) == (AgencyLevel.PROVINCE, ha_noi.area)
    # The area is governed by the committee, not by the department.
    assert ha_noi.area is not None
    assert queries.agency_of_area(ha_noi.area) == ha_noi


def test_an_old_area_is_served_by_the_committee_of_its_only_successor(ha_noi: Agency) -> None:
    old_ha_giang = queries.province("02", date(2025, 6, 30))
    committee = queries.agency_of_area(old_ha_giang)
    assert committee is not None
    assert committee.name == "Ủy ban nhân dân tỉnh Tuyên Quang"


@pytest.mark.parametrize("code", ["H26", "H27.01", "xyz", "H2601"])
def test_a_code_taken_or_outside_the_parent_is_refused(ha_noi: Agency, code: str) -> None:
    with pytest.raises(Invalid):
        actions.establish(code, by=SYSTEM, name="Sở", kind=AgencyKind.DEPARTMENT, parent=ha_noi)


def test_a_code_is_never_used_twice(ba_dinh: Agency, ha_noi: Agency) -> None:
    with pytest.raises(Invalid, match="đã có cơ quan khác dùng"):
        actions.establish("H26.50", by=SYSTEM, name="Sở", kind=AgencyKind.DEPARTMENT, parent=ha_noi)


def test_an_area_has_one_committee(ba_dinh: Agency, ha_noi: Agency) -> None:
    with pytest.raises(Invalid, match="đã có Ủy ban nhân dân"):
        actions.establish(
            "H26.51",
            by=SYSTEM,
            name="Ủy ban nhân dân phường Ba Đình",
            kind=AgencyKind.COMMUNE_COMMITTEE,
            parent=ha_noi,
            area=queries.commune("00004"),
        )


def test_a_committee_needs_an_area_of_its_level_that_stands(ha_noi: Agency) -> None:
    for area in (None, ha_noi.area, queries.commune("00004", date(2025, 6, 30))):
        with pytest.raises(Invalid, match="địa bàn"):
            actions.establish(
                "H26.51",
                by=SYSTEM,
                name="Ủy ban nhân dân",
                kind=AgencyKind.COMMUNE_COMMITTEE,
                parent=ha_noi,
                area=area,
            )


@pytest.mark.parametrize("name", ["", "  ", "x" * 251, "a\0b", "\ud800"])
def test_a_name_that_cannot_be_kept_is_refused(ha_noi: Agency, name: str) -> None:
    with pytest.raises(Invalid):
        actions.establish("H26.51", by=SYSTEM, name=name, kind=AgencyKind.DEPARTMENT, parent=ha_noi)


def test_a_desk_opens_under_a_name_of_its_own(ba_dinh: Agency) -> None:
    details = {"name": "Điểm phục vụ hành chính công phường Ba Đình", "address": "2 Trúc Bạch"}
    desk = actions.open_desk(ba_dinh, by=SYSTEM, phone="024 3845 6789", **details)
    assert list(queries.desks_of(ba_dinh)) == [desk]
    assert entries_about(desk.pk).get().event == "agencies.DeskOpened"
    with pytest.raises(Invalid, match="mang tên này"):
        actions.open_desk(ba_dinh, by=SYSTEM, **details)


def test_an_agency_may_have_several_posts_of_one_role(ba_dinh: Agency) -> None:
    for title in ("Công chức tư pháp - hộ tịch", "Công chức địa chính"):
        actions.create_post(ba_dinh, by=SYSTEM, role=Role.HANDLER, title=title)
    posts = queries.posts_at(ba_dinh)
    assert [post.role for post in posts] == ["handler", "handler"]


def test_dissolving_ends_desks_and_posts_and_names_the_successor(
    ba_dinh: Agency, ha_noi: Agency
) -> None:
    actions.open_desk(ba_dinh, by=SYSTEM, name="Một cửa", address="2 Trúc Bạch")
    actions.create_post(ba_dinh, by=SYSTEM, role=Role.RECEIVER, title="Cán bộ một cửa")
    yesterday = date.fromordinal(clock.today().toordinal() - 1)
    with pytest.raises(Invalid, match="sau ngày thành lập"):
        actions.dissolve(ba_dinh, by=SYSTEM, last_day=yesterday)
    actions.dissolve(ba_dinh, by=SYSTEM, last_day=clock.today(), successor=ha_noi)
    ended = queries.agency("H26.50")
    assert (ended.valid_to, ended.successor) == (clock.today(), ha_noi)
    assert not queries.desks_of(ended)
    assert not queries.posts_at(ended)


def test_what_is_dissolved_can_do_nothing_more(ba_dinh: Agency) -> None:
    actions.dissolve(ba_dinh, by=SYSTEM, last_day=clock.today())
    with pytest.raises(WrongState):
        actions.dissolve(ba_dinh, by=SYSTEM, last_day=clock.today())
    with pytest.raises(WrongState):
        actions.open_desk(ba_dinh, by=SYSTEM, name="Một cửa", address="2 Trúc Bạch")
    with pytest.raises(WrongState):
        actions.create_post(ba_dinh, by=SYSTEM, role=Role.HEAD, title="Chủ tịch")


def test_an_agency_with_agencies_under_it_is_not_dissolved(ba_dinh: Agency, ha_noi: Agency) -> None:
    with pytest.raises(WrongState, match="trực thuộc"):
        actions.dissolve(ha_noi, by=SYSTEM, last_day=clock.today())


@pytest.mark.parametrize("code", ["H99", "", "abc", "\0", "\ud800", "G12" * 1000])
def test_a_code_of_no_agency_is_not_found(code: str) -> None:
    with pytest.raises(NotFound):
        queries.agency(code)


def test_agencies_are_found_by_a_part_of_their_name() -> None:
    assert [a.code for a in queries.search_agencies("tư pháp")] == ["G15"]
    assert not queries.search_agencies("%")
