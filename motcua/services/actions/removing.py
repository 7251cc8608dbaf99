"""Services that nobody uses: a person is asked, decides, and on its day the service is removed."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from motcua.core import clock
from motcua.core.actors import SYSTEM, Actor
from motcua.core.journal import emit
from motcua.core.refusals import Invalid, Problem, WrongState
from motcua.core.text import clean
from motcua.identity.models import User
from motcua.procedures import actions as procedures
from motcua.procedures.models import Filing
from motcua.services import queries
from motcua.services.actions.permission import reasoned
from motcua.services.actions.running import follow, require_runner
from motcua.services.events import RemovalDecided, RemovalProposed
from motcua.services.models import RemovalProposal, Service, State

Answer = RemovalProposal.Answer


def propose_removals(*, by: Actor = SYSTEM) -> int:
    """Ask about each idle service once, with its numbers; returns how many. Safe to repeat."""
    return sum(_propose(service, by) for service in queries.idle_services())


@transaction.atomic
def keep(proposal: RemovalProposal, *, by: Actor, reason: str, until: date) -> Service:
    """It stays, and is not asked about again before that day."""
    if until <= clock.today():
        raise _wrong_day()
    service = _decide(proposal, by, Answer.KEPT, reason, until)
    service.keep_until = until
    service.save(update_fields=["keep_until"])
    return service


@transaction.atomic
def remove(
    proposal: RemovalProposal, *, by: Actor, reason: str, day: date, instead: str
) -> Service:
    """From that day on it is not filed online; until then its page says so. `instead`: where to go.

    Dossiers that run are finished; its record stays.
    """
    if day <= clock.today():
        raise _wrong_day()
    instead = clean(instead).strip()[:2000]
    if not instead:
        raise Invalid(
            _("Hãy ghi nơi người dân làm thủ tục này sau khi gỡ."),
            [Problem("instead", _("Ghi nơi làm thay."))],
        )
    service = _decide(proposal, by, Answer.REMOVED, reason, day)
    if service.state == State.LIVE:
        service.move_to(State.TO_BE_REMOVED)
    service.remove_on, service.instead, service.reason = day, instead, proposal.reason
    service.save(update_fields=["state", "remove_on", "instead", "reason"])
    return service


def carry_out(*, by: Actor = SYSTEM) -> int:
    """Remove what is to be removed today or was before; returns how many. Safe to repeat."""
    return sum(_remove(service, by) for service in queries.services_to_remove())


@transaction.atomic
def _propose(service: Service, by: Actor) -> bool:
    """The service is held, so that two workers ask once."""
    service = Service.objects.select_for_update(of=("self",)).get(pk=service.pk)
    if not queries.idle_services().filter(pk=service.pk).exists():
        return False
    proposal = RemovalProposal.objects.create(
        service=service,
        idle_days=queries.idle_time(service),
        numbers=queries.numbers_of(service).to_json(),
    )
    emit(
        RemovalProposed(
            service=service.pk,
            proposal=proposal.pk,
            code=service.procedure.code,
            idle_days=proposal.idle_days,
        ),
        by=by,
    )
    return True


def _decide(
    proposal: RemovalProposal, by: Actor, answer: RemovalProposal.Answer, reason: str, day: date
) -> Service:
    """Sign the decision; the service is held, then the proposal."""
    rows = Service.objects.select_for_update(of=("self",)).select_related("procedure", "agency")
    service = rows.get(pk=proposal.service_id)
    require_runner(service, by)
    fresh = RemovalProposal.objects.select_for_update(of=("self",)).get(pk=proposal.pk)
    if fresh.answer != Answer.OPEN:
        raise WrongState(_("Đề nghị này đã được %(who)s quyết định.") % {"who": fresh.decider})
    proposal.answer, proposal.reason, proposal.day = answer, reasoned(reason), day
    proposal.decided_by = by if isinstance(by, User) else None
    proposal.decider, proposal.decided_at = by.actor_ref.name, clock.now()
    proposal.save()
    emit(
        RemovalDecided(
            service=service.pk,
            proposal=proposal.pk,
            code=service.procedure.code,
            answer=answer,
            day=day,
            reason=proposal.reason,
        ),
        by=by,
    )
    return service


@transaction.atomic
def _remove(service: Service, by: Actor) -> bool:
    procedure = service.procedure
    if procedure.filing in {Filing.OPEN, Filing.SUSPENDED}:
        reason = f"{service.reason.rstrip('.')}. {service.instead}"
        procedures.close_filing(procedure, by=by, reason=reason)
    follow(procedure, by=by)
    return True


def _wrong_day() -> Invalid:
    return Invalid(
        _("Hãy chọn một ngày sau hôm nay."), [Problem("day", _("Chọn ngày sau hôm nay."))]
    )
