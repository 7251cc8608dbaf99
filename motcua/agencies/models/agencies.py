"""Agencies, the desks at which they meet people, and the posts in which people serve."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from motcua.agencies import codes
from motcua.agencies.models.areas import Area
from motcua.core.records import Record


class AgencyLevel(models.TextChoices):
    CENTRAL = "central", _("trung ương")
    PROVINCE = "province", _("cấp tỉnh")
    COMMUNE = "commune", _("cấp xã")


class AgencyKind(models.TextChoices):
    MINISTRY = "ministry", _("bộ, cơ quan ngang bộ, cơ quan thuộc Chính phủ")
    DEPARTMENT = "department", _("cục, vụ, sở, phòng và đơn vị tương đương")
    PROVINCE_COMMITTEE = "province_committee", _("Ủy ban nhân dân cấp tỉnh")
    COMMUNE_COMMITTEE = "commune_committee", _("Ủy ban nhân dân cấp xã")
    ONE_STOP_CENTRE = "one_stop_centre", _("trung tâm phục vụ hành chính công")


class Role(models.TextChoices):
    """What a post does with dossiers."""

    RECEIVER = "receiver", _("cán bộ tiếp nhận và trả kết quả")
    HANDLER = "handler", _("cán bộ thụ lý")
    HEAD = "head", _("lãnh đạo bộ phận")
    SIGNER = "signer", _("người ký")
    CLERK = "clerk", _("văn thư")
    ADMINISTRATOR = "administrator", _("quản trị")


class AgencyQuerySet(models.QuerySet["Agency"]):
    def valid_on(self, day: date) -> Self:
        return self.filter(
            Q(valid_from=None) | Q(valid_from__lte=day), Q(valid_to=None) | Q(valid_to__gte=day)
        )


class Agency(Record):
    """An agency of the State, known by its electronic code (form of QĐ 20/2020/QĐ-TTg)."""

    code = models.CharField(_("mã định danh điện tử"), max_length=14)
    name = models.CharField(_("tên cơ quan"), max_length=250)
    kind = models.CharField(_("loại"), max_length=20, choices=AgencyKind)
    level = models.CharField(_("cấp"), max_length=10, choices=AgencyLevel)
    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        related_name="children",
        null=True,
        blank=True,
        verbose_name=_("cơ quan cấp trên"),
    )
    area = models.ForeignKey(
        Area, models.PROTECT, related_name="agencies", null=True, verbose_name=_("địa bàn")
    )
    valid_from = models.DateField(_("từ ngày"), null=True, blank=True)
    valid_to = models.DateField(_("đến hết ngày"), null=True, blank=True)
    successor = models.ForeignKey(
        "self",
        models.PROTECT,
        related_name="predecessors",
        null=True,
        blank=True,
        verbose_name=_("cơ quan kế thừa"),
    )
    code_verified = models.BooleanField(_("mã đã được xác minh"), default=True)
    evidence = models.CharField(_("căn cứ của mã"), max_length=300, blank=True)
    folded = models.CharField(max_length=300, editable=False)

    objects = AgencyQuerySet.as_manager()

    class Meta:
        verbose_name = _("cơ quan")
        verbose_name_plural = _("cơ quan")
        constraints = (
            models.UniqueConstraint(name="an_agency_code_is_used_once", fields=["code"]),
            models.CheckConstraint(
                name="an_agency_code_is_written_in_one_way",
                condition=Q(code__regex=codes.PATTERN),
            ),
            models.CheckConstraint(
                name="an_agency_ends_after_it_begins",
                condition=Q(valid_from=None) | Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
            ),
            models.CheckConstraint(
                name="a_peoples_committee_has_an_area",
                condition=~Q(kind__in=["province_committee", "commune_committee"])
                | Q(area__isnull=False),
            ),
            models.UniqueConstraint(
                name="an_area_has_one_peoples_committee",
                fields=["area"],
                condition=Q(kind__in=["province_committee", "commune_committee"], valid_to=None),
            ),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def legacy_code(self) -> str:
        """The code in the older form, `000.00.00.G01` (QCVN 102:2016/BTTTT)."""
        return codes.to_legacy(self.code)


class Desk(Record):
    """A one-stop desk: where people hand in dossiers and get results."""

    agency = models.ForeignKey(
        Agency, models.PROTECT, related_name="desks", verbose_name=_("cơ quan")
    )
    name = models.CharField(_("tên"), max_length=250)
    address = models.CharField(_("địa chỉ"), max_length=300)
    phone = models.CharField(_("điện thoại"), max_length=50, blank=True)
    opening = models.CharField(_("giờ tiếp nhận"), max_length=300, blank=True)
    opened_on = models.DateField(_("mở từ ngày"))
    closed_on = models.DateField(_("đóng từ ngày"), null=True, blank=True)

    class Meta:
        verbose_name = _("bộ phận một cửa")
        verbose_name_plural = _("bộ phận một cửa")
        constraints = (
            models.UniqueConstraint(
                name="an_agency_has_one_open_desk_of_a_name",
                fields=["agency", "name"],
                condition=Q(closed_on=None),
            ),
        )

    def __str__(self) -> str:
        return self.name


class Post(Record):
    """A place in an agency, in which a person serves for a time."""

    agency = models.ForeignKey(
        Agency, models.PROTECT, related_name="posts", verbose_name=_("cơ quan")
    )
    role = models.CharField(_("vai trò"), max_length=15, choices=Role)
    title = models.CharField(_("chức danh"), max_length=200)
    abolished_on = models.DateField(_("bãi bỏ từ ngày"), null=True, blank=True)

    class Meta:
        verbose_name = _("vị trí công tác")
        verbose_name_plural = _("vị trí công tác")
        indexes = (models.Index(name="post_by_agency_and_role", fields=["agency", "role"]),)

    def __str__(self) -> str:
        return f"{self.title}, {self.agency}"
