"""Taking a procedure online, and off again: which version may go, when nothing is filed."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from motcua.agencies.models import Agency
from motcua.core import clock
from motcua.core.actors import Actor
from motcua.core.events import Event
from motcua.core.journal import emit
from motcua.core.refusals import Invalid, NotAllowed, Problem, WrongState
from motcua.core.text import clean
from motcua.identity import access
from motcua.identity.models import User
from motcua.procedures.actions.enacting import held
from motcua.procedures.actions.permission import is_the_platform, require_publisher
from motcua.procedures.events import (
    ClearanceWithdrawn,
    FilingClosed,
    FilingOpened,
    FilingStopPlanned,
    FilingStopRevoked,
    FilingSuspended,
    VersionCleared,
)
from motcua.procedures.models import Filing, FilingStop, Procedure, State, Version


@dataclass(frozen=True)
class Stop:
    """Between which moments nothing is filed, why, and of what: neither means all."""

    begins_at: datetime
    ends_at: datetime
    reason: str
    procedure: Procedure | None = None
    agency: Agency | None = None


@transaction.atomic
def open_filing(procedure: Procedure, *, by: Actor) -> Procedure:
    """Take it online: the version in force must have an online channel."""
    procedure = _held(procedure, by)
    if procedure.current is None:
        raise WrongState(_("Thủ tục chưa công khai nên chưa mở nộp trực tuyến được."))
    if procedure.current.package.channel("online") is None:
        raise WrongState(_("Bản đang áp dụng không có cách nộp trực tuyến."))
    return open_held(procedure, by)


def open_held(procedure: Procedure, by: Actor) -> Procedure:
    """The same for a procedure that the caller holds, in a version yet to come in force too."""
    event = FilingOpened(procedure=procedure.pk, code=procedure.code)
    return _moved(procedure, Filing.OPEN, event, by)


@transaction.atomic
def suspend_filing(
    procedure: Procedure, *, by: Actor, reason: str, until: date | None = None
) -> Procedure:
    """Take nothing more online for a time; drafts are kept, dossiers go on."""
    reason = _reason(reason)
    if until is not None and until <= clock.today():
        raise Invalid(
            _("Ngày nhận lại hồ sơ phải ở sau hôm nay."),
            [Problem("until", _("Chọn một ngày sau hôm nay, hoặc để trống."))],
        )
    procedure = _held(procedure, by)
    event = FilingSuspended(procedure=procedure.pk, code=procedure.code, reason=reason, until=until)
    return _moved(procedure, Filing.SUSPENDED, event, by, reason, until)


@transaction.atomic
def close_filing(procedure: Procedure, *, by: Actor, reason: str) -> Procedure:
    """Take it off the portal; its record stays public, dossiers go on."""
    reason = _reason(reason)
    procedure = _held(procedure, by)
    event = FilingClosed(procedure=procedure.pk, code=procedure.code, reason=reason)
    return _moved(procedure, Filing.CLOSED, event, by, reason)


@transaction.atomic
def stop_filing(stop: Stop, *, by: Actor) -> FilingStop:
    """Announce when nothing will be filed. What notice it needs is the caller's to know."""
    _require_stopper(stop.procedure, stop.agency, by)
    reason = _reason(stop.reason)
    if stop.ends_at <= max(stop.begins_at, clock.now()):
        raise Invalid(
            _("Lúc kết thúc phải ở sau lúc bắt đầu và sau bây giờ."),
            [Problem("ends_at", _("Chọn lúc kết thúc muộn hơn."))],
        )
    made = FilingStop.objects.create(
        procedure=stop.procedure,
        agency=stop.agency,
        begins_at=stop.begins_at,
        ends_at=stop.ends_at,
        reason=reason,
    )
    emit(
        FilingStopPlanned(
            stop=made.pk,
            code=stop.procedure.code if stop.procedure else "",
            agency=stop.agency.code if stop.agency else "",
            begins_at=made.begins_at,
            ends_at=made.ends_at,
            reason=reason,
        ),
        by=by,
    )
    return made


@transaction.atomic
def revoke_stop(stop: FilingStop, *, by: Actor) -> FilingStop:
    """It will not be, or is over sooner than announced."""
    stop = FilingStop.objects.select_for_update(of=("self",)).get(pk=stop.pk)
    _require_stopper(stop.procedure, stop.agency, by)
    if stop.revoked_at or stop.ends_at <= clock.now():
        raise WrongState(_("Thời gian tạm ngừng này đã qua hoặc đã hủy."))
    stop.revoked_at = clock.now()
    stop.save(update_fields=["revoked_at"])
    emit(FilingStopRevoked(stop=stop.pk), by=by)
    return stop


@transaction.atomic
def clear(version: Version, *, by: Actor) -> Version:
    """Reviewed, tested and approved by another: this version may go online."""
    version, procedure = held(version)
    require_publisher(by, version)
    if version.state == State.WITHDRAWN:
        raise WrongState(_("Bản này đã bãi bỏ."))
    version.cleared_at = clock.now()
    version.cleared_by = by if isinstance(by, User) else None
    version.save(update_fields=["cleared_at", "cleared_by"])
    emit(
        VersionCleared(
            procedure=procedure.pk, version=version.pk, code=procedure.code, number=version.number
        ),
        by=by,
    )
    return version


@transaction.atomic
def withdraw_clearance(version: Version, *, by: Actor, reason: str) -> Version:
    """What was cleared shall not go online after all."""
    reason = _reason(reason)
    version, procedure = held(version)
    require_publisher(by, version)
    version.cleared_at = version.cleared_by = None
    version.save(update_fields=["cleared_at", "cleared_by"])
    emit(
        ClearanceWithdrawn(
            procedure=procedure.pk,
            version=version.pk,
            code=procedure.code,
            number=version.number,
            reason=reason,
        ),
        by=by,
    )
    return version


def require_cleared(version: Version, procedure: Procedure, by: Actor) -> None:
    """Officials put no version in force on a service that was not cleared; the platform may."""
    online = procedure.filing in {Filing.OPEN, Filing.SUSPENDED}
    if online and version.cleared_at is None and not is_the_platform(by):
        raise WrongState(
            _(
                "Thủ tục %(code)s đang nộp trực tuyến: bản mới phải qua rà soát, kiểm thử và "
                "phê duyệt trước. Hãy đề xuất đưa bản này lên trực tuyến."
            )
            % {"code": procedure.code}
        )


def _held(procedure: Procedure, by: Actor) -> Procedure:
    """Held until the transaction ends; `by` may publish its latest version."""
    procedure = Procedure.objects.select_for_update(of=("self",)).get(pk=procedure.pk)
    version = procedure.current or procedure.versions.first()
    if version is None:
        raise WrongState(_("Thủ tục chưa có bản nào."))
    require_publisher(by, version)
    return procedure


def _moved(
    procedure: Procedure,
    filing: Filing,
    event: Event,
    by: Actor,
    reason: str = "",
    until: date | None = None,
) -> Procedure:
    procedure.move_filing_to(filing)
    procedure.filing_reason, procedure.filing_until = reason, until
    procedure.save(update_fields=["filing", "filing_reason", "filing_until"])
    emit(event, by=by)
    return procedure


def _require_stopper(procedure: Procedure | None, agency: Agency | None, by: Actor) -> None:
    if procedure is not None:
        version = procedure.current or procedure.versions.first()
        if version is None:
            raise WrongState(_("Thủ tục chưa có bản nào."))
        require_publisher(by, version)
    elif agency is not None:
        access.require_administrator(by, at=agency, to=_("tạm ngừng nhận hồ sơ của cơ quan này"))
    elif not is_the_platform(by):
        raise NotAllowed(_("Chỉ quản trị viên của cả hệ thống được tạm ngừng toàn bộ Cổng."))


def _reason(text: str) -> str:
    reason = clean(text).strip()[:2000]
    if not reason:
        raise Invalid(_("Hãy nêu lý do; người dân sẽ đọc."), [Problem("reason", _("Nêu lý do."))])
    return reason
