"""Announced downtime: when the portal, a service or an agency takes nothing online, told ahead."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from motcua.core.records import Record
from motcua.procedures.models import FilingStop


class Downtime(Record):
    """The announcement of a stop of filing, with the notice that was given."""

    stop = models.OneToOneField(FilingStop, models.PROTECT, related_name="downtime")
    announcer = models.CharField(_("người thông báo"), max_length=200)
    announced_at = models.DateTimeField(_("thông báo lúc"))
    notice_days = models.PositiveSmallIntegerField(_("báo trước, ngày làm việc"))
    urgent_reason = models.TextField(_("lý do khẩn cấp"), blank=True)

    class Meta:
        verbose_name = _("thông báo ngừng hệ thống")
        verbose_name_plural = _("các thông báo ngừng hệ thống")
        constraints = (
            models.CheckConstraint(
                name="a_short_notice_says_why_it_is_urgent",
                condition=Q(notice_days__gte=7) | ~Q(urgent_reason=""),
            ),
        )
        ordering = ("-announced_at",)

    def __str__(self) -> str:
        return str(self.stop)
