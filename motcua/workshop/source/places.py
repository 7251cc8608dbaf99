"""Places in a source: `form.pages[1].title`, in addresses `form.pages.1.title`. Pure."""

import copy
import re
from collections.abc import Iterator
from typing import Any, Final

Path = tuple[str | int, ...]
Source = dict[str, Any]


class Nothing:
    """What stands where nothing is written; not the same as `null`."""

    def __repr__(self) -> str:
        return "NOTHING"


NOTHING: Final = Nothing()
_PART = re.compile(r"[^.\[\]]+")


def path_of(place: str) -> Path:
    """`process.steps[2]` or `process.steps.2` as its parts."""
    return tuple(int(one) if one.isdecimal() else one for one in _PART.findall(place)[:24])


def place_of(path: Path) -> str:
    """As findings write it: `process.steps[2]`."""
    said = "".join(f"[{one}]" if isinstance(one, int) else f".{one}" for one in path)
    return said.removeprefix(".")


def address_of(path: Path) -> str:
    """As addresses write it: `process.steps.2`."""
    return ".".join(str(one) for one in path)


def at(source: Any, path: Path) -> Any:
    """What stands there, or NOTHING."""
    for one in path:
        if isinstance(source, dict):
            source = source.get(str(one), NOTHING)
        elif isinstance(source, list) and isinstance(one, int) and one < len(source):
            source = source[one]
        else:
            return NOTHING
    return source


def put(source: Source, path: Path, value: Any) -> Source:
    """A source with this there; NOTHING takes away. Parts on the way are made where they lack."""
    changed = copy.copy(source)
    _set(changed, path, value)
    return changed


def _set(node: Any, path: Path, value: Any) -> None:
    """Change a copy; whatever it shares with what was is copied before it is touched."""
    first, *rest = path
    if not rest:
        _set_here(node, first, value)
        return
    child = at(node, (first,))
    wanted: type = list if isinstance(rest[0], int) else dict
    child = copy.copy(child) if isinstance(child, wanted) else wanted()
    _set(child, tuple(rest), value)
    _set_here(node, first, child)


def _set_here(node: Any, key: str | int, value: Any) -> None:
    if isinstance(node, dict):
        if value is NOTHING:
            node.pop(key, None)
        else:
            node[key] = value
    elif isinstance(node, list) and isinstance(key, int):
        if key < len(node):
            node[key : key + 1] = [] if value is NOTHING else [value]
        elif value is not NOTHING:
            node.append(value)


def same(one: Any, other: Any) -> bool:
    """Equal as JSON: yes is not 1."""
    if type(one) is not type(other):
        return False
    if isinstance(one, dict):
        return one.keys() == other.keys() and all(same(one[key], other[key]) for key in one)
    if isinstance(one, list):
        return len(one) == len(other) and all(map(same, one, other))
    return bool(one == other)


def leaves(value: Any, path: Path = ()) -> Iterator[tuple[Path, Any]]:
    """Everything that is written, place by place."""
    if isinstance(value, dict):
        for key, child in value.items():
            yield from leaves(child, (*path, key))
    elif isinstance(value, list):
        for number, child in enumerate(value):
            yield from leaves(child, (*path, number))
    else:
        yield path, value
