"""Members in the order of the format: the database keeps none."""

from typing import Any

from motcua.workshop.shapes.kinds import Listed, OneOf, Part, Shape
from motcua.workshop.shapes.reading import package_shape, shape_at
from motcua.workshop.source.places import Path, Source


def ordered(value: Any, path: Path, source: Source) -> Any:
    """The same value, its members as the format lists them; unknown ones last."""
    shape = shape_at(path, source) if path else package_shape()
    return _ordered(shape, value)


def _ordered(shape: Shape | None, value: Any) -> Any:
    if isinstance(shape, OneOf):
        branch = shape.branch_of(value)
        shape = branch.shape if branch else None
    if isinstance(shape, Part) and isinstance(value, dict):
        known = [one.name for one in shape.fields if one.name in value]
        names = [*known, *(key for key in value if key not in known)]
        fields = {one.name: one.shape for one in shape.fields}
        return {name: _ordered(fields.get(name), value[name]) for name in names}
    if isinstance(shape, Listed) and isinstance(value, list):
        return [_ordered(shape.item, one) for one in value]
    if isinstance(value, dict) and {"vi", "en"} >= value.keys():
        return {name: value[name] for name in ("vi", "en") if name in value}
    return value
