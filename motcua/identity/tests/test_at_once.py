"""Two acts at the same moment: one order, no double, no crash."""

import threading
from collections.abc import Callable
from datetime import date

import pytest
from django.db import connection

from motcua.agencies.models import Post
from motcua.core.actors import SYSTEM
from motcua.core.refusals import WrongState
from motcua.identity import actions
from motcua.identity.models import Appointment, Assurance, Business, Citizen, User

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(act: Callable[[], object], times: int = 4) -> list[str]:
    """What became of each: "done", or the name of the refusal or error."""
    gate = threading.Barrier(times)
    ends: list[str] = []

    def one() -> None:
        try:
            gate.wait(10)
            act()
            ends.append("done")
        except Exception as error:  # the test asks which kind
            ends.append(type(error).__name__)
        finally:
            connection.close()

    threads = [threading.Thread(target=one) for _ in range(times)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    return sorted(ends)


def test_a_person_who_signs_in_from_two_devices_is_one_person() -> None:
    def recognize() -> None:
        actions.recognize_citizen(
            "001090000123", by=SYSTEM, assurance=Assurance.TWO, full_name="Nguyễn Văn An"
        )

    assert at_once(recognize) == ["done"] * 4
    assert Citizen.objects.count() == User.objects.count() == 1


def test_a_number_registered_at_two_desks_is_registered_once() -> None:
    def register() -> None:
        actions.register_citizen("001090000123", full_name="Nguyễn Văn An", by=SYSTEM)

    assert at_once(register) == ["WrongState", "WrongState", "WrongState", "done"]


def test_a_business_registered_at_two_desks_is_registered_once() -> None:
    def register() -> None:
        actions.register_business("0100109106", name="Công ty An Bình", by=SYSTEM)

    assert at_once(register) == ["WrongState", "WrongState", "WrongState", "done"]
    assert Business.objects.count() == 1


def test_a_username_is_given_once() -> None:
    def register() -> None:
        actions.register_official(
            "lan.moi", full_name="Lan", password="mot-cua-thu-nghiem", by=SYSTEM
        )

    assert at_once(register) == ["Invalid", "Invalid", "Invalid", "done"]


def test_two_appointments_to_one_post_at_once_leave_one(lan: User, reception: Post) -> None:
    def appoint() -> None:
        actions.appoint(lan, post=reception, from_date=date(2026, 1, 1), by=SYSTEM)

    assert at_once(appoint) == [WrongState.__name__] * 3 + ["done"]
    assert Appointment.objects.count() == 1
