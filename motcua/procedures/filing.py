"""Whether a procedure is taken online now; if not: why, until when, and where to go instead."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from motcua.agencies.models import Agency
from motcua.core import clock
from motcua.core.refusals import WrongState
from motcua.procedures.models import Filing, FilingStop, Procedure, Version
from motcua.procedures.texts import say


@dataclass(frozen=True)
class Closed:
    """What stands in the way of filing online."""

    title: str
    reason: str
    until: date | datetime | None
    places: tuple[str, ...]

    @property
    def end(self) -> str:
        """When filing is open again, as a sentence; "" if nobody said."""
        if self.until is None:
            return ""
        if isinstance(self.until, datetime):
            moment = timezone.localtime(self.until, clock.VIETNAM)
            return _("Nhận lại hồ sơ từ %s.") % f"{moment:%H:%M %d/%m/%Y}"
        return _("Dự kiến nhận lại hồ sơ từ ngày %s.") % f"{self.until:%d/%m/%Y}"

    def __str__(self) -> str:
        """Why, until when, where else: whole sentences."""
        where = _("Bạn có thể nộp tại: %s.") % "; ".join(self.places) if self.places else ""
        reason = _("Lý do: %s.") % self.reason.rstrip(".") if self.reason else ""
        return " ".join(part for part in (f"{self.title}.", reason, self.end, where) if part)


@dataclass(frozen=True)
class Outlook:
    """Filing now and in the days to come."""

    closed: Closed | None
    stops: list[FilingStop]


def closed(version: Version, agency: Agency | None = None) -> Closed | None:
    """What stands in the way of filing this version now, with this agency if it is known."""
    return outlook(version, agency).closed


def outlook(version: Version, agency: Agency | None = None) -> Outlook:
    """Whether it can be filed now, and what stops are announced: one query for both."""
    announced = list(stops(version.procedure, agency))
    return Outlook(_closed(version, announced), announced)


def _closed(version: Version, announced: Iterable[FilingStop]) -> Closed | None:
    procedure = version.procedure
    places = tuple(elsewhere(version))
    if procedure.filing != Filing.OPEN:
        title = _TITLES[Filing(procedure.filing)]()
        return Closed(title, procedure.filing_reason, procedure.filing_until, places)
    stop = next((one for one in announced if one.begins_at <= clock.now()), None)
    if stop is None:
        return None
    return Closed(_("Đang tạm ngừng nhận hồ sơ theo kế hoạch"), stop.reason, stop.ends_at, places)


def require_open_for_draft(version: Version, agency: Agency) -> None:
    """The same for what was written already: it is kept."""
    try:
        require_open(version, agency)
    except WrongState as refusal:
        raise WrongState(f"{refusal} {_('Bản nháp của bạn được giữ nguyên.')}") from refusal


def require_open(version: Version, agency: Agency | None = None) -> None:
    """Refuse, saying why and where to go instead, unless it can be filed online now.

    The procedure is not held: who filed in the very moment of a suspension filed before it.
    """
    version.procedure = Procedure.objects.get(pk=version.procedure_id)
    if found := closed(version, agency):
        raise WrongState(str(found))


def stops(procedure: Procedure | None = None, agency: Agency | None = None) -> QuerySet[FilingStop]:
    """Announced stops, not yet over, of everything, of this procedure or with this agency."""
    concerned = Q(procedure=None, agency=None)
    if procedure is not None:
        concerned |= Q(procedure=procedure)
    if agency is not None:
        concerned |= Q(agency=agency)
    rows = FilingStop.objects.filter(revoked_at=None, ends_at__gt=clock.now())
    return rows.filter(concerned).order_by("begins_at", "-ends_at")


def elsewhere(version: Version) -> Iterable[str]:
    """Where the same can be handed in: the addresses of its record, or who performs it."""
    read = version.package
    if read.addresses:
        yield from (say(one) for one in read.addresses[:5])
    else:
        yield from (_("Bộ phận Một cửa: %s") % say(b.name) for b in read.agencies.performing[:5])


_TITLES = {
    Filing.NONE: lambda: _("Thủ tục này chưa nộp trực tuyến được"),
    Filing.SUSPENDED: lambda: _("Thủ tục này đang tạm dừng nhận hồ sơ trực tuyến"),
    Filing.CLOSED: lambda: _("Thủ tục này đã thôi nhận hồ sơ trực tuyến"),
}
