"""What can be written at a place, read from the models of the format: new parts show by themselves.

A shape knows how a value stands in boxes (`show`) and what the boxes say (`read`). What does not
fit is kept as it was typed: whether it is right is said by the format, not here.
"""

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
from motcua.workshop.shapes.reading import package_shape, shape_at, shape_of

__all__ = [
    "Branch",
    "Cells",
    "Choice",
    "Constant",
    "Day",
    "Field",
    "Flag",
    "Listed",
    "Mapped",
    "Number",
    "OneOf",
    "Part",
    "Raw",
    "Shape",
    "Text",
    "Words",
    "package_shape",
    "shape_at",
    "shape_of",
]
