"""People and posts for the tests of identity, made through actions."""

from datetime import date

import pytest

from motcua.agencies.models import Agency, AgencyKind, AgencyLevel, Post, Role
from motcua.core.actors import SYSTEM
from motcua.identity import actions
from motcua.identity.models import Citizen, User

PASSWORD = "mot-cua-thu-nghiem"


def _agency(code: str, name: str) -> Agency:
    return Agency.objects.create(
        code=code, name=name, kind=AgencyKind.DEPARTMENT, level=AgencyLevel.COMMUNE
    )


@pytest.fixture
def ward(db: None) -> Agency:
    return _agency("H26.10", "UBND phường Hoàn Kiếm")


@pytest.fixture
def other_ward(db: None) -> Agency:
    return _agency("H26.11", "UBND phường Cửa Nam")


@pytest.fixture
def reception(ward: Agency) -> Post:
    return Post.objects.create(agency=ward, role=Role.RECEIVER, title="Công chức tiếp nhận")


@pytest.fixture
def lan(db: None) -> User:
    return actions.register_official(
        "lan.tt", full_name="Trần Thị Lan", password=PASSWORD, by=SYSTEM
    )


@pytest.fixture
def binh(db: None) -> User:
    return actions.register_official(
        "binh.pv", full_name="Phạm Văn Bình", password=PASSWORD, by=SYSTEM
    )


@pytest.fixture
def an(db: None) -> Citizen:
    return actions.register_citizen(
        "001090000123", full_name="Nguyễn Văn An", born_on=date(1990, 5, 17), by=SYSTEM
    )
