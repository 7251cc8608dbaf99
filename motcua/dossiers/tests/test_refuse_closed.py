"""Where a procedure is not taken online, nothing is begun or filed; what was written is kept."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client

from motcua.agencies.models import Agency
from motcua.core import clock
from motcua.core.actors import SYSTEM
from motcua.core.refusals import WrongState
from motcua.dossiers import actions
from motcua.dossiers.models import Dossier, Draft
from motcua.dossiers.tests.answers import BIRTH
from motcua.identity.models import Citizen
from motcua.procedures import actions as procedures
from motcua.procedures.models import Version

WHY = "Đang nâng cấp hệ thống hộ tịch"


def test_nothing_is_begun_on_what_is_not_online(birth: Version, mai: Citizen) -> None:
    procedures.close_filing(birth.procedure, by=SYSTEM, reason=WHY)
    with pytest.raises(WrongState, match=WHY):
        actions.start(birth, by=mai.user)
    assert not Draft.objects.exists()


def test_a_draft_is_kept_while_filing_is_suspended(
    draft: Draft, mai: Citizen, ward: Agency
) -> None:
    until = clock.today() + timedelta(days=3)
    procedures.suspend_filing(draft.version.procedure, by=SYSTEM, reason=WHY, until=until)
    with pytest.raises(WrongState, match="Bản nháp của bạn được giữ nguyên") as refusal:
        actions.submit(draft, by=mai.user, declared=True)
    assert f"{until:%d/%m/%Y}" in refusal.value.message
    assert "Bạn có thể nộp tại" in refusal.value.message
    actions.save_page(draft, by=mai.user, page="child", data={"child_name": "Nguyễn An"})
    kept = Draft.objects.get(pk=draft.pk)
    assert kept.answers["child_name"] == "Nguyễn An"
    kept.answers = {**kept.answers, **BIRTH}
    kept.save()
    procedures.open_filing(draft.version.procedure, by=SYSTEM)
    assert actions.submit(draft, by=mai.user, declared=True).agency == ward


def test_the_pages_say_it_and_offer_no_button(
    draft: Draft, mai: Citizen, ward: Agency, client: Client
) -> None:
    client.force_login(mai.user)
    pages = [
        f"/thu-tuc/{draft.version.procedure.code}/nop/",
        f"/ho-so/{draft.pk}/khai/",
        f"/ho-so/{draft.pk}/khai/xem-lai/",
    ]
    button = "Cam đoan"
    assert button in client.get(pages[2]).text
    procedures.suspend_filing(draft.version.procedure, by=SYSTEM, reason=WHY)
    answers = [client.get(page) for page in pages]
    assert all(WHY in answer.text for answer in answers)
    assert button not in answers[2].text
    assert "Bắt đầu kê khai" not in answers[0].text
    sent = client.post(pages[2], {"declared": "on"})
    assert sent.status_code == 409
    assert not Dossier.objects.exists()


def test_an_agency_that_stops_is_told_of_before_the_button(
    draft: Draft, mai: Citizen, ward: Agency, client: Client
) -> None:
    now = clock.now()
    stop = procedures.Stop(now, now + timedelta(hours=2), WHY, agency=ward)
    procedures.stop_filing(stop, by=SYSTEM)
    client.force_login(mai.user)
    assert WHY in client.get(f"/ho-so/{draft.pk}/khai/xem-lai/").text
    with pytest.raises(WrongState, match=WHY):
        actions.submit(draft, by=mai.user, declared=True)


def test_dossiers_go_on_and_their_clock_is_not_stopped(
    accepted: Dossier, walked: Callable[..., Dossier]
) -> None:
    """Decree 224/2026/NĐ-CP, article 13: the State's own outage costs the State its time."""
    now = clock.now()
    procedures.stop_filing(procedures.Stop(now, now + timedelta(days=9), WHY), by=SYSTEM)
    procedures.close_filing(accepted.version.procedure, by=SYSTEM, reason=WHY)
    signed = walked("assigned", "propose_approve", "sign")
    assert signed.due_at == accepted.due_at
    assert not signed.pauses.exists()


def test_filing_again_after_closing_gives_the_dossier_that_was_filed(
    draft: Draft, mai: Citizen, ward: Agency
) -> None:
    filed = actions.submit(draft, by=mai.user, declared=True)
    procedures.close_filing(draft.version.procedure, by=SYSTEM, reason=WHY)
    assert actions.submit(draft, by=mai.user, declared=True) == filed
