"""Decision tables: every case has its line, and the right one; rules of a process are typed."""

from collections.abc import Callable
from typing import Any

import pytest

from motcua.core.actors import SYSTEM
from motcua.core.refusals import Invalid
from motcua.procedures import actions, form, package
from motcua.procedures.actions import publishing
from motcua.procedures.package.rules import compiled

Spoil = Callable[[str, Any], dict[str, Any]]
FEES = {
    "id": "fees",
    "inputs": ["has_kite", "size(full_name)"],
    "rules": [
        [True, {"max": 10}, 5000],
        [True, None, 8000],
        [False, None, 0],
    ],
}


def refusals(data: dict[str, Any]) -> dict[str, str]:
    with pytest.raises(Invalid) as refused:
        package.load(data)
    return {problem.place: problem.message for problem in refused.value.problems}


def test_a_table_says_the_fee_by_the_answers(spoilt: Spoil) -> None:
    data = spoilt("tables", [FEES])
    data["channels"][0]["fee"] = {"table": "fees"}
    rules = compiled(package.load(data))
    assert rules.result("fees", {"has_kite": True, "full_name": "An"}) == 5000
    assert rules.result("fees", {"has_kite": True, "full_name": "Nguyễn Văn Bình"}) == 8000
    assert rules.result("fees", {"has_kite": False, "full_name": "An"}) == 0
    assert rules.result("fees", {"full_name": "An"}) is None


@pytest.mark.parametrize(
    ("part", "value", "place"),
    [
        ("rules", [[True, None, 1]], "tables[0].rules"),
        ("rules", [[True, {"max": 10}, 1], [True, {"min": 12}, 2], [False, None, 0]],
         "tables[0].rules"),
        ("rules", [[True, 1], [False, None, 0]], "tables[0].rules[0]"),
        ("rules", [["có", None, 1], [False, None, 0]], "tables[0].rules[0][0]"),
        ("rules", [[None, None, -1]], "tables[0].rules[0]"),
        ("rules", [[None, None, 1], [None, None, "x"]], "tables[0].rules[1]"),
        ("inputs", ["has_kite", "nothing"], "tables[0].inputs"),
        ("inputs", ["has_kite", "born_on"], "tables[0].inputs"),
    ],
)  # fmt: skip
def test_a_table_with_a_gap_or_a_wrong_type_is_refused(
    spoilt: Spoil, part: str, value: Any, place: str
) -> None:
    assert place in refusals(spoilt("tables", [{**FEES, part: value}]))


@pytest.mark.parametrize(("hit", "is_refused"), [("first", False), ("unique", True), ("any", True)])
def test_two_lines_for_one_case_are_judged_by_the_hit_policy(
    spoilt: Spoil, hit: str, is_refused: bool
) -> None:
    data = spoilt("tables", [{**FEES, "hit": hit}])
    if is_refused:
        assert "tables[0].rules" in refusals(data)
    else:
        package.load(data)


@pytest.mark.parametrize(
    ("place", "value", "found"),
    [
        ("process.steps.1.agency", {"by": "table", "table": "nowhere"},
         "process.steps[1].agency.table"),
        ("process.steps.1.agency", {"by": "rule", "rule": "has_kite"},
         "process.steps[1].agency.rule"),
        ("process.steps.1.agency", {"by": "area", "question": "full_name", "level": "commune"},
         "process.steps[1].agency.question"),
        ("process.steps.1.outcomes.1.guard", "full_name", "process.steps[1].outcomes[1].guard"),
        ("process.steps.1.outcomes.0.basis", ["no_law"], "process.steps[1].outcomes[0].basis"),
        ("process.steps.1.child",
         {"procedure": "1.000001", "answers": {"a": "b"}, "approved": "sign", "refused": "back"},
         "process.steps[1].child.answers.a"),
    ],
)  # fmt: skip
def test_what_a_step_names_must_be_there_and_of_its_type(
    spoilt: Spoil, place: str, value: Any, found: str
) -> None:
    assert found in refusals(spoilt(place, value))


def test_an_outcome_whose_guard_is_unknown_is_not_offered(spoilt: Spoil) -> None:
    read = package.load(spoilt("process.steps.1.outcomes.1.guard", "has_kite"))
    rules, step = compiled(read), read.process.steps[1]
    assert [one.code for one in rules.offered(step, {})] == ["sign"]
    assert [one.code for one in rules.offered(step, {"has_kite": True})] == ["sign", "back"]


def test_a_rule_yields_the_code_of_an_agency(spoilt: Spoil) -> None:
    rule = {"by": "rule", "rule": "has_kite ? 'H01' : 'H02'"}
    read = package.load(spoilt("process.steps.1.agency", rule))
    rules, step = compiled(read), read.process.steps[1]
    assert rules.agency_code(step, {"has_kite": True}) == "H01"
    assert rules.agency_code(step, {}) == ""


@pytest.mark.django_db
def test_a_table_of_fees_is_read_on_the_page_of_the_procedure(
    spoilt: Spoil, client: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(publishing, "require_publishable", lambda read: None)  # not about the gate
    data = spoilt("tables", [FEES])
    for channel in data["channels"]:
        channel["fee"] = {"table": "fees"}
    version = actions.publish(actions.import_package(data, by=SYSTEM), by=SYSTEM)
    found = form.fee_table(version, "fees")
    assert found
    assert found.rows == [
        ["Có", "không quá 10", "5.000 đồng"],
        ["Có", "mọi trường hợp", "8.000 đồng"],
        ["Không", "mọi trường hợp", "Không thu phí"],
    ]
    page = client.get(f"/thu-tuc/{version.procedure.code}/").content.decode()
    assert "5.000 đồng" in page
    assert "theo bảng mức thu" in page
    assert found.heads[1].startswith("Tính theo: ")
