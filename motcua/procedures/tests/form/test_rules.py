"""Rules between answers and values that follow from them."""

import copy
from typing import Any

import pytest
from django.template.loader import render_to_string

from motcua.core.refusals import Invalid
from motcua.procedures import form, package
from motcua.procedures.form.compiled import schema_of
from motcua.procedures.models import Version

pytestmark = pytest.mark.django_db

PAGE: dict[str, Any] = {
    "id": "shop",
    "title": "Cửa hàng",
    "questions": [
        {"id": "opens", "kind": "date", "label": "Mở cửa"},
        {"id": "closes", "kind": "date", "label": "Đóng cửa"},
        {
            "id": "open_days",
            "kind": "computed",
            "of": "number",
            "label": "Số ngày",
            "unit": "ngày",
            "value": "days_between(opens, closes)",
        },
        {
            "kind": "group",
            "id": "lines",
            "label": "Hàng",
            "item": "Dòng",
            "questions": [
                {"id": "price", "kind": "money", "label": "Đơn giá"},
                {"id": "count", "kind": "number", "label": "Số lượng"},
                {
                    "id": "sum",
                    "kind": "computed",
                    "of": "money",
                    "label": "Thành tiền",
                    "value": "price * count",
                },
            ],
            "rules": [{"check": "price * count < 1000", "message": "Quá lớn", "at": "count"}],
        },
        {
            "id": "whole",
            "kind": "computed",
            "of": "money",
            "label": "Tổng",
            "value": 'total(lines, "sum")',
        },
    ],
    "rules": [{"check": "closes > opens", "message": "Đóng trước khi mở", "at": "closes"}],
}
RIGHT: dict[str, Any] = {
    "opens": "2026-05-04",
    "closes": "2026-05-14",
    "lines": [{"price": 100, "count": 2}, {"price": 50, "count": 3}],
}


@pytest.fixture
def shop(spoilt: Any) -> Version:
    return _version(spoilt)


def _version(spoilt: Any, page: Any = PAGE, **more: Any) -> Version:
    data = spoilt("form.pages.0", page)
    data["form"]["pages"] = [page]
    data["form"] |= more
    data["examples"] = []
    data["reception"] = {"by": "agency", "agency": "G01"}
    for case in data["cases"]:
        for paper in case["papers"]:
            paper.pop("question", None)
    read = package.load(data)
    return Version(number=1, source=package.to_json(read), sha256=package.sha256(read))


def test_a_computed_answer_follows_from_those_before_it(shop: Version) -> None:
    found = form.relevant(shop, RIGHT)
    assert found["open_days"] == 10
    assert [line["sum"] for line in found["lines"]] == [200, 150]
    assert found["whole"] == 350
    assert form.check(shop, RIGHT) == []
    assert form.check(shop, found) == []


def test_a_computed_answer_is_never_taken_from_the_client(shop: Version) -> None:
    forged = {**RIGHT, "whole": 1, "open_days": 1, "lines": [{**RIGHT["lines"][0], "sum": 0}]}
    assert form.relevant(shop, forged)["whole"] == 200
    assert "whole" not in form.merge(shop, "shop", {}, forged)
    assert "sum" not in form.merge(shop, "shop", {}, forged)["lines"][0]
    sent = form.page_form(shop, "shop", RIGHT, {"whole": "1", "open_days": "1", "lines-count": "0"})
    assert not {"whole", "open_days"} & sent.answers.keys()


def test_an_unknown_computes_nothing(shop: Version) -> None:
    half = {"opens": "2026-05-04", "lines": [{"price": 100}]}
    assert not {"open_days", "whole"} & form.relevant(shop, half).keys()
    assert "open_days" not in {problem.place for problem in form.check(shop, half)}


def test_a_rule_over_what_is_unknown_is_not_yet_broken(shop: Version) -> None:
    told = [problem.message for problem in form.check(shop, {"opens": "2026-05-04"})]
    assert "Đóng trước khi mở" not in told
    wrong = [one.message for one in form.check(shop, {**RIGHT, "closes": "2026-13-01"})]
    assert "Đóng trước khi mở" not in wrong


def test_a_broken_rule_is_told_at_its_question_on_every_channel(shop: Version) -> None:
    late = {**RIGHT, "closes": "2026-05-01"}
    assert [(one.place, one.message, one.page) for one in form.check(shop, late)] == [
        ("closes", "Đóng trước khi mở", "shop")
    ]
    assert not form.flow(shop, late)[0].complete
    dates = {"opens": (2026, 5, 4), "closes": (2026, 5, 1)}
    data = {
        f"{id}-{part}": str(value)
        for id, day in dates.items()
        for part, value in zip(("year", "month", "day"), day, strict=True)
    }
    sent = form.page_form(shop, "shop", RIGHT, data)
    assert not sent.is_valid()
    assert sent.errors == {"closes": ["Đóng trước khi mở"]}


def test_a_rule_of_a_group_is_judged_for_each_item(shop: Version) -> None:
    lines = [RIGHT["lines"][0], {"price": 1000, "count": 9}]
    found = form.check(shop, {**RIGHT, "lines": lines})
    assert [(one.place, one.message) for one in found] == [("lines[1].count", "Quá lớn")]


def test_a_rule_of_the_form_joins_pages_and_may_name_a_computed_answer(spoilt: Any) -> None:
    rule = {"check": "whole <= 300", "message": {"vi": "Hơn 300", "en": "Over 300"}, "at": "whole"}
    version = _version(spoilt, rules=[rule])
    assert [(one.place, one.message) for one in form.check(version, RIGHT)] == [
        ("whole", "Hơn 300")
    ]
    line = {"lines-count": "1", "lines-0-price": "100", "lines-0-count": "9"}
    sent = form.page_form(version, "shop", RIGHT, line)
    assert sent.non_field_errors() == ["Hơn 300"]


def test_the_page_and_the_review_show_what_was_computed(shop: Version) -> None:
    html = render_to_string("procedures/form.html", {"form": form.page_form(shop, "shop", RIGHT)})
    assert "350 đồng" in html
    assert 'name="whole"' not in html
    assert form.Row("Tổng", "350 đồng") in form.summary(shop, RIGHT)[0].rows
    assert form.Row("Tổng", "Chưa tính được") in form.summary(shop, {})[0].rows


def test_the_schema_says_what_is_computed_and_what_must_hold(shop: Version) -> None:
    schema = schema_of(shop.package)
    assert schema["properties"]["whole"]["readOnly"] is True
    assert "whole" not in schema["required"]
    assert schema["x-rules"][0]["at"] == "closes"
    assert schema["properties"]["lines"]["x-rules"][0]["at"] == "count"


@pytest.mark.parametrize(
    ("place", "value", "found"),
    [
        ("questions.2.value", "whole + 1", "form.pages[0].questions[2].value"),
        ("questions.2.value", "open_days + 1", "form.pages[0].questions[2].value"),
        ("questions.2.value", "closes", "form.pages[0].questions[2].value"),
        ("questions.2.value", "'x' + 'y'", "form.pages[0].questions[2].value"),
        ("questions.2.value", "lines.map(one, one.price)", "form.pages[0].questions[2].value"),
        ("questions.4.value", 'total(lines, "prise")', "form.pages[0].questions[4].value"),
        ("questions.4.prefill", "citizen.number", "form.pages[0].questions[4].prefill"),
        ("questions.3.questions.2.value", "whole", "form.pages[0].questions[3].questions[2].value"),
        ("questions.3.rules.0.at", "opens", "form.pages[0].questions[3].rules[0].at"),
        ("rules.0.check", "closes", "form.pages[0].rules[0].check"),
        ("rules.0.check", "closses > opens", "form.pages[0].rules[0].check"),
        ("rules.0.at", "nowhere", "form.pages[0].rules[0].at"),
    ],
)
def test_rules_and_values_are_checked_when_the_package_is_read(
    spoilt: Any, place: str, value: Any, found: str
) -> None:
    page = copy.deepcopy(PAGE)
    node: Any = page
    *path, last = [int(part) if part.isdecimal() else part for part in place.split(".")]
    for part in path:
        node = node[part]
    node[last] = value
    with pytest.raises(Invalid) as refused:
        _version(spoilt, page)
    assert found in {problem.place for problem in refused.value.problems}


def test_a_prefilled_answer_says_from_where(version: Version) -> None:
    known = form.page_form(version, "person", {"full_name": "Nguyễn An"})
    assert "Lấy từ tài khoản định danh điện tử" in str(known["full_name"].help_text)
    assert "Lấy từ" not in str(form.page_form(version, "person", {})["full_name"].help_text)


def test_a_register_that_is_connected_fills_in_what_the_question_names(spoilt: Any) -> None:
    source = {"register": "land", "field": "owner"}
    asked = {"id": "owner", "kind": "name", "label": "Chủ đất", "prefill": source}
    version = _version(spoilt, {"id": "p", "title": "Trang", "questions": [asked]})
    assert version.source["form"]["pages"][0]["questions"][0]["prefill"] == source
    assert form.prefilled(version, {"land.owner": "Lê Ân"}) == {"owner": "Lê Ân"}
    assert form.prefilled(version, {"citizen.full_name": "Lê Ân"}) == {}
    asked["prefill"] = {"register": "population", "field": "password"}
    with pytest.raises(Invalid):
        _version(spoilt, {"id": "p", "title": "Trang", "questions": [asked]})
