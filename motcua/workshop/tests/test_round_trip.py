"""Whatever the format can say stands on the pages, and a page that is sent back changes nothing."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from motcua.procedures.package import load, to_json
from motcua.procedures.package.reading import read
from motcua.workshop.boxes import Problems, drawn, own_page, taken
from motcua.workshop.boxes.naming import with_codes
from motcua.workshop.sections import sections
from motcua.workshop.shapes import Listed, OneOf, Part, Shape, package_shape, shape_at
from motcua.workshop.source.places import NOTHING, at, put, same
from motcua.workshop.source.places import Path as Place
from motcua.workshop.tests.conftest import SMALL
from motcua.workshop.tests.reading import boxes

ROOT = Path(__file__).resolve().parents[3]
PACKAGES = sorted((ROOT / "demo/procedures").glob("*.yaml"))


def pages_of(source: Any) -> Iterator[tuple[Shape, Place, tuple[str, ...]]]:
    """Every page on which something of a source is written."""
    for one in sections():
        yield shape_at(one.path, source) or package_shape(), one.path, one.only
    yield from items_of(package_shape(), source, ())


def items_of(shape: Shape | None, value: Any, path: Place) -> Iterator[Any]:
    if isinstance(shape, OneOf):
        branch = shape.branch_of(value)
        shape = branch.shape if branch else None
    if isinstance(shape, Part) and isinstance(value, dict):
        for one in shape.fields:
            yield from items_of(one.shape, value.get(one.name), (*path, one.name))
    elif isinstance(shape, Listed) and isinstance(value, list):
        for number, item in enumerate(value):
            if own_page(shape.item):
                yield shape.item, (*path, number), ()
            yield from items_of(shape.item, item, (*path, number))


def sent_back(source: Any, shape: Shape, path: Place, only: tuple[str, ...]) -> Any:
    html = drawn(shape, source, path, Problems(), uuid4(), only).html
    sent = boxes(f"<main><form>{html}</form></main>")
    value = taken(shape, at(source, path) if path else source, sent, only).value
    return put(source, path, value) if path else value


@pytest.mark.parametrize("path", PACKAGES, ids=lambda path: path.stem)
def test_a_page_that_is_sent_back_as_it_was_changes_nothing(path: Path, db: None) -> None:
    source = to_json(load(path.read_text()))
    assert same(with_codes(source), source)
    for shape, place, only in pages_of(source):
        assert same(sent_back(source, shape, place, only), source), (place, only)


def test_what_is_wrong_is_kept_as_it_was_typed(db: None) -> None:
    wrong = read(SMALL).data
    wrong["levels"] = ["village"]
    wrong["form"]["pages"][1]["questions"][1]["least"] = "nhiều"
    wrong["process"]["steps"][0]["role"] = ["receiver"]
    wrong["process"]["steps"][1]["outcomes"][0]["next"] = 7
    wrong["unheard_of"] = {"a": 1}
    wrong["cases"][0]["papers"][0]["originals"] = None
    for shape, place, only in pages_of(wrong):
        assert same(sent_back(wrong, shape, place, only), wrong), (place, only)


def test_every_member_of_the_package_has_its_page() -> None:
    named = [member for one in sections() for member in one.members]
    assert sorted([*named, "format"]) == sorted(one.name for one in package_shape().fields)
    assert NOTHING is not None
