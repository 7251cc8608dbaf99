"""What stands on one page, and what gets a page of its own."""

from motcua.workshop.shapes import Cells, Choice, Listed, OneOf, Part, Raw, Shape, Text, Words

MANY = 8
"""A choice between more things than this is made on a page of its own."""


def own_page(shape: Shape) -> bool:
    """Items that are made of lists themselves, or that are chosen among many, have their page."""
    if isinstance(shape, OneOf):
        return is_large(shape)
    return isinstance(shape, Part) and any(_is_long(one.shape) for one in shape.fields)


def _is_long(shape: Shape) -> bool:
    if isinstance(shape, Listed):
        return isinstance(shape.item, Part | OneOf | Text)
    return isinstance(shape, Cells | Raw)


def is_large(shape: Shape) -> bool:
    """One of very many things, as the kinds of questions are."""
    return isinstance(shape, OneOf) and len(shape.branches) > MANY


def is_ticked(shape: Listed, refers: str) -> bool:
    """Several of what is known: ticks."""
    return isinstance(shape.item, Choice) or (isinstance(shape.item, Words) and bool(refers))


def is_lines(shape: Listed, refers: str) -> bool:
    """Several plain lines: one box with a line each."""
    return (isinstance(shape.item, Words) and not refers) or refers in {"condition", "expression"}


OWN_PAGE = own_page
