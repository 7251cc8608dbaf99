"""What the documents say is so: links, sizes, commands, settings, statuses, glossary, examples."""

import re
import subprocess
import sys
from collections.abc import Iterator
from datetime import datetime
from io import StringIO
from pathlib import Path

import pytest
import yaml
from django.core.management import call_command, get_commands
from django.core.management.base import CommandError
from django.utils import translation

import motcua
from config.management.commands import states
from motcua.calendars.counting import Term, Unit, deadline
from motcua.calendars.queries import calendar_for
from motcua.core.clock import VIETNAM

ROOT = Path(__file__).resolve().parent.parent
NOT_OURS = {"node_modules", "build", "__pycache__"}
MISTAKES = ("TODO", "FIXME", "lorem ipsum")
MACHINE = re.compile(r"(?<![\w.-])/(?:work|root|opt/pypi)\b|/home/(?!motcua\b)\w+")
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
READS = re.compile(r"""(?:environ(?:\.get)?[\[(]|_flag\()\s*"([A-Z_]+)\"""")
ROW = re.compile(r"^\| ([-\d]+ [\d:]+) \| (\d+) (\w+) \| ([-\d]+ [\d:]+) \|", re.MULTILINE)


def documents() -> Iterator[Path]:
    """Every document of the repository; hidden folders and what others made left out."""
    for pattern in ("*.md", "*.yml", "NOTICE"):
        for path in sorted(ROOT.rglob(pattern)):
            parts = path.relative_to(ROOT).parts
            if NOT_OURS.isdisjoint(parts) and not any(part.startswith(".") for part in parts[:-1]):
                yield path


def named(path: Path) -> str:
    return str(path.relative_to(ROOT))


def read(name: str) -> str:
    return (ROOT / name).read_text()


@pytest.mark.parametrize("path", documents(), ids=named)
def test_every_link_inside_the_house_leads_somewhere(path: Path) -> None:
    prose = re.sub(r"```.*?```|`[^`]*`", "", path.read_text(), flags=re.DOTALL)
    for target in LINK.findall(prose):
        place, _, anchor = target.partition("#")
        if "://" in target or not place:
            continue
        assert (path.parent / place).exists(), f"{named(path)} links to {target}"
        assert not anchor, f"{named(path)}: link to the page, not into it: {target}"


@pytest.mark.parametrize("path", documents(), ids=named)
def test_no_document_names_a_place_on_somebodys_machine(path: Path) -> None:
    text = path.read_text()
    assert not MACHINE.search(text.replace("`/root`", "")), named(path)
    assert not any(mistake in text for mistake in MISTAKES), named(path)


def test_the_readme_is_read_at_one_sitting() -> None:
    lines = read("README.md").splitlines()
    assert len(lines) <= 120
    picture = ROOT / "docs/picture/home.png"
    assert picture.stat().st_size <= 120 * 1024
    for app in (ROOT / "motcua").glob("*/apps.py"):
        assert f"(motcua/{app.parent.name}/README.md)" in read("README.md"), app


@pytest.mark.parametrize("folder", ["config", "demo", "bench", "tests"])
def test_every_other_folder_has_a_charter_of_one_screen(folder: str) -> None:
    assert len(read(f"{folder}/README.md").splitlines()) <= 40


@pytest.mark.parametrize("path", sorted((ROOT / "docs/decisions").glob("0*.md")), ids=named)
def test_a_decision_is_one_screen_with_its_four_parts(path: Path) -> None:
    text = path.read_text()
    parts = [
        text.index(one) for one in ("Status: ", "## Context", "## Decision", "## Consequences")
    ]
    assert parts == sorted(parts)
    assert len(text.splitlines()) <= 40
    assert path.name in read("docs/decisions/README.md")


def test_every_page_of_the_docs_is_in_the_index() -> None:
    index = read("docs/README.md")
    for mode in ("tutorial", "how-to", "reference", "explanation"):
        for path in (ROOT / "docs" / mode).iterdir():
            assert f"({mode}/{path.name})" in index, named(path)


def test_every_variable_that_the_code_reads_is_explained() -> None:
    page = read("docs/reference/settings.md")
    everything = [*(ROOT / "config").rglob("*.py"), *(ROOT / "motcua").rglob("*.py")]
    sources = [path for path in everything if "tests" not in path.parts]
    found = {name for path in sources for name in READS.findall(path.read_text())}
    found -= {"DJANGO_SETTINGS_MODULE"}
    assert len(found) > 20
    explained = set(re.findall(r"`([A-Z_]{5,})`", page))
    assert sorted(found - explained) == [], "read, not explained"
    assert sorted(explained - found - {"WARNING"}) == [], "explained, not read"


def test_every_command_is_explained_and_exists() -> None:
    page = read("docs/reference/commands.md")
    ours = {name for name, app in get_commands().items() if app.split(".")[0] in OURS}
    explained = set(re.findall(r"^\| `motcua ([a-z]+)", page, re.MULTILINE))
    assert sorted(ours - explained) == [], "exists, not explained"
    assert sorted(explained - ours - {"version", "procrastinate"}) == [], "explained, not there"
    made = set(re.findall(r"^([a-z]+):.*##", read("Makefile"), re.MULTILINE)) - {"help"}
    assert made == set(re.findall(r"^\| `make ([a-z]+)", page, re.MULTILINE))


OURS = {"config", "demo", "motcua"}


def test_the_words_of_the_glossary_are_in_the_code() -> None:
    rows = re.findall(r"^\| [^|]+ \| [^|]+ \| `(\w+)` \|", read("docs/reference/glossary.md"), re.M)
    code = "\n".join(path.read_text() for path in (ROOT / "motcua").rglob("*.py"))
    assert len(rows) > 40
    assert [name for name in rows if not re.search(rf"\b{name}\b", code)] == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("received", "amount", "unit", "due"), ROW.findall(read("docs/reference/deadlines.md"))
)
def test_the_examples_of_deadlines_are_counted_right(
    received: str, amount: str, unit: str, due: str
) -> None:
    start = datetime.fromisoformat(received).replace(tzinfo=VIETNAM)
    found = deadline(calendar_for(), start, Term(int(amount), Unit(unit)))
    assert found.due_at.astimezone(VIETNAM) == datetime.fromisoformat(due).replace(tzinfo=VIETNAM)


def test_the_pages_with_the_diagram_of_statuses_are_up_to_date() -> None:
    call_command("states", check=True)


def test_a_diagram_that_lacks_a_move_is_noticed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, settings: object
) -> None:
    stale = states.with_diagram(f"{states.BEGIN}\n{states.END}").replace(" & s7", "", 1)
    (tmp_path / "page.md").write_text(stale)
    monkeypatch.setattr(settings, "BASE", tmp_path)
    monkeypatch.setattr(states, "PAGES", ("page.md",))
    monkeypatch.setattr(states, "NAMED_PAGES", ())
    with pytest.raises(CommandError, match="out of date"):
        call_command("states", check=True)
    call_command("states", write=True)
    call_command("states", check=True)
    (tmp_path / "page.md").write_text("no place")
    with pytest.raises(CommandError, match="no place"):
        call_command("states", write=True)


def test_a_named_diagram_that_lacks_a_move_is_drawn_anew() -> None:
    whole = read("docs/reference/service-states.md")
    assert all(f"`: {name} -->" in whole for name in states.NAMED)
    stale = whole.replace(" & turned_down", "", 1)
    assert stale != whole
    assert states.with_named_diagrams(stale) == whole


def test_the_diagram_speaks_vietnamese_whoever_draws_it() -> None:
    with translation.override("en"):
        assert "1 Mới đăng ký" in states.diagram()
    printed = StringIO()
    call_command("states", stdout=printed)
    assert printed.getvalue() == states.diagram()


def test_the_version_is_the_newest_one_of_the_changelog() -> None:
    assert motcua.newest_version("# Changes\n## Next\n## 1.2.3 - 2027-01-01\n## 1.2.2\n") == "1.2.3"
    with pytest.raises(ValueError, match="no version"):
        motcua.newest_version("# Changes\n## 1.2\n")
    about = yaml.safe_load(read("publiccode.yml"))
    assert about["softwareVersion"] == motcua.__version__
    assert f"## {motcua.__version__} - {about['releaseDate']}" in read("CHANGELOG.md")


@pytest.mark.parametrize("asked", ["version", "--version"])
def test_motcua_names_its_own_version_and_not_djangos(asked: str) -> None:
    said = subprocess.run(
        [sys.executable, "-m", "config.command", asked],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert said.stdout == f"{motcua.__version__}\n"


def test_the_licence_is_whole() -> None:
    text = read("LICENSE")
    assert text.startswith(
        "EUROPEAN UNION PUBLIC LICENCE v. 1.2\nEUPL © the European Union 2007, 2016\n"
    )
    assert [f"\n{n}." in text for n in range(1, 16)] == [True] * 15
    assert text.endswith("require the production of a new EUPL version.\n")
