"""Procedures and their versions. A version that was published never changes again."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import models
from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from motcua.agencies.models import Agency
from motcua.core.records import Record
from motcua.core.refusals import WrongState
from motcua.procedures.package import Package, restore


class Filing(models.TextChoices):
    """Whether a procedure is taken online. That it is public is another matter."""

    NONE = "none", _("chưa nộp trực tuyến được")
    OPEN = "open", _("nộp trực tuyến được")
    SUSPENDED = "suspended", _("tạm dừng nhận trực tuyến")
    CLOSED = "closed", _("đã thôi nhận trực tuyến")


FILING_MOVES: dict[str, set[str]] = {
    Filing.NONE: {Filing.OPEN},
    Filing.OPEN: {Filing.SUSPENDED, Filing.CLOSED},
    Filing.SUSPENDED: {Filing.OPEN, Filing.SUSPENDED, Filing.CLOSED},
    Filing.CLOSED: {Filing.OPEN},
}
"""Lawful moves. A suspension may be announced anew, with another end."""


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
    filing = models.CharField(
        _("nộp trực tuyến"), max_length=10, choices=Filing, default=Filing.NONE
    )
    filing_reason = models.TextField(_("lý do không nhận trực tuyến"), blank=True)
    filing_until = models.DateField(_("dự kiến nhận lại từ ngày"), null=True, blank=True)
    agency_slugs = ArrayField(
        models.CharField(max_length=200), verbose_name=_("cơ quan thực hiện"), default=list
    )
    agency_names = ArrayField(models.CharField(max_length=4000), default=list)
    agency_names_en = ArrayField(models.CharField(max_length=4000), default=list)
    folded_title = models.TextField(editable=False, blank=True)
    folded_synonyms = models.TextField(editable=False, blank=True)
    folded_rest = models.TextField(editable=False, blank=True)
    spelt_title = models.TextField(editable=False, blank=True)
    spelt_synonyms = models.TextField(editable=False, blank=True)
    headed = models.GeneratedField(
        expression=SearchVector("folded_title", weight="A", config="simple")
        + SearchVector("folded_synonyms", weight="B", config="simple"),
        output_field=SearchVectorField(),
        db_persist=True,
    )
    searched = models.GeneratedField(
        expression=SearchVector("folded_title", weight="A", config="simple")
        + SearchVector("folded_synonyms", weight="B", config="simple")
        + SearchVector("folded_rest", weight="C", config="simple"),
        output_field=SearchVectorField(),
        db_persist=True,
    )

    class Meta:
        verbose_name = _("thủ tục hành chính")
        verbose_name_plural = _("thủ tục hành chính")
        indexes = (
            GinIndex(name="procedure_by_words", fields=["searched"], fastupdate=False),
            GinIndex(name="procedure_by_heading", fields=["headed"], fastupdate=False),
            GinIndex(name="procedure_by_level", fields=["levels"], fastupdate=False),
            GinIndex(name="procedure_by_subject", fields=["subjects"], fastupdate=False),
            GinIndex(name="procedure_by_agency", fields=["agency_slugs"], fastupdate=False),
            models.Index(
                name="procedure_live_by_field",
                fields=["field_code", "code"],
                condition=Q(current__isnull=False),
            ),
        )

    def __str__(self) -> str:
        return self.name or self.code

    def move_filing_to(self, filing: Filing) -> None:
        """Take a lawful step, or refuse. Saving is the action's part."""
        now = Filing(self.filing)
        if filing not in FILING_MOVES[now]:
            raise WrongState(
                _("Thủ tục này %(now)s, không chuyển sang “%(filing)s” được.")
                % {"now": now.label, "filing": filing.label}
            )
        self.filing = filing

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
    """The states of a record in the national database, and before it is there."""

    DRAFT = "draft", _("dự thảo")
    AWAITING = "awaiting", _("chờ duyệt")
    APPROVED = "approved", _("đã duyệt")
    PUBLISHED = "published", _("đang công khai")
    AMENDING = "amending", _("đang công khai sửa đổi, bổ sung")
    WITHDRAWN = "withdrawn", _("bãi bỏ")


MOVES: dict[str, set[str]] = {
    State.DRAFT: {State.AWAITING, State.PUBLISHED},
    State.AWAITING: {State.DRAFT, State.APPROVED},
    State.APPROVED: {State.DRAFT, State.PUBLISHED},
    State.PUBLISHED: {State.AMENDING, State.WITHDRAWN},
    State.AMENDING: {State.PUBLISHED, State.WITHDRAWN},
    State.WITHDRAWN: set(),
}
"""Lawful moves; a trigger in the database knows them too."""

PUBLIC = (State.PUBLISHED, State.AMENDING)
BEFORE_PUBLICATION = (State.DRAFT, State.AWAITING, State.APPROVED)


class Version(Record):
    """The whole of a procedure at one time, as a package. Same content, same version."""

    procedure = models.ForeignKey(Procedure, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField(_("số"))
    source = models.JSONField(_("gói"))
    sha256 = models.CharField(max_length=64)
    state = models.CharField(_("tình trạng"), max_length=10, choices=State, default=State.DRAFT)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("người trình duyệt"),
    )
    effective_from = models.DateField(_("hiệu lực từ"), null=True, blank=True)
    published_at = models.DateTimeField(_("công bố lúc"), null=True, blank=True)
    cleared_at = models.DateTimeField(_("cho lên trực tuyến lúc"), null=True, blank=True)
    cleared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("người cho lên trực tuyến"),
    )

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
                condition=Q(state__in=BEFORE_PUBLICATION)
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

    def move_to(self, state: State) -> None:
        """Take a lawful step, or refuse. Saving is the action's part."""
        now = State(self.state)
        if state not in MOVES[now]:
            raise WrongState(
                _("Bản này đang ở tình trạng “%(now)s”, không chuyển sang “%(state)s” được.")
                % {"now": now.label, "state": state.label}
            )
        self.state = state


class DecisionKind(models.TextChoices):
    NEW = "new", _("ban hành mới")
    AMENDED = "amended", _("sửa đổi, bổ sung hoặc thay thế")
    ABOLISHED = "abolished", _("bãi bỏ")


class PublicationDecision(Record):
    """A decision by which procedures become public, change or end. Written once."""

    number = models.CharField(_("số"), max_length=60)
    signed_on = models.DateField(_("ký ngày"))
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+", verbose_name=_("cơ quan"))
    kind = models.CharField(_("loại"), max_length=10, choices=DecisionKind)
    effective_from = models.DateField(_("thủ tục áp dụng từ"))
    law_effective_on = models.DateField(_("văn bản có hiệu lực từ"))
    shortened = models.BooleanField(_("trình tự rút gọn"), default=False)
    duties = models.JSONField(_("thời hạn công bố"), default=list)
    is_late = models.BooleanField(_("công bố muộn"), default=False)

    class Meta:
        verbose_name = _("quyết định công bố")
        verbose_name_plural = _("các quyết định công bố")
        constraints = (
            models.UniqueConstraint(
                name="an_agency_numbers_its_decisions_once", fields=["agency", "number"]
            ),
            models.CheckConstraint(
                name="a_procedure_applies_no_sooner_than_its_law",
                condition=Q(effective_from__gte=models.F("law_effective_on")),
            ),
        )
        ordering = ("-signed_on", "number")

    def __str__(self) -> str:
        return f"{self.number} ({self.agency})"


class Transition(models.TextChoices):
    """To which dossiers a new version applies."""

    BEGUN = "begun", _("hồ sơ khai từ trước ngày áp dụng theo bản cũ")
    SUBMITTED = "submitted", _("hồ sơ nộp trước ngày áp dụng theo bản cũ")
    RECEIVED = "received", _("hồ sơ tiếp nhận trước ngày áp dụng theo bản cũ")


class Enactment(Record):
    """From a day on, this version is in force; without a version: the procedure is abolished.

    Written once. One that has not yet taken effect may be revoked.
    """

    procedure = models.ForeignKey(Procedure, models.PROTECT, related_name="enactments")
    number = models.PositiveIntegerField(_("số"))
    version = models.ForeignKey(
        Version, models.PROTECT, null=True, blank=True, related_name="enactments"
    )
    decision = models.ForeignKey(
        PublicationDecision, models.PROTECT, null=True, blank=True, related_name="enactments"
    )
    effective_from = models.DateField(_("từ ngày"))
    transition = models.CharField(
        _("chuyển tiếp"), max_length=10, choices=Transition, default=Transition.SUBMITTED
    )
    transition_note = models.TextField(_("điều khoản chuyển tiếp"), blank=True)
    taken_at = models.DateTimeField(_("bắt đầu áp dụng lúc"), null=True, blank=True)
    revoked_at = models.DateTimeField(_("hủy lúc"), null=True, blank=True)

    class Meta:
        verbose_name = _("lần áp dụng")
        verbose_name_plural = _("các lần áp dụng")
        constraints = (
            models.UniqueConstraint(
                name="a_procedure_numbers_its_enactments_once", fields=["procedure", "number"]
            ),
            models.CheckConstraint(
                name="what_took_effect_is_not_revoked",
                condition=Q(taken_at=None) | Q(revoked_at=None),
            ),
        )
        indexes = (
            models.Index(
                name="enactment_to_come",
                fields=["effective_from"],
                condition=Q(taken_at=None, revoked_at=None),
            ),
            models.Index(
                name="enactment_by_day", fields=["procedure", "-effective_from", "-number"]
            ),
        )
        ordering = ("procedure", "-number")

    def __str__(self) -> str:
        return f"{self.procedure}, {self.effective_from}"


class FilingStop(Record):
    """Between two moments nothing is filed: of one procedure, with one agency, or at all.

    Announced ahead. What was filed before goes on, and its due date stays.
    """

    procedure = models.ForeignKey(
        Procedure, models.PROTECT, null=True, blank=True, related_name="stops"
    )
    agency = models.ForeignKey(Agency, models.PROTECT, null=True, blank=True, related_name="+")
    begins_at = models.DateTimeField(_("từ lúc"))
    ends_at = models.DateTimeField(_("đến lúc"))
    reason = models.TextField(_("lý do"))
    revoked_at = models.DateTimeField(_("hủy lúc"), null=True, blank=True)

    class Meta:
        verbose_name = _("thời gian tạm ngừng nhận hồ sơ")
        verbose_name_plural = _("các thời gian tạm ngừng nhận hồ sơ")
        constraints = (
            models.CheckConstraint(
                name="a_stop_ends_after_it_begins", condition=Q(ends_at__gt=models.F("begins_at"))
            ),
            models.CheckConstraint(
                name="a_stop_is_of_a_procedure_or_an_agency_or_all",
                condition=Q(procedure=None) | Q(agency=None),
            ),
        )
        indexes = (
            models.Index(
                name="stop_to_come_by_end", fields=["ends_at"], condition=Q(revoked_at=None)
            ),
        )

    def __str__(self) -> str:
        return f"{self.procedure or self.agency or '*'}: {self.begins_at} - {self.ends_at}"


class Word(models.Model):
    """A word of the catalogue, folded, found again by what is left of it after an error."""

    folded = models.CharField(max_length=40, primary_key=True, db_collation="C")
    surface = models.CharField(max_length=80)
    count = models.PositiveIntegerField(default=1)
    traces = ArrayField(models.CharField(max_length=40))

    class Meta:
        verbose_name = _("từ của danh mục")
        verbose_name_plural = _("các từ của danh mục")
        indexes = (GinIndex(name="word_by_trace", fields=["traces"], fastupdate=False),)

    def __str__(self) -> str:
        return self.surface


def spoken(vietnamese: str, english: str) -> str:
    """The text in the active language."""
    return english if english and (get_language() or "vi").startswith("en") else vietnamese
