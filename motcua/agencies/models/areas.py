"""Administrative units, each for the time in which it has this kind and name."""

from datetime import date
from typing import Self

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, IntegerRangeField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector
from django.db import models
from django.db.models import F, Func, Q, Value
from django.utils.translation import gettext_lazy as _

from motcua.core.records import Record


class AreaLevel(models.TextChoices):
    PROVINCE = "province", _("cấp tỉnh")
    DISTRICT = "district", _("cấp huyện (đến 30/6/2025)")
    COMMUNE = "commune", _("cấp xã")


class AreaKind(models.TextChoices):
    PROVINCE = "province", _("tỉnh")
    CENTRAL_CITY = "central_city", _("thành phố trực thuộc trung ương")
    URBAN_DISTRICT = "urban_district", _("quận")
    RURAL_DISTRICT = "rural_district", _("huyện")
    TOWN = "town", _("thị xã")
    CITY = "city", _("thành phố thuộc tỉnh")
    WARD = "ward", _("phường")
    COMMUNE = "commune", _("xã")
    TOWNSHIP = "township", _("thị trấn")
    SPECIAL_ZONE = "special_zone", _("đặc khu")


class AreaQuerySet(models.QuerySet["Area"]):
    def valid_on(self, day: date) -> Self:
        return self.filter(Q(valid_to=None) | Q(valid_to__gte=day), valid_from__lte=day)


class Area(Record):
    """A province, district or commune; a change of kind or name begins another row.

    `parent` is the unit above in its latest form: for the form of a given day ask `queries`.
    """

    code = models.CharField(_("mã đơn vị hành chính"), max_length=5)
    level = models.CharField(_("cấp"), max_length=10, choices=AreaLevel)
    kind = models.CharField(_("loại"), max_length=15, choices=AreaKind)
    name = models.CharField(_("tên"), max_length=100)
    full_name = models.CharField(_("tên đầy đủ"), max_length=120)
    parent = models.ForeignKey(
        "self", models.PROTECT, related_name="children", null=True, verbose_name=_("thuộc")
    )
    valid_from = models.DateField(_("từ ngày"))
    valid_to = models.DateField(_("đến hết ngày"), null=True)
    folded = models.CharField(max_length=300, editable=False)

    objects = AreaQuerySet.as_manager()

    class Meta:
        verbose_name = _("đơn vị hành chính")
        verbose_name_plural = _("đơn vị hành chính")
        constraints = (
            models.UniqueConstraint(
                name="an_area_begins_once_a_day", fields=["code", "level", "valid_from"]
            ),
            models.CheckConstraint(
                name="an_area_code_has_the_digits_of_its_level",
                condition=Q(level="province", code__regex=r"^\d{2}$")
                | Q(level="district", code__regex=r"^\d{3}$")
                | Q(level="commune", code__regex=r"^\d{5}$"),
            ),
            models.CheckConstraint(
                name="an_area_ends_after_it_begins",
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
            ),
            # As a number with a leading 1 the codes of all levels differ, and a range of one
            # number needs no extension of PostgreSQL to stand in an exclusion constraint.
            ExclusionConstraint(
                name="an_area_has_one_form_at_a_time",
                expressions=[
                    (
                        Func(
                            F("code"),
                            template="int4range(('1' || %(expressions)s)::int,"
                            " ('1' || %(expressions)s)::int, '[]')",
                            output_field=IntegerRangeField(),
                        ),
                        "&&",
                    ),
                    (
                        Func(
                            F("valid_from"),
                            F("valid_to"),
                            Value("[]"),
                            function="daterange",
                            output_field=DateRangeField(),
                        ),
                        "&&",
                    ),
                ],
            ),
        )
        indexes = (
            GinIndex(SearchVector("folded", config="simple"), name="area_by_words"),
            models.Index(name="area_by_parent", fields=["parent", "code"]),
        )

    def __str__(self) -> str:
        return self.full_name


class Extent(models.TextChoices):
    WHOLE = "whole", _("toàn bộ")
    PART = "part", _("một phần")


class AreaMerger(Record):
    """A unit went into a new one. Without `old` the text could not be read with certainty."""

    new = models.ForeignKey(Area, models.CASCADE, related_name="came_from")
    old = models.ForeignKey(Area, models.CASCADE, related_name="went_into", null=True)
    extent = models.CharField(_("phạm vi"), max_length=5, choices=Extent)
    text = models.CharField(_("nguyên văn"), max_length=500)

    class Meta:
        verbose_name = _("sáp nhập")
        verbose_name_plural = _("sáp nhập")
        constraints = (
            models.UniqueConstraint(
                name="an_area_goes_into_another_once", fields=["new", "old"], condition=~Q(old=None)
            ),
        )

    def __str__(self) -> str:
        return f"{self.text} -> {self.new_id}"
