"""The days and office hours that make the calendars; every change makes a new version."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from motcua.core.records import Record

AREA_CODE = r"^([0-9]{2}|[0-9]{5})?$"


class CalendarVersion(Record):
    """One state of all calendars. Numbers grow by one; an old state can be read for ever."""

    number = models.PositiveIntegerField(_("số"), unique=True)
    reason = models.CharField(_("lý do"), max_length=500)

    class Meta:
        verbose_name = _("phiên bản lịch")
        verbose_name_plural = _("phiên bản lịch")

    def __str__(self) -> str:
        return str(self.number)


class Versioned(Record):
    """A row in force from one version until another; never changed, only ended."""

    area_code = models.CharField(_("mã địa bàn"), max_length=5, blank=True)
    since = models.ForeignKey(CalendarVersion, models.PROTECT, related_name="+")
    until = models.ForeignKey(CalendarVersion, models.PROTECT, related_name="+", null=True)

    class Meta:
        abstract = True


class DayKind(models.TextChoices):
    HOLIDAY = "holiday", _("nghỉ lễ, tết")
    DAY_OFF_IN_LIEU = "day_off_in_lieu", _("nghỉ bù, nghỉ hoán đổi")
    SWAPPED_WORKING_DAY = "swapped_working_day", _("làm việc bù")


class SpecialDay(Versioned):
    """A day set apart from its weekday, in the whole country or in one area."""

    date = models.DateField(_("ngày"))
    kind = models.CharField(_("loại"), max_length=20, choices=DayKind)
    name_vi = models.CharField(_("tên"), max_length=200)
    name_en = models.CharField(_("tên tiếng Anh"), max_length=200, blank=True)
    official = models.BooleanField(_("đã có quyết định chính thức"), default=True)
    source = models.CharField(_("căn cứ"), max_length=500)
    from_facts = models.BooleanField(_("từ dữ liệu kèm theo"), default=False)

    class Meta:
        verbose_name = _("ngày đặc biệt")
        verbose_name_plural = _("ngày đặc biệt")
        constraints = (
            models.UniqueConstraint(
                name="a_day_is_set_apart_once_per_area",
                fields=["area_code", "date"],
                condition=Q(until=None),
            ),
            models.CheckConstraint(
                name="special_day_belongs_to_an_area_or_the_country",
                condition=Q(area_code__regex=AREA_CODE),
            ),
        )

    def __str__(self) -> str:
        return f"{self.date:%d/%m/%Y} {self.name_vi}"


class OfficeHours(Versioned):
    """A week of office hours. Of several that cover a day the latest begun one holds."""

    valid_from = models.DateField(_("từ ngày"))
    valid_to = models.DateField(_("đến hết ngày"), null=True, blank=True)
    week = models.JSONField(
        _("giờ làm việc")
    )  # seven lists, from Monday, of [opens, closes] minutes
    source = models.CharField(_("căn cứ"), max_length=500)

    class Meta:
        verbose_name = _("giờ làm việc")
        verbose_name_plural = _("giờ làm việc")
        constraints = (
            models.UniqueConstraint(
                name="office_hours_begin_once_a_day_per_area",
                fields=["area_code", "valid_from"],
                condition=Q(until=None),
            ),
            models.CheckConstraint(
                name="office_hours_belong_to_an_area_or_the_country",
                condition=Q(area_code__regex=AREA_CODE),
            ),
            models.CheckConstraint(
                name="office_hours_end_after_they_begin",
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
            ),
        )

    def __str__(self) -> str:
        return f"{self.area_code or 'VN'} {self.valid_from:%d/%m/%Y}"
