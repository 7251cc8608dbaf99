"""Test rounds, what is tested in them, by whom, with what result; and replays of past dossiers."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from motcua.agencies.models import Agency, Area
from motcua.core import clock
from motcua.core.records import Record
from motcua.core.refusals import WrongState
from motcua.procedures.models import Version


class State(models.TextChoices):
    PLANNED = "planned", _("đang chuẩn bị")
    OPEN = "open", _("đang mở")
    CLOSED = "closed", _("đã đóng")


MOVES: dict[str, set[str]] = {
    State.PLANNED: {State.OPEN},
    State.OPEN: {State.CLOSED},
    State.CLOSED: set(),
}


class TestRound(Record):
    """A round of tests. While it is open it has a sandbox, with synthetic people in it.

    `people`: who may be played there, as plain values; `counts`: what was done there, in numbers.
    """

    __test__ = False  # no class of tests, whatever its name begins with

    name = models.CharField(_("tên đợt"), max_length=200)
    purpose = models.TextField(_("mục đích"), blank=True)
    agency = models.ForeignKey(
        Agency, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("cơ quan tổ chức"),
    )  # fmt: skip
    commune = models.ForeignKey(
        Area, models.PROTECT, related_name="+", verbose_name=_("xã, phường thử")
    )
    opens_on = models.DateField(_("mở từ ngày"))
    closes_on = models.DateField(_("đến hết ngày"))
    state = models.CharField(_("tình trạng"), max_length=10, choices=State, default=State.PLANNED)
    sandbox = models.CharField(max_length=40, blank=True, editable=False)
    people = models.JSONField(default=list, editable=False)
    counts = models.JSONField(default=dict, editable=False)
    opened_at = models.DateTimeField(_("mở lúc"), null=True, editable=False)
    closed_at = models.DateTimeField(_("đóng lúc"), null=True, editable=False)

    class Meta:
        verbose_name = _("đợt kiểm thử")
        verbose_name_plural = _("đợt kiểm thử")
        constraints = (
            models.CheckConstraint(
                name="a_round_closes_after_it_opens", condition=Q(closes_on__gte=F("opens_on"))
            ),
            models.CheckConstraint(
                name="an_open_round_and_no_other_has_a_sandbox",
                condition=(Q(state="open") & ~Q(sandbox="")) | (~Q(state="open") & Q(sandbox="")),
            ),
        )
        ordering = ("-opens_on", "-id")

    def __str__(self) -> str:
        return self.name

    def move_to(self, state: State) -> None:
        """Take a lawful step, or refuse. Saving is the action's part."""
        now = State(self.state)
        if state not in MOVES[now]:
            raise WrongState(
                gettext("Đợt kiểm thử này %(now)s nên không chuyển sang “%(state)s” được.")
                % {"now": now.label, "state": state.label}
            )
        self.state = state

    @property
    def is_running(self) -> bool:
        """Open, and its last day is not over."""
        return self.state == State.OPEN and clock.today() <= self.closes_on

    def person(self, id: str) -> dict[str, Any] | None:
        """A synthetic person of this round, by its identifier in the sandbox."""
        return next((one for one in self.people if one["id"] == id), None)


class TestedVersion(Record):
    """A version that is put in force inside a round's sandbox."""

    __test__ = False

    round = models.ForeignKey(TestRound, models.PROTECT, related_name="tested")
    version = models.ForeignKey(Version, models.PROTECT, related_name="trials")

    class Meta:
        verbose_name = _("bản được thử")
        verbose_name_plural = _("các bản được thử")
        constraints = (
            models.UniqueConstraint(
                name="a_version_is_tested_once_in_a_round", fields=["round", "version"]
            ),
        )
        ordering = ("created_at", "id")

    def __str__(self) -> str:
        return f"{self.version} - {self.round}"


class Tester(Record):
    """A real official or citizen who may enter a round."""

    round = models.ForeignKey(TestRound, models.PROTECT, related_name="testers")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("người thử")
    )

    class Meta:
        verbose_name = _("người thử")
        verbose_name_plural = _("những người thử")
        constraints = (
            models.UniqueConstraint(
                name="a_person_tests_once_in_a_round", fields=["round", "user"]
            ),
        )
        ordering = ("created_at", "id")

    def __str__(self) -> str:
        return str(self.user)


class TestResult(Record):
    """What a tester found of a version. Written once; the latest of each tester counts."""

    __test__ = False

    tested = models.ForeignKey(TestedVersion, models.PROTECT, related_name="results")
    tester = models.ForeignKey(Tester, models.PROTECT, related_name="results")
    passed = models.BooleanField(_("đạt"))
    note = models.TextField(_("nhận xét"), blank=True)
    dossier_code = models.CharField(_("mã hồ sơ thử"), max_length=60, blank=True)

    class Meta:
        verbose_name = _("kết quả thử")
        verbose_name_plural = _("kết quả thử")
        constraints = (
            models.CheckConstraint(
                name="a_test_that_failed_says_why", condition=Q(passed=True) | ~Q(note="")
            ),
        )
        ordering = ("-created_at", "-id")

    def __str__(self) -> str:
        return f"{self.tested}: {self.passed}"


class ReplayState(models.TextChoices):
    WAITING = "waiting", _("đang chờ")
    RUNNING = "running", _("đang chạy")
    DONE = "done", _("đã xong")
    FAILED = "failed", _("không chạy được")


class Replay(Record):
    """Past dossiers run again on a version, and what would have gone otherwise.

    `rows`: per dossier its code and the differences; `summary`: the same, counted. Neither holds
    an answer or a name.
    """

    version = models.ForeignKey(Version, models.PROTECT, related_name="replays")
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    limit = models.PositiveSmallIntegerField(_("số hồ sơ nhiều nhất"))
    state = models.CharField(max_length=10, choices=ReplayState, default=ReplayState.WAITING)
    sandbox = models.CharField(max_length=40, blank=True, editable=False)
    total = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    rows = models.JSONField(default=list)
    summary = models.JSONField(default=list)
    reason = models.TextField(blank=True)
    started_at = models.DateTimeField(null=True)
    heard_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("lần chạy lại hồ sơ cũ")
        verbose_name_plural = _("các lần chạy lại hồ sơ cũ")
        constraints = (
            models.UniqueConstraint(
                name="a_version_is_replayed_once_at_a_time",
                fields=["version"],
                condition=Q(state__in=["waiting", "running"]),
            ),
        )
        ordering = ("-created_at", "-id")

    def __str__(self) -> str:
        return f"{self.version}, {self.created_at:%d/%m/%Y}"

    @property
    def is_over(self) -> bool:
        return self.state in {ReplayState.DONE, ReplayState.FAILED}

    @property
    def different(self) -> int:
        """How many dossiers would have gone otherwise."""
        return sum(1 for row in self.rows if row["differences"])
