"""Which version a draft has to be brought over to, and what that means for what was typed."""

from contextlib import suppress
from dataclasses import dataclass

from motcua.core import clock
from motcua.core.refusals import NotFound
from motcua.dossiers.models import Draft, Status
from motcua.procedures import form
from motcua.procedures import queries as procedures
from motcua.procedures.comparison import Section, compare
from motcua.procedures.models import Version

REFILED = frozenset({Status.NOT_RECEIVED, Status.WITHDRAWN})
"""Ended before anything was decided: what was filed may be mended and filed anew."""


@dataclass(frozen=True)
class Move:
    """What going over to a newer version brings: what it asks besides, what it asks no more."""

    version: Version
    kept: int
    lacking: list[str]
    aside: list[tuple[str, str]]
    changes: list[Section]


def newer_for(draft: Draft) -> Version | None:
    """The version that this unsent form has to follow by now; None: it stays, or there is none."""
    with suppress(NotFound):
        return overtaken(draft)
    return None


def overtaken(draft: Draft) -> Version | None:
    """The same. Raises NotFound where the procedure ended."""
    return procedures.overtaken(draft.version, since=clock.day_of(draft.begun_at))


def move_of(draft: Draft) -> Move | None:
    """What bringing this form over would mean; None where it stays."""
    newer = newer_for(draft)
    if newer is None:
        return None
    found = form.carried(draft.version, newer, {**draft.set_aside, **draft.answers})
    return Move(
        version=newer,
        kept=len(found.answers),
        lacking=[one.message for one in form.check(newer, found.answers)],
        aside=form.told(draft.version, draft.answers, set(found.aside)),
        changes=compare(draft.version.package, newer.package),
    )
