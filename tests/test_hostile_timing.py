"""Many at once, with real transactions: one effect, and a clear answer to everybody else."""

import threading
from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from motcua.core.models import Entry
from motcua.dossiers.models import Dossier, Draft, Status
from motcua.identity.models import Citizen, User

pytestmark = pytest.mark.django_db(transaction=True)
At = Callable[[User], Client]


def together(*works: Callable[[], Any]) -> list[Any]:
    """Start all at the same moment, each in its own thread and transaction; their results."""
    gate = threading.Barrier(len(works))
    results: list[Any] = [None] * len(works)

    def run(place: int) -> None:
        try:
            gate.wait(30)
            results[place] = works[place]()
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[place]) for place in range(len(works))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return results


def post(browser: Client, address: str, data: dict[str, str]) -> Callable[[], int]:
    return lambda: browser.post(address, data).status_code


def test_twenty_submissions_at_once_are_one_dossier(
    at: At, draft: Draft, ward: Any, mai: Citizen
) -> None:
    there = reverse("dossiers:review", args=[draft.pk])
    browsers = [at(mai.user) for _ in range(20)]
    statuses = together(*(post(one, there, {"declared": "on"}) for one in browsers))
    assert statuses == [302] * 20
    assert Dossier.objects.filter(pk=draft.pk).count() == Dossier.objects.count() == 1
    assert Entry.objects.filter(event="dossiers.DossierSubmitted").count() == 1


@pytest.mark.parametrize("round", range(5))
def test_of_two_officers_one_wins_and_the_other_is_told(
    round: int, at: At, submitted: Dossier, lan: User, ward: Any, appointed: Callable[..., User]
) -> None:
    from motcua.agencies.models import Role

    thu = appointed("thu", "Ngô Thị Thu", ward, Role.RECEIVER)
    said = {"revision": str(submitted.revision), "reason": "Thiếu giấy", "legal_basis": "Điều 16"}
    accept = reverse("dossiers:desk:act", args=[submitted.pk, "accept"])
    refuse = reverse("dossiers:desk:act", args=[submitted.pk, "refuse"])
    statuses = together(post(at(lan), accept, said), post(at(thu), refuse, said))
    assert sorted(statuses) == [302, 409]
    submitted.refresh_from_db()
    won = Status.RECEIVED if statuses[0] == 302 else Status.NOT_RECEIVED
    assert submitted.status == won
    told = Counter(Entry.objects.values_list("event", flat=True))
    assert told["dossiers.DossierAccepted"] + told["dossiers.DossierNotAccepted"] == 1


def test_codes_given_at_once_are_all_different(
    at: At, submitted: Dossier, lan: User, ward: Any
) -> None:
    copies = [copied(submitted, number) for number in range(8)]
    addresses = [reverse("dossiers:desk:act", args=[one.pk, "accept"]) for one in copies]
    statuses = together(*(post(at(lan), address, {}) for address in addresses))
    assert statuses == [302] * 8
    codes = Dossier.objects.exclude(code=None).values_list("code", flat=True)
    assert sorted(str(code)[-4:] for code in codes) == [f"{n:04d}" for n in range(1, 9)]


def copied(dossier: Dossier, number: int) -> Dossier:
    """Another dossier like this one."""
    from motcua.core.records import Record
    from motcua.dossiers.models import Draft

    assert issubclass(Dossier, Record)
    draft = Draft.objects.get(pk=dossier.pk)
    draft.pk = None
    draft._state.adding = True
    draft.save(force_insert=True)
    one = Dossier.objects.get(pk=dossier.pk)
    one.pk, one._state.adding = draft.pk, True
    one.tracking_key = f"key-{number}"
    one.save(force_insert=True)
    return one
