"""From what a page form sent to values. What is not on the page stays as it was."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from motcua.workshop.boxes.layout import is_large, is_lines, is_ticked, own_page
from motcua.workshop.boxes.starting import begun
from motcua.workshop.labels import told
from motcua.workshop.shapes import (
    Choice,
    Constant,
    Day,
    Field,
    Flag,
    Listed,
    Mapped,
    OneOf,
    Part,
    Shape,
    Text,
)
from motcua.workshop.shapes.kinds import Leaf
from motcua.workshop.source.places import NOTHING, Path, same

ROOT = "p"
"""The names of all boxes begin with this: `p-papers-0-name-vi`."""
Sent = Mapping[str, Any]


@dataclass
class Taken:
    """What the page says now, and the item that was added, if it has a page of its own."""

    value: Any
    opened: Path | None = None


def taken(shape: Shape, value: Any, sent: Any, only: tuple[str, ...] = ()) -> Taken:
    """The value at a place with what was sent for it; `only`: these members of it."""
    reader = _Reader(sent)
    if isinstance(shape, Part):
        found: Any = reader.part(shape, value, ROOT, (), only)
        return Taken(found, reader.opened)
    return Taken(reader.take(shape, value, ROOT, ()), reader.opened)


class _Reader:
    def __init__(self, sent: Any) -> None:
        self.sent = sent
        self.opened: Path | None = None

    def text(self, name: str) -> str:
        return str(self.sent.get(name, "")).replace("\r\n", "\n").replace("\r", "\n")

    def take(self, shape: Shape, value: Any, name: str, path: Path, refers: str = "") -> Any:
        if isinstance(shape, Constant):
            return value
        if isinstance(shape, Text):
            return self.both_languages(value, name)
        if isinstance(shape, Part):
            return self.part(shape, value, name, path)
        if isinstance(shape, Listed):
            return self.listed(shape, value, name, path, refers)
        if isinstance(shape, OneOf):
            return self.one_of(shape, value, name, path)
        return (
            self.mapped(value, name) if isinstance(shape, Mapped) else self.leaf(shape, value, name)
        )

    def leaf(self, shape: Shape, value: Any, name: str) -> Any:
        if not isinstance(shape, Leaf):
            return value
        if isinstance(shape, Day):
            typed = self.day(name)
        elif isinstance(shape, Flag):
            typed = self.text(name) if f"{name}-here" in self.sent else None
        else:
            typed = self.text(name) if name in self.sent else None
        if typed is None or typed.strip() == shape.show(value).strip():
            return value
        return shape.read(typed)

    def day(self, name: str) -> str | None:
        """The three boxes of a date as `2026-09-02`; what is none, as it was typed."""
        if f"{name}-day" not in self.sent:
            return None
        day, month, year = (
            self.text(f"{name}-{part}").strip() for part in ("day", "month", "year")
        )
        if day.isdecimal() and month.isdecimal():
            day, month = day.zfill(2), month.zfill(2)
        return f"{year}-{month}-{day}" if day or month or year else ""

    def both_languages(self, value: Any, name: str) -> Any:
        if f"{name}-vi" not in self.sent:
            return value
        vi, en = self.text(f"{name}-vi").strip(), self.text(f"{name}-en").strip()
        if (vi, en) == tuple(one.strip() for one in shown_languages(value)):
            return value
        if not en:
            return vi or NOTHING
        return {"vi": vi, "en": en} if vi else {"en": en}

    def mapped(self, value: Any, name: str) -> Any:
        typed = self.text(name)
        if name not in self.sent or typed.strip() == shown_map(value).strip():
            return value
        pairs = (line.partition(":") for line in typed.splitlines() if line.strip())
        return {key.strip(): other.strip() for key, _mark, other in pairs} or NOTHING

    def part(
        self, shape: Part, value: Any, name: str, path: Path, only: tuple[str, ...] = ()
    ) -> Any:
        """Members that are on the page; one that says no more than its default is not written."""
        if not isinstance(value, dict) and value is not NOTHING:
            value = NOTHING if self._was_sent(name) else value
        known = value if isinstance(value, dict) else {}
        found = dict(known)
        for one in shape.fields:
            if only and one.name not in only:
                continue
            member = self._member(one, known.get(one.name, NOTHING), name, path)
            if member is NOTHING:
                found.pop(one.name, None)
            else:
                found[one.name] = member
        if value is NOTHING and not _says_anything(shape, found):
            return NOTHING
        return self._with_constants(shape, found)

    def _was_sent(self, name: str) -> bool:
        return any(one.startswith(f"{name}-") for one in self.sent)

    def _member(self, one: Field, value: Any, name: str, path: Path) -> Any:
        here, refers = f"{name}-{one.name}", told(one).refers
        member = self.take(one.shape, value, here, (*path, one.name), refers)
        if value is NOTHING and not one.required and same(member, one.default):
            return NOTHING
        if value is NOTHING and isinstance(one.shape, Flag) and member is False and one.required:
            return False
        return member

    def _with_constants(self, shape: Part, found: dict[str, Any]) -> dict[str, Any]:
        fixed = {
            one.name: one.shape.value
            for one in shape.fields
            if isinstance(one.shape, Constant) and one.required and one.name not in found
        }
        return {**fixed, **found}

    def one_of(self, shape: OneOf, value: Any, name: str, path: Path) -> Any:
        if is_large(shape):
            branch = shape.branch_of(value)
            return self.take(branch.shape, value, name, path) if branch else value
        if f"{name}-is" not in self.sent:
            return value
        chosen = shape.branch(self.text(f"{name}-is"))
        if chosen is None:
            return value if self.text(f"{name}-is") == "?" else NOTHING
        if isinstance(chosen.shape, Constant):
            return chosen.shape.value
        before = value if chosen.fits(value) else NOTHING
        found = self.take(chosen.shape, before, f"{name}-{chosen.key}", path)
        if isinstance(chosen.shape, Part):
            tagged = {chosen.tag: chosen.key} if chosen.tag else {}
            return {**tagged, **(found if isinstance(found, dict) else {})}
        if found is NOTHING:
            return chosen.shape.values[0] if isinstance(chosen.shape, Choice) else ""
        return found

    def listed(self, shape: Listed, value: Any, name: str, path: Path, refers: str) -> Any:
        items = value if isinstance(value, list) else []
        if is_ticked(shape, refers):
            return self.ticked(shape, value, name)
        if is_lines(shape, refers):
            return self.lines(value, name)
        if not own_page(shape.item) and f"{name}-count" in self.sent:
            count = self.text(f"{name}-count")
            most = min(int(count), 1000) if count.isdecimal() else 0
            items = [self._item(shape.item, items, number, name, path) for number in range(most)]
        done = self.moved(shape, list(items), name, path)
        if value is NOTHING and not done:
            return NOTHING
        return value if same(done, value) else done

    def _item(self, shape: Shape, items: list[Any], number: int, name: str, path: Path) -> Any:
        before = items[number] if number < len(items) else {}
        found = self.take(shape, before, f"{name}-{number}", (*path, number))
        return ("" if not isinstance(shape, Part) else {}) if found is NOTHING else found

    def ticked(self, shape: Listed, value: Any, name: str) -> Any:
        if f"{name}-here" not in self.sent:
            return value
        chosen = self.sent.getlist(name) if hasattr(self.sent, "getlist") else self.sent[name]
        before = value if isinstance(value, list) else []
        if isinstance(shape.item, Choice):
            order = [str(one) for one in shape.item.values]
            chosen = sorted(chosen, key=lambda one: order.index(one) if one in order else 999)
        if sorted(map(str, before)) == sorted(chosen):
            return value
        kept = [one for one in before if str(one) in chosen]
        return kept + [one for one in chosen if one not in map(str, kept)] or NOTHING

    def lines(self, value: Any, name: str) -> Any:
        typed = [one.strip() for one in self.text(name).splitlines() if one.strip()]
        if name not in self.sent or typed == [
            one.strip() for one in shown_lines(value).splitlines()
        ]:
            return value
        return typed or NOTHING

    def moved(self, shape: Listed, items: list[Any], name: str, path: Path) -> list[Any]:
        """The items after the button that was pressed: add, remove, up, down."""
        verb, _mark, where = self.text("do").partition(":")
        if verb == "add" and where == name:
            items.append(begun(shape.item))
            self.opened = (*path, len(items) - 1)
            return items
        trunk, _dash, number = where.rpartition("-")
        if trunk != name or not number.isdecimal() or int(number) >= len(items):
            return items
        place = int(number)
        if verb == "remove":
            del items[place]
        elif verb == "up" and place > 0:
            items.insert(place - 1, items.pop(place))
        elif verb == "down" and place < len(items) - 1:
            items.insert(place + 1, items.pop(place))
        return items


def _says_anything(shape: Part, found: dict[str, Any]) -> bool:
    constants = {one.name for one in shape.fields if isinstance(one.shape, Constant)}
    return any(key not in constants for key in found)


def shown_languages(value: Any) -> tuple[str, str]:
    """A text in its two boxes."""
    if isinstance(value, dict):
        vi, en = (value.get(one) for one in ("vi", "en"))
        return (vi if isinstance(vi, str) else ""), (en if isinstance(en, str) else "")
    return ("" if value is NOTHING or value is None else str(value)), ""


def shown_map(value: Any) -> str:
    """Codes by codes, a line each."""
    if not isinstance(value, dict):
        return "" if value is NOTHING else str(value)
    return "\n".join(f"{key}: {other}" for key, other in value.items())


def shown_lines(value: Any) -> str:
    """Several lines in one box."""
    if isinstance(value, list):
        return "\n".join(str(one) for one in value)
    return "" if value is NOTHING or value is None else str(value)
