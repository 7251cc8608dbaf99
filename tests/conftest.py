"""What the tests of the whole house share: Mai's draft and dossier, and who plays together."""

from typing import Any

import pytest
from xdist.remote import Producer
from xdist.scheduler import LoadGroupScheduling

from motcua.dossiers.tests.conftest import accepted, draft, submitted

__all__ = ["accepted", "draft", "submitted"]
TOGETHER = ("tests/journeys/", "tests/test_demo.py")


class Together(LoadGroupScheduling):  # type: ignore[misc]  # xdist has no types
    """One worker plays all tests that share a country.

    By address, because marks of groups are lost: pytest 9.2 keeps its node identifiers where
    xdist 3.8 cannot append a group to them.
    """

    def _split_scope(self, nodeid: str) -> str:
        shared = (place for place in TOGETHER if nodeid.startswith(place))
        return next(shared, super()._split_scope(nodeid))


def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> Any:
    return Together(config, log) if config.getvalue("dist") == "loadgroup" else None
