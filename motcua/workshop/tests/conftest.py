"""Two officials of the procedure-control unit of Hà Nội, their signer, one of elsewhere."""

from collections.abc import Callable
from pathlib import Path

import pytest

from motcua.agencies import queries as areas
from motcua.agencies.models import Agency, Role
from motcua.identity.models import User
from motcua.workshop import actions
from motcua.workshop.models import Manuscript

ROOT = Path(__file__).resolve().parents[3]
SMALL = (ROOT / "motcua/procedures/tests/small.yaml").read_text()


@pytest.fixture
def hanoi(db: None) -> Agency:
    found = areas.agency_of_area(areas.province("01"))
    assert found
    return found


@pytest.fixture
def quangninh(db: None) -> Agency:
    found = areas.agency_of_area(areas.province("22"))
    assert found
    return found


@pytest.fixture
def nam(appointed: Callable[..., User], hanoi: Agency) -> User:
    """Nam writes procedures of Hà Nội."""
    return appointed("nam", "Vũ Hải Nam", hanoi, Role.ADMINISTRATOR)


@pytest.fixture
def thao(appointed: Callable[..., User], hanoi: Agency) -> User:
    """Thảo writes with him."""
    return appointed("thao", "Đinh Phương Thảo", hanoi, Role.ADMINISTRATOR)


@pytest.fixture
def duc(appointed: Callable[..., User], hanoi: Agency) -> User:
    """Đức signs for Hà Nội."""
    return appointed("duc", "Lê Minh Đức", hanoi, Role.SIGNER)


@pytest.fixture
def bac(appointed: Callable[..., User], quangninh: Agency) -> User:
    """Bắc writes for Quảng Ninh."""
    return appointed("bac", "Phan Xuân Bắc", quangninh, Role.ADMINISTRATOR)


@pytest.fixture
def kite(nam: User, hanoi: Agency) -> Manuscript:
    """The licence to fly kites, in work."""
    return actions.begin_from_text(hanoi, by=nam, text=SMALL)
