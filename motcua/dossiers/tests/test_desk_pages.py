"""The desk's pages: the right dossiers in the right list, at a fixed number of queries."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from motcua.agencies.models import Agency
from motcua.core import clock
from motcua.dossiers import actions, queries
from motcua.dossiers.models import Dossier, Status
from motcua.dossiers.tests.answers import BIRTH, SCAN
from motcua.identity.models import Citizen, User
from motcua.procedures.models import Version

At = Callable[[User], Client]


def file_another(birth: Version, mai: Citizen, name: str) -> Dossier:
    from django.core.files.uploadedfile import SimpleUploadedFile

    draft = actions.start(birth, by=mai.user)
    draft.answers = {**draft.answers, **BIRTH, "child_name": name}
    draft.save()
    upload = SimpleUploadedFile("a.pdf", SCAN)
    actions.attach(draft, by=mai.user, question="birth_notification", upload=upload)
    draft.refresh_from_db()
    return actions.submit(draft, by=mai.user, declared=True)


def test_the_inbox_costs_the_same_for_one_dossier_and_for_many(
    submitted: Dossier,
    birth: Version,
    mai: Citizen,
    lan: User,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    with django_assert_num_queries(2):
        assert len(queries.inbox(lan, "reception").items) == 1
    for number in range(4):
        file_another(birth, mai, f"Trần Bảo {['An', 'Bình', 'Chi', 'Dương'][number]}")
    with django_assert_num_queries(1):
        assert len(queries.inbox(lan, "reception").items) == 5


def test_each_list_holds_what_is_the_officials_to_do(
    accepted: Dossier, lan: User, minh: User, hoa: User, stranger: User
) -> None:
    assert queries.inbox_counts(minh)["unit"] == 1
    actions.take(accepted, by=minh)
    assert queries.inbox_counts(minh) == {
        "mine": 1, "unit": 0, "overdue": 0, "reception": 0, "waiting": 0
    }  # fmt: skip
    for other in (lan, hoa, stranger):
        assert queries.inbox_counts(other)["mine"] == 0


def test_a_dossier_is_found_by_code_and_by_name_without_diacritics(
    submitted: Dossier, lan: User
) -> None:
    assert queries.inbox(lan, "reception", text="nguyen thi mai").items
    assert not queries.inbox(lan, "reception", text="tran van x").items


def test_a_walk_through_the_desk_by_pages(
    submitted: Dossier, at: At, lan: User, minh: User, mai: Citizen
) -> None:
    desk = at(lan)
    assert "Nguyễn Thị Mai" in desk.get(reverse("dossiers:desk:list", args=["reception"])).text
    address = reverse("dossiers:desk:dossier", args=[submitted.pk])
    page = desk.get(address)
    assert "Tiếp nhận và in giấy hẹn" in page.text
    act = reverse("dossiers:desk:act", args=[submitted.pk, "accept"])
    assert desk.post(act, {"revision": 0}).status_code == 302
    submitted.refresh_from_db()
    assert submitted.status == Status.RECEIVED
    receipt = desk.get(reverse("dossiers:receipt", args=[submitted.pk]))
    assert receipt["Content-Type"] == "application/pdf"
    closers: list[Any] = getattr(receipt, "_resource_closers")  # noqa: B009  # not typed
    for close in closers:  # not receipt.close(): it would end the transaction
        close()
    assert "Lê Thị Lan" in at(mai.user).get(reverse("dossiers:dossier", args=[submitted.pk])).text


def test_after_an_act_the_receipt_and_the_next_dossier_are_one_click_away(
    submitted: Dossier, birth: Version, hung: Citizen, mai: Citizen, at: At, lan: User
) -> None:
    second = file_another(birth, mai, "Trần Bảo An")
    third = file_another(birth, hung, "Trần Bảo Bình")
    desk, way = at(lan), "?list=reception&q="
    listed = desk.get(reverse("dossiers:desk:list", args=["reception"])).text
    address = reverse("dossiers:desk:dossier", args=[second.pk])
    assert f"{address}?list=reception&amp;q=" in listed
    act = reverse("dossiers:desk:act", args=[second.pk, "accept"]) + way
    assert act.replace("&", "&amp;") in desk.get(address + way).text
    done = desk.post(act, {"revision": 0}, follow=True)
    assert done.redirect_chain[0][0] == address + way
    assert reverse("dossiers:receipt", args=[second.pk]) in done.text
    following = reverse("dossiers:desk:dossier", args=[third.pk]) + way.replace("&", "&amp;")
    assert f'href="{following}">Hồ sơ tiếp theo: Trần Quốc Hùng</a>' in done.text
    assert reverse("dossiers:desk:list", args=["reception"]) in done.text


def test_the_last_of_a_list_leads_to_its_first_and_the_only_one_to_none(
    submitted: Dossier, birth: Version, mai: Citizen, lan: User
) -> None:
    assert queries.after(lan, "reception", submitted) is None
    second = file_another(birth, mai, "Trần Bảo An")
    following = queries.after(lan, "reception", second)
    assert following is not None
    assert following.dossier == submitted.pk


def test_a_name_that_says_script_runs_nowhere(
    submitted: Dossier, birth: Version, mai: Citizen, at: At, lan: User
) -> None:
    file_another(birth, mai, "Trần Bảo An")
    mai.full_name = "<script>alert(1)</script>"
    mai.save()
    act = reverse("dossiers:desk:act", args=[submitted.pk, "accept"]) + "?list=reception"
    done = at(lan).post(act, {"revision": 0}, follow=True)
    assert "Hồ sơ tiếp theo: &lt;script&gt;" in done.text
    assert "<script>alert" not in done.text


def test_whoever_comes_to_the_desk_is_found_wherever_the_dossier_is(
    walked: Callable[..., Dossier], at: At, lan: User, stranger: User
) -> None:
    walked("assigned", "propose_approve")
    everywhere = reverse("dossiers:desk:list", args=["all"])
    for typed in ("nguyen thi mai", "001190012345"):
        assert "Nguyễn Thị Mai" in at(lan).get(everywhere, {"q": typed}).text
    assert not queries.inbox(lan, queries.ALL, text="!?").items
    assert not queries.inbox(stranger, queries.ALL).items


def test_a_dossier_done_in_time_is_never_late_again(
    walked: Callable[..., Dossier], lan: User
) -> None:
    done = walked("assigned", "propose_approve", "sign")
    assert done.due_at
    with clock.moved_to(done.due_at + timedelta(days=30)):
        assert [item.is_late for item in queries.inbox(lan, queries.ALL).items] == [False]


def test_only_what_takes_a_dossier_on_stands_open(accepted: Dossier, at: At, hoa: User) -> None:
    page = at(hoa).get(reverse("dossiers:desk:dossier", args=[accepted.pk])).text
    before, _, _after = page.partition("Gửi yêu cầu bổ sung")
    assert before.count("<details") == before.count("</details>") + 1


def test_what_was_left_blank_is_folded_away(submitted: Dossier, at: At, lan: User) -> None:
    page = at(lan).get(reverse("dossiers:desk:dossier", args=[submitted.pk])).text
    assert ">Không có<" not in page.replace(" ", "").replace("\n", "")
    assert "mục ghi “Không có”" in page


def test_an_act_upon_an_older_state_shows_the_new_one(
    submitted: Dossier, at: At, lan: User
) -> None:
    actions.accept(submitted, by=lan)
    act = reverse("dossiers:desk:act", args=[submitted.pk, "refuse"])
    answer = at(lan).post(act, {"revision": 0, "reason": "Thiếu", "legal_basis": "Điều 16"})
    assert answer.status_code == 409
    assert "người khác cập nhật" in answer.text


def test_a_mistake_in_an_act_keeps_what_was_typed(submitted: Dossier, at: At, lan: User) -> None:
    act = reverse("dossiers:desk:act", args=[submitted.pk, "refuse"])
    answer = at(lan).post(act, {"revision": 0, "reason": "Ảnh chụp mờ", "legal_basis": ""})
    assert answer.status_code == 422
    assert "Ảnh chụp mờ" in answer.text


@pytest.mark.parametrize("name", ["reception", "nowhere"])
def test_a_citizen_has_no_desk(submitted: Dossier, at: At, mai: Citizen, name: str) -> None:
    page = at(mai.user).get(reverse("dossiers:desk:list", args=[name]))
    assert page.status_code == 403


def test_who_looked_is_shown_to_the_applicant(
    submitted: Dossier, at: At, lan: User, mai: Citizen
) -> None:
    at(lan).get(reverse("dossiers:desk:dossier", args=[submitted.pk]))
    page = at(mai.user).get(reverse("dossiers:dossier", args=[submitted.pk])).text
    assert "Lê Thị Lan (giải quyết hồ sơ)" in page


def test_the_acts_offered_are_those_that_will_be_done(
    accepted: Dossier, lan: User, hoa: User, minh: User, ward: Agency
) -> None:
    assert queries.doable_by(minh, accepted) == ["take", "complete", "stop"]
    assert queries.doable_by(hoa, accepted) == ["ask_supplement", "ask_payment"]
    assert queries.doable_by(lan, accepted) == ["ask_supplement", "ask_payment"]
