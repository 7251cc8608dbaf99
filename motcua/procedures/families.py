"""Families of procedures: one template and a table of variants make many packages.

A family file has `template` (a package) or `base` (the file of one), and `variants` by name. In the
template `${word}` is filled from the variant: alone in its place it may become any value, and a
list in a list is joined to it. `set` changes a place of the package, such as
`process.steps.examine.duration`; items are found by id, code or channel, and `+` adds one.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from copy import deepcopy
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from motcua.core.refusals import Invalid, Problem
from motcua.procedures.package.reading import content, read

MOST_VARIANTS = 200
MOST_VALUES_MADE, MOST_CHARACTERS_MADE = 500_000, 10_000_000
_WORD = re.compile(r"\$\{([a-z_]+)\}")
_NAMES = ("id", "code", "channel")


def packages_in(path: Path) -> dict[str, str | Mapping[str, Any]]:
    """The packages of a file: one, named "", as it stands; or those of a family, by name.

    A family's base lies in its folder or the one around it. Raises Invalid, OSError and
    UnicodeDecodeError.
    """
    text = content(path).decode()
    if not re.search(r"^variants:", text, re.MULTILINE):
        return {"": text}

    def base(name: str) -> str:
        found = (path.parent / name).resolve()
        if found.suffix != ".yaml" or not found.is_relative_to(path.resolve().parents[1]):
            raise _wrong(
                "base", _("Tệp gốc (base) phải là tệp .yaml ở thư mục này hoặc ngay trên.")
            )
        return content(found).decode()

    return dict(expanded(text, base))


def expanded(text: str, base: Callable[[str], str]) -> dict[str, dict[str, Any]]:
    """The packages of a family, by name; `base` reads the file that it names. Raises Invalid."""
    family = read(text).data
    variants = family.get("variants") if isinstance(family, dict) else None
    if not isinstance(variants, dict) or len(variants) > MOST_VARIANTS:
        raise _wrong("variants", _("Tệp họ thủ tục cần từ 1 đến 200 biến thể (variants)."))
    template = family.get("template")
    if template is None:
        template = read(base(str(family.get("base", "")))).data
    left = _Left()
    return {name: _variant(template, values, name, left) for name, values in variants.items()}


class _Left:
    """How much may still be made of a family: few words can make very much."""

    def __init__(self) -> None:
        self.values, self.characters = MOST_VALUES_MADE, MOST_CHARACTERS_MADE

    def take(self, values: int, characters: int = 0) -> None:
        self.values -= values
        self.characters -= characters
        if self.values < 0 or self.characters < 0:
            raise _wrong("variants", _("Họ thủ tục này làm ra quá nhiều nội dung. Hãy tách tệp."))


def _variant(template: Any, values: Any, name: str, left: _Left) -> dict[str, Any]:
    place = f"variants.{name}"
    try:
        package = _filled(template, values, left)
        for path, value in values.get("set", {}).items():
            place = f"variants.{name}.set"
            _set(package, path.split("."), deepcopy(value))
    except KeyError as missing:
        said = _("Biến thể không có “%(word)s”.") % {"word": str(missing.args[0])}
        raise _wrong(place, said) from None
    except (AttributeError, IndexError, StopIteration, TypeError, ValueError):
        raise _wrong(place, _("Không tìm thấy chỗ cần thay trong bản mẫu.")) from None
    if not isinstance(package, dict):
        raise _wrong(place, _("Bản mẫu không phải là một gói thủ tục."))
    return package


def _wrong(place: str, message: str) -> Invalid:
    return Invalid(message, [Problem(place, message, "family-wrong")])


def _filled(value: Any, values: Mapping[str, Any], left: _Left) -> Any:
    left.take(1)
    if isinstance(value, dict):
        return {key: _filled(one, values, left) for key, one in value.items()}
    if isinstance(value, list):
        return [one for part in value for one in _items(part, _filled(part, values, left))]
    if not isinstance(value, str):
        return value
    if alone := _WORD.fullmatch(value):
        left.take(_size(values[alone[1]]))
        return deepcopy(values[alone[1]])
    words = Counter(_WORD.findall(value))
    said = {word: str(values[word]) for word in words}
    left.take(0, sum(len(said[word]) * times for word, times in words.items()))
    return _WORD.sub(lambda word: said[word[1]], value)


def _size(value: Any) -> int:
    """How many values lie in it, itself included."""
    within: Iterable[Any] = ()
    if isinstance(value, dict | list):
        within = value.values() if isinstance(value, dict) else value
    return 1 + sum(map(_size, within))


def _items(part: Any, filled: Any) -> list[Any]:
    return filled if isinstance(part, str) and isinstance(filled, list) else [filled]


def _set(node: Any, place: list[str], value: Any) -> None:
    for name in place[:-1]:
        node = node[_key(node, name)]
    if place[-1] == "+":
        node.append(value)
    else:
        node[_key(node, place[-1])] = value


def _key(node: Any, name: str) -> Any:
    if isinstance(node, dict):
        return name
    return next(n for n, one in enumerate(node) if name in (one.get(key) for key in _NAMES))
