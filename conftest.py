"""The fixed cast, and what every test needs."""

import os
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import hypothesis
import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client, TransactionTestCase

from motcua.agencies import actions as agencies
from motcua.agencies import queries as areas
from motcua.agencies.models import Agency, AgencyKind, Role
from motcua.core.actors import SYSTEM
from motcua.identity import actions as identity
from motcua.identity.models import Assurance, Citizen, User
from motcua.procedures import actions as procedures
from motcua.procedures import gate
from motcua.procedures.actions import approval, publishing
from motcua.procedures.models import Version

ROOT = Path(__file__).parent
hypothesis.settings.register_profile("quick", max_examples=40, deadline=None)
hypothesis.settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "quick"))
PASSWORD = "mot-cua-rong-mo-2026"


@pytest.fixture(autouse=True)
def _quick_and_plain(settings: Any) -> None:
    """Pages in unit tests need no built assets; passwords need no slow hash."""
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> None:
    """The official facts are in every test's database, and a copy beside, to put them back."""
    with django_db_blocker.unblock():
        call_command("facts")
        _copy_facts()


@pytest.fixture(scope="session", autouse=True)
def _tests_may_empty_the_journal() -> Iterator[None]:
    """What no act may do, a test with real transactions does when it ends, on its own database."""
    cases: Any = TransactionTestCase
    flush = cases._fixture_teardown

    def unguarded(case: Any) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SET session_replication_role = replica")
        try:
            flush(case)
        finally:
            with connection.cursor() as cursor:
                cursor.execute("SET session_replication_role = DEFAULT")

    patched = pytest.MonkeyPatch()
    patched.setattr(cases, "_fixture_teardown", unguarded)
    yield
    patched.undo()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item: pytest.Item) -> Any:
    """A test with real transactions empties every table: put the facts back."""
    result = yield
    marker = item.get_closest_marker("django_db")
    if marker and marker.kwargs.get("transaction"):
        from pytest_django.plugin import blocking_manager_key

        with item.config.stash[blocking_manager_key].unblock():
            _put_facts_back()
    return result


def _copy_facts() -> None:
    with connection.cursor() as cursor:
        cursor.execute("DROP SCHEMA IF EXISTS facts CASCADE; CREATE SCHEMA facts")
        for table in connection.introspection.table_names():
            cursor.execute(f'SELECT EXISTS (SELECT 1 FROM "{table}")')  # noqa: S608  # own names
            if cursor.fetchone()[0] and table != "django_migrations":
                cursor.execute(f'CREATE TABLE facts."{table}" AS TABLE public."{table}"')


def _put_facts_back() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT table_name, string_agg(quote_ident(column_name), ', ') "
            "FROM information_schema.columns JOIN pg_tables ON tablename = table_name "
            "AND schemaname = 'facts' WHERE table_schema = 'public' AND is_generated = 'NEVER' "
            "GROUP BY table_name"
        )
        tables = cursor.fetchall()
        cursor.execute("SET session_replication_role = replica")
        for table, _columns in tables:
            cursor.execute(f'TRUNCATE public."{table}" CASCADE')
        for table, columns in tables:
            cursor.execute(
                f'INSERT INTO public."{table}" ({columns}) '  # noqa: S608  # own names
                f'SELECT {columns} FROM facts."{table}"'
            )
        cursor.execute("SET session_replication_role = DEFAULT")


@pytest.fixture(autouse=True)
def _no_country_around(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Packages that tests publish are judged as files: who serves where is another matter.

    Tests of that matter are marked `country`.
    """
    if not request.node.get_closest_marker("country"):
        monkeypatch.setattr(gate, "here", gate.nowhere)


@pytest.fixture
def before_the_gate(monkeypatch: pytest.MonkeyPatch) -> None:
    """Packages come in force as they did before there was a gate, to show one thing each."""
    for verb in (publishing, approval):
        monkeypatch.setattr(verb, "require_publishable", lambda read: None)


# The cast. Hoàn Kiếm ward handles dossiers; Mai lives there, Hùng is a stranger to her affairs.


@pytest.fixture
def ward(db: None) -> Agency:
    """The People's Committee of Hoàn Kiếm ward, with a desk."""
    area = areas.commune("00070")
    parent = areas.agency_of_area(areas.province("01"))
    assert parent
    ward = agencies.establish(
        f"{parent.code}.70",
        by=SYSTEM,
        name="Ủy ban nhân dân phường Hoàn Kiếm",
        kind=AgencyKind.COMMUNE_COMMITTEE,
        parent=parent,
        area=area,
        valid_from=date(2025, 7, 1),
    )
    agencies.open_desk(ward, by=SYSTEM, name="Bộ phận Một cửa", address="Số 126 phố Hàng Trống")
    return ward


@pytest.fixture
def appointed(db: None) -> Callable[..., User]:
    """`appointed("lan", "Lê Thị Lan", ward, Role.RECEIVER)`: an official in a post."""

    def appoint(username: str, full_name: str, agency: Agency, *roles: Role) -> User:
        user = identity.register_official(
            username, by=SYSTEM, full_name=full_name, password=PASSWORD
        )
        for role in roles:
            post = agencies.create_post(agency, by=SYSTEM, role=role, title=str(role.label))
            identity.appoint(user, post=post, by=SYSTEM, from_date=date(2026, 1, 2))
        return user

    return appoint


@pytest.fixture
def lan(appointed: Callable[..., User], ward: Agency) -> User:
    """Lan receives and returns at the ward's desk."""
    return appointed("lan", "Lê Thị Lan", ward, Role.RECEIVER)


@pytest.fixture
def hoa(appointed: Callable[..., User], ward: Agency) -> User:
    """Hoa handles dossiers at the ward."""
    return appointed("hoa", "Trần Thị Hoa", ward, Role.HANDLER)


@pytest.fixture
def minh(appointed: Callable[..., User], ward: Agency) -> User:
    """Minh heads the unit and signs."""
    return appointed("minh", "Nguyễn Văn Minh", ward, Role.HEAD, Role.SIGNER)


@pytest.fixture
def stranger(appointed: Callable[..., User]) -> User:
    """Sơn receives at another agency: the ward's dossiers are not his to see."""
    other = areas.agency_of_area(areas.province("22"))
    assert other
    return appointed("son", "Phạm Văn Sơn", other, Role.RECEIVER, Role.HANDLER, Role.SIGNER)


def _citizen(number: str, name: str, **facts: Any) -> Citizen:
    return identity.recognize_citizen(
        number, by=SYSTEM, assurance=Assurance.TWO, full_name=name, **facts
    )


@pytest.fixture
def mai(db: None) -> Citizen:
    """Mai is a citizen of Hoàn Kiếm ward."""
    return _citizen(
        "001190012345",
        "Nguyễn Thị Mai",
        born_on=date(1990, 3, 8),
        sex="female",
        address="Số 12 phố Hàng Trống",
        commune=areas.commune("00070"),
    )


@pytest.fixture
def hung(db: None) -> Citizen:
    """Hùng is another citizen, who must see nothing of Mai's."""
    return _citizen("001088004512", "Trần Quốc Hùng", sex="male", commune=areas.commune("00070"))


@pytest.fixture
def birth(db: None) -> Version:
    """Birth registration, published."""
    text = (ROOT / "demo/procedures/dang-ky-khai-sinh.yaml").read_text()
    version = procedures.import_package(text, by=SYSTEM)
    return procedures.publish(version, by=SYSTEM)


@pytest.fixture
def at(db: None) -> Callable[[User], Client]:
    """`at(lan).get(...)`: a browser in which this user is signed in."""

    def signed_in(user: User) -> Client:
        browser = Client(raise_request_exception=True)
        browser.force_login(user, "allauth.account.auth_backends.AuthenticationBackend")
        return browser

    return signed_in
