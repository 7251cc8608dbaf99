"""A service online: it follows what is filed; it is suspended and resumed."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from motcua.agencies import queries as agencies
from motcua.agencies.models import Agency, Role
from motcua.core import clock
from motcua.core.actors import SYSTEM, Actor
from motcua.core.journal import emit
from motcua.core.refusals import Invalid, NotFound, Problem
from motcua.identity import access
from motcua.procedures import actions as procedures
from motcua.procedures.actions.permission import is_the_platform, owner_of
from motcua.procedures.models import Filing, Procedure
from motcua.procedures.texts import vietnamese
from motcua.services.actions.counting import Facts, facts, note_milestone, recount
from motcua.services.events import (
    IdleTimeSet,
    ServiceRemoved,
    ServiceSuspended,
    ServiceWentLive,
)
from motcua.services.models import SERVICE_MOVES as MOVES
from motcua.services.models import Launch, Level, Service, Stage, State

LONGEST_IDLE = 3650


@transaction.atomic
def follow(procedure: Procedure, *, by: Actor = SYSTEM) -> Service | None:
    """Let the service be what the filing of its procedure says. Repeatable, in any order.

    So a service is counted the same whether officials or the platform itself took it online.
    """
    procedure = Procedure.objects.select_for_update(of=("self",)).get(pk=procedure.pk)
    service = Service.objects.select_for_update().filter(procedure=procedure).first()
    if service is None:
        if procedure.filing == Filing.NONE or procedure.current is None:
            return None
        service = Service(procedure=procedure, live_since=clock.now(), state=State.REMOVED)
    service.procedure = procedure
    before, wanted = facts(service), _wanted(service)
    if service._state.adding and wanted == State.REMOVED:
        return None
    if procedure.current is not None:
        _describe(service)
    _become(service, wanted, before, by)
    return service


@transaction.atomic
def suspend(service: Service, *, by: Actor, reason: str, until: date | None = None) -> Service:
    """Take nothing more for a time; the page says why and until when."""
    require_runner(service, by)
    procedures.suspend_filing(service.procedure, by=by, reason=reason, until=until)
    return _followed(service, by)


@transaction.atomic
def resume(service: Service, *, by: Actor) -> Service:
    """Take dossiers again."""
    require_runner(service, by)
    procedures.open_filing(service.procedure, by=by)
    return _followed(service, by)


@transaction.atomic
def set_idle_time(service: Service, *, by: Actor, days: int | None) -> Service:
    """After how many days without a dossier its removal is proposed; None: as everywhere."""
    service = Service.objects.select_for_update(of=("self",)).get(pk=service.pk)
    require_runner(service, by)
    if days is not None and not 1 <= days <= LONGEST_IDLE:
        raise Invalid(
            _("Số ngày phải từ 1 đến %d.") % LONGEST_IDLE, [Problem("days", _("Sửa số ngày."))]
        )
    service.idle_days = days
    service.save(update_fields=["idle_days"])
    emit(IdleTimeSet(service=service.pk, code=service.procedure.code, days=days), by=by)
    return service


def require_runner(service: Service, by: Actor) -> None:
    """The platform, or an administrator or signer of the agency whose service it is."""
    if not is_the_platform(by):
        roles = (Role.ADMINISTRATOR, Role.SIGNER)
        at = service.agency or Agency()
        access.require(by, *roles, at=at, to=_("quản lý dịch vụ này"))


def _followed(service: Service, by: Actor) -> Service:
    found = follow(service.procedure, by=by)
    assert found is not None  # noqa: S101  # it was there before
    return found


def _wanted(service: Service) -> State:
    procedure = service.procedure
    if procedure.current is None or procedure.filing == Filing.CLOSED:
        return State.REMOVED
    if procedure.filing == Filing.SUSPENDED:
        return State.SUSPENDED
    ending = service.remove_on and service.state != State.REMOVED
    return State.TO_BE_REMOVED if ending else State.LIVE


def _become(service: Service, state: State, before: Facts | None, by: Actor) -> None:
    """What happened in between may have been told late: a move that skips one goes by way of it."""
    was = State(service.state)
    if state != was:
        for step in (state,) if state in MOVES[was] else (State.LIVE, state):
            service.move_to(step)
        service.reason = service.procedure.filing_reason
        service.until = service.procedure.filing_until
    if state == State.REMOVED and was != State.REMOVED:
        service.ended_at = clock.now()
        service.reason = service.reason or _abolished()
    elif was == State.REMOVED and state != State.REMOVED:
        service.ended_at = service.remove_on = service.keep_until = None
        service.live_since, service.instead = clock.now(), ""
    service.save()
    count = recount(before, facts(service))
    if state != was:
        _tell(service, count, by)


def _tell(service: Service, count: int, by: Actor) -> None:
    pk, code, reason = service.pk, service.procedure.code, service.reason
    if service.state == State.LIVE:
        emit(ServiceWentLive(service=pk, code=code, level=service.level, count=count), by=by)
        note_milestone(service, count, by)
    elif service.state == State.SUSPENDED:
        told = ServiceSuspended(service=pk, code=code, reason=reason, until=service.until)
        emit(told, by=by)
    elif service.state == State.REMOVED:
        emit(ServiceRemoved(service=pk, code=code, reason=reason), by=by)


def _describe(service: Service) -> None:
    """What the version in force says of it: level, field, whose it is."""
    version = service.procedure.in_force
    version.procedure = service.procedure
    read = version.package
    service.level = Level(read.online)
    service.level_reason = vietnamese(read.online_reason) if read.online == "partial" else ""
    service.field_name = vietnamese(read.field.name)[:300]
    service.agency = _agency(owner_of(version)) or _launching_agency(service)
    service.agency_name = (
        service.agency.name if service.agency else vietnamese(read.agencies.performing[0].name)
    )[:300]


def _launching_agency(service: Service) -> Agency | None:
    """Where the record says nothing: the agency that last brought a version online."""
    gone = Launch.objects.filter(procedure=service.procedure_id, stage=Stage.LIVE)
    last = gone.select_related("agency").order_by("-moved_at").first()
    return last.agency if last else None


def _agency(code: str) -> Agency | None:
    try:
        return agencies.agency(code) if code else None
    except NotFound:
        return None


def _abolished() -> str:
    with override("vi"):
        return _("Thủ tục không còn áp dụng.")
