"""Guards, automatic steps, agencies, silence, escalation and papers, as the package says."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from motcua.agencies import queries as agencies
from motcua.agencies.actions import open_desk
from motcua.agencies.models import Agency, Role
from motcua.core import clock
from motcua.core.actors import SYSTEM
from motcua.core.journal import tell_untold
from motcua.core.refusals import Invalid
from motcua.dossiers import actions, process, queries, tasks
from motcua.dossiers.models import Status
from motcua.dossiers.tests.answers import SCAN
from motcua.dossiers.tests.process.conftest import Do, Filed, forked, open_now, row, step
from motcua.identity.models import User
from motcua.notices.queries import notices_of
from motcua.procedures import package


def straight(*middle: dict[str, object]) -> list[dict[str, object]]:
    return [
        step("receive", "first", kind="receive", role="receiver"),
        *middle,
        step("sign", "approved", "refused", kind="sign", role="signer"),
    ]


def test_an_outcome_is_offered_when_its_guard_is_true_and_not_when_unknown(
    filed: Filed, do: Do
) -> None:
    outcomes = (
        {"next": "sign", "guard": "mother_known"},
        {"next": "sign", "guard": "father_known"},
        {"next": "sign", "guard": "father_name == 'X'"},
        "sign",
    )
    dossier = filed(straight(step("first", *outcomes)))
    offered = process.choices(dossier.version, "first", dossier.answers)
    assert [one.code for one in offered] == ["o0", "o3"]
    with pytest.raises(Invalid):
        do(dossier, "first", "o2")


@pytest.mark.parametrize(("known", "there"), [(True, "mother"), (False, "sign")])
def test_an_automatic_step_goes_on_in_the_same_act(filed: Filed, known: bool, there: str) -> None:
    auto = step("first", {"next": "mother", "guard": "mother_known"}, "sign", kind="auto")
    dossier = filed(straight(auto, step("mother", "sign")), mother_known=known)
    assert open_now(dossier) == [there]
    done = row(dossier, "first")
    assert done.by_rule
    assert done.done_by is None


@pytest.mark.parametrize(
    ("selector", "name"),
    [
        ("competent", "phường Hoàn Kiếm"),
        ({"by": "parent"}, "thành phố Hà Nội"),
        ({"by": "area", "question": "residence", "level": "province"}, "thành phố Hà Nội"),
        ({"by": "area", "question": "residence", "level": "commune"}, "phường Hoàn Kiếm"),
        ({"by": "rule", "rule": "mother_known ? 'H26' : 'H40'"}, "thành phố Hà Nội"),
        ({"by": "rule", "rule": "'Z99'"}, "phường Hoàn Kiếm"),
        ({"by": "rule", "rule": "father_name"}, "phường Hoàn Kiếm"),
    ],
)
def test_the_selector_finds_the_agency_and_never_nobody(
    filed: Filed, selector: object, name: str
) -> None:
    hanoi = agencies.agency_of_area(agencies.province("01"))
    assert hanoi
    open_desk(hanoi, by=SYSTEM, name="Bộ phận Một cửa", address="Số 258 Võ Chí Công")
    if isinstance(selector, dict) and "H26" in str(selector):
        selector = {"by": "rule", "rule": f"mother_known ? '{hanoi.code}' : 'H99'"}
    dossier = filed(straight(step("first", "sign", agency=selector)))
    assert name in row(dossier, "first").agency.name


def test_a_step_by_area_stays_where_it_is_while_that_area_has_no_desk(filed: Filed) -> None:
    selector = {"by": "area", "question": "residence", "level": "province"}
    dossier = filed(straight(step("first", "sign", agency=selector)))
    assert row(dossier, "first").agency == dossier.agency


def test_who_does_not_answer_in_time_agrees_where_the_package_says_so(filed: Filed, do: Do) -> None:
    dossier = do(filed(forked(silence="o0")), "examine")
    land = row(dossier, "land")
    tasks.lapse_consultations(0)
    assert open_now(dossier) == ["land", "tax"]
    with clock.moved_to(land.due_at + timedelta(minutes=1)):
        tasks.lapse_consultations(0)
        tasks.lapse_consultations(0)
    assert open_now(dossier) == ["tax"]
    assert row(dossier, "land").by_rule
    told = [moment for moment in queries.history(dossier) if "coi như đồng ý" in moment.note]
    assert len(told) == 1


def test_silence_says_nothing_while_the_applicant_is_awaited(
    filed: Filed, do: Do, lan: User
) -> None:
    dossier = do(filed(forked(silence="o0")), "examine")
    actions.ask_supplement(dossier, by=lan, reason="Mờ", legal_basis="Điều 16")
    with clock.moved_to(row(dossier, "land").due_at + timedelta(days=9)):
        tasks.lapse_consultations(0)
    assert open_now(dossier) == ["land", "tax"]


def test_delay_is_told_to_the_role_that_the_package_names(
    filed: Filed, minh: User, hoa: User
) -> None:
    late = [{"after": 50, "role": "head"}, {"after": 120, "role": "head"}]
    dossier = filed(straight(step("first", "sign", escalation=late)))
    first = row(dossier, "first")
    assert first.escalates_at is not None
    assert first.created_at < first.escalates_at <= first.due_at
    for days, told in ((0, 0), (3, 1), (9, 2), (30, 2)):
        with clock.moved_to(first.created_at + timedelta(days=days)):
            tasks.escalate_steps(0)
            tell_untold()
        heard = [one for one in notices_of(by=minh) if "Bước first" in one.body]
        assert len(heard) == told
    assert not [one for one in notices_of(by=hoa) if "Bước first" in one.body]


def test_a_step_is_not_completed_before_its_papers_are_issued(
    filed: Filed, do: Do, everyone: User
) -> None:
    outputs = [{"id": "report", "name": "Biên bản kiểm tra"}]
    dossier = filed(straight(step("first", "sign", kind="site_visit", outputs=outputs)))
    with pytest.raises(Invalid, match="Biên bản kiểm tra"):
        do(dossier, "first")
    upload = SimpleUploadedFile("bb.pdf", SCAN, "application/pdf")
    with pytest.raises(Invalid):
        actions.issue_output(dossier, by=everyone, output="other", upload=upload)
    upload.seek(0)
    actions.issue_output(dossier, by=everyone, output="report", upload=upload)
    assert open_now(do(dossier, "first")) == ["sign"]


def test_another_agencys_leg_stops_the_clock_where_a_law_says_so(filed: Filed, do: Do) -> None:
    first = forked()[1]
    steps = forked(stops_clock=True, basis=["law"])
    assert first["id"] == "examine"
    text = filed(forked()).version.package.legal_basis[0].id
    steps[2]["basis"] = [text]
    dossier = do(filed(steps), "examine")
    due = dossier.due_at
    assert due
    assert dossier.paused_at
    with clock.moved_to(clock.now() + timedelta(days=7)):
        dossier = do(dossier, "land")
    assert dossier.paused_at is None
    assert dossier.due_at
    assert dossier.due_at > due
    assert dossier.status == Status.IN_PROCESS
    assert open_now(dossier) == ["tax"]


def test_a_step_at_another_agency_is_in_its_inbox(
    filed: Filed, do: Do, appointed: Callable[..., User], ward: Agency
) -> None:
    above = ward.parent
    assert above
    other = appointed("tam", "Hồ Minh Tâm", above, Role.HANDLER)
    dossier = do(filed(forked(agency={"by": "parent"})), "examine")
    assert [item.dossier for item in queries.inbox(other, "unit").items] == [dossier.pk]
    assert open_now(do(dossier, "land", by=other)) == ["tax"]
    assert SYSTEM


def test_the_receipt_states_the_fee_that_the_table_says(filed: Filed) -> None:
    dossier = filed(straight(step("first", "sign")))
    version = dossier.version
    data = version.source
    table = {"id": "fees", "inputs": ["mother_known"], "rules": [[True, 8000], [False, 0]]}
    for channel in data["channels"]:
        channel["fee"] = {"table": "fees", "amount": 5000}
    read = package.load({**data, "tables": [table]})
    version.source, version.sha256 = package.to_json(read), package.sha256(read)
    for answers, words in (
        ({"mother_known": True}, "8.000 đồng"),
        ({"mother_known": False}, "Không thu phí, lệ phí"),
        ({}, "5.000 đồng"),
    ):
        assert process.fee_in_words(version, dossier.channel, answers) == words
