"""The pages of officials: what each may do there, and what two do at once."""

import threading
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from motcua.core import clock
from motcua.core.journal import tell_untold
from motcua.core.refusals import Refusal, WrongState
from motcua.identity.models import User
from motcua.notices.queries import notices_of
from motcua.procedures.models import Version
from motcua.services import actions
from motcua.services.checklist import CHECKLIST
from motcua.services.models import Launch, RemovalProposal, Service, Stage, Verdict
from motcua.services.tests.conftest import ALL_PASSED, Trials

ROOT = "/quan-ly-dich-vu"
At = Callable[[User], Client]


def page(launch: Launch) -> str:
    return f"{ROOT}/de-xuat/{launch.pk}/"


def test_the_whole_way_on_pages(
    written: Callable[..., Version], thu: User, binh: User, nam: User, at: At, tested: Trials
) -> None:
    version = written()
    answer = at(thu).post(f"{ROOT}/de-xuat/", {"version": str(version.pk)})
    assert answer.status_code == 302
    launch = Launch.objects.get()
    assert "review" not in at(thu).get(page(launch)).text, "not her own"
    found = {f"verdict-{line.code}": "passed" for line in CHECKLIST}
    assert at(binh).post(f"{page(launch)}review/", found).status_code == 302
    assert at(binh).post(f"{page(launch)}conclude/").status_code == 302
    assert at(thu).post(f"{page(launch)}test/").status_code == 302
    assert at(nam).post(f"{page(launch)}approve/").status_code == 409
    tested.add(version)
    assert "Đào Văn Bình" in at(nam).get(page(launch)).text
    assert at(nam).post(f"{page(launch)}approve/").status_code == 302
    assert at(thu).post(f"{page(launch)}live/").status_code == 302
    assert Service.objects.get().state == "live"
    tell_untold()
    assert notices_of(thu).filter(link=page(launch)).count() == 4
    assert "thả diều" in at(thu).get(f"{ROOT}/danh-muc/").text


def test_a_failed_line_without_a_note_is_told_beside_it(
    proposed: Launch, binh: User, at: At
) -> None:
    answer = at(binh).post(f"{page(proposed)}review/", {"verdict-fee": "failed"})
    assert answer.status_code == 422
    assert "Nêu rõ điều chưa đạt" in answer.text
    assert not proposed.lines.exclude(verdict="").exists()


def test_a_draft_with_findings_is_not_proposed_and_the_page_says_where(
    written: Callable[..., Version], thu: User, at: At
) -> None:
    version = written(unfinished=["form"])
    answer = at(thu).post(f"{ROOT}/de-xuat/", {"version": str(version.pk)})
    assert answer.status_code == 422
    assert "form" in answer.text
    assert not Launch.objects.exists()


def test_anothers_version_is_not_offered(
    written: Callable[..., Version], stranger: User, at: At
) -> None:
    version = written()
    answer = at(stranger).post(f"{ROOT}/de-xuat/", {"version": str(version.pk)})
    assert answer.status_code == 422
    assert not Launch.objects.exists()


def test_a_service_is_suspended_and_opened_on_its_page(live: Service, nam: User, at: At) -> None:
    there = f"{ROOT}/danh-muc/{live.procedure.code}/"
    day = clock.today() + timedelta(days=3)
    said: dict[str, Any] = {"reason": "Bảo trì", "until-day": day.day}
    said |= {"until-month": day.month, "until-year": day.year}
    assert at(nam).post(f"{there}suspend/", {"reason": ""}).status_code == 422
    assert at(nam).post(f"{there}suspend/", said).status_code == 302
    assert Service.objects.get().state == "suspended"
    assert Service.objects.get().until == day
    assert at(nam).post(f"{there}resume/").status_code == 302
    assert at(nam).post(f"{there}resume/").status_code == 409
    assert at(nam).post(f"{there}idle/", {"days": "0"}).status_code == 422
    assert at(nam).post(f"{there}idle/", {"days": "90"}).status_code == 302
    assert Service.objects.get().idle_days == 90


def test_who_decides_is_told_and_decides_on_a_page(
    live: Service, nam: User, binh: User, at: At
) -> None:
    with clock.moved_to(clock.now() + timedelta(days=200)):
        actions.propose_removals()
        proposal = RemovalProposal.objects.get()
        there = f"{ROOT}/de-nghi-go/{proposal.pk}/"
        tell_untold()
        assert notices_of(nam).filter(link=there).exists()
        assert not notices_of(binh).filter(link=there).exists()
        assert "Gỡ dịch vụ" in at(nam).get(there).text
        assert "Gỡ dịch vụ" not in at(binh).get(there).text
        assert at(nam).post(there, {"choice": "remove", "reason": "x"}).status_code == 422


def test_an_announcement_too_late_is_told_on_the_page(live: Service, nam: User, at: At) -> None:
    day = clock.today() + timedelta(days=2)
    said: dict[str, Any] = {"scope": "service", "code": live.procedure.code, "reason": "Bảo trì"}
    for name in ("first_day", "last_day"):
        said |= {f"{name}-day": day.day, f"{name}-month": day.month, f"{name}-year": day.year}
    said |= {"first_hour": "22:00", "last_hour": "23:30"}
    answer = at(nam).post(f"{ROOT}/tam-ngung/", said)
    assert answer.status_code == 422
    assert "7 ngày làm việc" in answer.text
    said["urgent_reason"] = "Vá lỗ hổng"
    assert at(nam).post(f"{ROOT}/tam-ngung/", said).status_code == 302
    assert "Vá lỗ hổng" in Client().get("/tam-ngung/").text


def together(*acts: Callable[[], object]) -> list[Exception]:
    """All at once, each on a connection of its own; what was refused."""
    begin = threading.Barrier(len(acts))
    refused: list[Exception] = []

    def go(act: Callable[[], object]) -> None:
        try:
            begin.wait()
            act()
        except Exception as error:
            refused.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=go, args=[act]) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return refused


@pytest.mark.django_db(transaction=True)
def test_of_two_signers_at_once_one_approves_and_the_other_is_told(
    testing: Launch, nam: User, appointed: Any, ministry: Any, tested: Trials
) -> None:
    from motcua.agencies.models import Role

    tested.add(testing.version_id)
    other = appointed("tam", "Hồ Thị Tâm", ministry, Role.SIGNER)
    refused = together(
        lambda: actions.approve(testing, by=nam),
        lambda: actions.turn_down(testing, by=other, reason="Không"),
        lambda: actions.approve(testing, by=other),
    )
    launch = Launch.objects.get()
    assert all(isinstance(one, Refusal) for one in refused), refused
    if launch.stage == Stage.APPROVED:  # turning down after approval would have been lawful too
        assert len(refused) == 2
    else:
        assert launch.stage == Stage.TURNED_DOWN
        assert launch.version.cleared_at is None


@pytest.mark.django_db(transaction=True)
def test_two_reviewers_at_once_sign_each_their_lines(
    proposed: Launch, binh: User, nam: User
) -> None:
    half = len(CHECKLIST) // 2
    codes = [line.code for line in CHECKLIST]
    passed = actions.Finding(Verdict.PASSED)
    refused = together(
        lambda: actions.review(proposed, by=binh, found=dict.fromkeys(codes[:half], passed)),
        lambda: actions.review(proposed, by=nam, found=dict.fromkeys(codes[half:], passed)),
    )
    assert not refused
    names = dict(proposed.lines.values_list("code", "reviewer"))
    assert {names[code] for code in codes[:half]} == {"Đào Văn Bình"}
    assert {names[code] for code in codes[half:]} == {"Lý Văn Nam"}


@pytest.mark.django_db(transaction=True)
def test_of_two_proposals_at_once_one_stands(
    written: Callable[..., Version], thu: User, appointed: Any, ministry: Any
) -> None:
    from motcua.agencies.models import Role

    other = appointed("tam", "Hồ Thị Tâm", ministry, Role.ADMINISTRATOR)
    first, second = written(), written(keywords=["khác"])
    refused = together(
        lambda: actions.propose(first, by=thu), lambda: actions.propose(second, by=other)
    )
    assert [type(one) for one in refused] == [WrongState]
    assert Launch.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_decisions_on_one_removal_are_one(live: Service, nam: User, thu: User) -> None:
    with clock.moved_to(clock.now() + timedelta(days=200)):
        actions.propose_removals()
    proposal = RemovalProposal.objects.get()
    day = clock.today() + timedelta(days=300)
    refused = together(
        lambda: _later(lambda: actions.keep(proposal, by=nam, reason="Giữ", until=day)),
        lambda: _later(
            lambda: actions.remove(proposal, by=thu, reason="Gỡ", day=day, instead="Xã")
        ),
    )
    assert [type(one) for one in refused] == [WrongState]
    proposal.refresh_from_db()
    service = Service.objects.get()
    assert (proposal.answer == "removed") == (service.remove_on is not None)
    assert (proposal.answer == "kept") == (service.keep_until is not None)


def _later(act: Callable[[], object]) -> object:
    with clock.moved_to(clock.now() + timedelta(days=201)):
        return act()


def test_all_lines_are_those_of_the_checklist() -> None:
    assert set(ALL_PASSED) == {line.code for line in CHECKLIST}
