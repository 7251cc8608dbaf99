"""`tests/bad/*.yaml`: packages with one mistake each, refused with the findings of their header.

Each is `tests/good.yaml`, which says nothing wrong, with one mistake that an official might make;
the first line says which, the next ones `# finding: <place>: <code>` what the gate has to say.
"""

from collections.abc import Callable
from difflib import SequenceMatcher
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from motcua.core.refusals import Invalid
from motcua.procedures import families, gate
from motcua.procedures.gate.codes import RULES
from motcua.procedures.package import reading

pytestmark = pytest.mark.django_db
HERE = Path(__file__).parent
GOOD = HERE / "good.yaml"
BAD = sorted((HERE / "bad").glob("*.yaml"))
MARK = "# finding: "
OTHERWISE_MADE = {"ho-thu-tuc-thieu-tu", "thieu-tieng-anh", "bang-ma-cu"}
"""A family, one in two languages, one in an old encoding."""
OF_THE_COUNTRY = frozenset(
    (
        *("child-not-in-force", "child-goes-round", "child-question-unknown"),
        *("child-question-unanswered", "child-answer-kind", "child-answer-unsure"),
        *("reception-nowhere", "agency-unknown", "agency-by-free-text", "step-unstaffed"),
    )
)
"""What no file can break by itself: it takes agencies, their people, and other procedures."""
NEVER_FIRST = frozenset({"cel-too-long"})
"""The format itself bounds expressions, and says so before (format-length)."""


def headed(path: Path) -> list[str]:
    """The findings that the header promises."""
    lines = path.read_bytes().decode(errors="replace").splitlines()
    return sorted(line.removeprefix(MARK) for line in lines if line.startswith(MARK))


def told(findings: list[gate.Finding]) -> list[str]:
    return sorted(f"{one.place or '-'}: {one.code}" for one in findings)


def examined(path: Path) -> list[gate.Finding]:
    """What the gate says of a file; of a file that cannot be read, see the command below."""
    try:
        sources = families.packages_in(path).values()
    except Invalid as refusal:
        return gate.findings_of(refusal.problems)
    return [one for source in sources for one in gate.examine_source(source, gate.nowhere())]


def checked(*paths: Path) -> tuple[str, str]:
    """What `motcua procedures check` says, and how it ends."""
    wrong, end = StringIO(), ""
    try:
        call_command("procedures", "check", *map(str, paths), stdout=StringIO(), stderr=wrong)
    except CommandError as error:
        end = str(error)
    return wrong.getvalue(), end


def test_the_good_package_passes() -> None:
    assert examined(GOOD) == []
    assert checked(GOOD) == ("", "")


def test_there_are_enough() -> None:
    assert len(BAD) >= 60
    assert {path.suffix for path in (HERE / "bad").iterdir()} == {".yaml"}


@pytest.mark.parametrize(
    "path", [one for one in BAD if one.stem != "bang-ma-cu"], ids=lambda path: path.stem
)
def test_it_is_refused_with_just_what_its_header_says(path: Path) -> None:
    assert headed(path)
    assert told(examined(path)) == headed(path)


@pytest.mark.parametrize("path", BAD, ids=lambda path: path.stem)
def test_it_says_in_words_what_went_wrong_and_is_else_the_good_one(path: Path) -> None:
    first, *lines = path.read_bytes().decode(errors="replace").splitlines()
    assert first.startswith("# ")
    assert first.endswith(".")
    assert not first.startswith(MARK)
    if path.stem in OTHERWISE_MADE:
        return
    good = GOOD.read_text().splitlines()[1:]
    bad = [line for line in lines if not line.startswith(MARK)]
    changes = [one for one in SequenceMatcher(None, good, bad).get_opcodes() if one[0] != "equal"]
    assert 1 <= len(changes) <= 4


def test_the_command_refuses_them_all_and_prints_each_finding() -> None:
    said, end = checked(*BAD)
    assert end == f"{len(BAD)} of {len(BAD)} packages refused."
    lines = said.splitlines()
    for path in BAD:
        mine = [line for line in lines if line.startswith((f"{path}: ", f"{path}["))]
        assert len(mine) == len(headed(path)), path
        for finding in headed(path):
            assert any(f": {finding}: " in line for line in mine), (path, finding)


def _grown(**parts: Any) -> dict[str, Any]:
    return {**reading.read(GOOD.read_text()).data, **parts}


def _pages() -> dict[str, Any]:
    def asked(page: int, number: int) -> dict[str, Any]:
        return {"id": f"q{page}_{number}", "kind": "yes_no", "label": "?", "required": False}

    data: Any = _grown()
    data["form"]["pages"] += [
        {"id": f"p{page}", "title": "?", "questions": [asked(page, n) for n in range(30)]}
        for page in range(21)
    ]
    return dict(data)


def _examples() -> dict[str, Any]:
    data = _grown()
    people = [{"so_gio": 1}] * 1_000
    answers = {"trong_xe": people}
    more = [{**data["examples"][0], "answers": answers, "name": str(n)} for n in range(6)]
    return {**data, "examples": [*data["examples"], *more]}


TOO_LONG_TO_KEEP: dict[str, Callable[[], str | dict[str, Any]]] = {
    "file-too-large": lambda: GOOD.read_text() + "#" * 1_000_000,
    "file-too-many-values": lambda: GOOD.read_text() + "x: [" + "1, " * 60_000 + "]\n",
    "form-too-large": _pages,
    "examples-too-long": _examples,
}
"""Mistakes that make a file too long to read for pleasure."""


@pytest.mark.parametrize("code", TOO_LONG_TO_KEEP)
def test_what_is_too_long_to_keep_here_is_refused_too(code: str) -> None:
    found = gate.examine_source(TOO_LONG_TO_KEEP[code](), gate.nowhere())
    assert [one.code for one in found] == [code]


def test_every_rule_that_a_file_can_break_is_broken_by_one() -> None:
    broken = {line.rpartition(" ")[2] for path in BAD for line in headed(path)}
    assert broken <= RULES.keys()
    assert RULES.keys() - broken - TOO_LONG_TO_KEEP.keys() == OF_THE_COUNTRY | NEVER_FIRST
