"""Shapes from the pydantic models of the format."""

from collections.abc import Iterator
from datetime import date
from functools import cache
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

import annotated_types
from pydantic import BaseModel, StringConstraints
from pydantic.fields import FieldInfo

from motcua.procedures.conditions import LONGEST
from motcua.procedures.package import Package
from motcua.procedures.texts import Bilingual, BilingualArticle
from motcua.workshop.shapes.kinds import (
    Branch,
    Cells,
    Choice,
    Constant,
    Day,
    Field,
    Flag,
    Listed,
    Mapped,
    Number,
    OneOf,
    Part,
    Raw,
    Shape,
    Text,
    Words,
)
from motcua.workshop.source.places import NOTHING, Path

LONG = 300
"""A text that may be longer than this gets several lines."""
_OWN = {("Table", "rules"): Cells()}
"""Members for which a box of their own was made."""


@cache
def package_shape() -> Part:
    """The whole package."""
    return Part(Package, members)


def shape_at(path: Path, source: Any) -> Shape | None:
    """What can be written at a place, given what stands around it."""
    shape: Shape | None = package_shape()
    for one in path:
        shape = _inside(shape, one, source)
        source = _child(source, one)
    return shape


def _inside(shape: Shape | None, key: str | int, value: Any) -> Shape | None:
    if isinstance(shape, OneOf):
        branch = shape.branch_of(value)
        shape = branch.shape if branch else None
    if isinstance(shape, Part) and isinstance(key, str):
        member = shape.field(key)
        return member.shape if member else None
    return shape.item if isinstance(shape, Listed) and isinstance(key, int) else None


def _child(source: Any, key: str | int) -> Any:
    try:
        return source[key]
    except (KeyError, IndexError, TypeError):
        return NOTHING


@cache
def members(model: type[BaseModel]) -> tuple[Field, ...]:
    """The members of a model, in its order."""
    return tuple(_field(model, name, info) for name, info in model.model_fields.items())


def _field(model: type[BaseModel], name: str, info: FieldInfo) -> Field:
    told = info.alias or name
    shape = _OWN.get((model.__name__, told)) or shape_of(_whole(info))
    default = NOTHING if info.is_required() else info.get_default(call_default_factory=True)
    return Field(told, model.__name__, shape, info.is_required(), _plain(default))


def _whole(info: FieldInfo) -> Any:
    """The annotation with what pydantic took apart from it."""
    more = [*info.metadata]
    if info.discriminator is not None:
        more.append(_Tagged(str(info.discriminator)))
    found: Any = info.annotation
    for one in more:
        found = Annotated[found, one]
    return found


class _Tagged:
    """Says by which member the parts of a union are told apart."""

    def __init__(self, by: str) -> None:
        self.discriminator = by


def _plain(value: Any) -> Any:
    """A default as it would be written."""
    if isinstance(value, BaseModel):
        return value.model_dump(mode="json", exclude_defaults=True)
    return value


def shape_of(annotation: Any) -> Shape:
    """The shape of a type as the format declares it."""
    kind, told = _opened(annotation)
    if kind in {Union, UnionType} or get_origin(kind) in {Union, UnionType}:
        return _of_union(kind, told)
    if get_origin(kind) is Literal:
        return _of_literal(get_args(kind))
    if get_origin(kind) is list:
        (item,) = get_args(kind)
        return Listed(shape_of(item), *_lengths(told))
    if get_origin(kind) is dict:
        return Mapped() if get_args(kind)[1] is not None and _is_word(get_args(kind)[1]) else Raw()
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        return Part(kind, members)
    return _of_plain(kind, told)


def _is_word(annotation: Any) -> bool:
    return _opened(annotation)[0] is str


def _opened(annotation: Any) -> tuple[Any, list[Any]]:
    """A type without its annotations, and those."""
    told: list[Any] = []
    while get_origin(annotation) is Annotated:
        annotation, *more = get_args(annotation)
        told = [*more, *told]
    return annotation, told


def _of_literal(values: tuple[Any, ...]) -> Shape:
    return Choice(values) if len(values) > 1 else Constant(values[0])


def _of_plain(kind: Any, told: list[Any]) -> Shape:
    if kind is bool:
        return Flag()
    if kind is int:
        bounds: dict[str, Any] = {}
        for one in _flat(told):
            if isinstance(one, annotated_types.Ge):
                bounds["least"] = one.ge
            elif isinstance(one, annotated_types.Le):
                bounds["most"] = one.le
        return Number(**bounds)
    if kind is date:
        return Day()
    return _words(told) if kind is str else Raw()


def _words(told: list[Any]) -> Words:
    longest, pattern, expression = 0, "", False
    for one in _flat(told):
        if isinstance(one, StringConstraints):
            longest, pattern = one.max_length or longest, str(one.pattern or pattern)
        if isinstance(one, FieldInfo) and "CEL" in (one.description or ""):
            expression = True
    expression = expression or longest == LONGEST
    return Words(longest, pattern, longest > LONG and not expression, expression)


def _flat(told: list[Any]) -> Iterator[Any]:
    for one in told:
        yield one
        if isinstance(one, FieldInfo):
            yield from one.metadata


def _lengths(told: list[Any]) -> tuple[int, int]:
    least = most = 0
    for one in _flat(told):
        if isinstance(one, annotated_types.MinLen):
            least = one.min_length
        elif isinstance(one, annotated_types.MaxLen):
            most = one.max_length
    return least, most


def _of_union(kind: Any, told: list[Any]) -> Shape:
    ways = [one for one in get_args(kind) if one is not type(None)]
    optional = len(ways) < len(get_args(kind))
    if any(_opened(one)[0] in {Bilingual, BilingualArticle} for one in ways):
        return Text(any(_opened(one)[0] is BilingualArticle for one in ways))
    if len(ways) == 1:
        return shape_of(ways[0])
    branches = tuple(branch for one in ways for branch in _branches(one, _tag(told)))
    return OneOf(branches, optional)


def _tag(told: list[Any]) -> str:
    tags = (getattr(one, "discriminator", None) for one in told)
    return next((str(tag) for tag in tags if tag), "")


def _branches(annotation: Any, tag: str) -> Iterator[Branch]:
    kind, told = _opened(annotation)
    if kind in {Union, UnionType} or get_origin(kind) in {Union, UnionType}:
        for one in get_args(kind):
            yield from _branches(one, _tag(told) or tag)
    elif get_origin(kind) is Literal and len(get_args(kind)) <= 3:
        for value in get_args(kind):
            yield Branch(str(value), Constant(value))
    elif isinstance(kind, type) and issubclass(kind, BaseModel):
        yield _of_model(kind, tag)
    else:
        yield Branch("own", shape_of(annotation))


def _of_model(model: type[BaseModel], tag: str) -> Branch:
    if not tag:
        return Branch(model.__name__.lower(), Part(model, members))
    (key,) = get_args(model.model_fields[tag].annotation)
    return Branch(str(key), Part(model, members), tag)
