"""Public tracking: enough to know, nothing personal, nothing to guess."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from motcua.core import clock
from motcua.core.refusals import NotFound, TooMany
from motcua.dossiers import actions, queries
from motcua.dossiers.models import Dossier, FailedLookup


def test_the_last_four_digits_or_the_key_of_the_receipt_open_it(accepted: Dossier) -> None:
    code = str(accepted.code)
    assert queries.tracked(code.lower(), "2345").procedure == "Đăng ký khai sinh"
    assert queries.tracked(f" {code} ", accepted.tracking_key).status == accepted.status


def test_nothing_personal_is_told(accepted: Dossier, client: Client) -> None:
    query = {"code": str(accepted.code), "answer": "2345"}
    page = client.get(reverse("dossiers:track"), query)
    assert page.status_code == 200
    for secret in ("Nguyễn Thị Mai", "001190012345", "Bảo An", "Hàng Trống", "Lê Thị Lan"):
        assert secret not in page.text


def test_a_wrong_answer_tells_no_more_than_a_wrong_code(accepted: Dossier) -> None:
    with pytest.raises(NotFound) as wrong_answer:
        queries.tracked(str(accepted.code), "0000")
    with pytest.raises(NotFound) as wrong_code:
        queries.tracked("H26.70-20260101-0001", "2345")
    assert wrong_answer.value.message == wrong_code.value.message


def test_guessing_is_stopped_after_five_tries(accepted: Dossier, client: Client) -> None:
    for answer in ("0000", "1111", "2222", "3333", "4444"):
        page = client.post(reverse("dossiers:track"), {"code": accepted.code, "answer": answer})
        assert page.status_code == 404
    page = client.post(reverse("dossiers:track"), {"code": accepted.code, "answer": "2345"})
    assert page.status_code == 429
    with pytest.raises(TooMany):
        queries.tracked(str(accepted.code), "2345")


@pytest.mark.parametrize("written", [str.lower, "  {}".format, str.swapcase])
def test_guessing_is_counted_however_the_code_is_written(
    accepted: Dossier, client: Client, written: Callable[[str], str]
) -> None:
    code = written(str(accepted.code))
    for answer in ("0000", "1111", "2222", "3333", "4444"):
        client.post(reverse("dossiers:track"), {"code": code, "answer": answer})
    page = client.post(reverse("dossiers:track"), {"code": code, "answer": "2345"})
    assert page.status_code == 429


def test_who_guesses_does_not_lock_out_who_holds_the_receipt(accepted: Dossier) -> None:
    for _ in range(5):
        actions.note_failed_lookup(str(accepted.code))
    assert queries.tracked(str(accepted.code), accepted.tracking_key).code == accepted.code


def test_guessing_at_many_codes_from_one_address_is_stopped(
    accepted: Dossier, client: Client
) -> None:
    for number in range(60):
        client.post(reverse("dossiers:track"), {"code": f"H26-{number}", "answer": "2345"})
    tried = {"code": accepted.code, "answer": "2345"}
    assert client.post(reverse("dossiers:track"), tried).status_code == 429
    by_key = {"code": accepted.code, "answer": accepted.tracking_key}
    assert client.post(reverse("dossiers:track"), by_key).status_code == 200


@pytest.mark.django_db
def test_old_guesses_are_forgotten() -> None:
    with clock.moved_to(clock.now() - timedelta(days=1)):
        actions.note_failed_lookup("H26.70-20260101-0001")
    actions.note_failed_lookup("H26.70-20260101-0002")
    assert FailedLookup.objects.count() == 1


def test_what_is_not_received_yet_is_not_tracked(submitted: Dossier) -> None:
    assert submitted.code is None
    actions.note_failed_lookup("x" * 200)
    with pytest.raises(NotFound):
        queries.tracked("", submitted.tracking_key)
