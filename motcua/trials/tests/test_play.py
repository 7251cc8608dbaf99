"""A tester's browser works in the sandbox, as who they play; nobody else's does."""

import threading
from collections.abc import Callable
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.urls import reverse

from motcua.agencies import actions as agencies
from motcua.agencies.models import Agency
from motcua.core.actors import SYSTEM
from motcua.core.journal import entries_about
from motcua.core.models import Entry
from motcua.dossiers import actions as dossiers
from motcua.dossiers.models import Dossier, Draft
from motcua.dossiers.tests.answers import BIRTH, SCAN
from motcua.identity.models import Citizen, User
from motcua.procedures.models import Version
from motcua.trials import actions, offices, sandbox
from motcua.trials.models import TestRound
from motcua.trials.tests.conftest import day, live_data, plan

pytestmark = pytest.mark.django_db(transaction=True)
At = Callable[[User], Client]


def person(round: TestRound, kind: str = "citizen", role: str = "") -> str:
    found = (one for one in round.people if one["kind"] == kind and role in ("", one["role"]))
    return str(next(found)["id"])


def enter(browser: Client, round: TestRound, kind: str = "citizen", role: str = "") -> Any:
    address = reverse("trials:play", args=[round.pk])
    return browser.post(address, {"person": person(round, kind, role)})


@pytest.fixture
def playing(at: At, hoa: User, opened: TestRound) -> Client:
    """Hoa's browser, in which she plays the citizen."""
    browser = at(hoa)
    assert enter(browser, opened).status_code == 302
    return browser


def test_pages_inside_show_the_sandbox_and_say_so(
    playing: Client, opened: TestRound, marriage: Version, hoa: User
) -> None:
    page = playing.get(reverse("procedures:procedure", args=[marriage.procedure.code]))
    assert page.status_code == 200  # in force here, and a draft outside
    soup = BeautifulSoup(page.content, "html.parser")
    banner = soup.select_one(".mc-band")
    assert banner
    assert opened.name in banner.text
    assert "không có giá trị" in banner.text
    account = soup.select_one(".mc-account")
    assert account
    assert "Thử Nghiệm" in account.text
    assert hoa.full_name not in soup.text
    assert page["Cache-Control"] == "private, no-store"
    assert "ETag" not in page


def test_the_same_person_in_another_browser_and_everybody_else_stays_outside(
    playing: Client, at: At, hoa: User, marriage: Version
) -> None:
    address = reverse("procedures:procedure", args=[marriage.procedure.code])
    assert playing.get(address).status_code == 200
    for other in (at(hoa), Client()):
        page = other.get(address)
        assert page.status_code == 404
        assert b"mc-band" not in page.content
    assert playing.get(address).status_code == 200


def test_a_draft_begun_inside_is_not_live_and_no_live_row_changes(
    playing: Client, marriage: Version
) -> None:
    playing.get("/")
    before = live_data()
    page = playing.post(reverse("dossiers:start", args=[marriage.procedure.code]))
    assert page.status_code == 302
    assert "/khai/" in page["Location"]
    assert playing.get(page["Location"]).status_code in {200, 302}
    after = live_data()
    assert not Draft.objects.exists()
    changed = {table for table in before if before[table] != after[table]}
    assert changed <= {
        "usersessions_usersession",
        "django_session",
    }  # when the browser was last seen


def test_an_official_of_the_sandbox_sees_the_desk_without_a_second_factor(
    at: At, hoa: User, opened: TestRound, settings: Any
) -> None:
    browser = at(hoa)
    enter(browser, opened, "official", "receiver")
    settings.DEMO = False
    assert browser.get(reverse("dossiers:desk:inbox")).status_code == 200


def test_accounts_and_control_pages_are_not_reachable_inside(playing: Client) -> None:
    for name in ("identity:profile", "identity:sign_in", "identity:sessions", "account_login"):
        page = playing.get(reverse(name))
        assert page.status_code == 403, name
        assert b"mc-band" in page.content
    assert playing.get("/khong-co-trang-nay/").status_code == 404


def test_leaving_and_changing_roles_go_by_post_and_are_in_the_live_journal(
    playing: Client, opened: TestRound, marriage: Version, hoa: User
) -> None:
    enter(playing, opened, "official", "signer")
    assert playing.get(reverse("dossiers:desk:inbox")).status_code == 200
    leave = reverse("trials:leave", args=[opened.pk])
    assert playing.get(leave).status_code == 405
    assert playing.post(leave).status_code == 302
    address = reverse("procedures:procedure", args=[marriage.procedure.code])
    assert playing.get(address).status_code == 404
    told = [(one.event, one.actor_id) for one in entries_about(opened.pk)][-3:]
    assert told == [
        ("trials.RoundEntered", str(hoa.pk)),
        ("trials.RoundEntered", str(hoa.pk)),
        ("trials.RoundLeft", str(hoa.pk)),
    ]


def test_signing_out_inside_ends_the_visit(playing: Client, marriage: Version) -> None:
    assert playing.post(reverse("identity:sign_out")).status_code == 302
    address = reverse("procedures:procedure", args=[marriage.procedure.code])
    assert playing.get(address).status_code == 404


def test_who_is_no_tester_may_not_enter(
    at: At, opened: TestRound, nam: User, hung: Citizen, stranger: User
) -> None:
    assert enter(at(nam), opened).status_code == 403  # runs it, but is not on its list
    assert enter(at(hung.user), opened).status_code == 404
    assert enter(at(stranger), opened).status_code == 404
    assert enter(Client(), opened).status_code == 302  # to sign in
    assert not [one for one in entries_about(opened.pk) if one.event == "trials.RoundEntered"]


def test_a_tester_of_one_round_neither_sees_nor_enters_another(
    at: At, opened: TestRound, nam: User, mai: Citizen, hoa: User
) -> None:
    other = actions.open_round(
        plan(nam, opened.tested.get().version, mai.user, name="Đợt kín"), by=nam
    )
    browser = at(hoa)
    assert "Đợt kín" not in browser.get(reverse("trials:rounds")).content.decode()
    assert browser.get(reverse("trials:round", args=[other.pk])).status_code == 404
    assert enter(browser, other).status_code == 404
    assert (
        browser.get(reverse("trials:record", args=[other.pk, other.tested.get().pk])).status_code
        == 404
    )
    page = browser.post(reverse("trials:play", args=[opened.pk]), {"person": person(other)})
    assert page.status_code == 422  # a person of another round


def test_a_session_that_lies_about_its_round_is_put_out(
    at: At, hung: Citizen, opened: TestRound, marriage: Version
) -> None:
    browser = at(hung.user)
    session = browser.session
    session["trial"] = {"round": str(opened.pk), "person": person(opened)}
    session.save()
    page = browser.get(reverse("procedures:procedure", args=[marriage.procedure.code]))
    assert page.status_code == 302
    assert page["Location"] == reverse("trials:rounds")
    assert "trial" not in browser.session


def test_closing_a_round_puts_out_who_is_inside(
    playing: Client, opened: TestRound, nam: User, marriage: Version
) -> None:
    actions.close_round(opened, by=nam)
    page = playing.get("/", follow=True)
    assert "Đợt kiểm thử đã đóng" in page.content.decode()
    assert b"mc-band" not in page.content
    address = reverse("procedures:procedure", args=[marriage.procedure.code])
    assert playing.get(address).status_code == 404


def test_a_round_past_its_last_day_is_not_entered(
    playing: Client, at: At, hoa: User, opened: TestRound
) -> None:
    TestRound.objects.filter(pk=opened.pk).update(opens_on=day(-9), closes_on=day(-1))
    assert playing.get("/").status_code == 302
    assert enter(at(hoa), opened).status_code == 403


def test_a_request_that_fails_inside_leaves_the_next_one_outside(
    playing: Client, monkeypatch: pytest.MonkeyPatch, ward: Agency, birth: Version
) -> None:
    def fail(*arguments: Any, **named: Any) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("motcua.procedures.queries.matches", fail)
    playing.raise_request_exception = False
    assert playing.get(reverse("procedures:list")).status_code == 500
    monkeypatch.undo()
    page = Client().get(reverse("procedures:list"))
    assert birth.procedure.name in page.content.decode()


def test_requests_inside_and_outside_at_once_do_not_meet(
    playing: Client, marriage: Version, birth: Version
) -> None:
    """Many threads, each asking for a page of the sandbox and one of live data in turn."""
    inside, outside = marriage.procedure.code, birth.procedure.code
    wrong: list[str] = []

    def ask() -> None:
        player, stranger = Client(), Client()
        player.cookies = playing.cookies
        try:
            for _time in range(4):
                for browser, there, missing in (
                    (player, inside, outside),
                    (stranger, outside, inside),
                ):
                    if (
                        browser.get(reverse("procedures:procedure", args=[there])).status_code
                        != 200
                    ):
                        wrong.append(f"{there} is missing")
                    if (
                        browser.get(reverse("procedures:procedure", args=[missing])).status_code
                        != 404
                    ):
                        wrong.append(f"{missing} leaked")
        finally:
            connection.close()

    threads = [threading.Thread(target=ask) for _one in range(4)]
    for one in threads:
        one.start()
    for one in threads:
        one.join(120)
    assert wrong == []


def test_a_file_read_inside_comes_whole_and_from_the_sandbox(
    playing: Client, opened: TestRound, marriage: Version
) -> None:
    page = playing.get(reverse("procedures:form", args=[marriage.procedure.code]))
    content = b"".join(page) if page.streaming else page.content
    assert content.startswith(b"%PDF")
    assert sandbox.current() == ""


def test_results_are_written_on_the_page_and_shown(
    playing: Client, opened: TestRound, at: At, nam: User
) -> None:
    address = reverse("trials:record", args=[opened.pk, opened.tested.get().pk])
    refused = playing.post(address, {"passed": "no", "note": ""})
    assert refused.status_code == 422
    done = playing.post(address, {"passed": "no", "note": "Trang 2 không lưu được."})
    assert done.status_code == 302
    assert "Trang 2 không lưu được." in at(nam).get(done["Location"]).content.decode()


def test_procedure_control_runs_a_round_on_the_pages(
    cleared: None, at: At, nam: User, hoa: User, ward: Agency, marriage: Version
) -> None:
    browser = at(nam)
    assert browser.get(reverse("trials:plan")).status_code == 200
    said = {
        "name": "Đợt tháng này", "purpose": "", "province": "01", "commune": "Hoàn Kiếm",
        "opens_on": day(0).isoformat(), "closes_on": day(9).isoformat(),
    }  # fmt: skip
    assert browser.post(reverse("trials:plan"), {**said, "commune": "Không Có"}).status_code == 422
    page = browser.post(reverse("trials:plan"), said)
    assert page.status_code == 302
    round = TestRound.objects.get()
    assert round.commune.code == "00070"
    add = reverse("trials:add_version", args=[round.pk])
    assert marriage.procedure.code in browser.get(f"{add}?q=kết hôn").content.decode()
    assert browser.post(add, {"version": "x"}).status_code == 422
    assert browser.post(add, {"version": str(marriage.pk)}).status_code == 302
    who = reverse("trials:invite", args=[round.pk])
    assert browser.post(who, {"who": "khong.co"}).status_code == 422
    assert browser.post(who, {"who": hoa.username}).status_code == 302
    assert browser.post(reverse("trials:open", args=[round.pk])).status_code == 302
    assert browser.get(reverse("trials:round", args=[round.pk])).status_code == 200
    assert browser.post(reverse("trials:close", args=[round.pk])).status_code == 302
    page = browser.get(reverse("trials:round", args=[round.pk]))
    assert "đã đóng" in page.content.decode()


def test_a_tester_does_not_run_the_round_on_the_pages(
    at: At, hoa: User, opened: TestRound, nam: User
) -> None:
    browser = at(hoa)
    assert browser.get(reverse("trials:plan")).status_code == 403
    for name in ("add_version", "invite"):
        assert browser.get(reverse(f"trials:{name}", args=[opened.pk])).status_code == 403
    for name in ("open", "close"):
        assert browser.post(reverse(f"trials:{name}", args=[opened.pk])).status_code == 403


def test_jobs_asked_for_inside_are_done_there_at_the_end_of_the_request(
    at: At, hoa: User, nam: User, birth: Version, ward: Agency, cleared: None
) -> None:
    opened = actions.open_round(plan(nam, birth, hoa), by=nam)
    with sandbox.entered(opened.sandbox):
        citizen = User.objects.get(pk=person(opened))
        version = Version.objects.get()
        draft = dossiers.start(version, by=citizen)
        draft.answers = {**draft.answers, **BIRTH}
        draft.save()
        scan = SimpleUploadedFile("giấy.pdf", SCAN, "application/pdf")
        dossiers.attach(draft, by=citizen, question="birth_notification", upload=scan)
        dossier = dossiers.submit(draft, by=citizen, declared=True)
    browser = at(hoa)
    enter(browser, opened, "official", "receiver")
    act = reverse("dossiers:desk:act", args=[dossier.pk, "accept"])
    assert browser.post(act, {"revision": dossier.revision}).status_code == 302
    with sandbox.entered(opened.sandbox):
        assert Dossier.objects.get().papers.count() == 1  # the receipt: a reaction
        assert not Entry.objects.filter(told_at=None).exists()


def test_who_is_missing_for_a_dossier_that_went_elsewhere_is_added_to_the_list(
    at: At, hoa: User, nam: User, birth: Version, ward: Agency, cleared: None
) -> None:
    """A tester declares another address: the dossier goes to an agency without anybody."""
    opened = actions.open_round(plan(nam, birth, hoa), by=nam)
    with sandbox.entered(opened.sandbox):
        other = offices.committee("commune", "00004")
        agencies.open_desk(other, by=SYSTEM, name="Bộ phận Một cửa", address="Số 1")
        draft = dossiers.start(Version.objects.get(), by=User.objects.get(pk=person(opened)))
        residence = {"province": "01", "commune": "00004", "detail": "Số 1"}
        draft.answers = {**draft.answers, **BIRTH, "residence": residence}
        draft.save()
        scan = SimpleUploadedFile("giấy.pdf", SCAN, "application/pdf")
        dossiers.attach(draft, by=draft.owner, question="birth_notification", upload=scan)
        assert dossiers.submit(draft, by=draft.owner, declared=True).agency == other
    page = at(hoa).get(reverse("trials:play", args=[opened.pk]))
    assert other.name in page.content.decode()
    opened.refresh_from_db()
    assert enter(at(hoa), opened, "official", "receiver").status_code == 302
    assert at(hoa).get(reverse("trials:play", args=[opened.pk])).status_code == 200
    people = len(opened.people)
    opened.refresh_from_db()
    assert len(opened.people) == people
