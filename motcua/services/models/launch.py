"""A launch: one version of a procedure on its way online, and the checklist of its review."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from motcua.agencies.models import Agency, Role
from motcua.core import clock
from motcua.core.records import Record
from motcua.core.refusals import WrongState
from motcua.procedures.models import Procedure, Version


class Stage(models.TextChoices):
    PROPOSED = "proposed", _("đã đề xuất, đang rà soát")
    REVIEWED = "reviewed", _("đã rà soát")
    TESTING = "testing", _("đang kiểm thử")
    APPROVED = "approved", _("đã phê duyệt")
    LIVE = "live", _("đã lên trực tuyến")
    TURNED_DOWN = "turned_down", _("không chấp thuận")


MOVES: dict[str, set[str]] = {
    Stage.PROPOSED: {Stage.REVIEWED, Stage.TURNED_DOWN},
    Stage.REVIEWED: {Stage.TESTING, Stage.PROPOSED, Stage.TURNED_DOWN},
    Stage.TESTING: {Stage.APPROVED, Stage.PROPOSED, Stage.TURNED_DOWN},
    Stage.APPROVED: {Stage.LIVE, Stage.PROPOSED, Stage.TURNED_DOWN},
    Stage.LIVE: set(),
    Stage.TURNED_DOWN: set(),
}
"""Lawful moves. Back to the beginning means a new review, with another round of its checklist."""

ENDED = (Stage.LIVE, Stage.TURNED_DOWN)
REVIEWERS = (Role.ADMINISTRATOR, Role.HANDLER, Role.HEAD, Role.SIGNER)
"""Roles at the publishing agency whose holders review; never what they proposed themselves."""


class Launch(Record):
    """One version on its way online. A procedure has one under way at a time."""

    procedure = models.ForeignKey(Procedure, models.PROTECT, related_name="launches")
    version = models.ForeignKey(Version, models.PROTECT, related_name="launches")
    agency = models.ForeignKey(
        Agency, models.PROTECT, related_name="+", verbose_name=_("cơ quan công bố")
    )
    stage = models.CharField(_("giai đoạn"), max_length=12, choices=Stage, default=Stage.PROPOSED)
    round = models.PositiveSmallIntegerField(_("lượt rà soát"), default=1)
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("người đề xuất"),
    )
    proposer = models.CharField(_("tên người đề xuất"), max_length=200)
    approver = models.CharField(_("tên người phê duyệt"), max_length=200, blank=True)
    approved_at = models.DateTimeField(_("phê duyệt lúc"), null=True, blank=True)
    reason = models.TextField(_("lý do"), blank=True)
    moved_at = models.DateTimeField(_("từ lúc"), default=clock.now)

    class Meta:
        verbose_name = _("đề xuất đưa lên trực tuyến")
        verbose_name_plural = _("các đề xuất đưa lên trực tuyến")
        constraints = (
            models.UniqueConstraint(
                name="a_procedure_has_one_launch_under_way",
                fields=["procedure"],
                condition=~Q(stage__in=ENDED),
            ),
            models.CheckConstraint(
                name="an_approved_launch_names_who_approved",
                condition=~Q(stage__in=["approved", "live"])
                | (Q(approved_at__isnull=False) & ~Q(approver="")),
            ),
            models.CheckConstraint(
                name="a_launch_turned_down_has_a_reason",
                condition=~Q(stage="turned_down") | ~Q(reason=""),
            ),
        )
        indexes = (models.Index(name="launch_by_stage", fields=["stage", "-moved_at"]),)

    def __str__(self) -> str:
        return f"{self.version} - {Stage(self.stage).label}"

    @property
    def is_open(self) -> bool:
        """Still on its way."""
        return self.stage not in ENDED

    def move_to(self, stage: Stage) -> None:
        """Take a lawful step, or refuse. Saving is the action's part."""
        now = Stage(self.stage)
        if stage not in MOVES[now]:
            raise WrongState(
                gettext("Đề xuất này %(now)s nên không chuyển sang “%(stage)s” được.")
                % {"now": now.label, "stage": stage.label}
            )
        self.stage = stage
        self.moved_at = clock.now()


class Verdict(models.TextChoices):
    PASSED = "passed", _("đạt")
    FAILED = "failed", _("chưa đạt")


class ReviewLine(Record):
    """A line of the checklist in one round of review, signed by whoever looked at it."""

    launch = models.ForeignKey(Launch, models.PROTECT, related_name="lines")
    round = models.PositiveSmallIntegerField(_("lượt"))
    number = models.PositiveSmallIntegerField(_("số"))
    code = models.CharField(_("mục"), max_length=20)
    text = models.TextField(_("nội dung"))
    source = models.CharField(_("căn cứ"), max_length=300)
    verdict = models.CharField(_("kết luận"), max_length=10, choices=Verdict, blank=True)
    note = models.TextField(_("ghi chú"), blank=True)
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    reviewer = models.CharField(_("người rà soát"), max_length=200, blank=True)
    reviewed_at = models.DateTimeField(_("rà soát lúc"), null=True, blank=True)

    class Meta:
        verbose_name = _("mục rà soát")
        verbose_name_plural = _("các mục rà soát")
        constraints = (
            models.UniqueConstraint(
                name="a_round_looks_at_a_line_once", fields=["launch", "round", "code"]
            ),
            models.CheckConstraint(
                name="a_verdict_has_its_reviewer_and_moment",
                condition=Q(verdict="") | (~Q(reviewer="") & Q(reviewed_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="a_line_that_failed_says_why", condition=~Q(verdict="failed") | ~Q(note="")
            ),
        )
        ordering = ("launch", "round", "number")

    def __str__(self) -> str:
        return f"{self.code}: {self.verdict or '-'}"
