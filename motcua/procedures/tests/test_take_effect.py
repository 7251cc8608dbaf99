"""Versions through time: published ahead, in force on their day, ended, and never rewritten."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from motcua.core import clock, journal
from motcua.core.actors import SYSTEM
from motcua.core.refusals import Invalid, NotFound
from motcua.procedures import actions, queries
from motcua.procedures.models import Enactment, State, Transition, Version

pytestmark = pytest.mark.django_db
Spoil = Callable[[str, Any], dict[str, Any]]
CODE = "1.999001"


def _noon(day: date) -> datetime:
    return datetime.combine(day, time(12), tzinfo=clock.VIETNAM)


def _in(days: int) -> date:
    return clock.today() + timedelta(days=days)


@pytest.fixture
def coming(version: Version, spoilt: Spoil) -> Version:
    """Another name for the kite licence, from ten days on."""
    draft = actions.import_package(spoilt("name", "Phép thả diều"), by=SYSTEM)
    return actions.publish(draft, by=SYSTEM, effective_from=_in(10))


def test_a_version_published_ahead_is_not_in_force_before_its_day(
    version: Version, coming: Version
) -> None:
    assert coming.state == State.PUBLISHED
    assert queries.published(CODE) == version
    assert queries.published(CODE, on=_in(9)) == version
    assert queries.published(CODE, on=_in(10)) == coming


def test_on_its_day_it_is_in_force_before_any_job_has_run(coming: Version) -> None:
    with clock.moved_to(_noon(_in(10))):
        assert queries.published(CODE) == coming


def test_on_its_day_the_lists_show_it_too(version: Version, coming: Version) -> None:
    assert actions.take_effect() == 0
    with clock.moved_to(_noon(_in(10))):
        assert actions.take_effect() == 1
        assert actions.take_effect() == 0
    assert [found.name for found in queries.search("phep tha dieu").procedures] == ["Phép thả diều"]
    told = [entry.event for entry in journal.entries_about(version.procedure_id)]
    assert told[-1] == "procedures.ProcedureTookEffect"


def test_while_another_is_coming_the_record_says_so(version: Version, coming: Version) -> None:
    version.refresh_from_db()
    assert version.state == State.AMENDING
    with clock.moved_to(_noon(_in(10))):
        actions.take_effect()
    version.refresh_from_db()
    assert version.state == State.PUBLISHED


def test_a_version_to_come_may_be_revoked_and_nothing_changes(
    version: Version, coming: Version
) -> None:
    actions.withdraw(coming, by=SYSTEM, reason="Văn bản bị hoãn")
    assert queries.published(CODE, on=_in(10)) == version
    version.refresh_from_db()
    assert version.state == State.PUBLISHED


def test_the_past_stays_what_it_was(version: Version) -> None:
    with clock.moved_to(_noon(_in(5))):
        actions.withdraw(version, by=SYSTEM, reason="Bãi bỏ")
        with pytest.raises(NotFound):
            queries.published(CODE)
        assert queries.published(CODE, on=_in(-4)) == version
    assert queries.published(CODE) == version


def test_no_version_is_in_force_before_the_first(version: Version) -> None:
    with pytest.raises(NotFound):
        queries.published(CODE, on=_in(-1))


def test_the_past_is_not_written_anew(version: Version, spoilt: Spoil) -> None:
    draft = actions.import_package(spoilt("name", "Phép thả diều"), by=SYSTEM)
    with pytest.raises(Invalid):
        actions.publish(draft, by=SYSTEM, effective_from=_in(-1))


def test_what_is_published_at_once_goes_before_what_should_have_come_already(
    coming: Version, spoilt: Spoil
) -> None:
    later = actions.import_package(spoilt("name", "Giấy phép diều sáo"), by=SYSTEM)
    with clock.moved_to(_noon(_in(10))):
        actions.publish(later, by=SYSTEM)
        assert actions.take_effect() == 0
        assert queries.published(CODE) == later
        assert queries.search("dieu sao").procedures[0].current == later


@pytest.mark.parametrize("rule", Transition)
def test_a_dossier_of_the_days_between_follows_the_rule_of_the_new_version(
    version: Version, spoilt: Spoil, rule: Transition
) -> None:
    draft = actions.import_package(spoilt("name", "Phép thả diều"), by=SYSTEM)
    actions.publish(draft, by=SYSTEM, effective_from=_in(10), transition=rule)
    follows = queries.applicable(CODE, submitted_on=_in(9), received_on=_in(10))
    assert follows == (draft if rule == Transition.RECEIVED else version)
    assert queries.applicable(CODE, submitted_on=_in(10), received_on=_in(11)) == draft
    assert queries.applicable(CODE, submitted_on=_in(1), received_on=_in(2)) == version


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE procedures_enactment SET effective_from = '2020-01-01'",
        "UPDATE procedures_enactment SET version_id = NULL",
        "UPDATE procedures_enactment SET taken_at = NULL",
        "UPDATE procedures_enactment SET revoked_at = now()",
        "DELETE FROM procedures_enactment",
    ],
)
def test_the_database_keeps_what_was_enacted(version: Version, sql: str) -> None:
    with (
        pytest.raises(IntegrityError, match="enacted"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(sql)


@pytest.mark.django_db(transaction=True)
def test_publishing_and_importing_at_once_loses_nothing(spoilt: Spoil) -> None:
    drafts = [
        actions.import_package(spoilt("keywords", [f"bản {turn}"]), by=SYSTEM) for turn in range(6)
    ]

    def act(turn: int) -> None:
        try:
            if turn % 2:
                actions.publish(drafts[turn // 2], by=SYSTEM)
            else:
                actions.import_package(spoilt("keywords", [f"thêm {turn}"]), by=SYSTEM)
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as threads:
        list(threads.map(act, range(12)))
    versions = Version.objects.filter(procedure__code=CODE)
    assert sorted(versions.values_list("number", flat=True)) == list(range(1, 13))
    assert versions.filter(state__in=("published", "amending")).count() == 6
    enacted = Enactment.objects.order_by("number")
    assert [one.number for one in enacted] == list(range(1, 7))
    last = enacted.last()
    assert last is not None
    assert queries.published(CODE) == last.version
    assert last.procedure.current == last.version


@pytest.mark.django_db(transaction=True)
def test_a_day_comes_once_however_many_workers_see_it(version: Version, spoilt: Spoil) -> None:
    draft = actions.import_package(spoilt("name", "Phép thả diều"), by=SYSTEM)
    actions.publish(draft, by=SYSTEM, effective_from=_in(10))

    def see(_turn: int) -> int:
        try:
            with clock.moved_to(_noon(_in(10))):
                return actions.take_effect()
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as threads:
        assert sum(threads.map(see, range(8))) == 1
