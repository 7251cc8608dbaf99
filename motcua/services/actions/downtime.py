"""Announcing when the portal, a service or an agency takes nothing online."""

from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from motcua.agencies.models import Agency
from motcua.calendars.calendar import Calendar
from motcua.calendars.counting import Term, Unit, deadline, elapsed
from motcua.calendars.queries import calendar_for
from motcua.core import clock
from motcua.core.actors import Actor
from motcua.core.journal import emit
from motcua.core.refusals import Invalid, Problem
from motcua.core.text import clean
from motcua.procedures import actions as procedures
from motcua.procedures.actions import Stop
from motcua.services import queries
from motcua.services.actions.running import require_runner
from motcua.services.events import DowntimeAnnounced, DowntimeCancelled
from motcua.services.models import Downtime

JUST_NOW = timedelta(minutes=10)
"""What begins at once is typed by the minute."""
NOTICE = 7
"""Working days: Decree 224/2026/NĐ-CP, article 13."""


@transaction.atomic
def announce(stop: Stop, *, by: Actor, urgent_reason: str = "") -> Downtime:
    """Tell ahead when nothing will be filed. The clock of dossiers is not stopped for it.

    Fewer than seven working days' notice is refused, unless it is urgent for a reason that
    everybody reads.
    """
    now = clock.now()
    if stop.procedure:
        require_runner(queries.service(stop.procedure.code), by)
    urgent_reason = clean(urgent_reason).strip()[:2000]
    given = _notice(_calendar(stop.agency), stop)
    if stop.begins_at < now - JUST_NOW:
        raise Invalid(
            _("Không thông báo ngừng từ trước bây giờ."),
            [Problem("begins_at", _("Chọn lúc bắt đầu muộn hơn."))],
        )
    if given < NOTICE and not urgent_reason:
        raise Invalid(
            _(
                "Phải báo trước ít nhất 7 ngày làm việc (Nghị định 224/2026/NĐ-CP, Điều 13); lần "
                "này mới được %(given)d ngày. Hãy chọn lúc muộn hơn, hoặc nêu lý do khẩn cấp."
            )
            % {"given": given},
            [Problem("begins_at", _("Chọn lúc muộn hơn, hoặc nêu lý do khẩn cấp."))],
        )
    made = Downtime.objects.create(
        stop=procedures.stop_filing(stop, by=by),
        announcer=by.actor_ref.name,
        announced_at=now,
        notice_days=given,
        urgent_reason="" if given >= NOTICE else urgent_reason,
    )
    emit(
        DowntimeAnnounced(
            downtime=made.pk,
            code=stop.procedure.code if stop.procedure else "",
            agency=stop.agency.code if stop.agency else "",
            begins_at=stop.begins_at,
            ends_at=stop.ends_at,
            notice_days=given,
            urgent_reason=made.urgent_reason,
        ),
        by=by,
    )
    return made


@transaction.atomic
def cancel(downtime: Downtime, *, by: Actor) -> Downtime:
    """It will not be, or is over sooner; filing is open again at once."""
    if downtime.stop.procedure:
        require_runner(queries.service(downtime.stop.procedure.code), by)
    procedures.revoke_stop(downtime.stop, by=by)
    emit(DowntimeCancelled(downtime=downtime.pk), by=by)
    downtime.stop.refresh_from_db()
    return downtime


def _calendar(agency: Agency | None) -> Calendar:
    if agency is None or agency.area is None:
        return calendar_for()
    area = agency.area
    within = area.parent.code if area.parent else ""
    return calendar_for(area.code, within=within)


def _notice(calendar: Calendar, stop: Stop) -> int:
    """Whole working days from now to the beginning; the day of the announcement is not counted.

    The last one counts only if it is over when the stop begins (Civil Code 2015, article 147).
    """
    now = clock.now()
    days = elapsed(calendar, now, stop.begins_at, Unit.WORKING_DAYS)
    if days and deadline(calendar, now, Term(days, Unit.WORKING_DAYS)).due_at > stop.begins_at:
        days -= 1
    return min(days, 1000)
