"""Conditions: typed when loaded, unknown while unanswered, bounded when run."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest

from motcua.core import clock
from motcua.core.refusals import Invalid
from motcua.procedures import package
from motcua.procedures.conditions import ConditionError, Language, Name, Type

TEXT = Name(Type.TEXT)
LANGUAGE = Language(
    {
        "name": TEXT,
        "sex": Name(Type.TEXT, frozenset({"male", "female"})),
        "age": Name(Type.INTEGER),
        "size_m": Name(Type.NUMBER),
        "born": Name(Type.DATE),
        "agrees": Name(Type.BOOL),
        "tags": Name(Type.LIST, frozenset({"a", "b"})),
        "home": Name(Type.PLACE, fields={"province": TEXT, "commune": TEXT, "detail": TEXT}),
        "people": Name(
            Type.ITEMS,
            fields={"years": Name(Type.INTEGER), "role": Name(Type.TEXT, frozenset({"boss"}))},
        ),
    }
)
KNOWN: dict[str, Any] = {
    "name": "An",
    "sex": "male",
    "age": 20,
    "size_m": 1.5,
    "born": "2000-02-29",
    "agrees": True,
    "tags": ["a"],
    "home": {"province": "01", "commune": "00004", "detail": "x"},
    "people": [{"years": 5, "role": "boss"}, {}],
}


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ('name == "An"', True),
        ('sex == "male" && age >= 18', True),
        ('sex in ["female"]', False),
        ("size_m > 1.0", True),
        ('born < date("2001-01-01")', True),
        ("born + days(60) < today", True),
        ("!agrees", False),
        ("agrees ? age > 1 : age > 99", True),
        ('"b" in tags', False),
        ("size(tags) == 1", True),
        ('home.province == "01"', True),
        ("people.exists(one, one.years < 16)", True),
        ('people.all(one, one.role == "boss")', None),
        ("size(people) > 1", True),
        ('name.startsWith("A") || age / 0 == 1', True),
        ("age / 0 == 1", None),
        ('days_between(born, date("2000-03-01")) == 1', True),
        ('months_between(date("2026-01-31"), date("2026-02-28")) == 0', True),
        ('months_between(date("2026-03-31"), date("2026-01-31")) == -2', True),
        ('age(born, date("2018-02-28")) == 17', True),
        ('age(born, date("2018-03-01")) == 18', True),
        ('years_between(date("2018-03-01"), born) == -18', True),
        ('add_months(date("2026-01-31"), 1) == date("2026-02-28")', True),
        ('add_months(date("2026-12-31"), -10) == date("2026-02-28")', True),
        ('add_months(date("2026-11-30"), 1) == date("2026-12-30")', True),
        ('add_years(born, 18) == date("2018-02-28")', True),
        ('add_months(born, 1000000000) > date("2026-01-01")', None),
        ("year(born) == 2000", True),
        ("round(size_m) == 2 && round(-size_m) == -2", True),
        ("round(double(age) * 0.1) == int(2.9)", True),
        ('total(people, "years") == 5', None),
    ],
)
def test_a_condition_over_known_answers(text: str, holds: bool | None) -> None:
    assert LANGUAGE.condition(text).holds(KNOWN) is holds


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ('name == "An"', None),
        ('name != "An"', None),
        ("!(age > 18)", None),
        ("agrees || age > 18", True),
        ("age > 18 || agrees", True),
        ("agrees && age > 18", None),
        ("!agrees && age > 18", False),
        ("size(people) == 0", None),
        ("people.exists(one, one.years > 1)", None),
    ],
)
def test_an_unanswered_question_is_unknown_not_false(text: str, holds: bool | None) -> None:
    assert LANGUAGE.condition(text).holds({"agrees": True}) is holds


@pytest.mark.parametrize(
    "answers",
    [{"age": "20"}, {"age": True}, {"age": 2**80}, {"age": None}, {"age": []}, {"age": {}}],
)
def test_an_answer_of_another_type_is_unknown(answers: dict[str, Any]) -> None:
    assert LANGUAGE.condition("age > 18").holds(answers) is None


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("nobody == 1", "nobody"),
        ("age", "đúng hoặc sai"),
        ('age == "20"', "kiểu"),
        ("agrees == 1", "kiểu"),
        ("name > 3", "kiểu"),
        ("name.first == 1", "phần con"),
        ('sex == "mal"', "mal"),
        ('sex in ["male", "other"]', "other"),
        ('"c" in tags', "lựa chọn"),
        ("home.street == name", "street"),
        ("people.exists(one, one.salary > 1)", "salary"),
        ('people.exists(one, one.years > "5")', "kiểu"),
        ('people.exists(one, one.role == "bos")', "bos"),
        ('home["province"] == "01"', "Không được dùng"),
        ('name.matches("(a+)+$")', "Không được dùng"),
        ("name + name == name", "Không được dùng"),
        ("size(people.filter(one, one.years > 1)) > 0", "Không được dùng"),
        ("[name].map(x, x + x).size() > 0", "Không được dùng"),
        ("dyn(age) == 1", "Không được dùng"),
        ('born > date("2001-02-31")', "lịch"),
        ("age ==", "cú pháp"),
        ("", "cú pháp"),
        ("((((", "cú pháp"),
        ("(" * 150 + "agrees" + ")" * 150, "sâu"),
        ("agrees " + "&& agrees " * 100, "dài"),
        ("\x00", "cú pháp"),
        ("\ud800", "sai"),
        ("tuổi > 1", "cú pháp"),
    ],
)
def test_a_condition_that_cannot_be_meant_is_refused(text: str, said: str) -> None:
    with pytest.raises(ConditionError, match=said):
        LANGUAGE.condition(text)


def test_a_condition_that_would_run_long_is_refused() -> None:
    """The engine would end it as unknown: a rule that never speaks."""
    many = "[" + ",".join("1" * 40) + "]"
    pairs = f"{many}.all(x, {many}.all(y, x + y > 0))"
    assert LANGUAGE.condition(pairs).holds({}) is True
    with pytest.raises(ConditionError, match=r"65\.640 mục") as refused:
        LANGUAGE.condition(f"{many}.all(x, {many}.all(y, {many}.all(z, x + y + z > 0)))")
    assert refused.value.code == "cel-runs-long"
    assert LANGUAGE.condition(pairs).steps == 40 + 40 * 40


def test_today_is_the_day_of_the_clock() -> None:
    condition = LANGUAGE.condition("born + days(60) < today")
    day = datetime(2026, 3, 1, 12, tzinfo=clock.VIETNAM)
    with clock.moved_to(day):
        assert condition.holds({"born": "2025-12-31"}) is False
        assert condition.holds({"born": "2025-12-30"}) is True


@pytest.mark.parametrize(
    ("place", "condition"),
    [
        ("form.pages.0.questions.0.when", 'full_name == "An"'),
        ("form.pages.0.questions.0.when", "has_kite"),
        ("form.pages.1.when", 'shape == "bird"'),
        ("form.pages.3.questions.0.questions.0.when", "friend_age > 1"),
        ("form.pages.3.questions.0.when", "size(friends) > 1"),
        ("form.pages.4.when", "friend_age > 1"),
    ],
)
def test_a_condition_may_only_look_back_so_none_goes_in_circles(
    spoilt: Callable[[str, Any], dict[str, Any]], place: str, condition: str
) -> None:
    with pytest.raises(Invalid) as refused:
        package.load(spoilt(place, condition))
    assert any(problem.place.endswith("when") for problem in refused.value.problems)


def test_a_total_is_known_when_every_item_is() -> None:
    summed = LANGUAGE.condition('total(people, "years") == 12')
    assert summed.holds({"people": [{"years": 5}, {"years": 7}]}) is True
    assert summed.holds({"people": [{"years": 5}]}) is False
    assert summed.holds({"people": []}) is False
    assert summed.holds({"people": [{"years": 5}, {}]}) is None
    assert summed.holds({}) is None
    with pytest.raises(ConditionError):
        LANGUAGE.condition('total(people, "months") == 12')


def test_an_unknown_text_is_no_text() -> None:
    assert LANGUAGE.compiled('agrees ? name : "x"').yields({"name": "An"}) is None
    assert LANGUAGE.compiled("name").yields({}) is None
