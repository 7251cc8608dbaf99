"""Telling people something, and taking note that they read it."""

from urllib.parse import urlsplit

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from motcua.core import clock
from motcua.core.actors import Actor
from motcua.core.journal import emit
from motcua.core.refusals import Invalid, NotAllowed
from motcua.core.text import clean
from motcua.identity.contacts import line
from motcua.identity.models import User
from motcua.notices.channels.base import Channel, Undeliverable
from motcua.notices.events import NoticeGiven, NoticesRead
from motcua.notices.models import Delivery, Notice, Outcome

LONGEST_BODY = 5_000


@transaction.atomic
def notify(
    user: User,
    *,
    by: Actor,
    subject: str,
    body: str,
    link: str = "",
    english: tuple[str, str] | None = None,
) -> Notice:
    """Tell a person something on the site; the other channels follow after the commit.

    `english` is the subject and body for who reads the site in English. `link` is a path of this
    site. An inactive account is told too: the record is the point.
    """
    title, words = _fit(subject, body)
    title_en, words_en = _fit(*english) if english else ("", "")
    if link and not _is_path_of_this_site(link):
        raise Invalid(_("Đường dẫn của thông báo phải nằm trong trang này."))
    notice = Notice.objects.create(
        user=user,
        subject=title,
        body=words,
        subject_en=title_en,
        body_en=words_en,
        link=link,
    )
    emit(NoticeGiven(notice=notice.pk, user=user.pk), by=by)
    return notice


def _fit(subject: str, body: str) -> tuple[str, str]:
    """Both as they are kept: clean, neither empty nor too long."""
    title = line(subject, limit=200, what=_("Tiêu đề"))
    words = clean(body).strip()
    if not title or not words or len(words) > LONGEST_BODY:
        raise Invalid(_("Thông báo cần có tiêu đề và nội dung, dài không quá 5.000 ký tự."))
    return title, words


@transaction.atomic
def mark_read(notice: Notice, *, by: User) -> Notice:
    """The person read one notice; a second time changes nothing."""
    notice = Notice.objects.select_for_update().get(pk=notice.pk)
    if notice.user_id != by.pk:
        raise NotAllowed(_("Thông báo này không phải của bạn."))
    if notice.read_at is None:
        notice.read_at = clock.now()
        notice.save(update_fields=["read_at"])
        emit(NoticesRead(user=by.pk, notices=(notice.pk,)), by=by)
    return notice


@transaction.atomic
def mark_all_read(user: User, *, by: User) -> int:
    """The person has seen the whole list."""
    if user.pk != by.pk:
        raise NotAllowed(_("Bạn chỉ đánh dấu được thông báo của chính mình."))
    unread = Notice.objects.unread().select_for_update().filter(user=user)
    read = tuple(unread.values_list("pk", flat=True))
    if read:
        Notice.objects.filter(pk__in=read).update(read_at=clock.now())
        emit(NoticesRead(user=user.pk, notices=read), by=by)
    return len(read)


@transaction.atomic
def deliver(notice: Notice, *, by: Actor, over: Channel) -> Delivery | None:
    """Send a notice over one channel, in its reader's language, unless it has ended there or has
    no address there.

    Raises whatever the channel raises for now, so that the job tries again; what can never
    arrive is written down instead.
    """
    notice = Notice.objects.select_for_update(of=("self",)).select_related("user").get(pk=notice.pk)
    address = over.address_of(notice.user)
    if not address or notice.deliveries.filter(channel=over.name).exists():
        return None
    outcome, detail = Outcome.SENT, ""
    try:
        with translation.override(notice.user.reads):
            over.send(notice, address)
    except Undeliverable as refusal:
        outcome, detail = Outcome.UNDELIVERABLE, str(refusal)[:300]
    return notice.deliveries.create(
        channel=over.name, address=address, outcome=outcome, detail=detail
    )


def _is_path_of_this_site(link: str) -> bool:
    if len(link) > 300 or "\\" in link or not link.isprintable():
        return False
    parts = urlsplit(link)
    return link.startswith("/") and not link.startswith("//") and not parts.netloc
