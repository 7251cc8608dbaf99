"""Posts: who holds them on which day, and what that lets them do."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import IntegrityError, transaction
from pytest_django import DjangoAssertNumQueries

from motcua.agencies.models import Agency, Post, Role
from motcua.core import clock
from motcua.core.actors import SYSTEM
from motcua.core.refusals import Invalid, NotAllowed, WrongState
from motcua.identity import access, actions, queries
from motcua.identity.models import Appointment, Citizen, User

pytestmark = pytest.mark.django_db


def test_an_appointed_official_holds_the_post_here_only(
    lan: User, reception: Post, ward: Agency, other_ward: Agency
) -> None:
    assert not access.holds(lan)
    actions.appoint(lan, post=reception, by=SYSTEM)
    assert access.holds(lan, Role.RECEIVER, at=ward)
    assert not access.holds(lan, Role.RECEIVER, at=other_ward)
    assert not access.holds(lan, Role.SIGNER, at=ward)
    assert access.agencies_of(lan, Role.RECEIVER) == [ward]
    with pytest.raises(NotAllowed, match="UBND phường Cửa Nam"):
        access.require(lan, Role.RECEIVER, at=other_ward, to="tiếp nhận hồ sơ")


def test_a_visitor_and_a_citizen_hold_nothing(an: Citizen) -> None:
    assert access.posts_of(AnonymousUser()) == ()
    assert access.posts_of(an.user) == ()
    assert access.posts_of(SYSTEM) == ()


def test_a_post_is_held_from_its_first_day_to_its_last(lan: User, reception: Post) -> None:
    actions.appoint(
        lan, post=reception, by=SYSTEM, from_date=date(2026, 3, 2), to_date=date(2026, 3, 31)
    )
    held = [bool(access.posts_of(lan, on=date(2026, 3, day))) for day in (1, 2, 31)]
    assert held == [False, True, True]
    assert not access.posts_of(lan, on=date(2026, 4, 1))
    with clock.moved_to(datetime(2026, 3, 31, 17, 30, tzinfo=UTC)):  # already April in Viet Nam
        assert not access.posts_of(lan)


def test_posts_are_asked_once_and_again_after_a_change(
    lan: User, reception: Post, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    appointment = actions.appoint(lan, post=reception, by=SYSTEM)
    with django_assert_num_queries(1):
        for _ in range(5):
            assert access.holds(lan, Role.RECEIVER)
    actions.end_appointment(appointment, by=SYSTEM)
    with django_assert_num_queries(1):
        assert access.holds(lan, Role.RECEIVER)  # until the end of today


def test_a_deactivated_official_holds_nothing(lan: User, reception: Post) -> None:
    actions.appoint(lan, post=reception, by=SYSTEM)
    lan = actions.deactivate(lan, by=SYSTEM)
    assert not access.holds(lan)
    with pytest.raises(Invalid):
        actions.appoint(lan, post=reception, by=SYSTEM)


def test_a_citizen_is_appointed_to_nothing(an: Citizen, reception: Post) -> None:
    with pytest.raises(Invalid):
        actions.appoint(an.user, post=reception, by=SYSTEM)


def test_nobody_holds_a_post_twice_at_once(lan: User, binh: User, reception: Post) -> None:
    first = actions.appoint(lan, post=reception, by=SYSTEM, from_date=date(2026, 1, 1))
    with pytest.raises(WrongState):
        actions.appoint(lan, post=reception, by=SYSTEM, from_date=date(2027, 1, 1))
    with pytest.raises(IntegrityError), transaction.atomic():
        Appointment.objects.create(user=lan, post=reception, from_date=date(2027, 1, 1))
    actions.appoint(binh, post=reception, by=SYSTEM, from_date=date(2026, 1, 1))
    actions.end_appointment(first, by=SYSTEM, to_date=date(2026, 6, 30))
    actions.appoint(lan, post=reception, by=SYSTEM, from_date=date(2026, 7, 1))


def test_a_period_runs_forward(lan: User, reception: Post) -> None:
    with pytest.raises(Invalid):
        actions.appoint(
            lan, post=reception, by=SYSTEM, from_date=date(2026, 2, 1), to_date=date(2026, 1, 1)
        )


def test_a_substitute_exercises_the_post_for_the_period_only(
    lan: User, binh: User, reception: Post, ward: Agency
) -> None:
    appointment = actions.appoint(lan, post=reception, by=SYSTEM, from_date=date(2026, 1, 1))
    actions.substitute(
        appointment,
        substitute=binh,
        from_date=date(2026, 5, 4),
        to_date=date(2026, 5, 8),
        basis="Giấy ủy quyền số 12/GUQ-UBND",
        by=SYSTEM,
    )
    assert [access.holds(binh, at=ward, on=date(2026, 5, day)) for day in (3, 4, 8, 9)] == [
        False,
        True,
        True,
        False,
    ]
    assert access.holds(lan, at=ward, on=date(2026, 5, 5))
    assert queries.holders_of(ward, Role.RECEIVER, on=date(2026, 5, 5)) == sorted([lan.pk, binh.pk])
    assert queries.holders_of(ward, Role.RECEIVER, on=date(2026, 5, 9)) == [lan.pk]


def test_a_substitution_ends_with_the_appointment_it_is_for(
    lan: User, binh: User, reception: Post
) -> None:
    today = clock.today()
    appointment = actions.appoint(lan, post=reception, by=SYSTEM, from_date=today)
    later = today + timedelta(days=9)
    actions.substitute(appointment, substitute=binh, from_date=today, to_date=later, by=SYSTEM)
    actions.end_appointment(appointment, by=SYSTEM, to_date=today)
    assert access.holds(binh, on=today)
    assert not access.holds(binh, on=later)


def test_nobody_substitutes_for_themselves(lan: User, reception: Post) -> None:
    appointment = actions.appoint(lan, post=reception, by=SYSTEM)
    today = clock.today()
    with pytest.raises(Invalid):
        actions.substitute(appointment, substitute=lan, from_date=today, to_date=today, by=SYSTEM)


def test_an_administrator_appoints_at_their_agency_and_below_only(
    lan: User, binh: User, ward: Agency, other_ward: Agency, reception: Post
) -> None:
    below = Post.objects.create(agency=other_ward, role=Role.HANDLER, title="Chuyên viên")
    office = Post.objects.create(agency=ward, role=Role.ADMINISTRATOR, title="Quản trị")
    actions.appoint(lan, post=office, by=SYSTEM)
    actions.appoint(binh, post=reception, by=lan)
    with pytest.raises(NotAllowed):
        actions.appoint(binh, post=below, by=lan)
    with pytest.raises(NotAllowed):
        actions.appoint(lan, post=office, by=binh)
    Agency.objects.filter(pk=other_ward.pk).update(parent=ward)
    actions.appoint(binh, post=Post.objects.get(pk=below.pk), by=lan)
