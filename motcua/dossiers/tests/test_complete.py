"""Handling: steps by role, the signer decides, the desk returns, the applicant rates."""

from collections.abc import Callable

import pytest

from motcua.core.journal import tell_untold
from motcua.core.refusals import Invalid, NotAllowed, WrongState
from motcua.dossiers import actions, queries
from motcua.dossiers.models import Dossier, PaperKind, Status
from motcua.identity.models import Citizen, User

Walk = Callable[..., Dossier]


@pytest.fixture
def clerk(appointed: Callable[..., User], ward: object) -> User:
    from motcua.agencies.models import Role

    return appointed("ha-vu", "Vũ Thị Hà", ward, Role.CLERK)


@pytest.fixture
def signed(walked: Walk) -> Dossier:
    """Decided by Minh, not yet stamped."""
    return walked("assigned", "propose_approve", "sign")


def test_the_signature_decides(signed: Dossier) -> None:
    assert signed.status == Status.DONE
    assert signed.decision == "approved"
    assert signed.papers.get(kind=PaperKind.RESULT)


def test_sending_back_opens_a_second_round(walked: Walk) -> None:
    dossier = walked("assigned", "propose_approve", "send_back")
    step = dossier.steps.get(done_at=None)
    assert (step.step_id, step.round) == ("examine", 2)
    assert dossier.status == Status.IN_PROCESS


def test_a_refusal_ends_with_a_signed_answer(walked: Walk) -> None:
    dossier = walked("assigned", "propose_refuse", "refuse")
    assert dossier.status == Status.RETURNED
    assert dossier.decision == "refused"
    assert dossier.papers.filter(kind=PaperKind.RESULT).exists()


def test_the_result_is_stamped_then_returned_then_rated(
    signed: Dossier, clerk: User, lan: User, mai: Citizen
) -> None:
    with pytest.raises(NotAllowed):
        actions.return_result(signed, by=lan, how="Trực tiếp")
    actions.complete(signed, by=clerk, outcome="stamped")
    returned = actions.return_result(signed, by=lan, how="Bản điện tử")
    assert returned.status == Status.RETURNED
    actions.rate(returned, by=mai.user, stars=5, comment="Nhanh gọn")
    with pytest.raises(WrongState):
        actions.rate(returned, by=mai.user, stars=1)


def test_only_the_role_of_the_step_may_complete_it(
    accepted: Dossier, lan: User, hoa: User, stranger: User
) -> None:
    for official in (lan, hoa, stranger):
        with pytest.raises(NotAllowed):
            actions.complete(accepted, by=official, outcome="assigned")


def test_an_outcome_that_needs_a_reason_is_refused_without(walked: Walk, hoa: User) -> None:
    dossier = walked("assigned")
    with pytest.raises(Invalid, match="lý do"):
        actions.complete(dossier, by=hoa, outcome="propose_refuse")
    with pytest.raises(Invalid):
        actions.complete(dossier, by=hoa, outcome="no_such_outcome")


def test_what_one_official_holds_another_does_not_do(
    walked: Walk, hoa: User, appointed: Callable[..., User], ward: object
) -> None:
    from motcua.agencies.models import Role

    other = appointed("tu-do", "Đỗ Anh Tú", ward, Role.HANDLER)
    dossier = walked("assigned")
    actions.take(dossier, by=hoa)
    with pytest.raises(WrongState, match="Trần Thị Hoa"):
        actions.complete(dossier, by=other, outcome="propose_approve")


def test_every_act_is_told_to_the_applicant_with_who_did_it(signed: Dossier, mai: Citizen) -> None:
    tell_untold()
    texts = [moment.text for moment in queries.history(signed)]
    assert texts[0] == "Ký kết quả giải quyết"
    assert texts[-1] == "Nộp hồ sơ"
    assert any("Tiếp nhận hồ sơ, cấp mã" in text for text in texts)
    assert {moment.who for moment in queries.history(signed)} >= {"Lê Thị Lan", "Nguyễn Thị Mai"}
