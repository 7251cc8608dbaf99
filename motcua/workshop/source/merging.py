"""Three ways into one: what two people made of the same source, with nothing lost. Pure.

Each place that only one of them changed is as they left it. Where both changed the same place, it
is a clash: the source keeps the one, the clash remembers both, and a person chooses.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from motcua.workshop.source.naming import Key, keys
from motcua.workshop.source.places import NOTHING, Path, same


@dataclass(frozen=True)
class Clash:
    """A place, in the merged source, that both changed."""

    path: Path
    base: Any
    theirs: Any
    mine: Any


@dataclass
class Merged:
    """What came out, and where a person has to choose."""

    value: Any
    clashes: list[Clash] = field(default_factory=list)


def merged(base: Any, theirs: Any, mine: Any) -> Merged:
    """Merge. At a clash theirs stands; where they took away, mine is kept till somebody chooses."""
    clashes: list[Clash] = []
    return Merged(_merge(base, theirs, mine, (), clashes), clashes)


def _merge(base: Any, theirs: Any, mine: Any, path: Path, clashes: list[Clash]) -> Any:
    if same(theirs, mine) or same(mine, base):
        return theirs
    if same(theirs, base):
        return mine
    if isinstance(theirs, dict) and isinstance(mine, dict):
        known = base if isinstance(base, dict) else {}
        return _merge_parts(known, theirs, mine, path, clashes)
    if isinstance(theirs, list) and isinstance(mine, list):
        known_items = base if isinstance(base, list) else []
        return _merge_items(known_items, theirs, mine, path, clashes)
    clashes.append(Clash(path, base, theirs, mine))
    return mine if theirs is NOTHING else theirs


def _merge_parts(
    base: dict[str, Any],
    theirs: dict[str, Any],
    mine: dict[str, Any],
    path: Path,
    clashes: list[Clash],
) -> dict[str, Any]:
    found = {}
    for key in dict.fromkeys([*base, *theirs, *mine]):
        was, now, meant = (one.get(key, NOTHING) for one in (base, theirs, mine))
        value = _merge(was, now, meant, (*path, key), clashes)
        if value is not NOTHING:
            found[key] = value
    return found


def _merge_items(
    base: list[Any], theirs: list[Any], mine: list[Any], path: Path, clashes: list[Clash]
) -> list[Any]:
    if len(base) == len(theirs) == len(mine) and not _named([*base, *theirs, *mine]):
        known = [(one, 0) for one in map(str, range(len(base)))]
        sides = [dict(zip(known, one, strict=True)) for one in (base, theirs, mine)]
    else:
        sides = [_by_key(one, base) for one in (base, theirs, mine)]
    found: list[Any] = []
    for key in _order(*(list(side) for side in sides)):
        was, now, meant = (side.get(key, NOTHING) for side in sides)
        value = _merge(was, now, meant, (*path, len(found)), clashes)
        if value is not NOTHING:
            found.append(value)
    return found


def _named(items: Iterable[Any]) -> bool:
    return any(isinstance(item, dict) and name != "?" for item, (name, _n) in _with_keys(items))


def _with_keys(items: Iterable[Any]) -> Iterable[tuple[Any, Key]]:
    listed = list(items)
    return zip(listed, keys(listed), strict=True)


def _by_key(items: list[Any], base: list[Any]) -> dict[Key, Any]:
    """The items by what they are known by in the base; one that only got another name keeps it."""
    was = keys(base)
    now = keys(items)
    if len(was) == len(now):
        gone = set(was) - set(now)
        now = [
            old if old in gone and new not in was else new
            for old, new in zip(was, now, strict=True)
        ]
    return dict(zip(now, items, strict=True))


def _order(base: list[Key], theirs: list[Key], mine: list[Key]) -> list[Key]:
    """Theirs if only they moved things, else mine; what the other has too, by its neighbour."""
    leading, other = (theirs, mine) if _rest(mine, base) == _rest(base, mine) else (mine, theirs)
    order = list(leading)
    for place, key in enumerate(other):
        if key not in order:
            before = next((one for one in reversed(other[:place]) if one in order), None)
            order.insert(0 if before is None else order.index(before) + 1, key)
    return order


def _rest(items: list[Key], known: list[Key]) -> list[Key]:
    return [one for one in items if one in known]
