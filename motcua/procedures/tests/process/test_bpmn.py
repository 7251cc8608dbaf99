"""The diagram: every step is in it, every reference leads somewhere, nothing lies on another."""

from pathlib import Path
from xml.etree import ElementTree as Tree

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from motcua.procedures import bpmn, package
from motcua.procedures.annex import annex_pdf, rows
from motcua.procedures.bpmn.drawing import Box
from motcua.procedures.bpmn.writing import BPMN, DI
from motcua.procedures.models import Version
from motcua.procedures.package.process import Process
from motcua.procedures.tests.process.made import sound

PACKAGES = sorted((Path(__file__).parents[4] / "demo/procedures").glob("*.yaml"))
REFERENCES = ("sourceRef", "targetRef", "bpmnElement", "processRef")


def written(process: Process) -> Tree.Element:
    return Tree.fromstring(bpmn.xml(bpmn.drawn(process), "Thủ tục"))  # noqa: S314  # our own


@given(st.integers(0, 10**9))
def test_every_reference_of_the_file_leads_to_one_element(seed: int) -> None:
    process = sound(seed)
    root = written(process)
    ids = [one.get("id") for one in root.iter() if one.get("id")]
    assert len(ids) == len(set(ids))
    named = {one.get(name) for one in root.iter() for name in REFERENCES if one.get(name)}
    told = {one.text for tag in ("incoming", "outgoing", "flowNodeRef")
            for one in root.iter(f"{{{BPMN}}}{tag}")}  # fmt: skip
    assert named | told <= set(ids)
    nodes = {one.text for one in root.iter(f"{{{BPMN}}}flowNodeRef")}
    assert {f"node_{step.id}" for step in process.steps} <= nodes
    shapes = {one.get("bpmnElement") for one in root.iter(f"{{{DI}}}BPMNShape")}
    assert nodes <= shapes


@given(st.integers(0, 10**9))
def test_nothing_is_drawn_upon_another(seed: int) -> None:
    drawing = bpmn.drawn(sound(seed))
    boxes = list(drawing.boxes.values())
    assert not any(overlap(one, other) for n, one in enumerate(boxes) for other in boxes[:n])
    for box in boxes:
        assert 0 <= box.x <= drawing.width - box.width
        assert 0 <= box.y <= drawing.height - box.height


def overlap(one: Box, other: Box) -> bool:
    across = one.x < other.x + other.width and other.x < one.x + one.width
    return across and one.y < other.y + other.height and other.y < one.y + one.height


@pytest.mark.parametrize("path", PACKAGES[:6], ids=lambda path: path.stem)
def test_the_picture_tells_in_words_what_it_shows(path: Path) -> None:
    read = package.load(path.read_text())
    picture = bpmn.svg(bpmn.drawn(read.process), "Quy trình <1>")
    root = Tree.fromstring(picture)  # noqa: S314  # our own
    title, described, *_rest = list(root)
    assert title.text == "Quy trình <1>"
    for step in read.process.steps:
        assert str(step.name) in (described.text or "")
    assert "style=" not in picture


def test_the_same_process_is_drawn_the_same() -> None:
    assert bpmn.xml(bpmn.drawn(sound(7)), "A") == bpmn.xml(bpmn.drawn(sound(7)), "A")


def test_the_annex_has_a_line_for_each_step(version: Version) -> None:
    lines = rows(version.package.process)
    assert [line["number"] for line in lines] == ["1", "2"]
    assert "bước 1" in lines[1]["results"]
    assert annex_pdf(version.package).startswith(b"%PDF")


@pytest.mark.parametrize("name", ["picture", "bpmn", "annex"])
def test_the_page_leads_to_the_diagram_and_the_annex(version: Version, name: str) -> None:
    page = Client().get(reverse("procedures:procedure", args=[version.procedure.code])).text
    address = reverse(f"procedures:{name}", args=[version.procedure.code])
    assert address in page
    assert Client().get(address).status_code == 200
    assert Client().get(reverse(f"procedures:{name}", args=["9.999999"])).status_code == 404
