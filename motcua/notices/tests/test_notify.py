"""Telling people something: on the site at once, by e-mail until it arrives."""

import smtplib
import socket
from collections.abc import Iterator
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries, Settings

from motcua.core.actors import SYSTEM
from motcua.core.journal import entries_about, tell_untold
from motcua.core.refusals import Invalid, NotAllowed, NotFound
from motcua.identity import actions as identity
from motcua.identity.models import Citizen, User
from motcua.notices import actions, queries
from motcua.notices.models import Delivery, Notice, Outcome

pytestmark = pytest.mark.django_db


class Mailbox:
    """What a mail server received; `answers` are given before it accepts anything."""

    def __init__(self) -> None:
        self.letters: list[EmailMessage] = []
        self.answers: list[str] = []
        self.refuses: str = ""

    async def handle_RCPT(  # noqa: N802  # the library's name
        self, server: Any, session: Any, envelope: Any, address: str, options: Any
    ) -> str:
        if self.refuses:
            return self.refuses
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        if self.answers:
            return self.answers.pop(0)
        letter = message_from_bytes(envelope.content, policy=default)
        assert isinstance(letter, EmailMessage)
        self.letters.append(letter)
        return "250 OK"


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port: int = taken.getsockname()[1]
    return port


@pytest.fixture
def mailbox(settings: Settings) -> Iterator[Mailbox]:
    box = Mailbox()
    server = Controller(box, hostname="127.0.0.1", port=_free_port())
    server.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST = "127.0.0.1"
    settings.EMAIL_PORT = server.port
    yield box
    server.stop()


@pytest.fixture
def an(db: None) -> Citizen:
    return identity.register_citizen(
        "001090000123", full_name="Nguyễn Văn An", email="an@example.vn", by=SYSTEM
    )


@pytest.fixture
def browser(an: Citizen, client: Client) -> Client:
    client.force_login(an.user, "allauth.account.auth_backends.AuthenticationBackend")
    return client


def tell(user: User, **changed: Any) -> Notice:
    words = {"subject": "Hồ sơ đã được tiếp nhận", "body": "Hẹn trả ngày 02/03.", **changed}
    return actions.notify(user, by=SYSTEM, **words)


def test_a_notice_stands_on_the_site_at_once(an: Citizen, browser: Client) -> None:
    tell(an.user, link="/ho-so/1/")
    assert queries.unread_count(an.user) == 1
    page = browser.get(reverse("notices:list")).content.decode()
    assert "Hồ sơ đã được tiếp nhận" in page
    assert "Mới" in page


def test_a_notice_arrives_by_mail_once(an: Citizen, mailbox: Mailbox, settings: Settings) -> None:
    notice = tell(an.user, link="/ho-so/1/")
    assert tell_untold() == 0
    assert tell_untold() == 0
    (letter,) = mailbox.letters
    assert letter["To"] == "an@example.vn"
    assert letter["Subject"] == "Hồ sơ đã được tiếp nhận"
    text = letter.get_content()
    assert "Hẹn trả ngày 02/03." in text
    assert f"{settings.SITE_URL}/ho-so/1/" in text
    assert notice.deliveries.get().outcome == Outcome.SENT


def test_a_letter_is_in_the_language_of_its_reader(an: Citizen, mailbox: Mailbox) -> None:
    english = ("Your dossier was accepted", "Due on 2 March.")
    tell(an.user, english=english)
    tell_untold()
    identity.choose_language(an.user, by=an.user, language="en")
    tell(an.user, english=english)
    tell(an.user)  # nobody put this one into English
    tell_untold()
    first, second, third = mailbox.letters
    assert first["Subject"] == third["Subject"] == "Hồ sơ đã được tiếp nhận"
    assert "Thư này được gửi tự động" in first.get_content()
    assert second["Subject"] == "Your dossier was accepted"
    words = second.get_content()
    assert words.startswith("Due on 2 March.")
    assert "sent automatically" in words
    assert "Hẹn trả" not in words
    assert "Thư này" not in words
    assert "Hẹn trả ngày 02/03." in third.get_content()


def test_a_mail_server_that_is_busy_is_asked_again(an: Citizen, mailbox: Mailbox) -> None:
    mailbox.answers = ["451 try later"]
    notice = tell(an.user)
    assert tell_untold() == 1
    assert not notice.deliveries.exists()
    assert tell_untold() == 0
    assert len(mailbox.letters) == 1


def test_a_mail_server_out_of_reach_loses_nothing(
    an: Citizen, mailbox: Mailbox, settings: Settings
) -> None:
    port = settings.EMAIL_PORT
    settings.EMAIL_PORT = 9
    tell(an.user)
    assert tell_untold() == 1
    settings.EMAIL_PORT = port
    assert tell_untold() == 0
    assert len(mailbox.letters) == 1


def test_an_address_that_is_refused_for_good_is_not_tried_again(
    an: Citizen, mailbox: Mailbox
) -> None:
    mailbox.refuses = "550 no such user"
    notice = tell(an.user)
    assert tell_untold() == 0
    delivery = notice.deliveries.get()
    assert (delivery.outcome, delivery.address) == (Outcome.UNDELIVERABLE, "an@example.vn")
    assert "550" in delivery.detail


def test_who_has_no_address_is_told_on_the_site_only(an: Citizen, mailbox: Mailbox) -> None:
    Citizen.objects.update(email="")
    tell(an.user)
    assert tell_untold() == 0
    assert mailbox.letters == []
    assert not Delivery.objects.exists()


def test_mail_may_be_switched_off(an: Citizen, mailbox: Mailbox, settings: Settings) -> None:
    settings.NOTICE_CHANNELS = []
    tell(an.user)
    assert tell_untold() == 0
    assert mailbox.letters == []


def test_words_cannot_forge_mail_headers(an: Citizen, mailbox: Mailbox) -> None:
    tell(an.user, subject="Một\nBcc: evil@example.com\r\nHai")
    assert tell_untold() == 0
    (letter,) = mailbox.letters
    assert letter["Bcc"] is None
    assert letter["Subject"] == "Một Bcc: evil@example.com Hai"


@pytest.mark.parametrize(
    "changed",
    [
        {"subject": ""},
        {"subject": "x" * 201},
        {"body": "  "},
        {"body": "x" * 5_001},
        {"body": "\x00"},
        {"body": "\ud800"},
        {"link": "https://evil.example/"},
        {"link": "//evil.example/"},
        {"link": "/\\evil.example/"},
        {"link": "javascript:alert(1)"},
        {"link": "/x\n"},
        {"link": "/" + "x" * 300},
    ],
)
def test_a_bad_notice_is_refused(an: Citizen, changed: dict[str, str]) -> None:
    with pytest.raises(Invalid):
        tell(an.user, **changed)
    assert not Notice.objects.exists()


def test_opening_a_notice_marks_it_read_and_leads_on(an: Citizen, browser: Client) -> None:
    notice = tell(an.user, link="/ho-so/1/")
    address = reverse("notices:open", kwargs={"notice_id": notice.pk})
    assert browser.get(address).status_code == 405
    assert browser.post(address)["Location"] == "/ho-so/1/"
    assert browser.post(address)["Location"] == "/ho-so/1/"
    assert queries.unread_count(an.user) == 0
    read = [entry.event for entry in entries_about(an.user.pk)]
    assert read == ["notices.NoticesRead"]


def test_all_may_be_marked_read(an: Citizen, browser: Client) -> None:
    tell(an.user)
    tell(an.user)
    browser.post(reverse("notices:read_all"))
    assert queries.unread_count(an.user) == 0
    assert actions.mark_all_read(an.user, by=an.user) == 0


def test_a_stranger_sees_and_opens_nothing(an: Citizen) -> None:
    notice = tell(an.user)
    other = identity.register_citizen("001090000124", full_name="Người Khác", by=SYSTEM).user
    assert list(queries.notices_of(other)) == []
    with pytest.raises(NotFound):
        queries.notice_of(other, notice.pk)
    with pytest.raises(NotAllowed):
        actions.mark_read(notice, by=other)
    with pytest.raises(NotAllowed):
        actions.mark_all_read(an.user, by=other)
    stranger = Client()
    stranger.force_login(other, "allauth.account.auth_backends.AuthenticationBackend")
    address = reverse("notices:open", kwargs={"notice_id": notice.pk})
    assert stranger.post(address).status_code == 404
    assert Client().post(address)["Location"].startswith("/tai-khoan/dang-nhap/")
    assert queries.unread_count(an.user) == 1


@pytest.mark.parametrize("page", ["0", "-1", "x", "9" * 30, "1\x00", ""])
def test_any_page_number_shows_a_page(browser: Client, page: str) -> None:
    assert browser.get(reverse("notices:list"), {"page": page}).status_code == 200


def test_a_long_list_costs_no_more_queries(
    an: Citizen, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(25):
        tell(an.user)
    with django_assert_max_num_queries(1):
        assert len(queries.notices_of(an.user)[:20]) == 20
    with django_assert_max_num_queries(1):
        assert queries.unread_count(an.user) == 25


def test_a_wrong_password_of_ours_is_no_fault_of_the_person(
    an: Citizen, mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_args: Any, **_more: Any) -> None:
        raise smtplib.SMTPAuthenticationError(535, b"no")

    monkeypatch.setattr("django.core.mail.EmailMessage.send", fail)
    notice = tell(an.user)
    assert tell_untold() == 1
    assert not notice.deliveries.exists()
