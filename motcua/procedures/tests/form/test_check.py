"""The gate on every channel: no answer, however hostile, is filed wrong or breaks the check."""

import json
from collections.abc import Callable
from typing import Any

import jsonschema_rs
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from motcua.procedures import form
from motcua.procedures.models import Version

pytestmark = pytest.mark.django_db
Answers = dict[str, Any]
REPEATED = settings(
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
ANY_TEXT = some.text(some.characters(exclude_categories=()), max_size=30)
LEAF = some.one_of(
    some.none(),
    some.booleans(),
    some.integers(),
    some.integers(min_value=2**63),
    some.floats(),
    ANY_TEXT,
    some.sampled_from(["2024-02-31", "bird", "fish", "00004", "01", "yes", "001090000123", "-0"]),
)
VALUE = some.recursive(
    LEAF,
    lambda inner: (
        some.lists(inner, max_size=4)
        | some.dictionaries(
            some.sampled_from(
                ["province", "commune", "detail", "friend_name", "friend_age", "guardian", "x"]
            ),
            inner,
            max_size=4,
        )
    ),
    max_leaves=8,
)
IDS = [
    *("full_name", "number", "born_on", "residence", "has_kite", "shape", "wings", "colours"),
    *("photo", "made_in", "price", "length", "story", "friends", "agreed", "nobody"),
]


@REPEATED
@given(wrong=some.dictionaries(some.sampled_from(IDS) | ANY_TEXT, VALUE, max_size=6))
def test_hostile_answers_get_an_answer(version: Version, answers: Answers, wrong: Answers) -> None:
    mixed = {**answers, **wrong}
    problems = form.check(version, mixed)
    relevant = form.relevant(version, mixed)
    assert [page for page in form.flow(version, mixed) if page.id]
    form.summary(version, mixed)
    form.reception(version, mixed)
    form.files(version, mixed)
    for page in form.flow(version, mixed):
        for block in form.page_form(version, page.id, mixed).blocks():
            assert block
    if not problems:
        jsonschema_rs.validate(form.schema(version), relevant)
        json.dumps(relevant).encode()


@REPEATED
@given(page=some.sampled_from(["person", "kite", "more", "friends", "children"]), given=VALUE)
def test_whatever_is_kept_can_be_stored(
    version: Version, answers: Answers, page: str, given: Any
) -> None:
    kept = form.merge(version, page, answers, dict.fromkeys(IDS, given))
    text = json.dumps(kept, ensure_ascii=False, allow_nan=False)
    text.encode()
    assert "\x00" not in text
    assert "\\u0000" not in text
    assert form.merge(version, page, kept, {id: kept[id] for id in IDS if id in kept}) == kept


@pytest.mark.parametrize(
    ("id", "wrong"),
    [
        ("full_name", "A\ud800"),
        ("full_name", "A\x00"),
        ("full_name", "An1"),
        ("full_name", " An"),
        ("full_name", "A" * 101),
        ("full_name", 5),
        ("number", "123456789012"),
        ("number", 1090000123),
        ("number", "٠٠١٠٩٠٠٠٠١٢٣"),
        ("number", "001 090 000 123"),
        ("born_on", "1990-02-31"),
        ("born_on", "1990-2-1"),
        ("born_on", "2999-01-01"),
        ("born_on", "0001-01-01"),
        ("born_on", ["1990-02-01"]),
        ("residence", {"province": "79", "commune": "00004", "detail": "x"}),
        ("residence", {"province": "01", "commune": "00001", "detail": "x"}),
        ("residence", {"province": "01", "commune": "00004", "detail": ""}),
        ("residence", {"province": "01", "commune": "00004", "detail": "x", "more": 1}),
        ("residence", "00004"),
        ("has_kite", "true"),
        ("has_kite", 1),
        ("shape", "dragon"),
        ("shape", ["bird"]),
        ("wings", 9),
        ("wings", 2.5),
        ("wings", "2"),
        ("wings", True),
        ("wings", 2**64),
        ("wings", float("nan")),
        ("colours", "red"),
        ("colours", ["red", "red"]),
        ("colours", ["gold", "red"]),
        ("colours", [{}]),
        ("photo", ["x"]),
        ("photo", "0193c0de-0000-7000-8000-000000000001"),
        ("photo", ["0193c0de-0000-7000-8000-00000000000" + str(n) for n in range(3)]),
        ("photo", ["0193C0DE-0000-7000-8000-000000000001"]),
        ("friends", {}),
        ("friends", "x"),
        ("friends", [1]),
        ("friends", [{"friend_name": "A", "friend_age": 30, "friend_soul": 1}]),
        ("nobody", 1),
    ],
)
def test_a_wrong_answer_is_refused_at_its_place(
    version: Version, answers: Answers, id: str, wrong: Any
) -> None:
    problems = form.check(version, {**answers, id: wrong})
    assert any(problem.place.split("[")[0] == id for problem in problems), problems
    assert all(problem.message for problem in problems)


@pytest.mark.parametrize("wrong", [None, [], "x", 1])
def test_answers_that_are_no_group_are_refused(version: Version, wrong: Any) -> None:
    assert form.check(version, wrong)


def test_a_problem_names_the_page_on_which_to_mend_it(version: Version, answers: Answers) -> None:
    problems = form.check(version, {**answers, "wings": 99, "friends": [{"friend_age": 3}]})
    assert {(problem.place, problem.page) for problem in problems} == {
        ("wings", "kite"),
        ("friends[0].friend_name", "friends"),
        ("friends[0].guardian", "friends"),
        ("agreed", "children"),
    }


def test_the_schema_asks_without_condition_only_what_everybody_is_asked(version: Version) -> None:
    schema = form.schema(version)
    assert set(schema["required"]) == {"full_name", "number", "born_on", "residence", "has_kite"}
    assert schema["properties"]["wings"]["x-when"] == ["has_kite", 'shape == "bird"']
    assert schema["additionalProperties"] is False
    jsonschema_rs.meta.validate(schema)


def _forgetful(version: Version, answers: Answers) -> list[Callable[[], Any]]:
    return [lambda: form.flow(version, answers), lambda: form.check(version, answers)]


def test_looking_changes_nothing(version: Version, answers: Answers) -> None:
    before = json.dumps(answers)
    for look in _forgetful(version, answers):
        look()
    form.relevant(version, answers)
    form.summary(version, answers)
    assert json.dumps(answers) == before
