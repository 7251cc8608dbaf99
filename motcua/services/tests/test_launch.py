"""On its way online: every line signed by another, tested, approved, and only then live."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from motcua.core import clock
from motcua.core.actors import SYSTEM
from motcua.core.journal import entries_about, tell_untold
from motcua.core.refusals import Invalid, NotAllowed, WrongState
from motcua.identity.models import User
from motcua.procedures import actions as procedures
from motcua.procedures import filing
from motcua.procedures.models import DecisionKind, Filing, Procedure, Version
from motcua.procedures.models import State as Record
from motcua.services import actions
from motcua.services.checklist import CHECKLIST
from motcua.services.models import LAUNCH_MOVES, Launch, Service, Stage, State, Verdict
from motcua.services.tests.conftest import ALL_PASSED, Trials

PASSED = actions.Finding(Verdict.PASSED)


def test_a_proposal_lays_out_the_checklist_and_sends_the_draft_for_approval(
    proposed: Launch,
) -> None:
    assert [line.code for line in proposed.lines.all()] == [line.code for line in CHECKLIST]
    assert {line.verdict for line in proposed.lines.all()} == {""}
    assert proposed.version.state == Record.AWAITING
    assert proposed.proposer == "Vũ Thị Thu"


def test_the_whole_way_is_written_down(live: Service, approved: Launch) -> None:
    launch = Launch.objects.get(pk=approved.pk)
    assert launch.stage == Stage.LIVE
    assert live.state == State.LIVE
    version = Version.objects.get(pk=launch.version_id)
    assert version.state == Record.PUBLISHED
    assert filing.closed(version) is None
    told = [one.event for one in entries_about(launch.pk)]
    assert told.count("services.LineReviewed") == len(CHECKLIST)
    moved = [one for one in entries_about(launch.pk) if one.event == "services.LaunchMoved"]
    assert [one.payload["stage"] for one in moved] == ["reviewed", "testing", "approved", "live"]


def test_each_line_carries_the_name_of_who_looked(proposed: Launch, binh: User, nam: User) -> None:
    actions.review(proposed, by=binh, found={"papers": PASSED})
    actions.review(proposed, by=nam, found={"papers": PASSED, "fee": PASSED})
    names = dict(proposed.lines.exclude(verdict="").values_list("code", "reviewer"))
    assert names == {"papers": "Đào Văn Bình", "fee": "Lý Văn Nam"}, "who agreed first has signed"


def test_the_proposer_does_not_review_or_approve_her_own(
    proposed: Launch, thu: User, appointed: Any, tested: Trials
) -> None:
    with pytest.raises(NotAllowed):
        actions.review(proposed, by=thu, found=ALL_PASSED)
    with pytest.raises(NotAllowed):
        actions.conclude_review(proposed, by=thu)
    with pytest.raises(NotAllowed):
        actions.approve(proposed, by=thu)


def test_the_machine_does_not_judge_what_the_machine_proposed(
    written: Callable[..., Version], tested: Trials
) -> None:
    launch = actions.propose(written(), by=SYSTEM)
    with pytest.raises(NotAllowed):
        actions.review(launch, by=SYSTEM, found=ALL_PASSED)


def test_strangers_do_nothing(proposed: Launch, stranger: User, lan: User, mai: Any) -> None:
    acts: tuple[Callable[[User], object], ...] = (
        lambda who: actions.propose(proposed.version, by=who),
        lambda who: actions.review(proposed, by=who, found=ALL_PASSED),
        lambda who: actions.conclude_review(proposed, by=who),
        lambda who: actions.begin_testing(proposed, by=who),
        lambda who: actions.approve(proposed, by=who),
        lambda who: actions.go_live(proposed, by=who),
        lambda who: actions.return_to_review(proposed, by=who, reason="x"),
        lambda who: actions.turn_down(proposed, by=who, reason="x"),
    )
    for who in (stranger, lan, mai.user):
        for act in acts:
            with pytest.raises(NotAllowed):
                act(who)


def test_one_line_not_passed_holds_everything(proposed: Launch, binh: User) -> None:
    failed = actions.Finding(Verdict.FAILED, "Đòi thêm giấy xác nhận ngoài luật")
    actions.review(proposed, by=binh, found={**ALL_PASSED, "papers": failed})
    with pytest.raises(WrongState, match="Còn 1 mục"):
        actions.conclude_review(proposed, by=binh)
    actions.review(proposed, by=binh, found={"papers": PASSED})
    assert actions.conclude_review(proposed, by=binh).stage == Stage.REVIEWED
    with pytest.raises(WrongState):
        actions.review(proposed, by=binh, found={"papers": PASSED})


def test_a_line_that_failed_says_why_and_an_unknown_one_is_refused(
    proposed: Launch, binh: User
) -> None:
    wrong = {"papers": actions.Finding(Verdict.FAILED), "lottery": PASSED}
    with pytest.raises(Invalid) as refusal:
        actions.review(proposed, by=binh, found=wrong)
    assert {one.place for one in refusal.value.problems} == set(wrong)
    assert not proposed.lines.exclude(verdict="").exists()


def test_nothing_is_approved_that_no_tester_passed(
    testing: Launch, nam: User, tested: Trials
) -> None:
    with pytest.raises(WrongState, match="kiểm thử"):
        actions.approve(testing, by=nam)
    tested.add(testing.version_id, passed=False)
    with pytest.raises(WrongState, match="kiểm thử"):
        actions.approve(testing, by=nam)
    tested.add(testing.version_id)
    approved = actions.approve(testing, by=nam)
    assert approved.approver == "Lý Văn Nam"
    assert approved.version.state == Record.APPROVED
    assert Version.objects.get(pk=approved.version_id).cleared_at


def test_no_stage_is_skipped(proposed: Launch, thu: User, nam: User, tested: Trials) -> None:
    tested.add(proposed.version_id)
    with pytest.raises(WrongState):
        actions.begin_testing(proposed, by=thu)
    with pytest.raises(WrongState):
        actions.approve(proposed, by=nam)
    with pytest.raises(WrongState):
        actions.go_live(proposed, by=thu)
    assert not Service.objects.exists()
    assert not Procedure.objects.get(code="1.999001").current_id


@pytest.mark.parametrize("stage", [stage for stage, to in LAUNCH_MOVES.items() if to])
def test_it_is_turned_down_at_any_stage_with_a_reason(
    stage: str, request: pytest.FixtureRequest, nam: User
) -> None:
    launch: Launch = request.getfixturevalue(stage)
    with pytest.raises(Invalid):
        actions.turn_down(launch, by=nam, reason="  ")
    down = actions.turn_down(launch, by=nam, reason="Luật sắp thay đổi")
    assert (down.stage, down.reason) == (Stage.TURNED_DOWN, "Luật sắp thay đổi")
    version = Version.objects.get(pk=launch.version_id)
    assert version.state == Record.DRAFT
    assert version.cleared_at is None


def test_going_back_means_a_new_review_and_keeps_the_old_one(
    approved: Launch, nam: User, binh: User
) -> None:
    back = actions.return_to_review(approved, by=nam, reason="Phí vừa đổi")
    assert (back.stage, back.round) == (Stage.PROPOSED, 2)
    assert Version.objects.get(pk=back.version_id).cleared_at is None
    assert back.lines.filter(round=1, verdict=Verdict.PASSED).count() == len(CHECKLIST)
    assert not back.lines.filter(round=2).exclude(verdict="").exists()
    actions.review(back, by=binh, found=ALL_PASSED)
    actions.conclude_review(back, by=binh)
    again = actions.approve(actions.begin_testing(back, by=binh), by=nam)
    assert again.stage == Stage.APPROVED


def test_ones_own_proposal_gives_way_to_a_better_version_anothers_does_not(
    proposed: Launch, written: Callable[..., Version], thu: User, appointed: Any, ministry: Any
) -> None:
    from motcua.agencies.models import Role

    better = written(keywords=["tốt hơn"])
    other = appointed("tam", "Hồ Thị Tâm", ministry, Role.ADMINISTRATOR)
    with pytest.raises(WrongState, match="Vũ Thị Thu"):
        actions.propose(better, by=other)
    with pytest.raises(WrongState):
        actions.propose(proposed.version, by=thu)
    launch = actions.propose(better, by=thu)
    assert launch.version == better
    proposed.refresh_from_db()
    assert proposed.stage == Stage.TURNED_DOWN
    assert Version.objects.get(pk=proposed.version_id).state == Record.DRAFT


def test_what_an_official_published_is_launched_as_it_is(
    written: Callable[..., Version], thu: User, binh: User, nam: User, tested: Trials
) -> None:
    version = procedures.publish(written(), by=thu)
    assert version.procedure.filing == Filing.NONE
    launch = actions.propose(version, by=thu)
    actions.review(launch, by=binh, found=ALL_PASSED)
    actions.begin_testing(actions.conclude_review(launch, by=binh), by=thu)
    tested.add(version.pk)
    actions.approve(launch, by=nam)
    assert actions.go_live(launch, by=thu).state == State.LIVE
    with pytest.raises(WrongState):
        actions.propose(version, by=thu)


def test_a_decision_to_come_puts_the_version_in_force_not_the_button(
    approved: Launch, thu: User, nam: User, ministry: Any
) -> None:
    law = clock.today() + timedelta(days=40)
    decision = procedures.Decision(
        number="9/QĐ-BYT", signed_on=clock.today(), agency=ministry, kind=DecisionKind.NEW,
        law_effective_on=law,
    )  # fmt: skip
    version = Version.objects.get(pk=approved.version_id)
    procedures.decide([version], by=nam, decision=decision)
    with pytest.raises(WrongState, match=f"{law:%d/%m/%Y}"):
        actions.go_live(approved, by=thu)
    with clock.moved_to(clock.now() + timedelta(days=41)):
        procedures.take_effect()
        assert actions.go_live(approved, by=thu).state == State.LIVE


def test_a_cleared_version_that_comes_in_force_on_an_open_service_is_live_by_itself(
    live: Service, written: Callable[..., Version], thu: User, binh: User, nam: User,
    tested: Trials, ministry: Any,
) -> None:  # fmt: skip
    version = written(keywords=["mới"])
    launch = actions.propose(version, by=thu)
    actions.review(launch, by=binh, found=ALL_PASSED)
    actions.begin_testing(actions.conclude_review(launch, by=binh), by=thu)
    tested.add(version.pk)
    actions.approve(launch, by=nam)
    decision = procedures.Decision(
        number="10/QĐ-BYT", signed_on=clock.today(), agency=ministry, kind=DecisionKind.AMENDED,
        law_effective_on=clock.today(),
    )  # fmt: skip
    procedures.decide([Version.objects.get(pk=version.pk)], by=nam, decision=decision)
    tell_untold()
    launch.refresh_from_db()
    assert launch.stage == Stage.LIVE
