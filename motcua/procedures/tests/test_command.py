"""`motcua procedures`: packages checked, imported, published and exported from the shell."""

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from motcua.procedures import bpmn, package, queries
from motcua.procedures.package import reading
from motcua.procedures.package.process import Process
from motcua.procedures.tests.process import made

pytestmark = pytest.mark.django_db


def _run(*words: Any) -> tuple[str, str]:
    out, wrong = StringIO(), StringIO()
    try:
        call_command("procedures", *map(str, words), stdout=out, stderr=wrong)
    except CommandError as error:
        return out.getvalue(), f"{wrong.getvalue()}{error}"
    return out.getvalue(), ""


@pytest.fixture
def file(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "small.yaml"
    path.write_text(text)
    return path


def test_a_right_package_passes(file: Path) -> None:
    out, wrong = _run("check", file)
    assert "ok" in out
    assert not wrong


def test_a_wrong_package_is_told_by_file_place_and_line(file: Path, text: str) -> None:
    file.write_text(text.replace("when: has_kite", "when: has_kitten"))
    _out, wrong = _run("check", file)
    assert f"{file}: form.pages[1].when: cel-unknown-name: Dòng " in wrong


def test_an_example_that_ends_otherwise_is_told(file: Path, text: str) -> None:
    file.write_text(text.replace("wrong: [full_name]", "wrong: []"))
    _out, wrong = _run("check", file)
    assert "examples[0].wrong" in wrong


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    _out, wrong = _run("check", tmp_path / "nothing.yaml")
    assert "Không đọc được tệp" in wrong


def test_a_directory_and_bytes_that_are_no_text_are_told(tmp_path: Path) -> None:
    strange = tmp_path / "strange.yaml"
    strange.write_bytes(b"\xff\xfe\x00\x81")
    _out, wrong = _run("check", tmp_path, strange)
    assert wrong.count("file-not-read") == 2
    assert "2 of 2 packages refused" in wrong


def test_each_package_of_a_family_is_checked(file: Path, text: str) -> None:
    variants = "variants:\n  one: {}\n  two: {set: {keywords: [khác]}}\n  bad: {set: {code: x}}\n"
    family = file.with_name("family.yaml")
    family.write_text(f"base: small.yaml\n{variants}")
    out, wrong = _run("check", family)
    assert f"{family}[one]: ok" in out
    assert f"{family}[two]: ok" in out
    assert f"{family}[bad]: code: format-pattern: " in wrong


@pytest.mark.parametrize(
    "family",
    [
        "variants:\n  one: {}\n",
        "base: small.yaml\nvariants: [1]\n",
        "base: small.yaml\nvariants: {one: 3}\n",
        "base: small.yaml\nvariants: {one: {set: {a.b.c: 1}}}\n",
        "base: small.yaml\nvariants: {one: {set: {process.steps.nobody.name: 1}}}\n",
        "base: small.yaml\nvariants: {one: {set: [1]}}\n",
        "template: ${word}\nvariants: {one: {}}\n",
        "template: 3\nvariants: {one: {}}\n",
        "base: ../../etc/nothing\nvariants: {one: {}}\n",
    ],
)
def test_a_family_that_makes_no_package_is_told(file: Path, family: str) -> None:
    path = file.with_name("family.yaml")
    path.write_text(family)
    _out, wrong = _run("check", path)
    assert ": family-wrong: " in wrong or ": file-not-read: " in wrong


def test_publish_puts_in_force_and_export_gives_it_back(file: Path, text: str) -> None:
    out, wrong = _run("publish", file)
    assert not wrong
    assert "1.999001" in out
    exported, _wrong = _run("export", "1.999001")
    assert package.load(exported) == queries.published("1.999001").package
    assert "version 1" in _run("import", file)[0]


def test_a_process_drawn_elsewhere_is_printed_as_a_part_of_a_package(tmp_path: Path) -> None:
    process = made.sound(3)
    path = tmp_path / "process.bpmn"
    path.write_bytes(bpmn.xml(bpmn.drawn(process), "Thủ tục"))
    out, wrong = _run("bpmn", path)
    assert not wrong
    part = json.dumps(reading.read(out).data["process"])
    assert Process.model_validate_json(part) == process


def test_a_drawing_outside_the_subset_is_refused_element_by_element(tmp_path: Path) -> None:
    path = tmp_path / "process.bpmn"
    strange = b'<bpmn:scriptTask id="x"/><bpmn:dataObject id="y"/></bpmn:process>'
    drawing = bpmn.xml(bpmn.drawn(made.sound(3)), "Thủ tục")
    path.write_bytes(drawing.replace(b"</bpmn:process>", strange))
    out, wrong = _run("bpmn", path)
    assert not out
    assert "scriptTask" in wrong
    assert "dataObject" in wrong
    assert "dòng" in wrong
    assert "Không đọc được tệp" in _run("bpmn", tmp_path / "nothing.bpmn")[1]
