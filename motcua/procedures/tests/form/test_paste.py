"""Rows pasted from a spreadsheet into a group: read, checked cell by cell, never lost."""

import time
from typing import Any

import pytest
from django.template.loader import render_to_string

from motcua.core.refusals import Invalid
from motcua.procedures import form, package
from motcua.procedures.form.pasting import read_paste, written
from motcua.procedures.models import Version

pytestmark = pytest.mark.django_db

GROUP: dict[str, Any] = {
    "kind": "group",
    "id": "workers",
    "label": "Người lao động",
    "item": "Dòng",
    "at_most": 1000,
    "paste": True,
    "questions": [
        {"id": "who", "kind": "name", "label": {"vi": "Họ và tên", "en": "Full name"}},
        {"id": "born", "kind": "date", "label": "Ngày sinh"},
        {"id": "number", "kind": "citizen_number", "label": "Số định danh"},
        {"id": "wage", "kind": "money", "label": "Lương"},
        {
            "id": "sex",
            "kind": "choice",
            "label": "Giới tính",
            "options": [{"code": "m", "name": "Nam"}, {"code": "f", "name": "Nữ"}],
        },
        {"id": "union", "kind": "yes_no", "label": "Công đoàn"},
    ],
}
HEADER = "Họ và tên\tNgày sinh\tSố định danh\tLương\tGiới tính\tCông đoàn"
ROW = "Nguyễn An\t1/2/1990\t001090000123\t5.000.000\tnữ\tcó"
ITEM = {
    "who": "Nguyễn An",
    "born": "1990-02-01",
    "number": "001090000123",
    "wage": 5_000_000,
    "sex": "f",
    "union": True,
}


@pytest.fixture
def version(spoilt: Any) -> Version:
    return _version(spoilt, GROUP)


def _version(spoilt: Any, group: Any) -> Version:
    data = spoilt("form.pages.1.questions.3", group)
    data["form"]["pages"] = [{"id": "staff", "title": "Lao động", "questions": [group]}]
    data |= {"examples": [], "reception": {"by": "agency", "agency": "G01"}}
    for case in data["cases"]:
        for paper in case["papers"]:
            paper.pop("question", None)
    read = package.load(data)
    return Version(number=1, source=package.to_json(read), sha256=package.sha256(read))


def _pasted(version: Version, text: str, stored: Any = (), **more: str) -> form.PageForm:
    answers = {"workers": list(stored)} if stored else {}
    name = "whole" if len(stored) > 20 else "count"
    data = {f"workers-{name}": "1" if name == "whole" else "0", "workers-paste": text, **more}
    return form.page_form(version, "staff", answers, data)


@pytest.mark.parametrize(
    "text",
    [
        ROW,
        f"{HEADER}\n{ROW}\n\n",
        f"{HEADER.upper()}\r\n{ROW}\r\n",
        "so dinh danh\tho va ten\tngay sinh\tluong\tgioi tinh\tcong doan\n"
        "001090000123\tNguyễn An\t1990-02-01\t5000000\tF\tX",
        "Full name\tborn\tnumber\twage\tsex\tunion\n"
        '"Nguyễn An"\t01.02.1990\t001 090 000 123\t5000000\tf\tyes',
    ],
)
def test_a_row_is_read_by_order_or_by_the_names_of_its_columns(version: Version, text: str) -> None:
    text = text.replace("\tF\t", "\tNữ\t").replace("\tf\t", "\tNữ\t")
    filled = _pasted(version, text, paste="workers")
    assert filled.answers["workers"] == [ITEM]
    assert filled.changed_shape
    assert form.check(version, filled.answers) == []


def test_a_wrong_cell_is_kept_and_told_with_row_and_column(version: Version) -> None:
    wrong = ROW.replace("1/2/1990", "31/2/1990").replace("5.000.000", "năm triệu")
    filled = _pasted(version, f"{HEADER}\n{ROW}\n{wrong}")
    second = filled.answers["workers"][1]
    assert (second["born"], second["wage"]) == ("31/2/1990", "năm triệu")
    told = [problem.message for problem in form.check(version, filled.answers)]
    assert len(told) == 2
    assert told[0].startswith("Dòng 2, cột “Ngày sinh”: ")
    assert told[1] == "Dòng 2, cột “Lương”: Lương phải là số."


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (f"{ROW}\tthừa", "Dòng 1 có 7 ô"),
        (f"{HEADER}\tGhi chú\n{ROW}\tx", "Ghi chú"),
        (f"{HEADER}\tLương\n{ROW}\t1", "hai lần"),
        ("x\n" * 2002, "2002 dòng"),
        ("x" * 1_000_001, "quá dài"),
    ],
)
def test_what_cannot_be_taken_apart_is_shown_again_as_pasted(
    version: Version, text: str, told: str
) -> None:
    filled = _pasted(version, text, [ITEM], paste="workers")
    assert not filled.changed_shape
    assert not filled.is_valid()
    assert told in filled.errors["workers-paste"][0]
    assert filled["workers-paste"].value() == text


def test_too_many_rows_are_told_and_kept(version: Version) -> None:
    filled = _pasted(version, "\n".join([ROW] * 1001))
    answers = form.apply(version, "staff", {}, filled)
    assert len(answers["workers"]) == 1001
    assert "nhiều nhất 1000" in form.check(version, answers)[0].message


def test_pasted_rows_come_after_those_typed_by_hand(version: Version) -> None:
    typed = {"workers-count": "1", "workers-0-who": "Lê Ân", "workers-paste": ROW}
    filled = form.page_form(version, "staff", {}, typed)
    assert [item["who"] for item in filled.answers["workers"]] == ["Lê Ân", "Nguyễn An"]


def test_many_rows_are_a_table_and_are_pasted_whole(version: Version) -> None:
    stored = [ITEM] * 500 + [{**ITEM, "wage": "năm"}]
    shown = form.page_form(version, "staff", {"workers": stored})
    html = render_to_string("procedures/form.html", {"form": shown})
    assert html.count("<tr") == 1 + 20 + 1
    assert "Lương phải là số" in html
    assert len(html) < 150_000
    text = str(shown["workers-paste"].value())
    again = _pasted(version, text, stored)
    assert again.answers["workers"] == stored
    assert not again.is_valid()
    assert "Dòng 501, cột “Lương”" in again.errors["workers-paste"][0]
    mended = _pasted(version, text.replace("\tnăm\t", "\t5\t"), stored)
    assert mended.is_valid()
    assert _pasted(version, "", stored).answers["workers"] == []


def test_what_is_written_is_read_back(version: Version) -> None:
    group: Any = version.package.form.pages[0].questions[0]
    items: list[dict[str, Any]] = [
        ITEM,
        {"who": "Lê Ân", "born": "không\trõ"},
        {"who": 'Trần "Ba"\nHoa'},
    ]
    assert read_paste(group, written(group, items)).items == items
    stray = read_paste(group, f'Lê "Ân\t\n{ROW}')
    assert [item["who"] for item in stray.items] == ['Lê "Ân', "Nguyễn An"]


def test_a_thousand_rows_of_six_columns_take_less_than_a_second(version: Version) -> None:
    text = "\n".join([HEADER, *[ROW] * 1000])
    form.check(version, {})  # compiled once
    began = time.process_time()
    filled = _pasted(version, text)
    answers = form.apply(version, "staff", {}, filled)
    assert form.check(version, answers) == []
    took = time.process_time() - began
    assert took < 1, took


def test_only_a_group_that_takes_a_paste_may_be_long(spoilt: Any) -> None:
    for spoil in ({"paste": False}, {"at_most": 1001}):
        with pytest.raises(Invalid):
            _version(spoilt, {**GROUP, **spoil})
    address = {"id": "home", "kind": "address", "label": "Nơi ở"}
    with pytest.raises(Invalid):
        _version(spoilt, {**GROUP, "questions": [*GROUP["questions"], address]})


def test_what_could_not_be_read_is_kept_until_it_is_mended(version: Version) -> None:
    broken = "Họ và tên\tHọ và tên\nA\tB\x00"
    sent = {"workers-count": "0", "workers-paste": broken}
    first = form.page_form(version, "staff", {}, sent)
    assert first.pasted == {"workers": "Họ và tên\tHọ và tên\nA\tB"}
    again = form.page_form(version, "staff", first.answers, pasted=first.pasted)
    assert "A\tB" in render_to_string("procedures/form.html", {"form": again})
    (problem,) = form.unread(version, first.pasted)
    assert (problem.place, problem.page) == ("workers", "staff")
    mended = {"workers-count": "0", "workers-paste": f"{HEADER}\n{ROW}"}
    after = form.page_form(version, "staff", {}, mended, pasted=first.pasted)
    assert after.pasted == {}
    assert after.answers["workers"] == [ITEM]
    cleared = form.page_form(
        version, "staff", {}, {"workers-count": "0", "workers-paste": ""}, pasted=first.pasted
    )
    assert cleared.pasted == {}
