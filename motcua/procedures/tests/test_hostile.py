"""Hostile packages: refused at once, in one sentence, within bounded memory, at every door."""

import json
import os
import subprocess
import sys
from collections import Counter
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from motcua.procedures.models import Procedure
from motcua.procedures.tests import hostile

ROOT = Path(__file__).parents[3]
MOST_SECONDS, MOST_MB = 2, 120
LONGEST_SENTENCE = 300
NOWHERE = {"DATABASE_URL": "postgres://nobody@127.0.0.1:1/none", "MOTCUA_SECRET_KEY": "tests-only"}


@pytest.fixture(scope="module")
def played() -> list[dict[str, Any]]:
    """All of them, in a process of little memory and little time."""
    done = subprocess.run(
        [sys.executable, "-m", "motcua.procedures.tests.hostile"],
        cwd=ROOT, env={**os.environ, **NOWHERE}, capture_output=True, text=True, timeout=120,
        check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-2000:]
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_each_is_refused_in_one_sentence(played: list[dict[str, Any]]) -> None:
    assert [one for one in played if not one["refused"]] == []
    assert [one for one in played if not 10 < len(one["said"]) < LONGEST_SENTENCE] == []
    assert Counter(one["door"] for one in played).keys() == hostile.doors().keys()
    assert len(played) >= 100


def test_each_is_refused_at_once(played: list[dict[str, Any]]) -> None:
    assert [one for one in played if one["seconds"] > MOST_SECONDS] == []
    assert sum(one["seconds"] for one in played) < 10


def test_none_takes_much_memory(played: list[dict[str, Any]]) -> None:
    assert [one for one in played if one["mb"] > MOST_MB] == []


@pytest.mark.django_db
@pytest.mark.parametrize("doing", ["check", "import", "publish"])
def test_the_command_refuses_them_and_says_so(doing: str, tmp_path: Path) -> None:
    names = ("a billion laughs", "a python object", "a key twice", "brackets", "10 MB of letters")
    made = {name: hostile.texts()[name]() for name in names}
    files = [tmp_path / f"{number}.yaml" for number in range(len(made))]
    for path, text in zip(files, made.values(), strict=True):
        path.write_text(text)
    said = _refused(doing, *files, "/dev/zero", tmp_path, tmp_path / "nothing.yaml")
    for path in files:
        assert f"{path}: -: " in said
    assert "/dev/zero: -: " in said
    assert f"{len(files) + 3} of {len(files) + 3} packages refused." in said
    assert not Procedure.objects.exists()


@pytest.mark.django_db
def test_the_command_refuses_hostile_records_and_drawings(tmp_path: Path) -> None:
    record = tmp_path / "record.json"
    record.write_text(hostile.national_records()["many results of one name"]())
    assert "KETQUATHUCHIEN: " in _refused("import", "--national", record)
    drawing = tmp_path / "drawing.bpmn"
    drawing.write_bytes(hostile.bpmn_files()["entities"]())
    assert "DOCTYPE" in _refused("bpmn", drawing)
    assert "2 MB" in _refused("bpmn", "/dev/zero")


def _refused(*words: Any) -> str:
    wrong = StringIO()
    with pytest.raises(CommandError) as error:
        call_command("procedures", *map(str, words), stdout=StringIO(), stderr=wrong)
    return f"{wrong.getvalue()}{error.value}"
