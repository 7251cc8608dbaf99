"""The kinds of shapes."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import yaml
from pydantic import BaseModel

from motcua.core.refusals import Invalid
from motcua.procedures.package.reading import read as read_yaml
from motcua.workshop.source.places import NOTHING


@dataclass(frozen=True)
class Shape:
    """Anything that can be written."""


@dataclass(frozen=True)
class Leaf(Shape):
    """What stands in one box."""

    def show(self, value: Any) -> str:
        """The value as it is typed."""
        return "" if value is NOTHING or value is None else _typed(value)

    def read(self, typed: str) -> Any:
        """What was typed, as a value; NOTHING for a blank."""
        return typed.strip() or NOTHING


@dataclass(frozen=True)
class Words(Leaf):
    """A text: a line, a code, an expression, or several lines."""

    longest: int = 0
    pattern: str = ""
    several_lines: bool = False
    is_expression: bool = False

    def show(self, value: Any) -> str:
        return value if isinstance(value, str) else super().show(value)


@dataclass(frozen=True)
class Number(Leaf):
    """A whole number."""

    least: int | None = None
    most: int | None = None

    def read(self, typed: str) -> Any:
        plain = re.sub(r"[\s.]", "", typed)
        return int(plain) if re.fullmatch(r"-?[0-9]{1,15}", plain) else super().read(typed)


@dataclass(frozen=True)
class Day(Leaf):
    """A date, written 2026-09-02."""


@dataclass(frozen=True)
class Flag(Leaf):
    """Yes or no, as one tick."""

    def show(self, value: Any) -> str:
        return {True: "on", False: ""}.get(value, "") if isinstance(value, bool) else ""

    def read(self, typed: str) -> Any:
        return bool(typed)


@dataclass(frozen=True)
class Choice(Leaf):
    """One of some codes."""

    values: tuple[str | int, ...] = ()

    def read(self, typed: str) -> Any:
        return next((one for one in self.values if str(one) == typed), typed.strip() or NOTHING)


@dataclass(frozen=True)
class Constant(Leaf):
    """Always the same; not asked."""

    value: Any = None


@dataclass(frozen=True)
class Raw(Leaf):
    """Anything else, as YAML."""

    def show(self, value: Any) -> str:
        return "" if value is NOTHING else as_yaml(value)

    def read(self, typed: str) -> Any:
        return from_yaml(typed) if typed.strip() else NOTHING


@dataclass(frozen=True)
class Cells(Leaf):
    """The rules of a decision table: a line each, cells apart by `|`, the result last."""

    def show(self, value: Any) -> str:
        if not isinstance(value, list):
            return super().show(value)
        return "\n".join(_written_row(row) for row in value)

    def read(self, typed: str) -> Any:
        rows = [_read_row(line) for line in typed.splitlines() if line.strip()]
        return rows or NOTHING


@dataclass(frozen=True)
class Text(Shape):
    """A text in Vietnamese, and in English when somebody wrote it."""

    long: bool = False


@dataclass(frozen=True)
class Listed(Shape):
    """Several of the same."""

    item: Shape = field(default_factory=Shape)
    least: int = 0
    most: int = 0


@dataclass(frozen=True)
class Mapped(Shape):
    """Codes by codes."""


@dataclass(frozen=True)
class Field:
    """A member of a part."""

    name: str
    owner: str
    shape: Shape
    required: bool
    default: Any = NOTHING


@dataclass(frozen=True)
class Part(Shape):
    """A group of members, each with its own shape, as a model of the format says.

    They are looked up when asked for: a part may hold parts of its own kind.
    """

    model: type[BaseModel]
    members: Callable[[type[BaseModel]], tuple[Field, ...]]

    @property
    def name(self) -> str:
        return self.model.__name__

    @property
    def fields(self) -> tuple[Field, ...]:
        return self.members(self.model)

    def field(self, name: str) -> Field | None:
        """A member by its name."""
        return next((one for one in self.fields if one.name == name), None)


@dataclass(frozen=True)
class Branch:
    """One of several things that can stand at a place. `key` is what one chooses by."""

    key: str
    shape: Shape
    tag: str = ""
    """The member that says which it is: `kind`, `by`; "" for plain values and lone parts."""

    def fits(self, value: Any) -> bool:
        """Whether a value looks like this one, right or wrong."""
        if isinstance(self.shape, Constant):
            return bool(value == self.shape.value)
        if isinstance(self.shape, Part):
            tagged = not self.tag or (isinstance(value, dict) and value.get(self.tag) == self.key)
            return isinstance(value, dict) and tagged
        if isinstance(self.shape, Choice):
            return value in self.shape.values
        return not isinstance(value, dict | list)


@dataclass(frozen=True)
class OneOf(Shape):
    """One of several things."""

    branches: tuple[Branch, ...] = ()
    optional: bool = False

    def branch_of(self, value: Any) -> Branch | None:
        """Which one a value is."""
        return next((one for one in self.branches if one.fits(value)), None)

    def branch(self, key: str) -> Branch | None:
        """The one that was chosen."""
        return next((one for one in self.branches if one.key == key), None)

    @cached_property
    def tag(self) -> str:
        """The member by which all are told apart, if they are."""
        tags = {one.tag for one in self.branches}
        return tags.pop() if len(tags) == 1 else ""


def as_yaml(value: Any) -> str:
    """A value as YAML that reads back to the same."""
    text: str = yaml.dump(value, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=100)
    return text.removesuffix("...\n").strip() + "\n"


def from_yaml(typed: str) -> Any:
    """Plain values; what is no YAML stays the text that it is."""
    try:
        return read_yaml(typed).data
    except Invalid:
        return typed


class _Dumper(yaml.CSafeDumper):
    def ignore_aliases(self, data: Any) -> bool:
        return True


def _typed(value: Any) -> str:
    return value if isinstance(value, str) else as_yaml(value).strip()


# Cells of a decision table. `*`: whatever it is; `a, b`: one of these; `1..5`: within; "5": a text.


def _written_row(row: Any) -> str:
    cells = row if isinstance(row, list) else [row]
    return " | ".join(_written(cell) for cell in cells)


def _written(cell: Any) -> str:
    if cell is None:
        return "*"
    if isinstance(cell, list):
        return ", ".join(_written(one) for one in cell)
    if isinstance(cell, dict) and cell.keys() <= {"min", "max"}:
        least, most = cell.get("min"), cell.get("max")
        return f"{'' if least is None else least}..{'' if most is None else most}"
    if isinstance(cell, bool):
        return "có" if cell else "không"
    if isinstance(cell, str):
        return cell if isinstance(_read_one(cell), str) and _is_plain(cell) else f'"{cell}"'
    return str(cell)


def _is_plain(text: str) -> bool:
    return text == text.strip() and not set(text) & set('|,"') and text != "*"


def _read_row(line: str) -> list[Any]:
    return [_read_cell(cell.strip()) for cell in _apart(line, "|")]


def _read_cell(cell: str) -> Any:
    if cell in {"*", ""}:
        return None
    parts = list(_apart(cell, ","))
    if len(parts) > 1:
        return [_read_one(one.strip()) for one in parts if one.strip()]
    found = re.fullmatch(r"(-?[0-9]{1,13})?\.\.(-?[0-9]{1,13})?", cell)
    if found and cell != "..":
        ends = {"min": found[1], "max": found[2]}
        return {name: int(end) for name, end in ends.items() if end is not None}
    return _read_one(cell)


def _read_one(text: str) -> Any:
    if len(text) > 1 and text[0] == text[-1] == '"':
        return text[1:-1]
    if re.fullmatch(r"-?(0|[1-9][0-9]{0,12})", text):
        return int(text)
    return {"có": True, "không": False, "true": True, "false": False}.get(text.lower(), text)


def _apart(text: str, mark: str) -> Iterator[str]:
    """The parts between marks that stand outside quotes."""
    part, quoted = "", False
    for char in text:
        if char == mark and not quoted:
            yield part
            part = ""
        else:
            quoted ^= char == '"'
            part += char
    yield part
