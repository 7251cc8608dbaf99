"""A small procedure to try things on, and the areas of the country."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from motcua.agencies import actions as agencies
from motcua.core.actors import SYSTEM
from motcua.procedures import actions
from motcua.procedures.models import Version

HERE = Path(__file__).parent


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> None:
    """Provinces and communes are facts: loaded once, not by each test."""
    with django_db_blocker.unblock():
        agencies.load_facts(by=SYSTEM)


@pytest.fixture
def text() -> str:
    """The package as a person writes it."""
    return (HERE / "small.yaml").read_text()


@pytest.fixture
def plain(text: str) -> dict[str, Any]:
    """The same as plain values, to be spoilt."""
    values: dict[str, Any] = yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506  # texts only
    return values


@pytest.fixture
def version(text: str, db: None) -> Version:
    """The package, published."""
    return actions.publish(actions.import_package(text, by=SYSTEM), by=SYSTEM)
