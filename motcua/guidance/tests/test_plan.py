"""A life event yields an ordered plan across agencies, with lawful days, and says what it lacks."""

from datetime import date
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from motcua.agencies.models import Agency
from motcua.core.actors import SYSTEM
from motcua.guidance import library, queries
from motcua.guidance.format import LifeEvent
from motcua.guidance.plans import Plan, applies
from motcua.identity.models import Citizen
from motcua.procedures import actions, package
from motcua.procedures.families import packages_in
from motcua.procedures.models import Version

SAMPLES = Path(__file__).parents[3] / "demo" / "procedures"
FILES = sorted(library.FOLDER.glob("*.yaml"))
BIRTH = "/viec-cua-toi/sinh-con/"


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def samples() -> dict[str, package.Package]:
    """Every sample package, by its code."""
    sources = (one for path in SAMPLES.rglob("*.yaml") for one in packages_in(path).values())
    return {read.code: read for read in map(package.load, sources)}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_life_event_keeps_its_format(path: Path) -> None:
    assert library.load(_text(path), path.stem).slug == path.stem


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_procedure_and_case_that_it_names_there_is(
    path: Path, samples: dict[str, package.Package]
) -> None:
    for step in library.load(_text(path), path.stem).steps:
        if step.procedure:
            cases = {one.id for one in samples[step.procedure].cases}
            assert step.case is None or step.case in cases, step.id


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_step_is_met_by_some_answers(path: Path) -> None:
    event = library.load(_text(path), path.stem)
    met: set[str] = set()
    codes = [[(one.id, choice.code) for choice in one.choices] for one in event.questions]
    for said in product(*codes):
        steps = {step.id for step in event.steps if applies(event, step, dict(said))}
        met |= steps
    assert met == {step.id for step in event.steps}


def test_there_are_the_events_of_a_life() -> None:
    slugs = {one.slug for one in library.events()}
    assert {"sinh-con", "ket-hon", "mo-cua-hang", "chuyen-nha", "nguoi-than-qua-doi"} <= slugs
    assert len(slugs) >= 9


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('after: [nhan_con]', 'after: [thuong_tru]', "must stand before it"),
        ('married == "no"', 'maried == "no"', "nhan_con"),
        ("source: cu_tru", "source: nowhere", "no source"),
        ("slug: sinh-con", "slug: khac", "differ"),
        ("format: 1", "format: 2", "format"),
        ("  - id: thai_san\n    title: {vi: Hưởng chế độ thai sản, en: Maternity benefit}",
         "  - id: thai_san", "needs a title"),
    ],
)  # fmt: skip
def test_a_broken_file_says_what_is_wrong(old: str, new: str, said: str) -> None:
    text = _text(library.FOLDER / "sinh-con.yaml")
    assert old in text
    with pytest.raises(library.Unusable, match=said):
        library.load(text.replace(old, new), "sinh-con")


def _publish(*names: str) -> None:
    for name in names:
        text = (SAMPLES / f"{name}.yaml").read_text()
        actions.publish(actions.import_package(text, by=SYSTEM), by=SYSTEM)


def _plan(said: dict[str, str], **days: Any) -> Plan:
    return queries.plan_of(queries.event("sinh-con"), said, **{"happened_on": None, **days})


def test_what_does_not_apply_is_left_out(db: None, birth: Version) -> None:
    short = _plan({"married": "yes", "insured": "no"}, starts_on=date(2026, 9, 7))
    long = _plan({"married": "no", "insured": "yes"}, starts_on=date(2026, 9, 7))
    assert {one.step.id for one in long.steps} - {one.step.id for one in short.steps} == {
        "nhan_con",
        "thai_san",
    }


def test_a_step_begins_when_those_before_it_are_done(db: None) -> None:
    _publish("dang-ky-khai-sinh", "dang-ky-nhan-cha-me-con", "dang-ky-thuong-tru")
    plan = _plan({"married": "no", "insured": "no"}, starts_on=date(2026, 9, 3))
    by_id = {one.step.id: one for one in plan.steps}
    assert by_id["nhan_con"].ends_on == date(2026, 9, 8)  # three working days over a weekend
    assert by_id["khai_sinh"].starts_on == date(2026, 9, 8)
    assert by_id["thuong_tru"].starts_on == by_id["khai_sinh"].ends_on
    assert [len(stage.steps) for stage in plan.stages] == [1, 1, 2]


def test_the_legal_limit_runs_from_the_event_and_lateness_is_told(db: None, birth: Version) -> None:
    said = {"married": "yes", "insured": "no"}
    plan = _plan(said, starts_on=date(2026, 9, 7), happened_on=date(2026, 9, 1))
    (first,) = (one for one in plan.steps if one.step.id == "khai_sinh")
    assert first.limit_on == date(2026, 11, 2)  # the sixtieth day is a Saturday
    assert not first.is_late
    late = _plan(said, starts_on=date(2026, 9, 7), happened_on=date(2026, 3, 1))
    assert next(one for one in late.steps if one.step.id == "khai_sinh").is_late


def test_papers_asked_several_times_are_named_once(db: None) -> None:
    _publish("dang-ky-khai-sinh", "dang-ky-thuong-tru", "dang-ky-nhan-cha-me-con")
    event = LifeEvent.model_validate(
        {
            "format": 1, "slug": "thu", "order": 1,
            "name": "Thử", "summary": "Thử", "begins": "Ngày",
            "steps": [
                {"id": one, "procedure": "1.004222", "title": one, "why": "a", "who": "b",
                 "sources": ["luat"]}
                for one in ("mot", "hai")
            ],
            "sources": [{"id": "luat", "name": "Luật"}],
        }
    )  # fmt: skip
    plan = queries.plan_of(event, {}, starts_on=date(2026, 9, 7), happened_on=None)
    assert all(titles == ["mot", "hai"] for _name, titles in plan.shared_papers)
    assert len(plan.shared_papers) == len({name for name, _titles in plan.shared_papers}) == 2
    assert (plan.least, plan.most) == (20_000, 40_000)


def test_a_plan_costs_the_same_queries_for_many_steps(
    db: None, birth: Version, django_assert_max_num_queries: Any
) -> None:
    queries.plan_of(queries.events()[0], {}, starts_on=date(2026, 9, 7), happened_on=None)
    with django_assert_max_num_queries(2):
        queries.plan_of(queries.events()[-1], {}, starts_on=date(2026, 9, 7), happened_on=None)


def _said(client: Client, address: str, **asked: str) -> str:
    response = client.get(address, asked)
    assert response.status_code == 200
    main = BeautifulSoup(response.content, "html.parser").main
    assert main is not None
    return " ".join(main.get_text(" ").split())


def test_the_page_asks_then_plans(client: Client, birth: Version, ward: Agency) -> None:
    assert "Cha mẹ của trẻ có đăng ký kết hôn không?" in _said(client, BIRTH)
    said = _said(client, BIRTH, plan="1", married="yes", insured="yes", commune="00070")
    for words in (
        "Nếu bạn bắt đầu hôm nay", "Đăng ký khai sinh", "Ủy ban nhân dân phường Hoàn Kiếm",
        "Số 126 phố Hàng Trống", "Hưởng chế độ thai sản", "chưa có trên hệ thống",
        "Trong 60 ngày kể từ ngày sinh", "60/2014/QH13", "làm cùng lúc được",
    ):  # fmt: skip
        assert words in said, words


def test_who_has_nothing_to_do_is_told_so(client: Client, db: None) -> None:
    answers = {"plan": "1", "licence": "good", "vehicle": "no", "abroad": "no"}
    assert "không phải làm thủ tục nào" in _said(client, "/viec-cua-toi/lai-xe/", **answers)


def test_what_is_not_answered_is_asked_again(client: Client, birth: Version) -> None:
    response = client.get(BIRTH, {"plan": "1", "married": "yes"})
    assert response.status_code == 422
    assert "Chọn một câu trả lời" in response.content.decode()


@pytest.mark.parametrize(
    "asked",
    [
        {"start": "2026-02-30"}, {"start": "9999-12-31"}, {"happened": "\x00"},
        {"married": "maybe"}, {"place": "x" * 5_000}, {"start": "1"},
    ],
)  # fmt: skip
def test_nonsense_is_refused_plainly(client: Client, birth: Version, asked: dict[str, str]) -> None:
    answers = {"plan": "1", "married": "yes", "insured": "no", **asked}
    assert client.get(BIRTH, answers).status_code == 422


@pytest.mark.parametrize("commune", ["\x00", "99999", "x" * 500, "00070' --"])
def test_an_unknown_commune_is_nobodys(client: Client, birth: Version, commune: str) -> None:
    answers = {"plan": "1", "married": "yes", "insured": "no", "commune": commune}
    assert client.get(BIRTH, answers).status_code == 200


def test_a_name_of_several_communes_is_asked(client: Client, birth: Version) -> None:
    answers = {"plan": "1", "married": "yes", "insured": "no", "place": "tan phu"}
    assert "Bạn ở xã, phường nào?" in _said(client, BIRTH, **answers)


def test_a_signed_in_citizen_need_not_say_where_she_lives(
    at: Any, mai: Citizen, birth: Version
) -> None:
    assert "Hoàn Kiếm" in at(mai.user).get(BIRTH).content.decode()


def test_the_list_and_an_unknown_event(client: Client, db: None) -> None:
    assert "Sinh con" in _said(client, "/viec-cua-toi/")
    assert client.get("/viec-cua-toi/khong-co/").status_code == 404
