"""The ground: who serves where, which procedures are in force, what registers are connected."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from motcua.agencies.models import Agency, Role
from motcua.core import clock
from motcua.core.actors import SYSTEM
from motcua.core.refusals import Invalid
from motcua.identity.models import Appointment, User
from motcua.procedures import actions, gate
from motcua.procedures.gate.ground import Office

pytestmark = [pytest.mark.django_db, pytest.mark.country]
Spoil = Callable[[str, Any], dict[str, Any]]


@pytest.fixture
def desk(appointed: Callable[..., User], ward: Agency) -> User:
    """Vân receives and signs at the ward: enough for a kite."""
    return appointed("van", "Đào Thị Vân", ward, Role.RECEIVER, Role.SIGNER)


def codes(source: Any) -> list[str]:
    return [one.code for one in gate.examine_source(source, gate.here())]


def test_without_an_open_desk_nothing_can_be_received(spoilt: Spoil) -> None:
    assert codes(spoilt("format", 1)) == ["reception-nowhere"]


def test_with_people_for_every_step_it_passes(spoilt: Spoil, desk: User) -> None:
    assert codes(spoilt("format", 1)) == []


def test_a_role_that_nobody_holds_is_named_with_its_agency(spoilt: Spoil, lan: User) -> None:
    (one,) = gate.examine_source(spoilt("format", 1), gate.here())
    assert (one.code, one.place) == ("step-unstaffed", "process.steps[1].role")
    assert "người ký" in one.message
    assert "phường Hoàn Kiếm" in one.message


def test_who_has_left_holds_nothing(spoilt: Spoil, desk: User) -> None:
    Appointment.objects.filter(user=desk).update(to_date=clock.today().replace(year=2026, month=1))
    assert set(codes(spoilt("format", 1))) == {"step-unstaffed"}


def test_a_closed_desk_receives_nothing(spoilt: Spoil, desk: User, ward: Agency) -> None:
    ward.desks.update(closed_on=clock.today())
    assert codes(spoilt("format", 1)) == ["reception-nowhere"]


@pytest.mark.parametrize(
    ("agency", "code"),
    [
        ("Z99.9", "agency-unknown"),
        ({"by": "parent"}, "step-unstaffed"),
        ({"by": "rule", "rule": "has_kite ? 'Z99.9' : ''"}, "agency-unknown"),
        ({"by": "rule", "rule": "full_name"}, "agency-by-free-text"),
        ({"by": "table", "table": "noi"}, "agency-unknown"),
        ({"by": "area", "question": "residence", "level": "province"}, ""),
        ({"by": "rule", "rule": "has_kite ? 'H26.70' : ''"}, ""),
    ],
)
def test_every_agency_to_which_a_step_can_fall_is_looked_at(
    spoilt: Spoil, desk: User, ward: Agency, agency: Any, code: str
) -> None:
    if isinstance(agency, dict) and "H26" in str(agency):
        agency = {"by": "rule", "rule": f"has_kite ? '{ward.code}' : ''"}
    table = {"id": "noi", "inputs": ["has_kite"], "rules": [[True, ward.code], [None, "Z99.9"]]}
    data = {**spoilt("process.steps.1.agency", agency), "tables": [table]}
    assert codes(data) == ([code] if code else [])


def test_an_agency_that_ended_is_its_heir() -> None:
    old = Office("A01", "Cũ", "department", "", "B01", False, False, frozenset())
    new = old._replace(code="B01", heir="", exists=True)
    ground = gate.Ground(known=True, offices={"A01": old, "B01": new})
    assert ground.acting("A01") == new
    assert ground.acting("C01") is None
    circle = gate.Ground(known=True, offices={"A01": old._replace(heir="A01")})
    assert circle.acting("A01") is None


def test_the_whole_country_is_one_query(ward: Agency) -> None:
    gate.here()
    with CaptureQueriesContext(
        connection,
    ) as asked:
        gate.here()
    assert len([one for one in asked if "agencies_agency" in one["sql"]]) == 1
    assert len(asked) <= 3


def test_a_register_that_is_connected_may_be_the_source(
    spoilt: Spoil, desk: User, settings: Any
) -> None:
    source = {"register": "population", "field": "full_name"}
    data = spoilt("form.pages.0.questions.0.prefill", source)
    assert codes(data) == ["held-by-register"]
    settings.CONNECTED_REGISTERS = ["account", "population"]
    assert codes(data) == []


CHILD = {"procedure": "1.999001", "approved": "sign", "refused": "no", "answers": {}}
ANSWERS = {"full_name": "full_name", "number": "number", "born_on": "born_on",
           "residence": "residence", "has_kite": "has_kite", "shape": "shape", "wings": "wings",
           "photo": "photo", "agreed": "agreed"}  # fmt: skip


@pytest.fixture
def asking(spoilt: Spoil, desk: User, text: str) -> Callable[..., list[str]]:
    """`asking(answers)`: what is found of a procedure whose first step waits for another's."""
    actions.publish(actions.import_package(text, by=SYSTEM), by=SYSTEM)

    def examine(answers: dict[str, str], **more: Any) -> list[str]:
        refuse = {"code": "no", "name": {"vi": "Không", "en": "No"}, "next": "sign"}
        data = spoilt("code", "1.999002")
        data["process"]["steps"][1]["outcomes"] += [refuse]
        data["process"]["steps"][1]["child"] = {**CHILD, "answers": answers, **more}
        data["process"]["steps"][1]["kind"] = "consult"
        for channel in data["channels"]:
            channel["term"] = {"amount": 10, "unit": "working_days"}
        return codes(data)

    return examine


def test_a_child_procedure_gets_all_that_it_must_ask(asking: Any) -> None:
    found = asking({})
    assert set(found) == {"child-question-unanswered"}
    assert len(found) == 9


def test_a_child_procedure_is_in_force(asking: Any) -> None:
    assert asking({}, procedure="1.999777") == ["child-not-in-force"]


def test_an_answer_that_may_be_missing_is_not_enough(asking: Any) -> None:
    assert set(asking(ANSWERS)) == {"child-answer-unsure"}  # shape, wings ... are asked of some
    assert "child-answer-kind" in asking({**ANSWERS, "full_name": "number"})
    assert "child-question-unknown" in asking({**ANSWERS, "moon": "number"})


def test_procedures_do_not_call_each_other_in_circles(asking: Any, spoilt: Spoil) -> None:
    data = spoilt("code", "1.999001")
    data["process"]["steps"][1]["outcomes"] += [
        {"code": "no", "name": {"vi": "Không", "en": "No"}, "next": "receive"}
    ]
    data["process"]["steps"][1]["child"] = CHILD
    assert "child-goes-round" in codes(data)


def test_publication_is_refused_with_every_finding(text: str) -> None:
    draft = actions.import_package(text, by=SYSTEM)
    with pytest.raises(Invalid) as refused:
        actions.publish(draft, by=SYSTEM)
    (problem,) = refused.value.problems
    assert problem.code == "reception-nowhere"
    with pytest.raises(Invalid):
        actions.ask_approval(draft, by=SYSTEM)


def test_with_its_people_it_is_published(text: str, desk: User) -> None:
    assert actions.publish(actions.import_package(text, by=SYSTEM), by=SYSTEM).published_at


def test_the_api_answers_what_the_gate_finds(
    at: Callable[[User], Client], appointed: Any, ward: Agency, text: str, desk: User
) -> None:
    browser = at(appointed("quan", "Đỗ Minh Quân", ward.parent, Role.ADMINISTRATOR))
    address = "/api/v1/procedures/check"
    good = browser.post(address, text, content_type="application/yaml")
    assert good.json() == {"publishable": True, "findings": []}
    bad = browser.post(address, text.replace("basis: [luat]}]", "basis: []}]"), "application/yaml")
    told = bad.json()["findings"]
    assert {one["code"] for one in told} == {"fee-without-basis", "paper-without-basis"}
    assert all(one["mend"] and one["place"] for one in told)
    for nothing in ("", "[", "{", "\x00", "a: &a [*a]"):
        answer = browser.post(address, nothing, content_type="application/yaml")
        assert answer.status_code == 200
        assert not answer.json()["publishable"]
