"""E-mail, through Django's mail settings."""

import smtplib

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.template.loader import render_to_string

from motcua.identity.models import User
from motcua.identity.queries import email_of
from motcua.notices.channels.base import Undeliverable
from motcua.notices.models import Notice

SECONDS = 15


class Email:
    """Plain text; the site holds the original."""

    name = "email"

    def address_of(self, user: User) -> str:
        return email_of(user)

    def send(self, notice: Notice, address: str) -> None:
        context = {"notice": notice, "address": settings.SITE_URL + (notice.link or "/thong-bao/")}
        message = EmailMessage(
            subject=notice.title,
            body=render_to_string("notices/email.txt", context),
            to=[address],
            headers={"Auto-Submitted": "auto-generated", "X-Notice": str(notice.pk)},
            connection=get_connection(timeout=SECONDS),
        )
        try:
            message.send()
        except smtplib.SMTPRecipientsRefused as refused:
            for code, words in refused.recipients.values():
                _give_up_if_for_good(code, words)
            raise
        except smtplib.SMTPDataError as refused:
            _give_up_if_for_good(refused.smtp_code, refused.smtp_error)
            raise


def _give_up_if_for_good(code: int, words: bytes | str) -> None:
    """A 5xx answer stands, a 4xx one may change (RFC 5321 4.2.1)."""
    if 500 <= code < 600:
        said = words.decode(errors="replace") if isinstance(words, bytes) else words
        raise Undeliverable(f"{code} {said}")
