"""What a password alone does not open, and what nobody does without leaving a trace."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from motcua.dossiers import queries
from motcua.dossiers.models import Attachment, Dossier, Status
from motcua.identity.models import Citizen, User

At = Callable[[User], Client]
API = "/api/v1/dossiers"


@pytest.fixture
def live(settings: Any) -> None:
    """An installation that is no demo: officials need a second factor."""
    settings.DEMO = False


def addresses(dossier: Dossier) -> list[str]:
    """Where an official gets at personal data."""
    file = Attachment.objects.filter(draft_id=dossier.pk).values_list("file_id", flat=True)[0]
    return [
        API,
        f"{API}/{dossier.pk}",
        reverse("dossiers:file", args=[dossier.pk, file]),
        reverse("dossiers:receipt", args=[dossier.pk]),
        reverse("dossiers:submitted", args=[dossier.pk]),
        reverse("dossiers:desk:dossier", args=[dossier.pk]),
    ]


def test_a_password_alone_opens_no_dossier(
    live: None, accepted: Dossier, at: At, lan: User, mai: Citizen
) -> None:
    desk = at(lan)
    for address in addresses(accepted):
        assert desk.get(address).status_code in {302, 403}, address
    assert at(mai.user).get(f"{API}/{accepted.pk}").status_code == 200


def test_a_password_alone_decides_nothing(
    live: None, submitted: Dossier, at: At, lan: User
) -> None:
    answer = at(lan).post(f"{API}/{submitted.pk}/accept", {}, content_type="application/json")
    assert answer.status_code == 403
    submitted.refresh_from_db()
    assert submitted.status == Status.REGISTERED


@pytest.mark.parametrize("number", [1, 2, 3])
def test_an_official_leaves_a_trace_by_every_way_in(
    accepted: Dossier, at: At, lan: User, number: int
) -> None:
    answer = at(lan).get(addresses(accepted)[number])
    assert answer.status_code == 200
    assert [look.who for look in queries.looks(accepted)] == ["Lê Thị Lan"]
    closers: list[Any] = getattr(answer, "_resource_closers")  # noqa: B009  # not typed
    for close in closers:  # not answer.close(): it would end the transaction
        close()


def test_an_applicant_leaves_none(accepted: Dossier, at: At, mai: Citizen) -> None:
    at(mai.user).get(f"{API}/{accepted.pk}")
    assert not queries.looks(accepted)
