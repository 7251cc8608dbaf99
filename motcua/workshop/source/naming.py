"""What makes an item of a list the same item after others came, went or moved. Pure."""

from collections import Counter
from typing import Any

from motcua.workshop.source.places import Path, at

NAMES = ("id", "code", "channel", "name", "number")
"""The members by which parts of a package are told apart, the first that is there."""
Key = tuple[str, int]


def keys(items: list[Any]) -> list[Key]:
    """For each item what it is known by; doubles are numbered, the nameless too."""
    seen: Counter[str] = Counter()
    found = []
    for item in items:
        name = _name(item)
        found.append((name, seen[name]))
        seen[name] += 1
    return found


def _name(item: Any) -> str:
    if not isinstance(item, dict):
        return f"= {item!r}" if isinstance(item, str | int | float | bool) else "?"
    named = (item.get(one) for one in NAMES)
    return next((one for one in named if isinstance(one, str) and one.strip()), "?")


def follow(path: Path, old: Any, new: Any) -> Path | None:
    """Where that which stood there in the old source stands in the new; None when it is gone."""
    found: list[str | int] = []
    for one in path:
        was, now = at(old, (one,)), at(new, (one,))
        if isinstance(one, int) and isinstance(old, list) and isinstance(new, list):
            place = _moved(one, old, new)
            if place is None:
                return None
            one, was, now = place, old[one], new[place]
        found.append(one)
        old, new = was, now
    return tuple(found)


def _moved(number: int, old: list[Any], new: list[Any]) -> int | None:
    if number >= len(old):
        return None
    wanted, now = keys(old)[number], keys(new)
    if wanted in now:
        return now.index(wanted)
    renamed = len(old) == len(new) and now[number] not in keys(old)
    return number if renamed else None
