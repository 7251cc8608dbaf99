"""Every member of the format has its words, every code its name, every kind its use."""

from collections.abc import Iterator

from motcua.workshop.labels import CODES, FIELDS, GROUPS, KINDS, PARTS, told
from motcua.workshop.shapes import (
    Choice,
    Constant,
    Field,
    Listed,
    OneOf,
    Part,
    Shape,
    package_shape,
)


def members(shape: Shape, seen: set[str]) -> Iterator[Field]:
    """Every member of every part that a package can have."""
    if isinstance(shape, Listed):
        yield from members(shape.item, seen)
    elif isinstance(shape, OneOf):
        for branch in shape.branches:
            yield from members(branch.shape, seen)
    elif isinstance(shape, Part) and str(shape.model) not in seen:
        seen.add(str(shape.model))
        for one in shape.fields:
            yield one
            yield from members(one.shape, seen)


EVERY = list(members(package_shape(), set()))


def test_every_member_of_the_format_has_its_label() -> None:
    assert len(EVERY) > 300
    silent = [f"{one.owner}.{one.name}" for one in EVERY if not isinstance(one.shape, Constant)]
    without = [
        name for name in silent
        if name not in FIELDS and f"*.{name.partition('.')[2]}" not in FIELDS
    ]  # fmt: skip
    assert without == []


def test_no_label_is_of_a_member_that_is_gone() -> None:
    known = {f"{one.owner}.{one.name}" for one in EVERY} | {f"*.{one.name}" for one in EVERY}
    assert sorted(FIELDS.keys() - known - {"Bilingual.vi", "Bilingual.en"}) == []


def test_every_code_of_the_format_has_its_name() -> None:
    without = []
    for one in EVERY:
        shape = one.shape.item if isinstance(one.shape, Listed) else one.shape
        codes: list[object] = list(shape.values) if isinstance(shape, Choice) else []
        if isinstance(shape, OneOf) and len(shape.branches) < 9:
            codes = [branch.key for branch in shape.branches]
        named = {**CODES.get(f"*.{one.name}", {}), **CODES.get(f"{one.owner}.{one.name}", {})}
        without += [f"{one.owner}.{one.name}: {code}" for code in codes if str(code) not in named]
    assert without == []


def test_every_kind_of_question_is_explained_in_its_group() -> None:
    asked = next(one for one in EVERY if (one.owner, one.name) == ("Page", "questions"))
    assert isinstance(asked.shape, Listed)
    assert isinstance(asked.shape.item, OneOf)
    assert {branch.key for branch in asked.shape.item.branches} == set(KINDS)
    assert {kind.group for kind in KINDS.values()} == set(GROUPS)


def test_every_part_of_a_list_has_its_name() -> None:
    parts = {
        one.shape.item.name
        for one in EVERY
        if isinstance(one.shape, Listed) and isinstance(one.shape.item, Part)
    }
    assert parts - PARTS.keys() == set()


def test_what_has_no_label_is_shown_by_its_own_name() -> None:
    assert told(Field("unheard_of", "Paper", Shape(), True)).label == "unheard_of"
