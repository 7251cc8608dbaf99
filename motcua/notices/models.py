"""Notices to people, and what became of them on each channel."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from motcua.core import clock
from motcua.core.records import Record
from motcua.identity.models import User


class NoticeQuerySet(models.QuerySet["Notice"]):
    def unread(self) -> Self:
        return self.filter(read_at=None)


class Notice(Record):
    """What a person is told, on the site first of all: in Vietnamese, and in English if given."""

    user = models.ForeignKey(User, models.CASCADE, related_name="notices")
    subject = models.CharField(_("tiêu đề"), max_length=200)
    body = models.TextField(_("nội dung"))
    subject_en = models.CharField(_("tiêu đề tiếng Anh"), max_length=200, blank=True)
    body_en = models.TextField(_("nội dung tiếng Anh"), blank=True)
    link = models.CharField(_("đường dẫn"), max_length=300, blank=True)
    read_at = models.DateTimeField(_("đọc lúc"), null=True, editable=False)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        verbose_name = _("thông báo")
        verbose_name_plural = _("thông báo")
        constraints = (
            models.CheckConstraint(
                name="a_notice_leads_nowhere_but_into_this_site",
                condition=Q(link="") | (Q(link__startswith="/") & ~Q(link__startswith="//")),
            ),
        )
        indexes = (
            models.Index(name="notice_by_user", fields=["user", "-id"]),
            models.Index(name="notice_unread", fields=["user"], condition=Q(read_at=None)),
        )

    def __str__(self) -> str:
        return self.subject

    @property
    def title(self) -> str:
        """The subject in the active language."""
        return self.subject_en if self._reads_english else self.subject

    @property
    def words(self) -> str:
        """The body in the active language."""
        return self.body_en if self._reads_english else self.body

    @property
    def _reads_english(self) -> bool:
        return bool(self.body_en) and (get_language() or "vi").startswith("en")


class Outcome(models.TextChoices):
    SENT = "sent", _("đã gửi")
    UNDELIVERABLE = "undeliverable", _("không gửi được")


class Delivery(models.Model):
    """A notice's end on one channel. Without a row it is still on its way, or has no address."""

    notice = models.ForeignKey(Notice, models.CASCADE, related_name="deliveries")
    channel = models.CharField(_("kênh"), max_length=20)
    address = models.CharField(_("nơi nhận"), max_length=254)
    outcome = models.CharField(_("kết quả"), max_length=15, choices=Outcome)
    detail = models.CharField(_("chi tiết"), max_length=300, blank=True)
    at = models.DateTimeField(_("lúc"), default=clock.now, editable=False)

    class Meta:
        verbose_name = _("lượt gửi")
        verbose_name_plural = _("lượt gửi")
        constraints = (
            models.UniqueConstraint(
                name="a_notice_ends_once_on_a_channel", fields=["notice", "channel"]
            ),
        )

    def __str__(self) -> str:
        return f"{self.notice_id} {self.channel}: {self.outcome}"
