"""Writing the journal, and telling its entries to those who react, until all are told."""

import logging
from uuid import UUID

from django.db import connection, transaction
from django.db.models import QuerySet
from procrastinate.contrib.django import app

from motcua.core import clock
from motcua.core.actors import Actor
from motcua.core.events import Event, event_name, from_payload, reactions_to, to_payload
from motcua.core.models import Entry, Telling

log = logging.getLogger(__name__)


class NotTold(Exception):  # noqa: N818  # it is tried again, not mended
    """Some reactions failed and will be tried again."""


def emit(event: Event, *, by: Actor) -> Entry:
    """Write the fact in the caller's transaction; those who react are told after its commit."""
    if not connection.in_atomic_block:
        raise RuntimeError("emit() belongs inside the transaction of the act that it records")
    who = by.actor_ref
    name = event_name(type(event))
    awaited = bool(reactions_to(name))
    entry = Entry.objects.create(
        event=name,
        subject=event.subject,
        actor_kind=who.kind,
        actor_id=who.id,
        actor_name=who.name,
        on_behalf_of=who.on_behalf_of,
        payload=to_payload(event),
        told_at=None if awaited else clock.now(),
    )
    if awaited:
        ask_to_tell(event.subject)
    return entry


def ask_to_tell(subject: UUID) -> None:
    """Enqueue, in the caller's transaction, the telling of one subject."""
    job = app.configure_task("core.tell_subject", lock=f"tell:{subject}")
    job.defer(subject=str(subject))


def entries_about(subject: UUID) -> QuerySet[Entry]:
    """The acts on one subject, oldest first."""
    return Entry.objects.filter(subject=subject).order_by("id")


def tell(subject: UUID) -> None:
    """Run what is still owed on one subject, oldest act first. Raises NotTold if any failed.

    A reaction that fails is held back for the later acts on this subject too, so that each
    reaction sees the acts in their order; the others go on.
    """
    held_back: set[str] = set()
    for entry in entries_about(subject).filter(told_at=None):
        _tell_entry(entry, held_back)
    if held_back:
        raise NotTold(f"{', '.join(sorted(held_back))} on {subject}")


def tell_untold() -> int:
    """Tell everything owed, in this process; returns how many subjects could not be finished."""
    unfinished = 0
    subjects = Entry.objects.filter(told_at=None).values_list("subject", flat=True)
    for subject in subjects.order_by("subject").distinct():
        try:
            tell(subject)
        except NotTold as failure:
            log.warning("Not told: %s", failure)
            unfinished += 1
    return unfinished


def _tell_entry(entry: Entry, held_back: set[str]) -> None:
    reactions = reactions_to(entry.event)
    for name, reaction in reactions.items():
        if name in held_back:
            continue
        try:
            with transaction.atomic():
                _, is_first = Telling.objects.get_or_create(entry=entry, reaction=name)
                if is_first:
                    reaction(from_payload(entry.event, entry.payload))
        except Exception:  # a reaction may fail in any way; it is logged and tried again
            log.exception("Reaction %s to %s %s failed", name, entry.event, entry.subject)
            held_back.add(name)
    if not held_back & reactions.keys():
        Entry.objects.filter(pk=entry.pk).update(told_at=clock.now())
