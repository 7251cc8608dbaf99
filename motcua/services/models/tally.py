"""Counters kept as services come and go, so that no page counts; and the round numbers reached."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from motcua.core.records import Record
from motcua.procedures.models import Procedure

MILESTONES = (1, 50, 100, 500, *range(1_000, 10_001, 1_000))
"""Numbers of live services of which the home page tells for some days."""


class Dimension(models.TextChoices):
    """What is counted by. Opened and ended are counted by month, the others as it is now."""

    TOTAL = "total", _("tất cả")
    LEVEL = "level", _("mức độ")
    AGENCY = "agency", _("cơ quan")
    FIELD = "field", _("lĩnh vực")
    OPENED = "opened", _("lên trực tuyến trong tháng")
    ENDED = "ended", _("thôi trực tuyến trong tháng")


class Tally(models.Model):
    """How many services, by one value of one dimension. Written with what it counts."""

    dimension = models.CharField(max_length=10, choices=Dimension)
    key = models.CharField(max_length=300)
    count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = (
            models.UniqueConstraint(name="a_tally_is_kept_once", fields=["dimension", "key"]),
        )

    def __str__(self) -> str:
        return f"{self.dimension} {self.key}: {self.count}"


class Milestone(Record):
    """The service with which a round number was reached, the first time that it was."""

    number = models.PositiveIntegerField(_("số dịch vụ"), unique=True)
    procedure = models.ForeignKey(Procedure, models.PROTECT, related_name="+")
    reached_at = models.DateTimeField(_("đạt lúc"))

    class Meta:
        verbose_name = _("mốc số dịch vụ")
        verbose_name_plural = _("các mốc số dịch vụ")
        ordering = ("-number",)

    def __str__(self) -> str:
        return f"{self.number}: {self.procedure}"
