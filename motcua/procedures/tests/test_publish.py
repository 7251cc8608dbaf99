"""Importing and publishing: same content, same version; what was published never changes."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from motcua.agencies.models import Agency, Role
from motcua.core import journal
from motcua.core.actors import SYSTEM
from motcua.core.refusals import Invalid, NotAllowed, NotFound, WrongState
from motcua.identity.actions import register_citizen
from motcua.procedures import actions, queries
from motcua.procedures.models import State, Version

TOLD_OF_PUBLISHING = ("VersionPublished", "FilingOpened")
pytestmark = pytest.mark.django_db
Spoil = Callable[[str, Any], dict[str, Any]]


def test_the_same_content_is_the_same_version(text: str) -> None:
    first = actions.import_package(text, by=SYSTEM)
    assert actions.import_package("# again\n" + text, by=SYSTEM) == first
    assert Version.objects.count() == 1


def test_another_content_is_the_next_version(text: str, spoilt: Spoil) -> None:
    first = actions.import_package(text, by=SYSTEM)
    second = actions.import_package(spoilt("keywords", ["khác"]), by=SYSTEM)
    assert (first.number, second.number) == (1, 2)
    assert second.state == State.DRAFT


def test_an_export_is_imported_as_the_version_it_was(version: Version) -> None:
    assert actions.import_package(actions.export_package(version), by=SYSTEM) == version


def test_a_draft_is_not_in_force(text: str) -> None:
    draft = actions.import_package(text, by=SYSTEM)
    with pytest.raises(NotFound):
        queries.published(draft.procedure.code)


def test_a_new_version_takes_over_and_the_old_one_stays_readable(
    version: Version, spoilt: Spoil
) -> None:
    newer = actions.import_package(spoilt("name", "Cấp phép thả diều"), by=SYSTEM)
    actions.publish(newer, by=SYSTEM)
    assert queries.published("1.999001") == newer
    assert queries.published("1.999001").procedure.name == "Cấp phép thả diều"
    assert queries.version(version.pk).package == version.package
    assert [one.number for one in queries.history(newer.procedure)] == [2, 1]


def test_an_earlier_version_may_come_back_as_it_was(version: Version, spoilt: Spoil) -> None:
    actions.publish(actions.import_package(spoilt("keywords", []), by=SYSTEM), by=SYSTEM)
    again = actions.publish(version, by=SYSTEM)
    assert queries.published("1.999001") == version
    assert again.published_at == version.published_at


def test_publishing_is_written_in_the_journal(version: Version) -> None:
    told = [entry.event for entry in journal.entries_about(version.procedure_id)]
    assert told == [f"procedures.{name}" for name in ("VersionImported", *TOLD_OF_PUBLISHING)]


def test_publishing_twice_is_publishing_once(version: Version) -> None:
    actions.publish(version, by=SYSTEM)
    assert journal.entries_about(version.procedure_id).count() == 1 + len(TOLD_OF_PUBLISHING)


def test_a_withdrawn_version_is_over(version: Version) -> None:
    actions.withdraw(version, by=SYSTEM, reason="Bãi bỏ")
    with pytest.raises(NotFound):
        queries.published("1.999001")
    with pytest.raises(WrongState):
        actions.publish(version, by=SYSTEM)
    with pytest.raises(WrongState):
        actions.withdraw(version, by=SYSTEM, reason="Bãi bỏ")


def test_withdrawing_takes_a_reason(version: Version) -> None:
    with pytest.raises(Invalid):
        actions.withdraw(version, by=SYSTEM, reason="  ")


def test_a_citizen_may_not_publish(text: str) -> None:
    anyone = register_citizen("001090000123", by=SYSTEM, full_name="Nguyễn Văn Bình").user
    with pytest.raises(NotAllowed):
        actions.import_package(text, by=anyone)
    draft = actions.import_package(text, by=SYSTEM)
    for act in (actions.publish, lambda v, by: actions.withdraw(v, by=by, reason="x")):
        with pytest.raises(NotAllowed):
            act(draft, by=anyone)


@pytest.mark.parametrize(("province", "may"), [(True, True), (False, False)])
def test_a_province_may_publish_and_a_commune_may_not(
    text: str, appointed: Any, ward: Agency, province: bool, may: bool
) -> None:
    agency = ward.parent if province else ward
    official = appointed("quan", "Đỗ Minh Quân", agency, Role.ADMINISTRATOR)
    if may:
        draft = actions.import_package(text, by=official)
        assert actions.publish(draft, by=official).state == State.PUBLISHED
        return
    with pytest.raises(NotAllowed):
        actions.import_package(text, by=official)


@pytest.mark.parametrize(
    ("place", "value"),
    [("examples.0.wrong", []), ("examples.0.wrong", ["number"]), ("examples.0.end", "refused")],
)
def test_a_worked_example_that_ends_otherwise_stops_publication(
    spoilt: Spoil, place: str, value: Any
) -> None:
    draft = actions.import_package(spoilt(place, value), by=SYSTEM)
    with pytest.raises(Invalid) as refused:
        actions.publish(draft, by=SYSTEM)
    assert refused.value.problems[0].place.startswith("examples[0]")
    with pytest.raises(NotFound):
        queries.published("1.999001")


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE procedures_version SET source = '{}'",
        "UPDATE procedures_version SET sha256 = 'x'",
        "UPDATE procedures_version SET number = 7",
        "UPDATE procedures_version SET state = 'draft'",
        "UPDATE procedures_version SET effective_from = '2020-01-01'",
        "UPDATE procedures_version SET published_at = now()",
        "DELETE FROM procedures_version",
    ],
)
def test_the_database_itself_refuses_to_change_a_published_version(
    version: Version, sql: str
) -> None:
    with (
        pytest.raises(IntegrityError, match="version"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("UPDATE procedures_procedure SET current_id = NULL")
        cursor.execute(sql)
    version.refresh_from_db()
    assert version.package.code == "1.999001"


def test_the_database_refuses_another_content_for_a_draft(text: str) -> None:
    actions.import_package(text, by=SYSTEM)
    with (
        pytest.raises(IntegrityError),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("UPDATE procedures_version SET source = '{}'")


def test_a_withdrawn_version_cannot_be_revived_by_sql(version: Version) -> None:
    actions.withdraw(version, by=SYSTEM, reason="Bãi bỏ")
    with (
        pytest.raises(IntegrityError),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("UPDATE procedures_version SET state = 'published'")


@pytest.mark.django_db(transaction=True)
def test_the_same_package_imported_by_many_at_once_is_one_version(text: str) -> None:
    def take_in(_turn: int) -> Any:
        try:
            return actions.import_package(text, by=SYSTEM).pk
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as threads:
        found = set(threads.map(take_in, range(8)))
    assert len(found) == 1
    assert Version.objects.count() == 1
