"""Loading the areas and agencies."""

import time

import pytest

from motcua.agencies import actions
from motcua.core.actors import SYSTEM

pytestmark = pytest.mark.django_db


def test_loading_twice_changes_nothing() -> None:
    begun = time.monotonic()
    loaded = actions.load_facts(by=SYSTEM)

    begun = time.monotonic()
    assert actions.load_facts(by=SYSTEM) is None
