"""Which version a form follows across the midnight on which a newer one begins to apply."""

from collections.abc import Callable
from datetime import datetime, time, timedelta
from typing import Any

import pytest
import yaml
from django.test import Client
from django.urls import reverse

from motcua.core import clock
from motcua.core.actors import SYSTEM
from motcua.core.refusals import NotAllowed, WrongState
from motcua.documents import storage
from motcua.dossiers import actions, queries
from motcua.dossiers.models import Dossier, Draft, Status
from motcua.dossiers.queries.history import history
from motcua.identity.models import Citizen, User
from motcua.procedures import actions as procedures
from motcua.procedures.models import Transition, Version

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("ward")]
At = Callable[[User], Client]
Newer = Callable[..., Version]


def moment(days: int, hour: int, minute: int = 0) -> datetime:
    day = clock.today() + timedelta(days=days)
    return datetime.combine(day, time(hour, minute), tzinfo=clock.VIETNAM)


BEFORE, AFTER = moment(0, 23, 59), moment(1, 0, 1)
"""Both sides of the midnight between today and tomorrow."""


@pytest.fixture
def newer(birth: Version, before_the_gate: None) -> Newer:
    """`newer(rule)`: from tomorrow on it asks one thing more, and one thing no more."""

    def publish(rule: Transition, *, asks: bool = True) -> Version:
        data: dict[str, Any] = yaml.safe_load(procedures.export_package(birth))
        pages = data["form"]["pages"]
        for page in pages:
            page["questions"] = [one for one in page["questions"] if one["id"] != "relation"]
        if asks:
            label = {"vi": "Nơi sinh của mẹ", "en": "Where the mother was born"}
            pages[0]["questions"].insert(0, {"id": "asked_anew", "kind": "text", "label": label})
        for example in data["examples"]:
            example["answers"].pop("relation", None)
            example["answers"] |= {"asked_anew": "Hà Nội"} if asks else {}
        version = procedures.import_package(data, by=SYSTEM)
        tomorrow = clock.today() + timedelta(days=1)
        return procedures.publish(version, by=SYSTEM, effective_from=tomorrow, transition=rule)

    return publish


def file_at(draft: Draft, moment: datetime) -> Dossier:
    with clock.moved_to(moment):
        return actions.submit(draft, by=draft.owner, declared=True)


@pytest.mark.parametrize("rule", Transition)
def test_what_is_filed_before_midnight_is_filed_on_the_old_version(
    draft: Draft, birth: Version, newer: Newer, rule: Transition
) -> None:
    newer(rule)
    assert file_at(draft, BEFORE).version == birth


def test_a_form_begun_before_stays_where_the_rule_says_so(
    draft: Draft, birth: Version, newer: Newer, lan: User
) -> None:
    newer(Transition.BEGUN)
    dossier = file_at(draft, AFTER)
    with clock.moved_to(AFTER):
        assert queries.newer_for(draft) is None
        assert actions.accept(dossier, by=lan).version == birth


@pytest.mark.parametrize("rule", [Transition.SUBMITTED, Transition.RECEIVED])
def test_after_midnight_a_draft_is_brought_over_and_nothing_is_lost(
    draft: Draft, newer: Newer, rule: Transition, at: At, mai: Citizen
) -> None:
    version, scan = newer(rule), draft.answers["birth_notification"]
    with pytest.raises(WrongState, match="bản mới"):
        file_at(draft, AFTER)
    with clock.moved_to(AFTER):
        page = reverse("dossiers:bring_over", args=[draft.pk])
        for name in ("dossiers:draft", "dossiers:review"):
            assert at(mai.user).get(reverse(name, args=[draft.pk])).headers["Location"] == page
        shown = at(mai.user).get(page).text
        assert "nơi sinh của mẹ" in shown.lower()
        assert "Không cần khai nữa" in shown
        assert at(mai.user).post(page).status_code == 302
        draft = Draft.objects.get(pk=draft.pk)
        assert draft.version == version
        assert draft.set_aside == {"relation": "mother"}
        assert draft.answers["child_name"] == "Trần Nguyễn Bảo An"
        assert draft.answers["birth_notification"] == scan
        assert at(mai.user).get(reverse("dossiers:draft", args=[draft.pk])).status_code == 200
        assert actions.bring_over(draft, by=mai.user).version == version
        draft.answers["asked_anew"] = "Hà Nội"
        draft.save()
        dossier = actions.submit(draft, by=mai.user, declared=True)
    assert dossier.version == version
    assert "relation" not in dossier.answers


@pytest.mark.parametrize("taken_in", [BEFORE, AFTER])
@pytest.mark.parametrize("rule", Transition)
def test_what_was_filed_before_follows_the_rule_at_reception(
    draft: Draft, birth: Version, newer: Newer, lan: User, rule: Transition, taken_in: datetime
) -> None:
    version = newer(rule, asks=False)
    dossier = file_at(draft, BEFORE - timedelta(hours=1))
    with clock.moved_to(taken_in):
        accepted = actions.accept(dossier, by=lan)
    moves = rule == Transition.RECEIVED and taken_in == AFTER
    assert accepted.version == (version if moves else birth)
    assert ("relation" in accepted.answers) != moves
    assert any("Theo bản 2" in one.text for one in history(accepted)) == moves


def test_what_is_not_enough_for_the_new_version_is_not_taken_in_and_is_begun_again_whole(
    draft: Draft, newer: Newer, lan: User, mai: Citizen, at: At
) -> None:
    version = newer(Transition.RECEIVED)
    dossier = file_at(draft, BEFORE)
    with clock.moved_to(AFTER):
        with pytest.raises(WrongState, match="phải theo bản 2"):
            actions.accept(dossier, by=lan)
        assert Dossier.objects.get(pk=dossier.pk).status == Status.REGISTERED
        actions.refuse(dossier, by=lan, reason="Theo bản mới", legal_basis="Quyết định 1")
        page = reverse("dossiers:dossier", args=[dossier.pk])
        assert "Khai lại từ hồ sơ này" in at(mai.user).get(page).text
        again = reverse("dossiers:begin_again", args=[dossier.pk])
        assert at(mai.user).post(again).status_code == 302
        mended = Draft.objects.get(owner=mai.user, submitted_at=None)
        assert mended.version == version
        assert mended.answers["child_name"] == "Trần Nguyễn Bảo An"
        mended.answers["asked_anew"] = "Hà Nội"
        mended.save()
        assert file_at(mended, AFTER).version == version
    assert queries.attachments_of(dossier).count() == 1


def test_copies_of_the_files_go_with_the_draft_and_the_first_ones_stay(
    submitted: Dossier, lan: User, mai: Citizen
) -> None:
    refused = actions.refuse(submitted, by=lan, reason="Mờ", legal_basis="Điều 16")
    draft = actions.begin_again(refused, by=mai.user)
    (copied,) = draft.attachments.all()
    assert draft.answers["birth_notification"] == [str(copied.file_id)]
    actions.discard(draft, by=mai.user)
    kept = queries.attachments_of(refused)[0].file
    assert storage.holds(kept.sha256, kept.size)


def test_nobody_begins_again_from_what_is_not_theirs_or_not_turned_away(
    accepted: Dossier, hung: Citizen, mai: Citizen
) -> None:
    with pytest.raises(NotAllowed):
        actions.begin_again(accepted, by=hung.user)
    with pytest.raises(WrongState, match="không được tiếp nhận"):
        actions.begin_again(accepted, by=mai.user)
    assert not Draft.objects.filter(submitted_at=None).exists()


def test_an_abolished_procedure_takes_nothing_and_the_draft_stays(
    draft: Draft, birth: Version, at: At, mai: Citizen
) -> None:
    with clock.moved_to(AFTER):
        procedures.withdraw(birth, by=SYSTEM, reason="Bãi bỏ")
    with pytest.raises(WrongState, match="bãi bỏ"):
        file_at(draft, moment(2, 9))
    with clock.moved_to(moment(2, 9)):
        assert at(mai.user).get(reverse("dossiers:draft", args=[draft.pk])).status_code == 200
