"""The house keeps its plan: floors, order inside an app, doors. Each rule is shown to refuse."""

import ast
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
APPS = sorted(p.parent.name for p in (ROOT / "motcua").glob("*/apps.py"))
WITHOUT_HTTP = ("models", "actions", "queries", "events", "process", "routing", "access")

PLANTED = {
    "a lower floor imports an upper one": (
        "motcua/calendars/planted.py",
        "import motcua.dossiers.models\n",
        "floors",
    ),
    "siblings on a floor import each other": (
        "motcua/agencies/planted.py",
        "import motcua.calendars.models\n",
        "floors",
    ),
    "a new app chooses no floor": ("motcua/lottery/__init__.py", '"""New."""\n', "floors"),
    "a verb imports a door": (
        "motcua/dossiers/actions/planted.py",
        "import motcua.dossiers.views.desk\n",
        "order-inside-an-app",
    ),
    "a question imports a verb": (
        "motcua/dossiers/queries/planted.py",
        "import motcua.dossiers.actions.reception\n",
        "order-inside-an-app",
    ),
    "a verb knows HTTP": (
        "motcua/dossiers/actions/planted.py",
        "import ninja\n",
        "http-at-the-door",
    ),
    "an app reaches through another's door": (
        "motcua/portal/planted.py",
        "import motcua.dossiers.views.desk\n",
        "nobody-through-another-door",
    ),
}


@pytest.fixture(scope="module")
def copied_house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The house's Python files elsewhere, so that a violation can be planted in them."""
    house = tmp_path_factory.mktemp("house")
    for package in ("motcua", "config", "demo"):
        shutil.copytree(
            ROOT / package,
            house / package,
            ignore=shutil.ignore_patterns("*.csv", "*.po", "*.mo", "templates", "__pycache__"),
        )
    shutil.copy(ROOT / "pyproject.toml", house)
    return house


def lint(house: Path, contract: str) -> subprocess.CompletedProcess[str]:
    linter = "from importlinter.cli import lint_imports_command as main; main()"
    return subprocess.run(
        [sys.executable, "-c", linter, "--contract", contract, "--no-cache"],
        cwd=house,
        env={**os.environ, "PYTHONPATH": str(house), "PYTHONSAFEPATH": ""},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("violation", PLANTED)
def test_a_planted_violation_is_refused(violation: str, copied_house: Path) -> None:
    path, source, contract = PLANTED[violation]
    planted = copied_house / path
    planted.parent.mkdir(exist_ok=True)
    planted.write_text(source)
    try:
        result = lint(copied_house, contract)
    finally:
        planted.unlink()
    assert result.returncode != 0, f"not refused: {violation}\n{result.stdout}"
    assert "BROKEN" in result.stdout, result.stdout + result.stderr


@pytest.mark.parametrize("app", APPS)
def test_verbs_and_questions_know_nothing_of_http(app: str) -> None:
    for path in (ROOT / "motcua" / app).rglob("*.py"):
        inside = path.relative_to(ROOT / "motcua" / app)
        if inside.parts[0].removesuffix(".py") in WITHOUT_HTTP:
            assert not imports_http(path), f"{path} imports django.http or django.shortcuts"


def imports_http(path: Path) -> bool:
    forbidden = ("django.http", "django.shortcuts", "django.views")
    names = []
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.ImportFrom):
            names.append(node.module or "")
        elif isinstance(node, ast.Import):
            names += [alias.name for alias in node.names]
    return any(name == one or name.startswith(f"{one}.") for name in names for one in forbidden)


@pytest.mark.parametrize(
    "path",
    [
        p
        for package in ("motcua", "config", "demo", "tests")
        for p in sorted((ROOT / package).rglob("*.py"))
        if "migrations" not in p.parts
    ],
    ids=lambda p: str(p.relative_to(ROOT)),
)
def test_every_file_says_what_it_is(path: Path) -> None:
    assert ast.get_docstring(ast.parse(path.read_text())), f"{path} has no module docstring"
    vague = {"utils", "helpers", "common", "misc", "manager", "base_"}
    assert path.stem not in vague


@pytest.mark.parametrize("app", APPS)
def test_every_app_has_a_charter_of_one_screen(app: str) -> None:
    charter = ROOT / "motcua" / app / "README.md"
    assert charter.exists(), f"{app} has no charter"
    assert len(charter.read_text().splitlines()) <= 40 or app == "design"
