"""From a manuscript to the public: findings, submission, approval by another, decision."""

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from motcua.agencies.models import Agency
from motcua.core import clock
from motcua.core.actors import SYSTEM
from motcua.identity.models import User
from motcua.procedures import actions as procedures
from motcua.procedures.models import State, Version
from motcua.procedures.package.reading import read
from motcua.workshop import actions, queries
from motcua.workshop.models import Manuscript
from motcua.workshop.source.places import path_of, put
from motcua.workshop.tests.conftest import SMALL

At = Callable[[User], Client]


@pytest.fixture
def ready(kite: Manuscript, nam: User) -> Version:
    """The licence, submitted."""
    return actions.submit(kite, by=nam)


@pytest.fixture
def gate_is_content(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the gate says of a country is its own tests' matter; here it finds nothing."""
    from motcua.procedures import gate

    monkeypatch.setattr(gate, "examine", lambda package, ground: [])
    monkeypatch.setattr(gate, "examine_source", lambda source, ground: [])


def address(version: Version, verb: str = "") -> str:
    return f"/xuong/ban/{version.pk}/{verb + '/' if verb else ''}"


def state(version: Version) -> str:
    version.refresh_from_db()
    return version.state


def decision(**given: str) -> dict[str, str]:
    day = clock.today()
    today = {
        f"{name}-{part}": str(getattr(day, part))
        for name in ("signed_on", "law_effective_on")
        for part in ("day", "month", "year")
    }
    plain = {"number": "12/QĐ-UBND", "kind": "new", "transition": "submitted"}
    return {**plain, **today, **given}


def test_each_finding_leads_to_the_box_where_it_is_mended(
    at: At, nam: User, kite: Manuscript
) -> None:
    source = put(dict(kite.source), path_of("process.steps[0].duration.amount"), -4)
    source = put(source, path_of("form.pages[1].questions[1].label"), "")
    actions.save(kite, by=nam, seen=0, source=source)
    browser = at(nam)
    shown = browser.get(f"/xuong/{kite.pk}/kiem-tra/").content.decode()
    for link in ("sua/process.steps.0/#p-duration-amount", "questions.1/#p-label-vi"):
        assert link in shown
    there = browser.get(f"/xuong/{kite.pk}/sua/process.steps.0/").content.decode()
    assert 'id="p-duration-amount-error"' in there
    assert browser.get(f"/xuong/{kite.pk}/trinh/").status_code == 200
    assert browser.post(f"/xuong/{kite.pk}/trinh/").status_code == 422


def test_the_difference_from_what_is_in_force_is_read_by_people(
    at: At, nam: User, hanoi: Agency
) -> None:
    first = procedures.import_package(SMALL, by=SYSTEM)
    procedures.publish(first, by=SYSTEM)
    made = actions.renew(first, by=nam, owner=hanoi)
    source = put(dict(made.source), path_of("channels[0].fee.amount"), 35000)
    actions.save(made, by=nam, seen=0, source=source)
    shown = at(nam).get(f"/xuong/{made.pk}/so-sanh/").content.decode()
    assert "35.000" in shown
    assert "20.000" in shown


def test_the_way_from_submission_to_the_public(
    at: At, nam: User, duc: User, kite: Manuscript, hanoi: Agency, gate_is_content: None
) -> None:
    answer = at(nam).post(f"/xuong/{kite.pk}/trinh/")
    version = Version.objects.get()
    assert answer.headers["Location"] == address(version)
    assert b"/quan-ly-dich-vu/" in at(nam).get(address(version)).content
    assert state(version) == State.AWAITING
    assert at(nam).post(address(version, "approve")).status_code == 403
    assert "Duyệt bản này" in at(duc).get(address(version)).content.decode()
    at(duc).post(address(version, "approve"))
    assert state(version) == State.APPROVED
    wrong = at(duc).post(address(version, "decide"), decision(number=" "))
    assert wrong.status_code == 422
    at(duc).post(address(version, "decide"), decision(agency=str(hanoi.pk)))
    assert state(version) == State.PUBLISHED
    version.procedure.refresh_from_db()
    assert version.procedure.current == version
    assert (
        "12/QĐ-UBND" in at(nam).get(f"/thu-tuc/{version.procedure.code}/lich-su/").content.decode()
    )


def test_a_decision_of_a_later_day_waits_for_it(
    at: At, duc: User, nam: User, ready: Version, hanoi: Agency, gate_is_content: None
) -> None:
    procedures.approve(ready, by=duc)
    later = clock.today() + timedelta(days=40)
    when = {
        f"effective_from-{part}": str(getattr(later, part)) for part in ("day", "month", "year")
    }
    at(duc).post(address(ready, "decide"), decision(agency=str(hanoi.pk), **when))
    assert f"{later:%d/%m/%Y}" in at(duc).get(address(ready)).content.decode()
    ready.procedure.refresh_from_db()
    assert ready.procedure.current is None


def test_what_is_sent_back_says_why(
    at: At, nam: User, duc: User, ready: Version, gate_is_content: None
) -> None:
    assert at(duc).post(address(ready, "send_back"), {"reason": " "}).status_code == 422
    at(duc).post(address(ready, "send_back"), {"reason": "Thiếu căn cứ về lệ phí"})
    assert state(ready) == State.DRAFT
    assert "Thiếu căn cứ về lệ phí" in at(nam).get(address(ready)).content.decode()


def test_a_version_with_findings_is_not_sent_for_approval(at: At, nam: User, hanoi: Agency) -> None:
    source = read(SMALL).data
    source["examples"][0]["end"] = "refused"
    made = actions.begin_from_text(hanoi, by=nam, text=json.dumps(source))
    version = actions.submit(made, by=nam)
    assert at(nam).post(address(version, "ask")).status_code == 422
    assert state(version) == State.DRAFT


def test_another_province_sees_no_version_of_this_one(
    at: At, bac: User, lan: User, nam: User, hanoi: Agency
) -> None:
    text = SMALL.replace("levels: [commune]", "levels: [commune]\npublisher: H26")
    version = actions.submit(actions.begin_from_text(hanoi, by=nam, text=text), by=nam)
    assert hanoi.code == "H26"
    for verb in ("", "ask", "approve"):
        method: Any = at(bac).post if verb else at(bac).get
        assert method(address(version, verb)).status_code == 404
    assert at(lan).get(address(version)).status_code == 403
    assert version in queries.versions_on_their_way(nam)
    assert version not in queries.versions_on_their_way(bac)


def test_a_procedure_in_force_is_found_to_be_amended(at: At, nam: User, birth: Version) -> None:
    shown = at(nam).get("/xuong/sua-doi/?q=khai+sinh").content.decode()
    assert "Đăng ký khai sinh" in shown
    assert at(nam).get("/xuong/sua-doi/").status_code == 200


def test_an_overview_of_a_large_manuscript_opens_at_once(
    at: At, nam: User, hanoi: Agency, django_assert_max_num_queries: Any
) -> None:
    """60 steps and 400 questions."""
    made = actions.begin_from_text(hanoi, by=nam, text=json.dumps(large()))
    browser = at(nam)
    browser.get(f"/xuong/{made.pk}/")
    with django_assert_max_num_queries(16):
        assert browser.get(f"/xuong/{made.pk}/").status_code == 200


def large() -> dict[str, Any]:
    """A package of 60 steps and 400 questions."""
    source: dict[str, Any] = read(SMALL).data
    source["examples"] = []
    source["form"]["pages"] += [
        {
            "id": f"page_{page}",
            "title": f"Trang {page}",
            "questions": [
                {"id": f"q_{page}_{n}", "kind": "text", "label": f"Câu {n}", "when": "has_kite"}
                for n in range(25)
            ],
        }
        for page in range(16)
    ]
    hour = {"amount": 1, "unit": "working_hours"}
    following = [*(f"step_{n}" for n in range(1, 58)), "sign"]
    steps = [
        {
            "id": f"step_{n}", "name": f"Bước {n}", "kind": "examine", "role": "handler",
            "duration": hour,
            "outcomes": [{"code": "done", "name": "Xong", "next": following[n]}],
        }
        for n in range(58)
    ]  # fmt: skip
    receive, sign = source["process"]["steps"]
    receive["outcomes"][0]["next"] = "step_0"
    source["process"]["steps"] = [receive, *steps, sign]
    return source
