"""The clock stands only where law says so, and the due date follows from the ledger alone."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from motcua.core import clock
from motcua.core.clock import VIETNAM
from motcua.core.journal import tell_untold
from motcua.core.refusals import Invalid, NotAllowed, WrongState
from motcua.dossiers import actions, queries
from motcua.dossiers.models import MOVES, Dossier, Draft, PaperKind, Status
from motcua.dossiers.tests.answers import SCAN
from motcua.identity.models import Citizen, User
from motcua.notices.queries import notices_of

At = Callable[[User], Client]
MONDAY = datetime(2026, 11, 9, 9, 0, tzinfo=VIETNAM)
LAW = "Điều 16 Luật Hộ tịch"


@pytest.fixture
def asked(draft: Draft, mai: Citizen, lan: User) -> Dossier:
    """Taken in on a Monday; on the same day a supplement was asked for."""
    with clock.moved_to(MONDAY):
        dossier = actions.accept(actions.submit(draft, by=mai.user, declared=True), by=lan)
    with clock.moved_to(MONDAY + timedelta(hours=1)):
        return actions.ask_supplement(dossier, by=lan, reason="Bản chụp mờ", legal_basis=LAW)


def test_a_refused_supplement_says_why_and_keeps_the_note(
    asked: Dossier, at: At, mai: Citizen
) -> None:
    address = reverse("dossiers:supplement", args=[asked.pk])
    page = SimpleUploadedFile("x.pdf", b"<script>alert(1)</script>")
    answer = at(mai.user).post(address, {"note": "Bản rõ hơn", "papers": page})
    assert answer.status_code == 422
    assert "Bản rõ hơn" in answer.text
    assert 'href="#id_papers"' in answer.text
    assert "Hãy đính kèm giấy tờ hoặc" in at(mai.user).post(address, {"note": " "}).text


def test_a_note_has_its_limit(asked: Dossier, mai: Citizen) -> None:
    with pytest.raises(Invalid, match=r"4\.000"):
        actions.supplement(asked, by=mai.user, note="z" * 4001, uploads=[])


def test_a_long_legal_basis_is_told_beside_what_was_typed(
    accepted: Dossier, at: At, lan: User
) -> None:
    act = reverse("dossiers:desk:act", args=[accepted.pk, "ask_supplement"])
    answer = at(lan).post(act, {"reason": "Bản chụp mờ", "legal_basis": "đ" * 501})
    assert answer.status_code == 422
    assert "Bản chụp mờ" in answer.text
    with pytest.raises(Invalid, match="500"):
        actions.ask_supplement(accepted, by=lan, reason="Mờ", legal_basis="đ" * 501)


def test_the_days_of_waiting_are_not_the_agencys(asked: Dossier, mai: Citizen) -> None:
    before = asked.due_at
    upload = SimpleUploadedFile("ban ro.pdf", SCAN)
    with clock.moved_to(MONDAY + timedelta(days=3)):
        dossier = actions.supplement(asked, by=mai.user, note="Bản rõ", uploads=[upload])
    assert dossier.status == Status.IN_PROCESS
    assert before is not None
    assert dossier.due_at is not None
    assert f"{dossier.due_at.astimezone(VIETNAM):%d/%m}" == "12/11"
    assert dossier.pauses.get().stopped_at is not None


def test_nothing_is_handled_while_the_applicant_is_awaited(asked: Dossier, minh: User) -> None:
    with pytest.raises(WrongState):
        actions.complete(asked, by=minh, outcome="assigned")


def test_a_stranger_may_not_supplement(asked: Dossier, hung: Citizen) -> None:
    with pytest.raises(NotAllowed):
        actions.supplement(asked, by=hung.user, note="x", uploads=[])


def test_an_empty_supplement_is_refused(asked: Dossier, mai: Citizen) -> None:
    with pytest.raises(Invalid):
        actions.supplement(asked, by=mai.user, note=" ", uploads=[])


def test_a_payment_is_asked_and_confirmed(accepted: Dossier, lan: User) -> None:
    with pytest.raises(Invalid):
        actions.ask_payment(accepted, by=lan, amount=0, what_for="Lệ phí")
    dossier = actions.ask_payment(accepted, by=lan, amount=8000, what_for="Bản sao trích lục")
    assert dossier.status == Status.PAYMENT_ASKED
    dossier = actions.confirm_payment(dossier, by=lan, receipt_number="BL-17")
    assert dossier.status == Status.IN_PROCESS


def test_an_applicant_may_withdraw_and_an_agency_may_stop(
    accepted: Dossier, mai: Citizen, minh: User, lan: User
) -> None:
    with pytest.raises(NotAllowed):
        actions.withdraw(accepted, by=lan)
    withdrawn = actions.withdraw(accepted, by=mai.user, reason="Nộp nhầm nơi")
    assert withdrawn.status == Status.WITHDRAWN
    assert not withdrawn.steps.filter(done_at=None).exists()
    with pytest.raises(WrongState):
        actions.stop(withdrawn, by=minh, reason="x", legal_basis=LAW)


@pytest.mark.parametrize("status", [s for s in Status if not MOVES[s]])
def test_an_ended_status_has_no_way_out(status: Status) -> None:
    dossier = Dossier(status=status)
    for other in Status:
        with pytest.raises(WrongState):
            dossier.move_to(other)


def test_a_supplement_is_asked_once_and_again_only_with_a_reason(
    asked: Dossier, mai: Citizen, lan: User, hoa: User
) -> None:
    before = actions.supplement(asked, by=mai.user, note="Bản rõ", uploads=[])
    with pytest.raises(Invalid, match="đã được yêu cầu bổ sung một lần"):
        actions.ask_supplement(before, by=hoa, reason="Thiếu trang 2", legal_basis=LAW)
    again = actions.ask_supplement(
        before, by=hoa, reason="Thiếu trang 2", legal_basis=LAW, exception="Chỉ thấy khi bản rõ đến"
    )
    tell_untold()
    moment = next(one for one in queries.history(again) if "bổ sung hồ sơ lần nữa" in one.text)
    assert "Chỉ thấy khi bản rõ đến" in moment.note
    assert again.papers.filter(kind=PaperKind.SUPPLEMENT).count() == 2
    notice = notices_of(mai.user).filter(subject="Hồ sơ cần bổ sung").first()
    assert notice
    assert "Chỉ thấy khi bản rõ đến" in notice.body


def test_nobody_is_asked_a_third_time(asked: Dossier, mai: Citizen, lan: User) -> None:
    dossier = actions.supplement(asked, by=mai.user, note="Một", uploads=[])
    told: Any = {"by": lan, "reason": "Thiếu", "legal_basis": LAW, "exception": "Sót"}
    dossier = actions.ask_supplement(dossier, **told)
    dossier = actions.supplement(dossier, by=mai.user, note="Hai", uploads=[])
    assert "ask_supplement" not in queries.doable_by(lan, dossier)
    with pytest.raises(WrongState, match="hai lần"):
        actions.ask_supplement(dossier, **told)
    assert Dossier.objects.get(pk=dossier.pk).status == Status.IN_PROCESS


def test_the_desk_is_asked_why_only_the_second_time(
    accepted: Dossier, mai: Citizen, lan: User, at: At
) -> None:
    page = reverse("dossiers:desk:dossier", args=[accepted.pk])
    assert "Lý do phải yêu cầu lần nữa" not in at(lan).get(page).text
    dossier = actions.ask_supplement(accepted, by=lan, reason="Mờ", legal_basis=LAW)
    actions.supplement(dossier, by=mai.user, note="Rõ", uploads=[])
    assert "Lý do phải yêu cầu lần nữa" in at(lan).get(page).text
    act = reverse("dossiers:desk:act", args=[accepted.pk, "ask_supplement"])
    said = {"reason": "Thiếu", "legal_basis": LAW}
    assert at(lan).post(act, said).status_code == 422
    assert at(lan).post(act, {**said, "exception": "Sót"}).status_code == 302
