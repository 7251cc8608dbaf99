"""Procedures and their versions. A version that was published never changes again."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import models
from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from motcua.core.records import Record
from motcua.procedures.package import Package, restore


class Procedure(Record):
    """An administrative procedure. What is not its code tells of the current version."""

    code = models.CharField(_("mã thủ tục"), max_length=20, unique=True)
    current = models.ForeignKey(
        "Version", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("bản")
    )
    name = models.CharField(_("tên"), max_length=4000, blank=True)
    name_en = models.CharField(_("tên tiếng Anh"), max_length=4000, blank=True)
    summary = models.TextField(_("tóm tắt"), blank=True)
    summary_en = models.TextField(_("tóm tắt tiếng Anh"), blank=True)
    field_code = models.CharField(_("mã lĩnh vực"), max_length=40, blank=True)
    field_name = models.CharField(_("lĩnh vực"), max_length=4000, blank=True)
    field_name_en = models.CharField(_("lĩnh vực, tiếng Anh"), max_length=4000, blank=True)
    levels = ArrayField(models.CharField(max_length=10), verbose_name=_("cấp"), default=list)
    subjects = ArrayField(
        models.CharField(max_length=30), verbose_name=_("đối tượng"), default=list
    )
    folded_title = models.TextField(editable=False, blank=True)
    folded_rest = models.TextField(editable=False, blank=True)
    searched = models.GeneratedField(
        expression=SearchVector("folded_title", weight="A", config="simple")
        + SearchVector("folded_rest", weight="B", config="simple"),
        output_field=SearchVectorField(),
        db_persist=True,
    )

    class Meta:
        verbose_name = _("thủ tục hành chính")
        verbose_name_plural = _("thủ tục hành chính")
        indexes = (
            GinIndex(name="procedure_by_words", fields=["searched"], fastupdate=False),
            GinIndex(name="procedure_by_level", fields=["levels"], fastupdate=False),
            GinIndex(name="procedure_by_subject", fields=["subjects"], fastupdate=False),
            models.Index(
                name="procedure_live_by_field",
                fields=["field_code", "code"],
                condition=Q(current__isnull=False),
            ),
        )

    def __str__(self) -> str:
        return self.name or self.code

    @property
    def in_force(self) -> "Version":
        """The current version, of a procedure that has one."""
        if self.current is None:
            raise ValueError(f"{self.code} has no version in force")
        return self.current

    @property
    def title(self) -> str:
        """The name in the active language."""
        return spoken(self.name, self.name_en)

    @property
    def brief(self) -> str:
        """The summary in the active language."""
        return spoken(self.summary, self.summary_en)

    @property
    def field_title(self) -> str:
        """The field in the active language."""
        return spoken(self.field_name, self.field_name_en)


class State(models.TextChoices):
    DRAFT = "draft", _("bản thảo")
    PUBLISHED = "published", _("đã công bố")
    WITHDRAWN = "withdrawn", _("đã thôi công bố")


class Version(Record):
    """The whole of a procedure at one time, as a package. Same content, same version."""

    procedure = models.ForeignKey(Procedure, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField(_("số"))
    source = models.JSONField(_("gói"))
    sha256 = models.CharField(max_length=64)
    state = models.CharField(_("tình trạng"), max_length=10, choices=State, default=State.DRAFT)
    effective_from = models.DateField(_("hiệu lực từ"), null=True, blank=True)
    published_at = models.DateTimeField(_("công bố lúc"), null=True, blank=True)

    class Meta:
        verbose_name = _("bản thủ tục")
        verbose_name_plural = _("các bản thủ tục")
        constraints = (
            models.UniqueConstraint(
                name="a_procedure_numbers_its_versions_once", fields=["procedure", "number"]
            ),
            models.UniqueConstraint(
                name="one_content_is_one_version", fields=["procedure", "sha256"]
            ),
            models.CheckConstraint(
                name="version_known_to_the_public_has_dates",
                condition=Q(state=State.DRAFT)
                | Q(effective_from__isnull=False, published_at__isnull=False),
            ),
            models.CheckConstraint(name="version_numbers_begin_at_one", condition=Q(number__gte=1)),
        )
        ordering = ("procedure", "-number")

    def __str__(self) -> str:
        return f"{self.procedure} ({self.number})"

    @property
    def package(self) -> Package:
        """The package, read; the same object for the same content."""
        return restore(self.sha256, self.source)


def spoken(vietnamese: str, english: str) -> str:
    """The text in the active language."""
    return english if english and (get_language() or "vi").startswith("en") else vietnamese
