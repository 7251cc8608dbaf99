"""Manuscripts: packages in work. They may be incomplete or wrong; nothing written is ever lost."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from motcua.agencies.models import Agency
from motcua.core import clock
from motcua.core.records import Record
from motcua.procedures.models import Version
from motcua.workshop.source.differing import Change
from motcua.workshop.source.places import NOTHING, path_of


class Manuscript(Record):
    """A package that an agency writes. Each save is a revision; its edits stand beside."""

    owner = models.ForeignKey(
        Agency, models.PROTECT, related_name="manuscripts", verbose_name=_("cơ quan soạn thảo")
    )
    code = models.CharField(_("mã thủ tục"), max_length=60, blank=True)
    title = models.CharField(_("tên"), max_length=300, blank=True)
    source = models.JSONField(_("nội dung"), default=dict)
    revision = models.PositiveIntegerField(_("lần lưu"), default=0)
    begun_from = models.ForeignKey(
        Version, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("soạn từ")
    )
    submitted = models.ForeignKey(
        Version,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="manuscripts",
        verbose_name=_("bản đã trình"),
    )
    submitted_revision = models.PositiveIntegerField(null=True, blank=True)
    changed_at = models.DateTimeField(_("lưu lúc"), default=clock.now)
    changed_by = models.CharField(_("người lưu"), max_length=200, blank=True)
    put_away_at = models.DateTimeField(_("cất lúc"), null=True, blank=True)

    class Meta:
        verbose_name = _("bản thảo")
        verbose_name_plural = _("các bản thảo")
        constraints = (
            models.CheckConstraint(
                name="what_was_submitted_has_its_revision",
                condition=Q(submitted=None, submitted_revision=None)
                | Q(submitted__isnull=False, submitted_revision__lte=F("revision")),
            ),
        )
        indexes = (
            models.Index(
                name="manuscript_in_work",
                fields=["owner", "-changed_at"],
                condition=Q(put_away_at=None),
            ),
        )
        ordering = ("-changed_at",)

    def __str__(self) -> str:
        return self.title or self.code or str(_("Thủ tục chưa đặt tên"))

    @property
    def is_submitted(self) -> bool:
        """As it stands now it was submitted; a later edit makes it another."""
        return self.submitted_revision == self.revision


class Edit(Record):
    """One place that a save changed. Written once; who, when, what stood there before and after.

    `before` and `after` are lists of one value, or empty where nothing stood or stands.
    """

    manuscript = models.ForeignKey(Manuscript, models.PROTECT, related_name="edits")
    revision = models.PositiveIntegerField(_("lần lưu"))
    place = models.CharField(_("chỗ"), max_length=500)
    before = models.JSONField(_("trước"))
    after = models.JSONField(_("sau"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    by_name = models.CharField(_("người sửa"), max_length=200)
    undoes = models.PositiveIntegerField(_("hoàn tác lần lưu"), null=True, blank=True)

    class Meta:
        verbose_name = _("lần sửa")
        verbose_name_plural = _("các lần sửa")
        constraints = (
            models.UniqueConstraint(
                name="a_revision_changes_a_place_once", fields=["manuscript", "revision", "place"]
            ),
        )
        ordering = ("manuscript", "-revision", "place")

    def __str__(self) -> str:
        return f"{self.manuscript_id} {self.revision} {self.place}"

    @property
    def change(self) -> Change:
        """The edit as plain values."""
        return Change(path_of(self.place), unwrapped(self.before), unwrapped(self.after))


class Clash(Record):
    """A place that two people changed at once. Both values are kept until somebody chooses."""

    class Choice(models.TextChoices):
        THEIRS = "theirs", _("bản lưu trước")
        MINE = "mine", _("bản lưu sau")

    manuscript = models.ForeignKey(Manuscript, models.PROTECT, related_name="clashes")
    revision = models.PositiveIntegerField(_("lần lưu"))
    place = models.CharField(_("chỗ"), max_length=500)
    base = models.JSONField(_("ban đầu"))
    theirs = models.JSONField(_("bản lưu trước"))
    theirs_by = models.CharField(_("người lưu trước"), max_length=200, blank=True)
    mine = models.JSONField(_("bản lưu sau"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    by_name = models.CharField(_("người lưu sau"), max_length=200)
    choice = models.CharField(_("đã chọn"), max_length=10, choices=Choice, blank=True)
    settled_at = models.DateTimeField(_("chọn lúc"), null=True, blank=True)
    settled_by = models.CharField(_("người chọn"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("chỗ hai người cùng sửa")
        verbose_name_plural = _("những chỗ hai người cùng sửa")
        constraints = (
            models.CheckConstraint(
                name="a_settled_clash_says_what_was_chosen",
                condition=Q(choice="", settled_at=None)
                | (~Q(choice="") & Q(settled_at__isnull=False)),
            ),
        )
        indexes = (
            models.Index(
                name="clash_to_settle", fields=["manuscript"], condition=Q(settled_at=None)
            ),
        )
        ordering = ("manuscript", "created_at")

    def __str__(self) -> str:
        return f"{self.manuscript_id} {self.place}"


def wrapped(value: Any) -> list[Any]:
    """A value as it is kept: a list of one, or empty for what is not there."""
    return [] if value is NOTHING else [value]


def unwrapped(kept: list[Any]) -> Any:
    """The value that was kept."""
    return kept[0] if kept else NOTHING
