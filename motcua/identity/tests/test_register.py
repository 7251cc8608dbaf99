"""Registering citizens, businesses and officials."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from motcua.agencies.models import Post
from motcua.core.actors import SYSTEM
from motcua.core.journal import entries_about
from motcua.core.refusals import Invalid, NotAllowed, NotFound, WrongState
from motcua.identity import access, actions, queries
from motcua.identity.models import Assurance, Citizen, Kind, User
from motcua.identity.tests.conftest import PASSWORD

pytestmark = pytest.mark.django_db


def test_a_registered_citizen_has_no_password(an: Citizen) -> None:
    assert an.sex == "male"
    assert an.assurance == Assurance.NONE
    assert not an.user.has_usable_password()
    assert an.number not in an.user.username
    assert [entry.event for entry in entries_about(an.pk)] == ["identity.CitizenRegistered"]


def test_a_number_is_registered_once(an: Citizen) -> None:
    with pytest.raises(WrongState):
        actions.register_citizen(an.number, full_name="Người Khác", by=SYSTEM)


def test_data_that_contradict_the_number_are_refused() -> None:
    with pytest.raises(Invalid):
        actions.register_citizen(
            "001090000123", full_name="An", born_on=date(1991, 1, 1), by=SYSTEM
        )
    assert not User.objects.exists()


def test_a_citizen_registers_and_looks_up_nobody(an: Citizen) -> None:
    with pytest.raises(NotAllowed):
        actions.register_citizen("001090000124", full_name="Bạn", by=an.user)
    with pytest.raises(NotAllowed):
        queries.citizen_by_number(an.number, by=an.user)


def test_a_receiver_registers_and_looks_up(lan: User, reception: Post, an: Citizen) -> None:
    with pytest.raises(NotAllowed):
        queries.citizen_by_number(an.number, by=lan)
    actions.appoint(lan, post=reception, by=SYSTEM)
    assert queries.citizen_by_number(an.number, by=lan) == an
    with pytest.raises(NotFound):
        queries.citizen_by_number("001090000999", by=lan)


def test_only_the_e_identity_confirms(an: Citizen, lan: User) -> None:
    for person in (an.user, lan):
        with pytest.raises(NotAllowed):
            actions.confirm_citizen(
                an, by=person, assurance=Assurance.TWO, said=actions.Said("Khác")
            )
    actions.confirm_citizen(
        an, by=SYSTEM, assurance=Assurance.TWO, said=actions.Said("Nguyễn Văn Ân")
    )
    an.refresh_from_db()
    assert (an.full_name, an.assurance) == ("Nguyễn Văn Ân", Assurance.TWO)
    assert User.objects.get(pk=an.user_id).full_name == "Nguyễn Văn Ân"
    assert list(entries_about(an.pk))[-1].payload["changed"] == ["full_name"]


def test_only_the_citizen_changes_their_contact(an: Citizen, lan: User) -> None:
    with pytest.raises(NotAllowed):
        actions.change_contact(an, by=lan, phone="", email="")
    kept = actions.change_contact(an, by=an.user, phone="+84912345678", email="an@example.vn")
    assert (kept.phone, kept.email) == ("0912345678", "an@example.vn")
    with pytest.raises(Invalid):
        actions.change_contact(an, by=an.user, phone="", email="an@@example.vn")


def test_an_official_is_registered_by_an_administrator_only(an: Citizen, lan: User) -> None:
    for person in (an.user, lan):
        with pytest.raises(NotAllowed):
            actions.register_official("moi", full_name="Mới", password=PASSWORD, by=person)


@pytest.mark.parametrize(
    ("username", "password"),
    [("lan.tt", PASSWORD), ("a b", PASSWORD), ("Lan\x00", PASSWORD), ("moi", "12345678"), ("", "")],
)
def test_a_bad_account_is_refused(lan: User, username: str, password: str) -> None:
    with pytest.raises(Invalid) as refused:
        actions.register_official(username, full_name="Mới", password=password, by=SYSTEM)
    assert refused.value.problems


def test_a_citizen_is_never_a_superuser() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.create(username="cd-x", full_name="X", kind=Kind.CITIZEN, is_superuser=True)


def test_a_mandate_lets_a_citizen_act_for_a_business(an: Citizen) -> None:
    business = actions.register_business("0100109106", name="Công ty An Bình", by=SYSTEM)
    with pytest.raises(NotAllowed):
        access.acting_for(an.user, business)
    mandate = actions.grant_mandate(business, to=an, capacity="Giám đốc", by=SYSTEM)
    acting = access.acting_for(an.user, business).actor_ref
    assert (acting.kind, acting.id) == ("business", str(an.user.pk))
    assert acting.on_behalf_of == "0100109106 Công ty An Bình"
    assert list(queries.businesses_of(an.user)) == [business]
    with pytest.raises(WrongState):
        actions.grant_mandate(business, to=an, capacity="Kế toán", by=SYSTEM)
    actions.end_mandate(mandate, by=SYSTEM)
    assert access.acting_for(an.user, business)  # the last day counts
    with pytest.raises(NotAllowed):
        access.acting_for(an.user, business, on=date(2999, 1, 1))


def test_a_tax_code_is_registered_once() -> None:
    actions.register_business("0100109106", name="Một", by=SYSTEM)
    with pytest.raises(WrongState):
        actions.register_business("0100109106", name="Hai", by=SYSTEM)
