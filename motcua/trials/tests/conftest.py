"""What tests of sandboxes need: a round at Hoàn Kiếm ward, and everything made is removed.

They use real transactions: a sandbox is on a connection of its own and sees what is committed.
"""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from motcua.agencies import queries as areas
from motcua.agencies.models import Agency, Role
from motcua.core import clock
from motcua.core.actors import SYSTEM
from motcua.identity.models import User
from motcua.procedures import actions as procedures
from motcua.procedures.models import Version
from motcua.trials import actions, sandbox
from motcua.trials.models import TestRound

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def cleared(transactional_db: None) -> Iterator[None]:
    """Removes every sandbox that the test made."""
    yield
    for name in sandbox.names():
        assert sandbox.drop(name), f"somebody is still inside {name}"


@pytest.fixture
def made(cleared: None) -> str:
    """A sandbox that nobody owns."""
    with sandbox.made() as name:
        return name


@pytest.fixture
def marriage(transactional_db: None) -> Version:
    """Marriage registration, a draft."""
    text = (ROOT / "demo/procedures/dang-ky-ket-hon.yaml").read_text()
    return procedures.import_package(text, by=SYSTEM)


@pytest.fixture
def nam(transactional_db: None, appointed: Callable[..., User]) -> User:
    """Nam is of procedure control at the People's Committee of Hà Nội."""
    ha_noi = areas.agency_of_area(areas.province("01"))
    assert ha_noi
    return appointed("nam", "Vũ Hải Nam", ha_noi, Role.ADMINISTRATOR)


@pytest.fixture
def planned(cleared: None, marriage: Version, ward: Agency, nam: User, hoa: User) -> TestRound:
    """Nam's round, in which Hoa is to test marriage registration."""
    return plan(nam, marriage, hoa)


@pytest.fixture
def opened(planned: TestRound, nam: User) -> TestRound:
    """The same, open."""
    return actions.open_round(planned, by=nam)


def plan(by: Any, version: Version, *testers: User, name: str = "Đợt thử kết hôn") -> TestRound:
    """A round in Hoàn Kiếm ward, from today for a month."""
    round = actions.plan_round(
        name,
        by=by,
        commune=areas.commune("00070"),
        opens_on=clock.today(),
        closes_on=clock.today() + timedelta(days=30),
    )
    actions.add_version(round, by=by, version=version)
    for user in testers:
        actions.invite(round, by=by, user=user)
    return round


def live_data() -> dict[str, tuple[int, str]]:
    """The number of rows of each live table, and a digest of all of them."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        tables = [row[0] for row in cursor.fetchall()]
        found = {}
        for table in sorted(tables):
            cursor.execute(
                f"SELECT count(*), coalesce(md5(string_agg(t::text, '|' ORDER BY t::text)), '') "  # noqa: S608
                f'FROM public."{table}" AS t'
            )
            found[table] = cursor.fetchone()
    return found


def day(number: int) -> date:
    """A day from today."""
    return clock.today() + timedelta(days=number)
