"""A round is planned, opened with a sandbox and synthetic people, and closed again."""

import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection

from motcua.agencies import queries as areas
from motcua.agencies.models import Agency, Role
from motcua.core.actors import SYSTEM
from motcua.core.journal import entries_about, tell_untold
from motcua.core.refusals import Invalid, NotAllowed, NotFound, WrongState
from motcua.dossiers import actions as dossiers
from motcua.dossiers.models import Dossier
from motcua.dossiers.tests.answers import BIRTH, SCAN
from motcua.identity import queries as people
from motcua.identity.models import Citizen, User
from motcua.notices.queries import notices_of
from motcua.procedures import actions as procedures
from motcua.procedures.models import Procedure, Version
from motcua.trials import actions, queries, sandbox
from motcua.trials.models import State, TestRound
from motcua.trials.tests.conftest import day, live_data, plan

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_round_opens_with_its_versions_in_force_in_its_sandbox_only(
    planned: TestRound, nam: User, marriage: Version
) -> None:
    opened = actions.open_round(planned, by=nam)
    assert opened.state == State.OPEN
    assert opened.sandbox in sandbox.names()
    assert not Procedure.objects.get(pk=marriage.procedure_id).current_id
    with sandbox.entered(opened.sandbox):
        current = Procedure.objects.get(code=marriage.procedure.code).current
        assert current
        assert current.sha256 == marriage.sha256


def test_opening_a_round_writes_nothing_live_but_the_round_and_the_journal(
    planned: TestRound, nam: User
) -> None:
    before = live_data()
    actions.open_round(planned, by=nam)
    after = live_data()
    changed = {table for table in before if before[table] != after[table]}
    assert changed == {"trials_testround", "core_entry"}


def test_a_round_has_somebody_for_every_role_that_its_procedures_need(
    opened: TestRound, marriage: Version, ward: Agency
) -> None:
    needed = {step.role for step in marriage.package.process.steps} | {Role.RECEIVER}
    officials = [one for one in opened.people if one["kind"] == "official"]
    assert {one["role"] for one in officials} == needed
    assert {one["kind"] for one in opened.people} == {"citizen", "business", "official"}
    with sandbox.entered(opened.sandbox):
        assert all(people.holders_of(ward, Role(role)) for role in needed)
    assert not User.objects.filter(pk__in=[one["id"] for one in opened.people]).exists()


def test_a_commune_that_is_not_connected_yet_can_be_tried_too(
    cleared: None, marriage: Version, nam: User
) -> None:
    round = actions.plan_round(
        "Xã chưa kết nối", by=nam, commune=areas.commune("00004"), opens_on=day(0), closes_on=day(1)
    )
    actions.add_version(round, by=nam, version=marriage)
    opened = actions.open_round(round, by=nam)
    with sandbox.entered(opened.sandbox):
        assert areas.agency_of_area(areas.commune("00004"))
    assert areas.agency_of_area(areas.commune("00004")) is None


def test_a_dossier_walks_to_its_end_inside_and_none_is_live(
    cleared: None, birth: Version, ward: Agency, nam: User, hoa: User
) -> None:
    opened = actions.open_round(plan(nam, birth, hoa), by=nam)
    before = live_data()
    code = _walked(opened)
    assert live_data() == before
    assert code.startswith(ward.code)
    assert queries.counts(opened) == {"drafts": 0, "submitted": 1, "received": 1, "decided": 1}
    assert Dossier.objects.count() == 0


def _walked(
    opened: TestRound, outcomes: tuple[str, ...] = ("assigned", "propose_approve", "sign")
) -> str:
    """A birth registered inside, by its people; its code."""
    with sandbox.entered(opened.sandbox):
        version = Procedure.objects.get().in_force
        citizen = User.objects.get(pk=opened.people[0]["id"])
        draft = dossiers.start(version, by=citizen)
        draft.answers = {**draft.answers, **BIRTH}
        draft.save()
        scan = SimpleUploadedFile("giấy chứng sinh.pdf", SCAN, "application/pdf")
        dossiers.attach(draft, by=citizen, question="birth_notification", upload=scan)
        dossier = dossiers.submit(draft, by=citizen, declared=True)
        dossier = dossiers.accept(dossier, by=_who(opened, "receiver"))
        for outcome in ("assigned", "propose_approve", "sign"):
            step = dossier.steps.get(done_at=None)
            dossier = dossiers.complete(
                dossier, by=_who(opened, step.role), outcome=outcome, note="Đã xem xét."
            )
        assert tell_untold() == 0
        return dossier.code or ""


def _who(opened: TestRound, role: str) -> User:
    found = next(one for one in opened.people if one["role"] == role)
    return User.objects.get(pk=found["id"])


def test_a_round_without_procedures_is_not_opened(cleared: None, nam: User) -> None:
    round = actions.plan_round(
        "Trống", by=nam, commune=areas.commune("00070"), opens_on=day(0), closes_on=day(1)
    )
    with pytest.raises(WrongState, match="ít nhất một thủ tục"):
        actions.open_round(round, by=nam)
    assert sandbox.names() == []


def test_a_round_is_opened_once_and_a_failure_leaves_no_sandbox(
    opened: TestRound, nam: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(WrongState):
        actions.open_round(opened, by=nam)
    assert sandbox.names() == [opened.sandbox]

    def fail(*arguments: Any, **named: Any) -> None:
        raise RuntimeError("the power went")

    actions.close_round(opened, by=nam)
    again = plan(nam, opened.tested.get().version, name="Đợt sau")
    monkeypatch.setattr("motcua.trials.stage.settle", fail)
    with pytest.raises(RuntimeError):
        actions.open_round(again, by=nam)
    assert sandbox.names() == []


def test_two_who_open_the_same_round_at_once_make_one_sandbox(
    planned: TestRound, nam: User
) -> None:
    told: list[str] = []

    def open_it() -> None:
        try:
            told.append(actions.open_round(planned, by=nam).sandbox)
        except WrongState:
            told.append("refused")
        finally:
            connection.close()

    threads = [threading.Thread(target=open_it) for _one in range(2)]
    for one in threads:
        one.start()
    for one in threads:
        one.join(60)
    planned.refresh_from_db()
    assert sorted(told) == sorted([planned.sandbox, "refused"])
    assert sandbox.names() == [planned.sandbox]


def test_two_rounds_at_once_know_nothing_of_each_other(
    opened: TestRound, marriage: Version, nam: User
) -> None:
    other = actions.open_round(plan(nam, marriage, name="Đợt khác"), by=nam)
    with sandbox.entered(opened.sandbox):
        Citizen.objects.all().update(address="Chỉ ở đợt này")
    with sandbox.entered(other.sandbox):
        assert not Citizen.objects.filter(address="Chỉ ở đợt này").exists()


def test_a_version_mended_while_the_round_is_open_replaces_the_one_in_it(
    opened: TestRound, marriage: Version, nam: User
) -> None:
    mended = procedures.import_package(
        {**marriage.source, "summary": {"vi": "Đã sửa theo góp ý.", "en": "Mended as asked."}},
        by=SYSTEM,
    )
    actions.add_version(opened, by=nam, version=mended)
    with sandbox.entered(opened.sandbox):
        current = Procedure.objects.get(code=marriage.procedure.code).in_force
        assert current.sha256 == mended.sha256
    assert not Procedure.objects.get(pk=marriage.procedure_id).current_id


def test_a_closed_round_keeps_numbers_and_results_and_its_sandbox_is_gone(
    opened: TestRound, nam: User, hoa: User
) -> None:
    tested = opened.tested.get()
    actions.record_result(tested, by=hoa, passed=True)
    closed = actions.close_round(opened, by=nam)
    assert closed.state == State.CLOSED
    assert closed.sandbox == ""
    assert closed.counts == {"drafts": 0, "submitted": 0, "received": 0, "decided": 0}
    assert sandbox.names() == []
    assert queries.passed(tested.version)
    told = [entry.event for entry in entries_about(opened.pk)]
    assert told[-2:] == ["trials.ResultRecorded", "trials.RoundClosed"]


def test_a_round_past_its_last_day_is_closed_by_itself(opened: TestRound) -> None:
    assert actions.close_overdue() == 0
    TestRound.objects.filter(pk=opened.pk).update(opens_on=day(-9), closes_on=day(-1))
    assert actions.close_overdue() == 1
    assert sandbox.names() == []


def test_a_sandbox_that_nobody_owns_is_swept_and_an_open_rounds_is_not(
    opened: TestRound, made: str
) -> None:
    assert sorted(sandbox.names()) == sorted([opened.sandbox, made])
    assert actions.sweep() == [made]
    assert sandbox.names() == [opened.sandbox]


def test_a_sandbox_being_made_is_not_swept(cleared: None) -> None:
    with sandbox.made() as name:
        assert name in sandbox.names()
        assert actions.sweep() == []
    assert actions.sweep() == [name]


def test_who_is_invited_is_told(planned: TestRound, hoa: User) -> None:
    notice = notices_of(hoa).get()
    assert planned.name in notice.body
    assert str(planned.pk) in notice.link


def test_only_procedure_control_plans_and_only_its_own_runs_a_round(
    planned: TestRound, hoa: User, appointed: Callable[..., User], marriage: Version
) -> None:
    other = areas.agency_of_area(areas.province("22"))
    assert other
    elsewhere = appointed("elsewhere", "Lê Văn Khác", other, Role.ADMINISTRATOR)
    commune = areas.commune("00070")
    with pytest.raises(NotAllowed):
        actions.plan_round("X", by=hoa, commune=commune, opens_on=day(0), closes_on=day(1))
    for somebody in (hoa, elsewhere):
        with pytest.raises(NotAllowed):
            actions.open_round(planned, by=somebody)
        with pytest.raises(NotAllowed):
            actions.close_round(planned, by=somebody)
        with pytest.raises(NotAllowed):
            actions.add_version(planned, by=somebody, version=marriage)
        with pytest.raises(NotAllowed):
            actions.invite(planned, by=somebody, user=somebody)
    with pytest.raises(NotFound):
        queries.round_seen_by(elsewhere, planned.pk)
    assert queries.round_seen_by(hoa, planned.pk) == planned


def test_a_plan_with_wrong_days_or_no_commune_is_refused(cleared: None, nam: User) -> None:
    with pytest.raises(Invalid) as refused:
        actions.plan_round(
            " ", by=nam, commune=areas.province("01"), opens_on=day(-1), closes_on=day(-2)
        )
    places = {problem.place for problem in refused.value.problems}
    assert places == {"name", "closes_on", "commune"}
