"""Counters move with what they count, in the same transaction; round numbers are noted once."""

from django.db.models import F

from motcua.core import clock
from motcua.core.actors import Actor
from motcua.core.journal import emit
from motcua.services.events import ServiceCountReached
from motcua.services.models import COUNTED, MILESTONES, Dimension, Milestone, Service, Tally

Facts = dict[Dimension, str]


def facts(service: Service) -> Facts | None:
    """Under which keys a service is counted now; None: it is not."""
    if service.state not in COUNTED:
        return None
    return {
        Dimension.LEVEL: service.level,
        Dimension.AGENCY: service.agency_name,
        Dimension.FIELD: service.field_name,
    }


def recount(before: Facts | None, after: Facts | None) -> int:
    """Move the counters from what a service was to what it is; how many are live now.

    The row of the total is held first: two services at once are counted one after the other.
    """
    Tally.objects.get_or_create(dimension=Dimension.TOTAL, key="")
    total = Tally.objects.select_for_update().get(dimension=Dimension.TOTAL, key="")
    if before == after:
        return total.count
    if (before is None) != (after is None):
        total.count += 1 if after else -1
        total.save(update_fields=["count"])
        month = f"{clock.now().astimezone(clock.VIETNAM):%Y-%m}"
        _add(Dimension.OPENED if after else Dimension.ENDED, month, 1)
    for known, change in ((before, -1), (after, 1)):
        for dimension, key in (known or {}).items():
            _add(dimension, key, change)
    return total.count


def note_milestone(service: Service, count: int, by: Actor) -> None:
    """The first time that so many are live, the service with which it came about is remembered."""
    if count not in MILESTONES or Milestone.objects.filter(number=count).exists():
        return
    Milestone.objects.create(number=count, procedure=service.procedure, reached_at=clock.now())
    emit(ServiceCountReached(service=service.pk, code=service.procedure.code, count=count), by=by)


def _add(dimension: Dimension, key: str, change: int) -> None:
    row, _made = Tally.objects.get_or_create(dimension=dimension, key=key)
    Tally.objects.filter(pk=row.pk).update(count=F("count") + change)
