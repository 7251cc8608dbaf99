"""Each proof refuses the package that lacks it, at its place, and lets the other pass."""

import copy
import json
import time
from collections.abc import Callable
from typing import Any

import pytest

from motcua.procedures import gate, package

pytestmark = pytest.mark.django_db
Spoil = Callable[[str, Any], dict[str, Any]]
OUTCOME = {"code": "more", "name": {"vi": "Thêm", "en": "More"}, "next": "sign"}


def examined(source: dict[str, Any]) -> list[tuple[str, str]]:
    """Codes and places; what is not even a package is told by that."""
    return [(one.code, one.place) for one in gate.examine_source(source, gate.nowhere())]


def text(vietnamese: str) -> dict[str, str]:
    return {"vi": vietnamese, "en": vietnamese}


def step(id: str, *outcomes: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {
        "id": id, "name": text(id), "kind": "examine", "role": "handler",
        "duration": {"amount": 1, "unit": "working_hours"}, "outcomes": list(outcomes), **more,
    }  # fmt: skip


def to(next: str, code: str = "on", **more: Any) -> dict[str, Any]:
    return {"code": code, "name": text(code), "next": next, **more}


def test_the_small_package_passes(spoilt: Spoil) -> None:
    assert examined(spoilt("format", 1)) == []


SPOILT: list[tuple[str, Any, str, str]] = [
    ("cases.0.papers.0.basis", [], "paper-without-basis", "cases[0].papers[0].basis"),
    ("requirements", text("Từ 16 tuổi"), "requirement-without-basis", "requirements_basis"),
    ("channels.0.fee.tariff", [], "fee-without-basis", "channels[0].fee.tariff"),
    ("channels.0.fee.tariff.0.basis", [], "fee-without-basis", "channels[0].fee.tariff[0].basis"),
    ("process.steps.0.outcomes.1.reason", ..., "refusal-without-template",
     "process.steps[0].outcomes[1].reason"),
    ("process.steps.0.outcomes.1.basis", [], "refusal-without-basis",
     "process.steps[0].outcomes[1].basis"),
    ("process.steps.1.signature", ..., "sign-without-signature", "process.steps[1].signature"),
    ("process.steps.0.duration.amount", 8, "path-over-limit", "channels[0].term"),
    ("process.steps.0.outcomes.2", {**OUTCOME, "guard": "has_kite && !has_kite"}, "outcome-never",
     "process.steps[0].outcomes[2]"),
    ("process.steps.0.outcomes.2", {**OUTCOME, "guard": 'wings > 2 && shape == "fish"'},
     "outcome-never", "process.steps[0].outcomes[2]"),
    ("process.steps.0.outcomes.2", {**OUTCOME, "guard": "wings > 8"}, "outcome-never",
     "process.steps[0].outcomes[2]"),
    ("form.pages.0.questions.0.prefill", ..., "held-by-register",
     "form.pages[0].questions[0].prefill"),
    ("form.pages.0.questions.2.prefill", ..., "held-by-register",
     "form.pages[0].questions[2].prefill"),
    ("form.pages.0.questions.1.prefill", {"register": "civil_status", "field": "number"},
     "held-by-register", "form.pages[0].questions[1].prefill"),
    ("form.pages.0.questions.0.about", "another", "prefill-of-another",
     "form.pages[0].questions[0].prefill"),
    ("form.pages.1.when", "has_kite && number == full_name && !has_kite", "page-never-asked",
     "form.pages[1].when"),
    ("form.pages.1.questions.1.when", 'shape == "fish" && shape == "bird"',
     "question-never-asked", "form.pages[1].questions[1].when"),
    ("form.pages.2.questions.0.when", "!has_kite", "question-never-asked",
     "form.pages[2].questions[0].when"),
    ("form.pages.1.rules", [{"check": "wings < 1", "message": text("?"), "at": "wings"}],
     "rule-never-holds", "form.pages[1].rules[0].check"),
    ("online", "none", "online-channel-missing", "online"),
    ("summary", "Chỉ tiếng Việt", "", ""),  # the fixture keeps the English
    ("guide", ["Chỉ tiếng Việt"], "english-missing", "guide[0]"),
    ("examples.2.end", ..., "example-refused-missing", "examples"),
    ("examples.1.end", ..., "example-approved-missing", "examples"),
    ("examples.0.end", "refused", "example-end", "examples[0].end"),
    ("examples.0.wrong", [], "example-answers", "examples[0].wrong"),
    ("unfinished", ["form"], "part-unfinished", "form"),
    ("code", "x", "format-pattern", "code"),
]  # fmt: skip


@pytest.mark.parametrize(("place", "value", "code", "at"), SPOILT)
def test_what_a_package_lacks_is_found_at_its_place(
    spoilt: Spoil, place: str, value: Any, code: str, at: str
) -> None:
    found = examined(spoilt(place, value))
    assert {one for one, _place in found} == ({code} if code else set())
    assert not code or (code, at) in found


def test_rules_that_no_answers_keep_together_contradict(spoilt: Spoil) -> None:
    rules = [
        {"check": check, "message": text("?"), "at": "wings"}
        for check in ("wings > 3", "wings < 3")
    ]
    found = examined(spoilt("form.pages.1.rules", rules))
    assert ("rules-contradict", "form.pages[1].rules") in found


def test_a_rule_over_a_hidden_question_contradicts_nothing(spoilt: Spoil) -> None:
    """Fish have no wings: both rules are unknown for them, and broken by nobody."""
    rules = [{"check": "wings > 3 || wings < 3 || wings == 3", "message": text("?"), "at": "wings"}]
    assert examined(spoilt("form.pages.1.rules", rules)) == []


def test_a_condition_over_dates_and_groups_is_left_alone(spoilt: Spoil) -> None:
    guard = 'born_on < date("1900-01-01") || friends.exists(one, one.friend_age > 119)'
    made = spoilt("process.steps.0.outcomes.2", {**OUTCOME, "guard": guard})
    assert examined(made) == []


def test_a_condition_on_the_day_may_come_true_on_another_day(spoilt: Spoil) -> None:
    made = spoilt(
        "process.steps.0.outcomes.2",
        {**OUTCOME, "guard": 'has_kite && today < date("2000-01-01")'},
    )
    assert examined(made) == []


def test_a_step_behind_an_outcome_that_never_happens_is_not_reached(spoilt: Spoil) -> None:
    data = spoilt("process.steps.0.outcomes.2", to("look", "look", guard="wings > 8"))
    data["process"]["steps"].append(step("look", to("sign")))
    found = examined(data)
    assert ("step-unreachable", "process.steps[2]") in found
    assert ("outcome-never", "process.steps[0].outcomes[2]") in found


def test_an_automatic_step_whose_last_outcome_never_happens_is_found(spoilt: Spoil) -> None:
    data = spoilt("process.steps.0.outcomes.0.next", "sort")
    always = to("look", "back", guard="has_kite || !has_kite")
    data["process"]["steps"] += [step("sort", always, to("sign"), kind="auto")]
    data["process"]["steps"] += [step("look", to("sign"))]
    data["examples"][0]["outcomes"] = data["examples"][1]["outcomes"] = ["accept", "on", "sign"]
    assert examined(data) == [("outcome-never", "process.steps[2].outcomes[1]")]


def test_an_automatic_step_that_may_go_round_for_ever_does_not_end(spoilt: Spoil) -> None:
    data = spoilt("process.steps.0.outcomes.0.next", "sort")
    always = to("again", "back", guard="has_kite || !has_kite")
    data["process"]["steps"] += [step("sort", always, to("sign"), kind="auto")]
    data["process"]["steps"] += [step("again", to("sort"))]
    assert ("step-never-ends", "process.steps[2]") in examined(data)


def test_an_automatic_step_that_sorts_by_the_answers_passes(spoilt: Spoil) -> None:
    data = spoilt("process.steps.0.outcomes.0.next", "sort")
    data["process"]["steps"] += [
        step("sort", to("look", "kite", guard="has_kite"), to("sign"), kind="auto"),
        step("look", to("sign")),
    ]
    data["examples"][0]["outcomes"] = ["accept", "on", "sign"]
    data["examples"][1]["outcomes"] = ["accept", "on", "sign"]
    assert examined(data) == []


@pytest.mark.parametrize(
    ("inputs", "passes"),
    [
        (["has_kite"], True),
        (["wings"], False),
        (["price > 5"], False),
        (["friends.exists(one, one.friend_age > 3)"], False),
        (['shape == "bird"'], False),
        (['has_kite && shape == "bird"'], True),
        (["has_kite && wings > 3"], False),
        (["12 / size(full_name) > 3"], False),
        (["years_between(born_on, today) > 18"], True),
    ],
)
def test_a_fee_by_table_is_known_for_all_answers(
    spoilt: Spoil, inputs: list[str], passes: bool
) -> None:
    table = {"id": "muc", "inputs": inputs, "rules": [[None, 20000]]}
    data = {**spoilt("channels.0.fee.table", "muc"), "tables": [table]}
    data["channels"][0]["fee"].pop("amount")
    assert ("fee-not-total" in {code for code, _place in examined(data)}) is not passes
    data["channels"][0]["fee"]["note"] = text("Không có diều thì không thu.")
    assert examined(data) == []


def test_every_finding_says_how_to_mend(spoilt: Spoil) -> None:
    for place, value, code, _at in SPOILT:
        for one in gate.examine_source(copy.deepcopy(spoilt(place, value)), gate.nowhere()):
            assert one.mend, code
            assert one.message, code


def test_the_same_is_found_however_it_is_written(spoilt: Spoil) -> None:
    data = spoilt("cases.0.papers.0.basis", [])
    as_json = json.dumps(data)
    for content in (as_json, package.to_yaml(package.load(data))):
        found = gate.examine_bytes(content.encode(), gate.nowhere())
        assert [one.code for one in found] == ["paper-without-basis"]


@pytest.mark.parametrize("content", [b"", b"\xff\xfe", b"[" * 100, b"a: &x 1", b"null", b"\x00"])
def test_what_is_no_package_is_answered_with_findings(content: bytes) -> None:
    found = gate.examine_bytes(content, gate.nowhere())
    assert found
    assert all(one.code and one.mend for one in found)


def test_a_package_made_to_be_examined_for_ever_is_not(spoilt: Spoil) -> None:
    """Eleven answers, and five hundred conditions over all of them: two thousand worlds each."""
    names = [f"q{n}" for n in range(11)]
    first = [{"id": id, "kind": "yes_no", "label": text(id)} for id in names]
    over = " || ".join(names)
    rest = [
        {"id": f"r{n}", "kind": "yes_no", "label": text("r"), "when": f"({over}) && !(q{n % 11})"}
        for n in range(500)
    ]
    pages = [first, *(rest[at : at + 30] for at in range(0, 500, 30))]
    data = spoilt("examples", [])
    data["form"]["pages"] += [
        {"id": f"p{n}", "title": text("p"), "questions": one} for n, one in enumerate(pages)
    ]
    read = package.load(data)
    began = time.monotonic()
    found = gate.examine(read, gate.nowhere())
    assert time.monotonic() - began < 15  # reading it takes most of that
    assert {one.code for one in found} == {"example-approved-missing", "example-refused-missing"}


def test_thirty_steps_are_examined_within_a_second(spoilt: Spoil) -> None:
    data = spoilt("process.steps.0.outcomes.0.next", "s0")
    for channel in data["channels"]:
        channel["term"] = {"amount": 20, "unit": "working_days"}
    data["process"]["steps"] += [
        step(f"s{n}", to(f"s{n + 1}" if n < 27 else "sign"), to("sign", "skip", guard="wings > 3"))
        for n in range(28)
    ]
    data["examples"] = []
    read = package.load(data)
    began = time.monotonic()
    gate.examine(read, gate.nowhere())
    assert time.monotonic() - began < 1
