"""Users, citizens, businesses, and who holds which post in which period."""

from datetime import date
from typing import Any, ClassVar, Self

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, DecimalRangeField, RangeOperators
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Func, Q, TextField, Value
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _

from motcua.agencies.models import Area, Post
from motcua.core.actors import ActorRef
from motcua.core.records import Record


class Kind(models.TextChoices):
    """An account is one or the other for its whole life; an official is a citizen elsewhere."""

    CITIZEN = "citizen", _("công dân")
    OFFICIAL = "official", _("cán bộ")


class Language(models.TextChoices):
    """What a person reads, each named in itself, as `settings.LANGUAGES`."""

    VIETNAMESE = "vi", "Tiếng Việt"
    ENGLISH = "en", "English"


class Sex(models.TextChoices):
    MALE = "male", _("nam")
    FEMALE = "female", _("nữ")


class Assurance(models.IntegerChoices):
    """How surely a person is who they say (Decree 69/2024: levels 1 and 2)."""

    NONE = 0, _("chưa xác thực")
    ONE = 1, _("mức 1")
    TWO = 2, _("mức 2")


class Source(models.TextChoices):
    """Where a person's data came from."""

    E_IDENTITY = "e_identity", _("hệ thống định danh điện tử quốc gia")
    DESK = "desk", _("cán bộ tiếp nhận nhập từ giấy tờ")


class UserManager(BaseUserManager["User"]):
    """Accounts by their sign-in name. Accounts are made by `actions`, and by createsuperuser."""

    def create_superuser(self, username: str, password: str, **fields: Any) -> "User":
        """The first administrator of an installation, made on its command line."""
        user = self.model(
            username=username.lower(), kind=Kind.OFFICIAL, is_superuser=True, **fields
        )
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(AbstractBaseUser, Record):
    """An account that can sign in, of a citizen or of an official."""

    username = models.CharField(
        _("tên đăng nhập"),
        max_length=60,
        unique=True,
        validators=[
            RegexValidator(
                r"\A[a-z0-9][a-z0-9._-]{2,59}\Z",
                _("Tên đăng nhập gồm 3 đến 60 chữ cái thường không dấu, chữ số, dấu . _ hoặc -."),
            )
        ],
    )
    kind = models.CharField(max_length=10, choices=Kind, default=Kind.CITIZEN, editable=False)
    full_name = models.CharField(_("họ và tên"), max_length=100)
    email = models.EmailField(_("thư điện tử"), blank=True)
    language = models.CharField(
        _("ngôn ngữ đã chọn"), max_length=2, choices=Language, blank=True, editable=False
    )
    is_active = models.BooleanField(_("đang hoạt động"), default=True)
    is_superuser = models.BooleanField(_("quản trị hệ thống"), default=False)

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["full_name"]

    class Meta:
        verbose_name = _("tài khoản")
        verbose_name_plural = _("tài khoản")
        constraints = (
            models.CheckConstraint(
                name="a_citizen_is_no_superuser",
                condition=Q(is_superuser=False) | Q(kind=Kind.OFFICIAL),
            ),
        )

    def __str__(self) -> str:
        return self.full_name

    @property
    def is_official(self) -> bool:
        return self.kind == Kind.OFFICIAL

    @property
    def reads(self) -> Language:
        """The language to write to this person in: Vietnamese, unless they chose."""
        return Language(self.language or Language.VIETNAMESE)

    @property
    def actor_ref(self) -> ActorRef:
        return ActorRef(kind=self.kind, id=str(self.pk), name=self.full_name)


class Citizen(Record):
    """A person with a 12-digit personal identification number."""

    user = models.OneToOneField(User, models.PROTECT, related_name="citizen")
    number = models.CharField(_("số định danh cá nhân"), max_length=12, unique=True)
    full_name = models.CharField(_("họ, chữ đệm và tên"), max_length=100)
    born_on = models.DateField(_("ngày sinh"), null=True, blank=True)
    sex = models.CharField(_("giới tính"), max_length=6, choices=Sex)
    phone = models.CharField(_("số điện thoại"), max_length=12, blank=True)
    email = models.EmailField(_("thư điện tử"), blank=True)
    address = models.CharField(_("địa chỉ cư trú"), max_length=300, blank=True)
    commune = models.ForeignKey(
        Area, models.PROTECT, null=True, blank=True, verbose_name=_("xã, phường cư trú")
    )
    assurance = models.PositiveSmallIntegerField(
        _("mức định danh"), choices=Assurance, default=Assurance.NONE
    )
    source = models.CharField(_("nguồn dữ liệu"), max_length=12, choices=Source)
    confirmed_at = models.DateTimeField(_("xác nhận lần cuối"), null=True, editable=False)

    class Meta:
        verbose_name = _("công dân")
        verbose_name_plural = _("công dân")
        constraints = (
            models.CheckConstraint(
                name="a_citizen_number_has_twelve_digits", condition=Q(number__regex=r"^[0-9]{12}$")
            ),
            models.CheckConstraint(
                name="an_assured_citizen_was_confirmed_once",
                condition=Q(assurance=Assurance.NONE) | Q(confirmed_at__isnull=False),
            ),
        )

    def __str__(self) -> str:
        return self.full_name


class Business(Record):
    """An enterprise, a cooperative or a household business, by its tax code."""

    tax_code = models.CharField(_("mã số thuế"), max_length=14, unique=True)
    name = models.CharField(_("tên doanh nghiệp"), max_length=300)
    phone = models.CharField(_("số điện thoại"), max_length=12, blank=True)
    email = models.EmailField(_("thư điện tử"), blank=True)
    address = models.CharField(_("địa chỉ trụ sở"), max_length=300, blank=True)
    commune = models.ForeignKey(
        Area, models.PROTECT, null=True, blank=True, verbose_name=_("xã, phường đặt trụ sở")
    )

    class Meta:
        verbose_name = _("doanh nghiệp")
        verbose_name_plural = _("doanh nghiệp")

    def __str__(self) -> str:
        return self.name


class Period(models.Model):
    """From a day to a day, both counted; without an end it goes on."""

    from_date = models.DateField(_("từ ngày"))
    to_date = models.DateField(_("đến hết ngày"), null=True, blank=True)

    class Meta:
        abstract = True

    def covers(self, day: date) -> bool:
        return self.from_date <= day and (self.to_date is None or day <= self.to_date)


class PeriodQuerySet(models.QuerySet[Any]):
    def on(self, day: date) -> Self:
        """Those in force on this day."""
        return self.filter(Q(to_date=None) | Q(to_date__gte=day), from_date__lte=day)

    def during(self, from_date: date, to_date: date | None) -> Self:
        """Those with a day in common with this period."""
        rows = self.filter(Q(to_date=None) | Q(to_date__gte=from_date))
        return rows if to_date is None else rows.filter(from_date__lte=to_date)


def _no_two_at_once(name: str, *fields: str) -> ExclusionConstraint:
    """No two rows alike in these keys have a day in common.

    PostgreSQL's own range index compares ranges only (equality of keys needs an extension that
    the embedded server lacks), so the keys are compared as a range of one 64-bit hash.
    """
    keys = Func(
        *(Cast(F(field), TextField()) for field in fields),
        # In alphabetical order, as a migration writes them: else they count as changed.
        arg_joiner=" || ",
        template=(
            "numrange(hashtextextended(%(expressions)s, 0)::numeric,"
            " hashtextextended(%(expressions)s, 0)::numeric, '[]')"
        ),
        output_field=DecimalRangeField(),
    )
    days = Func(
        F("from_date"), F("to_date"), Value("[]"), function="daterange",
        output_field=DateRangeField(),
    )  # fmt: skip
    return ExclusionConstraint(
        name=name, expressions=[(keys, RangeOperators.OVERLAPS), (days, RangeOperators.OVERLAPS)]
    )


_ENDS_AFTER_START = Q(to_date=None) | Q(to_date__gte=F("from_date"))


class Mandate(Period, Record):
    """A citizen may act for a business during a period."""

    citizen = models.ForeignKey(Citizen, models.PROTECT, related_name="mandates")
    business = models.ForeignKey(Business, models.PROTECT, related_name="mandates")
    capacity = models.CharField(_("tư cách"), max_length=100)

    objects = PeriodQuerySet.as_manager()

    class Meta:
        verbose_name = _("đại diện doanh nghiệp")
        verbose_name_plural = _("đại diện doanh nghiệp")
        constraints = (
            models.CheckConstraint(
                name="a_mandate_ends_after_it_starts", condition=_ENDS_AFTER_START
            ),
            _no_two_at_once("nobody_has_a_mandate_twice_at_once", "citizen", "business"),
        )

    def __str__(self) -> str:
        return f"{self.citizen} - {self.business}"


class Appointment(Period, Record):
    """An official holds a post during a period."""

    user = models.ForeignKey(User, models.PROTECT, related_name="appointments")
    post = models.ForeignKey(Post, models.PROTECT, related_name="appointments")

    objects = PeriodQuerySet.as_manager()

    class Meta:
        verbose_name = _("bổ nhiệm")
        verbose_name_plural = _("bổ nhiệm")
        constraints = (
            models.CheckConstraint(
                name="an_appointment_ends_after_it_starts", condition=_ENDS_AFTER_START
            ),
            _no_two_at_once("nobody_holds_a_post_twice_at_once", "user", "post"),
        )

    def __str__(self) -> str:
        return f"{self.user}: {self.post}"


class Substitution(Period, Record):
    """While its holder is away, another official exercises a post (never without an end)."""

    appointment = models.ForeignKey(Appointment, models.PROTECT, related_name="substitutions")
    substitute = models.ForeignKey(User, models.PROTECT, related_name="substitutions")
    basis = models.CharField(_("căn cứ"), max_length=200)

    objects = PeriodQuerySet.as_manager()

    class Meta:
        verbose_name = _("người thay thế")
        verbose_name_plural = _("người thay thế")
        constraints = (
            models.CheckConstraint(
                name="a_substitution_has_an_end_after_its_start",
                condition=Q(to_date__isnull=False) & Q(to_date__gte=F("from_date")),
            ),
            _no_two_at_once("nobody_substitutes_twice_at_once", "appointment", "substitute"),
        )

    def __str__(self) -> str:
        return f"{self.substitute} ({self.appointment})"
