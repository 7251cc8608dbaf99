"""Services that nobody uses, and the numbers by which a person decides."""

from collections import Counter
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.db.models import (
    DateTimeField,
    DurationField,
    Exists,
    ExpressionWrapper,
    F,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Value,
)
from django.db.models.functions import Coalesce

from motcua.core import clock
from motcua.dossiers.models import Dossier, Draft
from motcua.services.models import RemovalProposal, Service, State

ABANDONED_AFTER = timedelta(days=30)
MONTHS = 12


@dataclass(frozen=True)
class Numbers:
    """A year of one service. Shares are None where there is nothing to divide by."""

    months: list[tuple[str, int]]
    drafts_started: int
    drafts_abandoned: int
    last_dossier: str | None
    finished: int
    on_time: int

    @property
    def on_time_share(self) -> int | None:
        """Per cent of the dossiers finished in the year that were finished in time."""
        return round(100 * self.on_time / self.finished) if self.finished else None

    @property
    def by_month(self) -> list[tuple[str, int]]:
        """The months as people write them: `11/2026`."""
        return [("/".join(reversed(name.split("-"))), count) for name, count in self.months]

    def to_json(self) -> dict[str, Any]:
        return asdict(self)


def idle_time(service: Service) -> int:
    """After how many days without a dossier this service is asked about."""
    return service.idle_days or int(settings.IDLE_SERVICE_DAYS)


def idle_services() -> QuerySet[Service]:
    """Live for so long without a dossier, not asked about now, not kept until later.

    For each live service one probe of the dossiers' index, from the newest backwards.
    """
    days = Coalesce(F("idle_days"), Value(int(settings.IDLE_SERVICE_DAYS)))
    length = ExpressionWrapper(
        ExpressionWrapper(days, output_field=IntegerField()) * Value(timedelta(days=1)),
        output_field=DurationField(),
    )
    since = ExpressionWrapper(Value(clock.now()) - length, output_field=DateTimeField())
    rows = Service.objects.filter(
        Q(keep_until=None) | Q(keep_until__lt=clock.today()), state=State.LIVE
    ).annotate(since=since)
    filed = Dossier.objects.filter(
        version__procedure=OuterRef("procedure"), submitted_at__gt=OuterRef("since")
    )
    asked = RemovalProposal.objects.filter(
        service=OuterRef("pk"), answer=RemovalProposal.Answer.OPEN
    )
    rows = rows.filter(~Exists(filed), ~Exists(asked), live_since__lt=F("since"))
    return rows.select_related("procedure").order_by("live_since")


def services_to_remove() -> QuerySet[Service]:
    """Their day has come."""
    rows = Service.objects.filter(remove_on__lte=clock.today()).exclude(state=State.REMOVED)
    return rows.select_related("procedure").order_by("remove_on")


def numbers_of(service: Service) -> Numbers:
    """The last twelve months, this one included."""
    now = clock.now()
    names = _months(clock.today())
    since = datetime.fromisoformat(f"{names[0]}-01T00:00:00").replace(tzinfo=clock.VIETNAM)
    mine = Dossier.objects.filter(version__procedure=service.procedure)
    filed = mine.filter(submitted_at__gte=since).values_list("submitted_at", flat=True)
    by_month = Counter(f"{at.astimezone(clock.VIETNAM):%Y-%m}" for at in filed.iterator())
    last = mine.order_by("-submitted_at").values_list("submitted_at", flat=True).first()
    ended = mine.filter(finished_at__gte=since, due_at__isnull=False)
    drafts = Draft.objects.filter(version__procedure=service.procedure, created_at__gte=since)
    left = drafts.filter(submitted_at=None, changed_at__lt=now - ABANDONED_AFTER)
    return Numbers(
        months=[(name, by_month[name]) for name in names],
        drafts_started=drafts.count(),
        drafts_abandoned=left.count(),
        last_dossier=f"{last.astimezone(clock.VIETNAM):%Y-%m-%d}" if last else None,
        finished=ended.count(),
        on_time=ended.filter(finished_at__lte=F("due_at")).count(),
    )


def _months(day: date) -> list[str]:
    """`2025-12` ... `2026-11`: twelve, the last is that of the day."""
    number = day.year * 12 + day.month - 1
    back = range(number - MONTHS + 1, number + 1)
    return [f"{one // 12}-{one % 12 + 1:02d}" for one in back]
