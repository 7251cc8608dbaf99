"""The desk's pages: the right dossiers in the right list, at a fixed number of queries."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from motcua.agencies.models import Agency
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
