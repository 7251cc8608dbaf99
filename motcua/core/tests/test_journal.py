"""The journal keeps every act, and tells those who react until each is told."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import IntegrityError, connection, transaction

from motcua.core import events, journal
from motcua.core.actors import SYSTEM
from motcua.core.events import Event, from_payload, reacts_to, to_payload
from motcua.core.models import Entry, Telling


@dataclass(frozen=True, kw_only=True)
class BellRung(Event, subject="bell"):
    """Somebody rang a bell."""

    bell: UUID
    times: int


@pytest.fixture
def heard() -> Iterator[list[int]]:
    """What a reaction, registered for this test alone, has heard."""
    times: list[int] = []

    @reacts_to(BellRung)
    def listen(event: BellRung) -> None:
        if event.times < 0:
            raise ValueError("a bell cannot be rung less than never")
        times.append(event.times)

    yield times
    events._REACTIONS.pop(events.event_name(BellRung))


def ring(bell: UUID, times: int) -> Entry:
    with transaction.atomic():
        return journal.emit(BellRung(bell=bell, times=times), by=SYSTEM)


def test_an_event_survives_its_payload() -> None:
    event = BellRung(bell=uuid4(), times=3)
    assert from_payload(events.event_name(BellRung), to_payload(event)) == event


@pytest.mark.django_db
def test_an_act_is_written_with_who_did_it(heard: list[int]) -> None:
    entry = ring(uuid4(), 1)
    assert (entry.actor_kind, entry.actor_name) == ("system", "motcua")


@pytest.mark.django_db(transaction=True)
def test_an_act_outside_a_transaction_is_a_programming_error() -> None:
    with pytest.raises(RuntimeError):
        journal.emit(BellRung(bell=uuid4(), times=1), by=SYSTEM)


@pytest.mark.django_db
def test_an_act_that_is_rolled_back_was_never_written(heard: list[int]) -> None:
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        journal.emit(BellRung(bell=uuid4(), times=1), by=SYSTEM)
        _ = 1 / 0
    assert not Entry.objects.filter(event=events.event_name(BellRung)).exists()
    assert journal.tell_untold() == 0
    assert heard == []


@pytest.mark.django_db
def test_reactions_hear_the_acts_on_a_subject_in_order_and_once(heard: list[int]) -> None:
    bell = uuid4()
    for times in (1, 2, 3):
        ring(bell, times)
    assert journal.tell_untold() == 0
    assert journal.tell_untold() == 0
    assert heard == [1, 2, 3]


@pytest.mark.django_db
def test_a_failed_reaction_holds_back_later_acts_and_is_told_again(heard: list[int]) -> None:
    bell, other = uuid4(), uuid4()
    broken = ring(bell, -1)
    ring(bell, 2)
    ring(other, 7)
    assert journal.tell_untold() == 1
    assert heard == [7]
    mended: list[Any] = [lambda event: heard.append(abs(event.times))]
    events._REACTIONS[broken.event] = dict(
        zip(events._REACTIONS[broken.event], mended, strict=True)
    )
    assert journal.tell_untold() == 0
    assert heard == [7, 1, 2]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "attempt",
    [
        "UPDATE core_entry SET actor_name = 'somebody else'",
        "UPDATE core_entry SET payload = '{}', told_at = now()",
        "UPDATE core_entry SET at = now() - interval '1 day'",
        "DELETE FROM core_entry",
        "TRUNCATE core_entry CASCADE",
    ],
)
def test_what_was_written_is_never_changed_nor_removed(attempt: str) -> None:
    ring(uuid4(), 1)
    before = list(Entry.objects.values())
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(attempt)
    assert list(Entry.objects.values()) == before


@pytest.mark.django_db
def test_that_an_act_was_told_may_be_noted(heard: list[int]) -> None:
    entry = ring(uuid4(), 1)
    assert entry.told_at is None
    journal.tell_untold()
    entry.refresh_from_db()
    assert entry.told_at is not None


@pytest.mark.django_db
def test_an_act_nobody_awaits_is_told_at_once() -> None:
    assert ring(uuid4(), 1).told_at is not None
    assert not Telling.objects.exists()
