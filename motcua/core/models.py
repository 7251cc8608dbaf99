"""The journal: one row per act, and which reactions each has had."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from motcua.core import clock


class Entry(models.Model):
    """One act: audit trail, outbox and feed at once. Written once; only `told_at` ever changes."""

    id = models.BigAutoField(primary_key=True)
    at = models.DateTimeField(_("lúc"), default=clock.now, editable=False)
    event = models.CharField(_("sự kiện"), max_length=80)
    subject = models.UUIDField(_("đối tượng"))
    actor_kind = models.CharField(max_length=20)
    actor_id = models.CharField(max_length=80)
    actor_name = models.CharField(_("người thực hiện"), max_length=200)
    on_behalf_of = models.CharField(_("thay mặt"), max_length=200, blank=True)
    payload = models.JSONField(_("nội dung"))
    told_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        verbose_name = _("bút tích")
        verbose_name_plural = _("nhật ký")
        indexes = (
            models.Index(name="entry_by_subject", fields=["subject", "id"]),
            models.Index(name="entry_untold", fields=["subject", "id"], condition=Q(told_at=None)),
        )

    def __str__(self) -> str:
        return f"{self.event} {self.subject}"


class Telling(models.Model):
    """One reaction that has had one entry, written in the transaction of the reaction itself."""

    entry = models.ForeignKey(Entry, models.CASCADE, related_name="tellings")
    reaction = models.CharField(max_length=120)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                name="reaction_is_told_an_entry_once", fields=["entry", "reaction"]
            ),
        )

    def __str__(self) -> str:
        return f"{self.reaction} <- {self.entry_id}"


class IdempotentAnswer(models.Model):
    """What an API call answered, kept under the key its caller chose, to answer a repeat alike."""

    actor = models.CharField(max_length=80)
    route = models.CharField(max_length=200)
    key = models.CharField(max_length=100)
    fingerprint = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField(null=True)
    body = models.JSONField(null=True)
    at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                name="an_idempotency_key_is_used_once", fields=["actor", "route", "key"]
            ),
        )
        indexes = (models.Index(name="idempotent_answer_by_age", fields=["at"]),)

    def __str__(self) -> str:
        return f"{self.route} {self.key}"
