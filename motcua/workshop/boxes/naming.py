"""Codes for what was only given a name: `Họ và tên` becomes `ho_va_ten`, once in its list."""

import re
from collections.abc import Iterator
from typing import Any

from motcua.core.search import fold
from motcua.procedures.conditions import RESERVED
from motcua.procedures.package.process import ENDS
from motcua.workshop.shapes import Listed, OneOf, Part, Shape, Words, package_shape
from motcua.workshop.source.places import Source
from motcua.workshop.source.titles import words

CODES, NAMED_BY = ("id", "code"), ("name", "label", "title", "number", "item", "text")
TAKEN = RESERVED | set(ENDS)


def with_codes(source: Source) -> Source:
    """The source, in which every item that has a name has its code."""
    asked = {one["id"] for one in _questions(source) if isinstance(one.get("id"), str)}
    found = _whole(package_shape(), source, asked)
    return found if isinstance(found, dict) else source


def slug(text: str, known: set[str]) -> str:
    """A code for a name that none of the known ones is."""
    plain = re.sub(r"[^a-z0-9]+", "_", fold(text)).strip("_")
    plain = (plain if plain[:1].isalpha() else f"m_{plain}")[:36].rstrip("_")
    tries = (plain, *(f"{plain}_{number}" for number in range(2, 1000)))
    return next(one for one in tries if one not in known and one not in TAKEN)


def _whole(shape: Shape, value: Any, asked: set[str]) -> Any:
    if isinstance(shape, OneOf):
        branch = shape.branch_of(value)
        return _whole(branch.shape, value, asked) if branch else value
    if isinstance(shape, Part) and isinstance(value, dict):
        inside = {one.name: one.shape for one in shape.fields}
        return {
            key: _whole(inside[key], child, asked) if key in inside else child
            for key, child in value.items()
        }
    if isinstance(shape, Listed) and isinstance(value, list):
        items = [_whole(shape.item, one, asked) for one in value]
        return _coded(shape.item, items, asked)
    return value


def _coded(shape: Shape, items: list[Any], asked: set[str]) -> list[Any]:
    member = _code_member(shape)
    if not member:
        return items
    of_form = isinstance(shape, OneOf)  # questions are known by their codes in the whole form
    known = asked if of_form else {one.get(member) for one in items if isinstance(one, dict)}
    return [_with_code(one, member, known) for one in items]


def _code_member(shape: Shape) -> str:
    """The member of such items that holds a code of ours, not one of the State's."""
    part = shape.branches[0].shape if isinstance(shape, OneOf) else shape
    if not isinstance(part, Part):
        return ""
    coded = (one for one in part.fields if one.name in CODES and one.required)
    own = (one.name for one in coded if isinstance(one.shape, Words) and "a-z" in one.shape.pattern)
    return next(own, "")


def _with_code(item: Any, member: str, known: set[Any]) -> Any:
    if not isinstance(item, dict) or item.get(member):
        return item
    name = next((found for one in NAMED_BY if (found := words(item.get(one)))), "")
    if not name:
        return item
    code = slug(name, known)
    known.add(code)
    return {member: code, **{key: value for key, value in item.items() if key != member}}


def _questions(source: Source) -> Iterator[dict[str, Any]]:
    form = source.get("form")
    for page in _dicts(form.get("pages") if isinstance(form, dict) else None):
        for asked in _dicts(page.get("questions")):
            yield asked
            yield from _dicts(asked.get("questions"))


def _dicts(items: Any) -> Iterator[dict[str, Any]]:
    for one in items if isinstance(items, list) else ():
        if isinstance(one, dict):
            yield one
