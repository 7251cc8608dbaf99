"""Steps of handling, and the pauses in which the legal clock stands still."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from motcua.agencies.models import Agency, Role
from motcua.core.records import Record
from motcua.dossiers.models.dossier import Dossier


class Decision(models.TextChoices):
    """How handling ends."""

    APPROVED = "approved", _("Chấp thuận")
    REFUSED = "refused", _("Không chấp thuận")


class Step(Record):
    """One step of the procedure's process, opened for one dossier at one agency and role.

    `created_at` is when it was opened. A step done again after a return is a new round. `branch`
    says within which forks it lies, "" being the trunk; `waits_for`, once it is done, at which join
    its branch waits for the others. `by_rule`: nobody closed it, the procedure did.
    """

    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="steps")
    step_id = models.CharField(max_length=80)
    round = models.PositiveSmallIntegerField(default=1)
    name = models.CharField(_("bước"), max_length=200)
    kind = models.CharField(_("loại"), max_length=20)
    role = models.CharField(_("vai trò"), max_length=20, choices=Role)
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    holder = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("người đang giữ"),
    )  # fmt: skip
    due_at = models.DateTimeField(_("hạn của bước"))
    done_at = models.DateTimeField(_("xong lúc"), null=True, blank=True)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    outcome = models.CharField(_("kết quả"), max_length=80, blank=True)
    note = models.TextField(_("ý kiến"), blank=True)
    branch = models.CharField(max_length=60, blank=True)
    waits_for = models.CharField(max_length=80, blank=True)
    by_rule = models.BooleanField(default=False)
    lapses_at = models.DateTimeField(_("im lặng là đồng ý từ"), null=True, blank=True)
    escalates_at = models.DateTimeField(_("nhắc việc lúc"), null=True, blank=True)
    escalated = models.PositiveSmallIntegerField(default=0)
    not_begun = models.TextField(_("vì sao chưa lập được hồ sơ con"), blank=True)
    child = models.OneToOneField(
        Dossier, models.PROTECT, null=True, blank=True, related_name="asked_by",
        verbose_name=_("hồ sơ con"),
    )  # fmt: skip

    class Meta:
        verbose_name = _("bước xử lý")
        verbose_name_plural = _("bước xử lý")
        ordering = ("created_at", "id")
        indexes = (
            models.Index(
                name="step_open_by_post",
                fields=["agency", "role", "due_at"],
                condition=Q(done_at=None),
            ),
            models.Index(
                name="step_open_by_holder",
                fields=["holder", "due_at"],
                condition=Q(done_at=None),
            ),
            models.Index(
                name="step_that_silence_closes",
                fields=["lapses_at"],
                condition=Q(done_at=None, lapses_at__isnull=False),
            ),
            models.Index(
                name="step_to_escalate",
                fields=["escalates_at"],
                condition=Q(done_at=None, escalates_at__isnull=False),
            ),
        )
        constraints = (
            models.UniqueConstraint(
                name="a_step_is_opened_once_a_round", fields=["dossier", "step_id", "round"]
            ),
            models.UniqueConstraint(
                name="a_step_is_open_once_in_a_branch",
                fields=["dossier", "step_id", "branch"],
                condition=Q(done_at=None),
            ),
            models.CheckConstraint(
                name="a_step_done_says_by_whom_and_how",
                condition=Q(done_at=None)
                | (~Q(outcome="") & (Q(done_by__isnull=False) | Q(by_rule=True))),
            ),
            models.CheckConstraint(
                name="only_a_branch_that_is_done_waits",
                condition=Q(waits_for="") | (Q(done_at__isnull=False) & ~Q(branch="")),
            ),
        )

    def __str__(self) -> str:
        return f"{self.name}: {self.dossier}"


class PauseCause(models.TextChoices):
    """Why the law lets the clock stand still."""

    SUPPLEMENT = "supplement", _("chờ người nộp bổ sung")
    PAYMENT = "payment", _("chờ người nộp thực hiện nghĩa vụ tài chính")
    AGENCY = "agency", _("chờ cơ quan khác, theo quy định của thủ tục")


class Pause(Record):
    """An interval of the ledger in which the clock stood. Only its end is ever written."""

    LONGEST_BASIS = 500

    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="pauses")
    cause = models.CharField(_("nguyên nhân"), max_length=20, choices=PauseCause)
    legal_basis = models.CharField(_("căn cứ"), max_length=LONGEST_BASIS, blank=True)
    started_at = models.DateTimeField(_("từ"))
    stopped_at = models.DateTimeField(_("đến"), null=True, blank=True)

    class Meta:
        verbose_name = _("khoảng dừng")
        verbose_name_plural = _("khoảng dừng")
        ordering = ("started_at", "id")
        constraints = (
            models.UniqueConstraint(
                name="a_dossier_has_one_open_pause_of_a_cause",
                fields=["dossier", "cause"],
                condition=Q(stopped_at=None),
            ),
            models.CheckConstraint(
                name="a_pause_ends_after_it_starts",
                condition=Q(stopped_at=None) | Q(stopped_at__gte=models.F("started_at")),
            ),
        )

    def __str__(self) -> str:
        return f"{self.dossier}: {self.cause}"
