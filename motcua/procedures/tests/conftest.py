"""A small procedure to try things on."""

import copy
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from motcua.core.actors import SYSTEM
from motcua.procedures import actions
from motcua.procedures.models import Version
from motcua.procedures.package import reading

TEXT = (Path(__file__).parent / "small.yaml").read_text()


@pytest.fixture
def text() -> str:
    """The package as a person writes it."""
    return TEXT


@pytest.fixture
def spoilt() -> Callable[[str, Any], dict[str, Any]]:
    """The package as plain values, with one place (`form.pages.0.id`) set or removed (...)."""

    def spoil(place: str, value: Any) -> dict[str, Any]:
        data: Any = copy.deepcopy(reading.read(TEXT).data)
        *path, last = [int(part) if part.isdecimal() else part for part in place.split(".")]
        node = data
        for part in path:
            node = node[part]
        if value is ...:
            del node[last]
        elif isinstance(node, list) and last == len(node):
            node.append(value)
        else:
            node[last] = value
        return dict(data)

    return spoil


@pytest.fixture
def version(text: str, db: None) -> Version:
    """The package, published."""
    return actions.publish(actions.import_package(text, by=SYSTEM), by=SYSTEM)


@pytest.fixture
def answers() -> dict[str, Any]:
    """Right answers to everything that is asked."""
    return {
        "full_name": "Nguyễn Văn Bình",
        "number": "001090000123",
        "born_on": "1990-02-01",
        "residence": {"province": "01", "commune": "00004", "detail": "Số 12 phố Đội Cấn"},
        "has_kite": True,
        "shape": "bird",
        "wings": 2,
        "photo": ["0193c0de-0000-7000-8000-000000000001"],
        "friends": [{"friend_name": "Trần Thị Hoa", "friend_age": 30}],
    }
