"""The packages of the demo country are published as they stand."""

from pathlib import Path

import pytest

from motcua.core.actors import SYSTEM
from motcua.procedures import actions, package, queries

FOLDER = Path(__file__).parents[3] / "demo" / "procedures"
PACKAGES = sorted(FOLDER.glob("*.yaml"))


def test_there_are_packages() -> None:
    assert len(PACKAGES) >= 3


@pytest.mark.django_db
@pytest.mark.parametrize("path", PACKAGES, ids=lambda path: path.stem)
def test_a_demo_package_is_published_with_its_examples(path: Path) -> None:
    version = actions.publish(actions.import_package(path.read_text(), by=SYSTEM), by=SYSTEM)
    assert queries.published(version.procedure.code) == version
    assert version.package.examples


@pytest.mark.parametrize("path", PACKAGES, ids=lambda path: path.stem)
def test_a_demo_package_says_everything_in_english_too(path: Path) -> None:
    """Names of licence classes are the same in both languages."""
    read = package.load(path.read_text())
    assert not [text for text in _texts(package.to_json(read)) if len(text) > 3]


def _texts(value: object, key: str = "") -> list[str]:
    """Plain texts where both languages are possible."""
    spoken = {"name", "label", "title", "hint", "note", "summary", "intro", "item", "articles"}
    if isinstance(value, dict):
        if key == "examples" or key == "answers":
            return []
        return [text for name, one in value.items() for text in _texts(one, name)]
    if isinstance(value, list):
        return [] if key == "examples" else [text for one in value for text in _texts(one, key)]
    return [value] if key in spoken and isinstance(value, str) else []
