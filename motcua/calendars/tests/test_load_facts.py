"""Loading the facts, and changing the calendars."""

import pytest

from motcua.calendars import actions, queries
from motcua.core.actors import SYSTEM

pytestmark = pytest.mark.django_db


def test_loading_twice_changes_nothing() -> None:
    first = actions.load_facts(by=SYSTEM)
    assert first is not None
    assert actions.load_facts(by=SYSTEM) is None
    assert queries.calendar_for().version == first.number
