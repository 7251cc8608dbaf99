"""Drafts: a form being filled in, and the files attached to it."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from motcua.core import clock
from motcua.core.records import Record
from motcua.core.refusals import WrongState
from motcua.documents.models import File
from motcua.procedures.models import Version


class Draft(Record):
    """A form that its owner fills in over days and devices. What was typed is kept, even if wrong;
    in `pasted`, by group, tables that could not be read.

    `answers` holds the answers as given; `set_aside` those for which the form has no place any
    more since it was brought over to this version, at `begun_at`. On submission its dossier takes
    over the same identifier.
    """

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="drafts", verbose_name=_("người lập")
    )
    version = models.ForeignKey(Version, models.PROTECT, related_name="+")
    answers = models.JSONField(_("câu trả lời"), default=dict)
    set_aside = models.JSONField(default=dict, editable=False)
    pasted = models.JSONField(default=dict, editable=False)
    begun_at = models.DateTimeField(default=clock.now, editable=False)
    changed_at = models.DateTimeField(_("sửa lần cuối"), default=clock.now)
    submitted_at = models.DateTimeField(_("nộp lúc"), null=True, blank=True)

    class Meta:
        verbose_name = _("bản nháp")
        verbose_name_plural = _("bản nháp")
        indexes = (
            models.Index(
                name="draft_unsent_by_owner",
                fields=["owner", "-changed_at"],
                condition=Q(submitted_at=None),
            ),
        )

    def __str__(self) -> str:
        return f"{self.version} ({self.owner})"

    def require_unsent(self) -> None:
        """Refuse to change a form that was already submitted."""
        if self.submitted_at is not None:
            raise WrongState(gettext("Hồ sơ này đã nộp nên không sửa được nữa."))


class Attachment(Record):
    """A file that answers one question of the form, or a later request for a supplement."""

    draft = models.ForeignKey(Draft, models.PROTECT, related_name="attachments")
    question = models.CharField(_("giấy tờ"), max_length=80, blank=True)
    file = models.ForeignKey(File, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("tệp đính kèm")
        verbose_name_plural = _("tệp đính kèm")

    def __str__(self) -> str:
        return str(self.file)
