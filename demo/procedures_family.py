"""Families of procedures: one template and a table of variants make many packages.

A family file has `template` (a package) or `base` (the file of one), and `variants` by name. In the
template `${word}` is filled from the variant: alone in its place it may become any value, and a
list in a list is joined to it. `set` changes a place of the package, such as
`process.steps.examine.duration`; items are found by id, code or channel, and `+` adds one.
"""

import re
from collections.abc import Mapping
from copy import deepcopy
from pathlib import Path
from typing import Any

from motcua.procedures.package.reading import read

FOLDER = Path(__file__).parent / "procedures"
_WORD = re.compile(r"\$\{([a-z_]+)\}")
_NAMES = ("id", "code", "channel")


def packages(folder: Path = FOLDER) -> dict[str, Any]:
    """Every package of the folder by name: files as they stand, then the families."""
    found: dict[str, Any] = {path.stem: path.read_text() for path in sorted(folder.glob("*.yaml"))}
    for path in sorted(folder.glob("families/*.yaml")):
        for name, package in expanded(path).items():
            if name in found:
                raise ValueError(f"two packages are called {name}")
            found[name] = package
    return found


def expanded(path: Path) -> dict[str, Any]:
    """The packages of one family, by name."""
    family = read(path.read_text()).data
    template = family.get("template") or read((path.parent / family["base"]).read_text()).data
    return {name: _variant(template, values) for name, values in family["variants"].items()}


def _variant(template: Any, values: Mapping[str, Any]) -> Any:
    package = _filled(deepcopy(template), values)
    for place, value in values.get("set", {}).items():
        _set(package, place.split("."), deepcopy(value))
    return package


def _filled(value: Any, values: Mapping[str, Any]) -> Any:
    if isinstance(value, dict):
        return {key: _filled(one, values) for key, one in value.items()}
    if isinstance(value, list):
        return [one for part in value for one in _items(part, _filled(part, values))]
    if not isinstance(value, str):
        return value
    if alone := _WORD.fullmatch(value):
        return deepcopy(values[alone[1]])
    return _WORD.sub(lambda word: str(values[word[1]]), value)


def _items(part: Any, filled: Any) -> list[Any]:
    return filled if isinstance(part, str) and isinstance(filled, list) else [filled]


def _set(node: Any, place: list[str], value: Any) -> None:
    for name in place[:-1]:
        node = _at(node, name)
    if place[-1] == "+":
        node.append(value)
    else:
        node[_key(node, place[-1])] = value


def _at(node: Any, name: str) -> Any:
    return node[_key(node, name)]


def _key(node: Any, name: str) -> Any:
    if isinstance(node, dict):
        return name
    return next(n for n, one in enumerate(node) if name in (one.get(key) for key in _NAMES))
