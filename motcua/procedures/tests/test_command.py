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
    assert f"{file}: form.pages[1].when: Dòng " in wrong


def test_an_example_that_ends_otherwise_is_told(file: Path, text: str) -> None:
    file.write_text(text.replace("wrong: [full_name]", "wrong: []"))
    _out, wrong = _run("check", file)
    assert "examples[0].wrong" in wrong


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    _out, wrong = _run("check", tmp_path / "nothing.yaml")
    assert "Không đọc được tệp" in wrong


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
