"""The story of the demo country: the first test of all, since it plays every app together."""

import re
from collections import Counter
from collections.abc import Iterator

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client

from demo import accounts, story
from demo.identity_provider.citizens import everyone
from demo.procedures_family import packages
from demo.tales import tales
from motcua.agencies.models import Desk
from motcua.core import clock
from motcua.core.models import Entry
from motcua.documents.queries import content
from motcua.documents.signing.checks import signatures
from motcua.dossiers.models import Dossier, Draft, Paper, PaperKind, Rating, Status
from motcua.identity.models import Business, Citizen, User
from motcua.notices.models import Notice
from motcua.services import queries as services
from motcua.services.models import Downtime, Launch, RemovalProposal, Service
from motcua.workshop.models import Manuscript

pytestmark = pytest.mark.xdist_group("demo")


@pytest.fixture(scope="module")
def country(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> Iterator[None]:
    """The story, told once for all tests of this file, and taken back afterwards."""
    from django.db import transaction

    with django_db_blocker.unblock(), transaction.atomic():  # type: ignore[attr-defined]  # pytest-django's
        story.play()
        yield
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def _within(country: None, db: None) -> None:
    """Each test sees the country."""


def counts() -> dict[str, int]:
    """Rows of every table."""
    with connection.cursor() as cursor:
        found = {}
        for table in connection.introspection.table_names():
            cursor.execute(f'SELECT count(*) FROM "{table}"')  # noqa: S608  # own names
            found[table] = cursor.fetchone()[0]
    return found


def test_dossiers_are_in_all_ten_national_statuses_and_some_are_late() -> None:
    statuses = Counter(Dossier.objects.values_list("status", flat=True))
    assert set(statuses) == set(Status)
    assert sum(statuses.values()) == len(tales()) >= 20
    assert any(dossier.is_late for dossier in Dossier.objects.all())


def test_what_happened_is_true_of_its_status() -> None:
    for dossier in Dossier.objects.all():
        assert (dossier.code is None) == (dossier.received_at is None), dossier.pk
        assert (dossier.received_at is None) or (dossier.due_at is not None), dossier.code
        if dossier.status in {Status.DONE, Status.RETURNED}:
            assert dossier.papers.filter(kind=PaperKind.RESULT).count() == 1, dossier.code
        assert dossier.submitted_at <= clock.now()
    assert Draft.objects.filter(submitted_at=None).count() == 1
    assert Rating.objects.count() >= 3


def test_the_country_has_its_people_desks_and_businesses() -> None:
    assert Citizen.objects.count() == len(everyone()) >= 12
    assert Business.objects.count() == len(story.BUSINESSES) == 2
    officials = [name for office in accounts.OFFICES for name in office.people.values()]
    people = len(officials) + len(accounts.COLLEAGUES)
    assert User.objects.filter(appointments__isnull=False).distinct().count() == people
    assert Desk.objects.count() == len(accounts.OFFICES) == 5


def test_every_paper_is_signed() -> None:
    papers = Paper.objects.select_related("file")
    assert papers.filter(kind=PaperKind.RECEIPT).count() == (
        Dossier.objects.exclude(received_at=None).count()
    )
    # No step of the story's three procedures has a paper of its own to issue.
    issued = set(PaperKind) - {PaperKind.OUTPUT}
    assert set(papers.values_list("kind", flat=True)) == issued
    for kind in issued:
        (signature,) = signatures(content(papers.filter(kind=kind)[0].file))
        assert signature.is_valid, kind


def test_everybody_was_told_of_what_happened_to_them() -> None:
    """A notice for each act that concerns its owner, and nothing is left untold."""
    events = Counter(Entry.objects.values_list("event", flat=True))
    told = sum(
        events[f"dossiers.{event}"]
        for event in (
            "DossierSubmitted", "DossierAccepted", "DossierNotAccepted", "SupplementAsked",
            "PaymentAsked", "DossierStopped", "DossierDecided", "ResultReturned",
        )
    )  # fmt: skip
    of_dossiers = Notice.objects.filter(link__regex="^/(ho-so|ban-lam-viec)/")
    assert of_dossiers.count() == told > 50
    for dossier in Dossier.objects.all():
        assert dossier.applicant.user
        link = f"/ho-so/{dossier.pk}/"
        assert Notice.objects.filter(user=dossier.applicant.user, link=link).exists()


def test_services_are_live_and_each_part_of_a_life_is_shown() -> None:
    states = Counter(Service.objects.values_list("state", flat=True))
    assert states == {"live": len(packages()), "suspended": 1}
    stages = Counter(Launch.objects.values_list("stage", flat=True))
    assert stages == {"live": 1, "testing": 1, "proposed": 1}
    assert RemovalProposal.objects.filter(answer="open").count() == 1
    assert Downtime.objects.filter(stop__ends_at__gt=clock.now()).count() == 1
    assert services.headline()["total"] == len(packages())


def test_told_twice_it_stays_as_it_is() -> None:
    before = counts()
    story.play()
    call_command("facts", verbosity=0)
    assert counts() == before


def test_what_is_printed_names_everybody_who_can_sign_in() -> None:
    printed = story.accounts("http://127.0.0.1:8000")
    names = set(re.findall(r"[a-z]+\.[a-z]+(?= \()", printed))
    assert names == set(
        User.objects.filter(appointments__isnull=False).values_list("username", flat=True)
    )
    assert accounts.PASSWORD in printed


def test_every_official_finds_their_desk_and_every_citizen_their_dossiers() -> None:
    backend = "allauth.account.auth_backends.AuthenticationBackend"
    for user in User.objects.filter(is_active=True):
        browser = Client()
        browser.force_login(user, backend)
        path = "/ban-lam-viec/" if user.is_official else "/ho-so/"
        assert browser.get(path).status_code == 200, user


def test_a_procedure_is_in_work_by_two_and_nothing_of_either_is_lost() -> None:
    made = Manuscript.objects.get()
    assert {edit.by_name for edit in made.edits.all()} == {"Vũ Hải Nam", "Đinh Phương Thảo"}
    assert made.source["summary"]
    assert made.source["form"]["pages"][1]["questions"][0]["id"] == "ngay_to_chuc"
    assert not made.clashes.exists()
