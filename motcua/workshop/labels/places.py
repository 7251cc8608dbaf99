"""What a place is called, for people: `Bước “Thẩm định”: Trong bao lâu`."""

from typing import Any

from motcua.workshop.labels import told
from motcua.workshop.shapes import Field, Listed, OneOf, Part, Shape, package_shape
from motcua.workshop.source.places import Path, Source, at
from motcua.workshop.source.titles import words


def label_of(path: Path, source: Source) -> str:
    """The label of the last member on the way."""
    labels = [label for kind, label in _way(path, source) if kind == "member"]
    return labels[-1] if labels else ""


def said(path: Path, source: Source) -> str:
    """The whole way, as a person would say it."""
    return " › ".join(label for _kind, label in _way(path, source))


def _way(path: Path, source: Any) -> list[tuple[str, str]]:
    shape: Shape | None = package_shape()
    value: Any = source
    found: list[tuple[str, str]] = []
    for one in path:
        if isinstance(shape, OneOf):
            branch = shape.branch_of(value)
            shape = branch.shape if branch else None
        value = at(value, (one,))
        if isinstance(shape, Part) and isinstance(one, str):
            member = shape.field(one)
            found.append(("member", str(told(member).label) if member else one))
            shape = member.shape if member else None
        elif isinstance(one, int):
            found.append(("item", _item(value) or str(one + 1)))
            shape = shape.item if isinstance(shape, Listed) else None
        else:
            found.append(("member", _language(one)))
            shape = None
    return found


def _language(key: str | int) -> str:
    known = {
        "vi": Field("vi", "Bilingual", Shape(), True),
        "en": Field("en", "Bilingual", Shape(), True),
    }
    return str(told(known[str(key)]).label) if key in known else str(key)


def _item(value: Any) -> str:
    if not isinstance(value, dict):
        return words(value)[:60]
    named = (value.get(one) for one in ("name", "label", "title", "text", "number", "id", "code"))
    return next((f"“{words(one)[:60]}”" for one in named if words(one)), "")
