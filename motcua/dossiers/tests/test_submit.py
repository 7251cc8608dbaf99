"""Filing: complete, declared, once, with the agency that is competent."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from motcua.agencies.models import Agency
from motcua.core import clock
from motcua.core.actors import SYSTEM
from motcua.core.refusals import Invalid, NotAllowed, WrongState
from motcua.dossiers import actions, process, queries
from motcua.dossiers.models import Dossier, Draft, Status
from motcua.identity.models import Citizen, User
from motcua.procedures import actions as procedures
from motcua.procedures import form
from motcua.procedures.models import Version
from motcua.procedures.package import reading


def test_the_answers_of_this_test_are_complete(draft: Draft) -> None:
    assert form.check(draft.version, draft.answers) == []


def test_a_dossier_goes_to_the_ward_of_residence(submitted: Dossier, ward: Agency) -> None:
    assert submitted.agency == ward
    assert submitted.status == Status.REGISTERED
    assert submitted.code is None


def test_filing_twice_gives_the_same_dossier(draft: Draft, ward: Agency, mai: Citizen) -> None:
    first = actions.submit(draft, by=mai.user, declared=True)
    assert actions.submit(draft, by=mai.user, declared=True) == first
    assert Dossier.objects.count() == 1


def test_nobody_fills_the_store_with_drafts(draft: Draft, mai: Citizen) -> None:
    for _ in range(49):
        Draft.objects.create(owner=mai.user, version=draft.version, answers={"child_name": "An"})
    with pytest.raises(WrongState, match="50"):
        actions.start(draft.version, by=mai.user)
    actions.discard(draft, by=mai.user)
    assert actions.start(draft.version, by=mai.user).pk


def test_a_person_reaches_every_dossier_of_theirs(
    submitted: Dossier, mai: Citizen, client: Client
) -> None:
    when = clock.now()
    for _ in range(20):
        draft = Draft.objects.create(owner=mai.user, version=submitted.version, submitted_at=when)
        fields = {name: getattr(submitted, name) for name in ("version", "applicant", "submitter")}
        Dossier.objects.create(
            **fields, id=draft.pk, tracking_key=str(draft.pk)[-12:], answers=submitted.answers,
            channel=submitted.channel, agency=submitted.agency, status=1, submitted_at=when,
        )  # fmt: skip
    client.force_login(mai.user)
    address = reverse("dossiers:dossier", args=[submitted.pk])
    pages = [client.get(reverse("dossiers:mine"), {"page": page}).text for page in (1, 2)]
    assert sum(address in page for page in pages) == 1
    assert "?page=2" in pages[0]


def test_nobody_files_without_the_declaration(draft: Draft, ward: Agency, mai: Citizen) -> None:
    with pytest.raises(Invalid):
        actions.submit(draft, by=mai.user, declared=False)


def test_a_missing_answer_is_told_with_its_page(draft: Draft, ward: Agency, mai: Citizen) -> None:
    del draft.answers["child_name"]
    draft.save()
    with pytest.raises(Invalid) as refusal:
        actions.submit(draft, by=mai.user, declared=True)
    assert [problem.place for problem in refusal.value.problems] == ["child_name"]


def test_a_stranger_may_not_file_my_draft(draft: Draft, ward: Agency, hung: Citizen) -> None:
    with pytest.raises(NotAllowed):
        actions.submit(draft, by=hung.user, declared=True)


def test_a_place_without_a_connected_agency_is_told(draft: Draft, mai: Citizen) -> None:
    with pytest.raises(Invalid, match="chưa tiếp nhận trực tuyến"):
        actions.submit(draft, by=mai.user, declared=True)


def test_what_was_filed_can_no_longer_be_changed(submitted: Dossier, mai: Citizen) -> None:
    draft = queries.draft_of(mai.user, submitted.pk)
    with pytest.raises(WrongState):
        actions.save_page(draft, by=mai.user, page="child", data={"child_name": "Khác"})
    with pytest.raises(WrongState):
        actions.discard(draft, by=mai.user)


def test_what_was_declared_is_read_as_on_the_day_of_filing(submitted: Dossier) -> None:
    """The page on late registration was not asked within 60 days, and never shows up later."""
    before = [section.page_id for section in process.declared(submitted)]
    with clock.moved_to(submitted.submitted_at + timedelta(days=90)):
        assert [section.page_id for section in process.declared(submitted)] == before
        assert "late" in [page.id for page in form.flow(submitted.version, submitted.answers)]


def test_what_filing_costs_is_said_before_it_is_filed(
    draft: Draft, birth: Version, ward: Agency, mai: Citizen, at: Callable[[User], Client]
) -> None:
    data: Any = reading.read(procedures.export_package(birth)).data
    data["tables"] = [
        {"id": "fees", "inputs": ["mother_known"], "rules": [[True, 12000], [False, 0]]}
    ]
    for channel in data["channels"]:
        channel["fee"] = {"table": "fees"}
    draft.version = procedures.import_package(data, by=SYSTEM)
    draft.save()
    page = at(mai.user).get(reverse("dossiers:review", args=[draft.pk])).text
    assert "12.000 đồng" in page
    del draft.answers["mother_known"]
    draft.save()
    page = at(mai.user).get(reverse("dossiers:review", args=[draft.pk])).text
    assert "Tính được khi bạn khai xong" in page
