"""Dossiers: the ten national statuses, and the lawful moves between them."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from motcua.agencies.models import Agency
from motcua.core import clock
from motcua.core.records import Record
from motcua.core.refusals import WrongState
from motcua.identity.models import Citizen, User
from motcua.procedures.models import Version


class Status(models.IntegerChoices):
    """The list TrangThaiHoSo of the national portal, by its own numbers."""

    REGISTERED = 1, _("Mới đăng ký")
    RECEIVED = 2, _("Được tiếp nhận")
    NOT_RECEIVED = 3, _("Không được tiếp nhận")
    IN_PROCESS = 4, _("Đang xử lý")
    SUPPLEMENT_ASKED = 5, _("Yêu cầu bổ sung giấy tờ")
    PAYMENT_ASKED = 6, _("Yêu cầu thực hiện nghĩa vụ tài chính")
    WITHDRAWN = 7, _("Công dân yêu cầu rút hồ sơ")
    STOPPED = 8, _("Dừng xử lý")
    DONE = 9, _("Đã xử lý xong")
    RETURNED = 10, _("Đã trả kết quả")


MOVES: dict[Status, frozenset[Status]] = {
    Status.REGISTERED: frozenset(
        {Status.RECEIVED, Status.NOT_RECEIVED, Status.SUPPLEMENT_ASKED, Status.WITHDRAWN}
    ),
    Status.RECEIVED: frozenset(
        {
            Status.IN_PROCESS,
            Status.SUPPLEMENT_ASKED,
            Status.PAYMENT_ASKED,
            Status.WITHDRAWN,
            Status.STOPPED,
        }
    ),
    Status.NOT_RECEIVED: frozenset(),
    Status.IN_PROCESS: frozenset(
        {
            Status.SUPPLEMENT_ASKED,
            Status.PAYMENT_ASKED,
            Status.WITHDRAWN,
            Status.STOPPED,
            Status.DONE,
        }
    ),
    Status.SUPPLEMENT_ASKED: frozenset(
        {
            Status.REGISTERED,
            Status.IN_PROCESS,
            Status.NOT_RECEIVED,
            Status.WITHDRAWN,
            Status.STOPPED,
        }
    ),
    Status.PAYMENT_ASKED: frozenset({Status.IN_PROCESS, Status.WITHDRAWN, Status.STOPPED}),
    Status.WITHDRAWN: frozenset(),
    Status.STOPPED: frozenset(),
    Status.DONE: frozenset({Status.RETURNED}),
    Status.RETURNED: frozenset(),
}

TONES: dict[Status, str] = {
    Status.REGISTERED: "neutral",
    Status.RECEIVED: "active",
    Status.IN_PROCESS: "active",
    Status.SUPPLEMENT_ASKED: "waiting",
    Status.PAYMENT_ASKED: "waiting",
    Status.DONE: "good",
    Status.RETURNED: "good",
    Status.NOT_RECEIVED: "bad",
    Status.STOPPED: "bad",
    Status.WITHDRAWN: "neutral",
}
"""What each status means to its owner, as the design system names it."""

OPEN_STATUSES = frozenset({Status.RECEIVED, Status.IN_PROCESS})
"""Handled now, with the clock running."""


RATED = frozenset({Status.RETURNED, Status.DONE, Status.NOT_RECEIVED, Status.STOPPED})
"""Statuses in which the applicant may say how they were served."""


class Channel(models.IntegerChoices):
    """The list KenhThucHien of the national portal."""

    DIRECT = 1, _("Trực tiếp")
    ONLINE = 2, _("Trực tuyến")
    POSTAL = 3, _("Bưu chính công ích")


class Dossier(Record):
    """A request to an agency. Its answers never change; its version of the procedure neither.

    The identifier is that of the draft from which it came.
    """

    code = models.CharField(
        _("mã hồ sơ"), max_length=60, null=True, blank=True, unique=True
    )  # unique, and absent before reception
    tracking_key = models.CharField(max_length=20, editable=False)
    version = models.ForeignKey(Version, models.PROTECT, related_name="+")
    applicant = models.ForeignKey(
        Citizen, models.PROTECT, related_name="dossiers", verbose_name=_("chủ hồ sơ")
    )
    submitter = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("người nộp")
    )
    answers = models.JSONField(_("câu trả lời"))
    channel = models.PositiveSmallIntegerField(_("kênh"), choices=Channel)
    agency = models.ForeignKey(
        Agency, models.PROTECT, related_name="+", verbose_name=_("cơ quan giải quyết")
    )
    status = models.PositiveSmallIntegerField(_("trạng thái"), choices=Status)
    reason = models.TextField(_("lý do"), blank=True)
    decision = models.CharField(_("quyết định"), max_length=20, blank=True)
    submitted_at = models.DateTimeField(_("nộp lúc"))
    received_at = models.DateTimeField(_("tiếp nhận lúc"), null=True, blank=True)
    deadline = models.JSONField(_("cách tính hạn"), null=True, blank=True)
    due_at = models.DateTimeField(_("hẹn trả"), null=True, blank=True)
    paused_at = models.DateTimeField(_("tạm dừng tính hạn từ"), null=True, blank=True)
    finished_at = models.DateTimeField(_("xử lý xong lúc"), null=True, blank=True)
    returned_at = models.DateTimeField(_("trả kết quả lúc"), null=True, blank=True)
    folded = models.CharField(max_length=300, editable=False)
    revision = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        verbose_name = _("hồ sơ")
        verbose_name_plural = _("hồ sơ")
        indexes = (
            models.Index(name="dossier_by_applicant", fields=["applicant", "-submitted_at"]),
            models.Index(name="dossier_by_submitter", fields=["submitter", "-submitted_at"]),
            models.Index(name="dossier_by_version", fields=["version", "-submitted_at"]),
            models.Index(
                name="dossier_awaiting_reception",
                fields=["agency", "submitted_at"],
                condition=Q(status=1),
            ),
        )
        constraints = (
            models.CheckConstraint(
                name="dossier_taken_in_has_a_code_and_a_due_date",
                condition=Q(received_at=None)
                | (Q(code__isnull=False) & Q(due_at__isnull=False) & Q(deadline__isnull=False)),
            ),
            models.CheckConstraint(
                name="dossier_in_process_was_taken_in",
                condition=~Q(status__in=[2, 4, 6, 8, 9, 10]) | Q(received_at__isnull=False),
            ),
            models.CheckConstraint(
                name="dossier_done_has_a_decision_and_its_moment",
                condition=~Q(status__in=[9, 10]) | (Q(finished_at__isnull=False) & ~Q(decision="")),
            ),
            models.CheckConstraint(
                name="dossier_turned_away_has_a_reason",
                condition=~Q(status__in=[3, 8]) | ~Q(reason=""),
            ),
            models.CheckConstraint(
                name="a_dossiers_clock_stands_only_before_its_end",
                condition=Q(paused_at=None) | Q(status__in=[2, 4, 5, 6]),
            ),
            models.CheckConstraint(
                name="dossier_is_received_after_it_is_submitted",
                condition=Q(received_at=None) | Q(received_at__gte=F("submitted_at")),
            ),
        )

    def __str__(self) -> str:
        return self.code or f"{self.version.procedure} ({self.applicant})"

    def move_to(self, status: Status) -> None:
        """Take a lawful step, or refuse. Saving is the action's part."""
        now = Status(self.status)
        if status not in MOVES[now]:
            raise WrongState(
                gettext("Hồ sơ đang ở trạng thái “%(now)s” nên không thể chuyển sang “%(next)s”.")
                % {"now": now.label, "next": status.label}
            )
        self.status = status

    def require_revision(self, revision: int | None) -> None:
        """Refuse an act that was decided upon an older state of this dossier."""
        if revision is not None and revision != self.revision:
            raise WrongState(
                gettext("Hồ sơ vừa được người khác cập nhật. Hãy xem nội dung mới rồi làm tiếp.")
            )

    def is_of(self, user: User) -> bool:
        """Whether this person filed the dossier, or owns it."""
        return user.pk in {self.submitter_id, self.applicant.user_id}

    @property
    def tone(self) -> str:
        """What the status means to its owner: neutral, active, waiting, good or bad."""
        return TONES[Status(self.status)]

    @property
    def is_late(self) -> bool:
        """Past its due date, or finished after it; while its clock stands it does not get later."""
        end = self.finished_at or self.paused_at or clock.now()
        return self.due_at is not None and end > self.due_at
