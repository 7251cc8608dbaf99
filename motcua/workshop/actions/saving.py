"""Saving parts of a manuscript: merged with what others saved meanwhile, never over it."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db import transaction
from django.utils.translation import gettext as _

from motcua.core import clock
from motcua.core.actors import Actor
from motcua.core.journal import emit
from motcua.core.refusals import Invalid, NotFound, WrongState
from motcua.identity.models import User
from motcua.procedures.package.reading import MOST_BYTES, within_bounds
from motcua.workshop import permission, queries
from motcua.workshop.events import ClashSettled, EditsUndone, ManuscriptEdited, ManuscriptPutAway
from motcua.workshop.models import Clash, Edit, Manuscript, unwrapped, wrapped
from motcua.workshop.source import merging
from motcua.workshop.source.differing import Change, changes
from motcua.workshop.source.naming import follow
from motcua.workshop.source.places import Path, Source, at, path_of, place_of, put, same
from motcua.workshop.source.titles import code_of, size, title_of


@dataclass
class Saved:
    """What became of a save: what others had changed meanwhile, and where they clash with it."""

    manuscript: Manuscript
    beside: list[Edit] = field(default_factory=list)
    clashes: list[Clash] = field(default_factory=list)


@transaction.atomic
def save(manuscript: Manuscript, *, by: Actor, seen: int, source: Source) -> Saved:
    """Save a source made of the one at revision `seen`. What others saved since is kept.

    A place that both changed stays as the other left it; both values wait to be chosen from.
    """
    held = _held(manuscript, by)
    base = queries.source_at(held, seen)
    _require_size(source)
    beside = queries.edits_since(held, seen)
    merged = merging.merged(base, held.source, source)
    written = _write(held, merged.value, by)
    clashes = [_clash(held, one, beside, by) for one in merged.clashes]
    if written or clashes:
        emit(
            ManuscriptEdited(
                manuscript=held.pk,
                revision=held.revision,
                places=[place_of(one.path) for one in written][:50],
                clashes=len(clashes),
            ),
            by=by,
        )
    return Saved(held, beside, clashes)


@transaction.atomic
def undo(manuscript: Manuscript, *, by: Actor, revision: int) -> Manuscript:
    """Take back what one save changed. Refuses where somebody has written over it since."""
    held = _held(manuscript, by)
    edits = list(held.edits.filter(revision=revision))
    if not edits:
        raise NotFound(_("Không có lần lưu này."))
    now, then = dict(held.source), queries.source_at(held, revision)
    source = dict(now)
    for edit in edits:
        path = follow(edit.change.path, then, now)
        if path is None or not same(at(now, path), edit.change.after):
            raise WrongState(
                _("“%(place)s” đã được sửa tiếp sau lần lưu này. Hãy sửa trực tiếp ở trang đó.")
                % {"place": edit.place}
            )
        source = put(source, path, edit.change.before) if path else dict(edit.change.before)
    _write(held, source, by, undoes=revision)
    emit(EditsUndone(manuscript=held.pk, undone=revision, revision=held.revision), by=by)
    return held


@transaction.atomic
def settle(clash: Clash, *, by: Actor, choice: str) -> Manuscript:
    """Choose one of the two values at a place that two people changed."""
    held = _held(clash.manuscript, by)
    clash = Clash.objects.select_for_update().get(pk=clash.pk)
    if clash.settled_at:
        raise WrongState(_("Chỗ này đã có người chọn xong."))
    if choice not in Clash.Choice.values:
        raise Invalid(_("Hãy chọn giữ bản nào."))
    path = _place_now(held, clash)
    value = unwrapped(clash.theirs if choice == Clash.Choice.THEIRS else clash.mine)
    if path is not None and not same(at(held.source, path), value):
        _write(held, put(dict(held.source), path, value), by)
    clash.choice, clash.settled_at = choice, clock.now()
    clash.settled_by = by.actor_ref.name
    clash.save(update_fields=["choice", "settled_at", "settled_by"])
    settled = ClashSettled(manuscript=held.pk, clash=clash.pk, place=clash.place, chosen=choice)
    emit(settled, by=by)
    return held


@transaction.atomic
def put_away(manuscript: Manuscript, *, by: Actor) -> Manuscript:
    """Take it off the list of work; everything is kept."""
    held = _held(manuscript, by)
    held.put_away_at = clock.now()
    held.save(update_fields=["put_away_at"])
    emit(ManuscriptPutAway(manuscript=held.pk, away=True), by=by)
    return held


@transaction.atomic
def take_up(manuscript: Manuscript, *, by: Actor) -> Manuscript:
    """Work on it again."""
    held = _held(manuscript, by, away=True)
    held.put_away_at = None
    held.save(update_fields=["put_away_at"])
    emit(ManuscriptPutAway(manuscript=held.pk, away=False), by=by)
    return held


def _held(manuscript: Manuscript, by: Actor, *, away: bool = False) -> Manuscript:
    rows = Manuscript.objects.select_for_update(of=("self",)).select_related("owner")
    held = rows.get(pk=manuscript.pk)
    permission.require_writer(by, held.owner)
    if held.put_away_at and not away:
        raise WrongState(_("Bản thảo này đã cất đi. Hãy lấy ra rồi sửa."))
    return held


def _require_size(source: Source) -> None:
    within_bounds(source)
    if size(source) > MOST_BYTES:
        raise Invalid(_("Bản thảo lớn quá 1 MB. Hãy bỏ bớt nội dung."))


def _write(
    held: Manuscript, source: Source, by: Actor, *, undoes: int | None = None
) -> list[Change]:
    """Keep the new source, and beside it each place that it changes."""
    made = list(changes(held.source, source))
    if not made:
        return made
    held.source, held.revision = source, held.revision + 1
    held.code, held.title = code_of(source), title_of(source)
    held.changed_at, held.changed_by = clock.now(), by.actor_ref.name
    held.save()
    Edit.objects.bulk_create(_edits(held, made, by, undoes))
    return made


def _edits(
    held: Manuscript, made: Iterable[Change], by: Actor, undoes: int | None
) -> Iterable[Edit]:
    for one in made:
        yield Edit(
            manuscript=held,
            revision=held.revision,
            place=place_of(one.path),
            before=wrapped(one.before),
            after=wrapped(one.after),
            by=by if isinstance(by, User) else None,
            by_name=by.actor_ref.name,
            undoes=undoes,
        )


def _clash(held: Manuscript, one: merging.Clash, beside: list[Edit], by: Actor) -> Clash:
    place = place_of(one.path)
    near = (edit.by_name for edit in beside if _touches(edit.place, place))
    return Clash.objects.create(
        manuscript=held,
        revision=held.revision,
        place=place,
        base=wrapped(one.base),
        theirs=wrapped(one.theirs),
        theirs_by=next(near, ""),
        mine=wrapped(one.mine),
        by=by if isinstance(by, User) else None,
        by_name=by.actor_ref.name,
    )


def _touches(one: str, other: str) -> bool:
    shorter, longer = sorted((one, other), key=len)
    return longer == shorter or longer.startswith((f"{shorter}.", f"{shorter}["))


def _place_now(held: Manuscript, clash: Clash) -> Path | None:
    """Where the place stands now; the items around it may have moved since."""
    then = queries.source_at(held, clash.revision)
    return follow(path_of(clash.place), then, dict(held.source))
