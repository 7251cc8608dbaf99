"""What is different between two sources, and a source as it was before some edits. Pure."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from motcua.workshop.source.naming import keys
from motcua.workshop.source.places import NOTHING, Path, Source, put, same


@dataclass(frozen=True)
class Change:
    """One place, what stood there, and what stands there now."""

    path: Path
    before: Any
    after: Any


def changes(old: Any, new: Any, path: Path = ()) -> Iterator[Change]:
    """The deepest places that differ. A list whose items came, went or moved is one place."""
    if same(old, new):
        return
    if isinstance(old, dict) and isinstance(new, dict):
        for key in dict.fromkeys([*old, *new]):
            yield from changes(old.get(key, NOTHING), new.get(key, NOTHING), (*path, key))
    elif isinstance(old, list) and isinstance(new, list) and _in_step(old, new):
        for number, (was, now) in enumerate(zip(old, new, strict=True)):
            yield from changes(was, now, (*path, number))
    else:
        yield Change(path, old, new)


def _in_step(old: list[Any], new: list[Any]) -> bool:
    """As many items, and each is what it was or got another name; none moved."""
    if len(old) != len(new):
        return False
    was, now = keys(old), keys(new)
    known = set(was)
    return all(one == other or other not in known for one, other in zip(was, now, strict=True))


def undone(source: Source, edits: Iterable[Change]) -> Source:
    """The source before these edits, which are given newest first."""
    for edit in edits:
        source = put(source, edit.path, edit.before) if edit.path else dict(edit.before)
    return source
