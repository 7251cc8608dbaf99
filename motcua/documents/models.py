"""Files: one row per file somebody holds; rows with equal content share the stored bytes."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from motcua.core.records import Record


class File(Record):
    """A file taken in from a person, or a paper made by the platform. Its content never changes."""

    sha256 = models.CharField(_("mã băm SHA-256"), max_length=64, editable=False)
    size = models.PositiveBigIntegerField(_("kích thước"), editable=False)
    media_type = models.CharField(_("loại nội dung"), max_length=100, editable=False)
    name = models.CharField(_("tên tệp"), max_length=150)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="files",
        verbose_name=_("người gửi"),
    )
    purpose = models.CharField(_("mục đích"), max_length=60)

    class Meta:
        verbose_name = _("tệp")
        verbose_name_plural = _("tệp")
        indexes = (models.Index(name="file_by_content", fields=["sha256"]),)
        constraints = (
            models.CheckConstraint(
                name="a_file_is_known_by_its_sha256",
                condition=Q(sha256__regex=r"^[0-9a-f]{64}$"),
            ),
            models.CheckConstraint(name="a_file_is_not_empty", condition=Q(size__gt=0)),
            models.CheckConstraint(name="a_file_has_a_name", condition=~Q(name="")),
        )

    def __str__(self) -> str:
        return self.name
