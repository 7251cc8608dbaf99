"""A service: a procedure taken online, from its first day to the record that stays of it."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from motcua.agencies.models import Agency
from motcua.core.records import Record
from motcua.core.refusals import WrongState
from motcua.procedures.models import Procedure


class State(models.TextChoices):
    LIVE = "live", _("đang hoạt động")
    SUSPENDED = "suspended", _("tạm dừng")
    TO_BE_REMOVED = "to_be_removed", _("chờ dừng công khai")
    REMOVED = "removed", _("đã gỡ")


MOVES: dict[str, set[str]] = {
    State.LIVE: {State.SUSPENDED, State.TO_BE_REMOVED, State.REMOVED},
    State.SUSPENDED: {State.LIVE, State.TO_BE_REMOVED, State.REMOVED},
    State.TO_BE_REMOVED: {State.LIVE, State.SUSPENDED, State.REMOVED},
    State.REMOVED: {State.LIVE},
}
"""Lawful moves. To be removed: still filed until its day. Removed at once: abolished by law."""

COUNTED = (State.LIVE, State.TO_BE_REMOVED)
"""Filed online today."""


class Level(models.TextChoices):
    """Decree 42/2022/NĐ-CP; a partial one has a published reason (Decree 224/2026/NĐ-CP)."""

    FULL = "full", _("toàn trình")
    PARTIAL = "partial", pgettext_lazy("of a service", "một phần")


class Service(Record):
    """One per procedure that was ever taken online."""

    procedure = models.OneToOneField(Procedure, models.PROTECT, related_name="service")
    agency = models.ForeignKey(
        Agency, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("cơ quan công bố"),
    )  # fmt: skip
    agency_name = models.CharField(_("cơ quan"), max_length=300)
    field_name = models.CharField(_("lĩnh vực"), max_length=300)
    level = models.CharField(_("mức độ"), max_length=10, choices=Level)
    level_reason = models.TextField(_("lý do một phần"), blank=True)
    state = models.CharField(_("tình trạng"), max_length=15, choices=State, default=State.LIVE)
    live_since = models.DateTimeField(_("lên trực tuyến lúc"))
    ended_at = models.DateTimeField(_("gỡ lúc"), null=True, blank=True)
    reason = models.TextField(_("lý do"), blank=True)
    instead = models.TextField(_("nơi làm thay"), blank=True)
    until = models.DateField(_("dự kiến mở lại từ ngày"), null=True, blank=True)
    remove_on = models.DateField(_("gỡ từ ngày"), null=True, blank=True)
    idle_days = models.PositiveIntegerField(_("số ngày không có hồ sơ"), null=True, blank=True)
    keep_until = models.DateField(_("giữ đến hết ngày"), null=True, blank=True)

    class Meta:
        verbose_name = _("dịch vụ công trực tuyến")
        verbose_name_plural = _("các dịch vụ công trực tuyến")
        constraints = (
            models.CheckConstraint(
                name="a_partial_service_has_a_reason",
                condition=~Q(level="partial") | ~Q(level_reason=""),
            ),
            models.CheckConstraint(
                name="a_service_to_be_removed_has_its_day",
                condition=~Q(state="to_be_removed") | Q(remove_on__isnull=False),
            ),
            models.CheckConstraint(
                name="a_service_removed_says_when_and_why",
                condition=~Q(state="removed") | (Q(ended_at__isnull=False) & ~Q(reason="")),
            ),
        )
        indexes = (
            models.Index(name="service_by_state", fields=["state", "-live_since"]),
            models.Index(
                name="service_to_remove_by_day",
                fields=["remove_on"],
                condition=Q(remove_on__isnull=False) & ~Q(state="removed"),
            ),
        )

    def __str__(self) -> str:
        return str(self.procedure)

    def move_to(self, state: State) -> None:
        """Take a lawful step, or refuse. Saving and counting are the action's part."""
        now = State(self.state)
        if state not in MOVES[now]:
            raise WrongState(
                gettext("Dịch vụ này %(now)s nên không chuyển sang “%(state)s” được.")
                % {"now": now.label, "state": state.label}
            )
        self.state = state


class RemovalProposal(Record):
    """The machine asks whether a service that nobody used should stay; a person decides."""

    class Answer(models.TextChoices):
        OPEN = "open", _("chờ quyết định")
        KEPT = "kept", _("giữ lại")
        REMOVED = "removed", _("gỡ")

    service = models.ForeignKey(Service, models.PROTECT, related_name="removal_proposals")
    idle_days = models.PositiveIntegerField(_("ngưỡng, ngày"))
    numbers = models.JSONField(_("số liệu"))
    answer = models.CharField(_("quyết định"), max_length=10, choices=Answer, default=Answer.OPEN)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    decider = models.CharField(_("người quyết định"), max_length=200, blank=True)
    decided_at = models.DateTimeField(_("quyết định lúc"), null=True, blank=True)
    reason = models.TextField(_("lý do"), blank=True)
    day = models.DateField(_("giữ đến, hoặc gỡ từ"), null=True, blank=True)

    class Meta:
        verbose_name = _("đề nghị gỡ dịch vụ")
        verbose_name_plural = _("các đề nghị gỡ dịch vụ")
        constraints = (
            models.UniqueConstraint(
                name="a_service_is_proposed_for_removal_once_at_a_time",
                fields=["service"],
                condition=Q(answer="open"),
            ),
            models.CheckConstraint(
                name="a_decision_on_removal_is_signed_and_reasoned",
                condition=Q(answer="open")
                | (~Q(decider="") & ~Q(reason="") & Q(decided_at__isnull=False, day__isnull=False)),
            ),
            models.CheckConstraint(
                name="a_decision_comes_after_its_proposal",
                condition=Q(decided_at=None) | Q(decided_at__gte=F("created_at")),
            ),
        )
        indexes = (models.Index(name="removal_by_answer", fields=["answer", "-created_at"]),)

    def __str__(self) -> str:
        return f"{self.service}: {self.answer}"
