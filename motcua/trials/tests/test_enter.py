"""A sandbox is entered by a connection of its own: nothing leaks out of it, nothing into it."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from typing import Any

import psycopg
import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, InterfaceError, OperationalError, connection, transaction

from motcua.agencies.models import Agency, Area
from motcua.core import sandbox as kernel
from motcua.core.actors import SYSTEM
from motcua.core.journal import tell_untold
from motcua.core.models import Entry
from motcua.core.refusals import WrongState
from motcua.documents import actions as documents
from motcua.documents import queries as stored
from motcua.documents import storage
from motcua.documents.models import File
from motcua.documents.signing import registry
from motcua.dossiers.tests.answers import SCAN
from motcua.identity import actions as identity
from motcua.identity.models import Assurance, Citizen, User
from motcua.notices.channels import registry as channels
from motcua.procedures import actions as procedures
from motcua.procedures.models import Version
from motcua.trials import actions, sandbox, stage
from motcua.trials.models import TestRound
from motcua.trials.tests.conftest import ROOT, live_data

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_sandbox_has_every_table_and_no_row_of_live_people(
    made: str, birth: Version, ward: Agency
) -> None:
    with sandbox.entered(made):
        names = set(connection.introspection.table_names())
        assert (Version.objects.count(), User.objects.count(), Entry.objects.count()) == (0, 0, 0)
        assert Area.objects.count() > 3000
        assert not Agency.objects.filter(pk=ward.pk).exists()  # established after it was made
    assert names == set(connection.introspection.table_names())
    assert Version.objects.get() == birth


def test_no_foreign_key_trigger_or_default_of_a_sandbox_leads_to_live_data(made: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT conname FROM pg_constraint WHERE connamespace = %s::regnamespace "
            "AND contype = 'f' AND confrelid NOT IN "
            "(SELECT oid FROM pg_class WHERE relnamespace = %s::regnamespace)",
            [made, made],
        )
        assert cursor.fetchall() == []
        cursor.execute(
            "SELECT tgname FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid "
            "JOIN pg_proc ON pg_proc.oid = tgfoid WHERE NOT tgisinternal "
            "AND relnamespace = %s::regnamespace AND pronamespace <> relnamespace",
            [made],
        )
        assert cursor.fetchall() == []
        cursor.execute(
            "SELECT table_name, column_default FROM information_schema.columns "
            "WHERE table_schema = %s AND column_default LIKE '%%nextval%%'",
            [made],
        )
        assert all("procrastinate" in table for table, _default in cursor.fetchall())


def test_a_sandbox_has_the_same_constraints_and_guards_as_live_data(
    made: str, birth: Version
) -> None:
    counted = (
        "SELECT contype::text, count(*) FROM pg_constraint "
        "JOIN pg_class ON pg_class.oid = conrelid "
        "WHERE connamespace = %s::regnamespace AND relname NOT LIKE 'procrastinate%%' "
        "GROUP BY contype ORDER BY contype"
    )
    with connection.cursor() as cursor:
        cursor.execute(counted, ["public"])
        live = cursor.fetchall()
        cursor.execute(counted, [made])
        assert cursor.fetchall() == live
    with sandbox.entered(made):
        version = procedures.import_package(birth.source, by=SYSTEM)
        procedures.publish(version, by=SYSTEM)
        with pytest.raises(DatabaseError, match="never changes"):
            Version.objects.filter(pk=version.pk).update(sha256="0" * 64)


def test_nothing_done_inside_is_seen_outside(made: str, birth: Version) -> None:
    before = live_data()
    with sandbox.entered(made):
        stage.put_in_force([birth])
        stage.settle("00070")
        tell_untold()
        assert Citizen.objects.count() == 2
    assert live_data() == before


def test_what_fails_inside_puts_the_thread_back(made: str, birth: Version) -> None:
    with pytest.raises(ZeroDivisionError), sandbox.entered(made), transaction.atomic():
        raise ZeroDivisionError
    assert kernel.current() == ""
    assert Version.objects.get() == birth


def test_a_transaction_that_failed_inside_puts_the_thread_back(made: str, birth: Version) -> None:
    with sandbox.entered(made):
        block = transaction.atomic()
        block.__enter__()
        with pytest.raises(DatabaseError), connection.cursor() as cursor:
            cursor.execute("SELECT 1 / 0")
    assert kernel.current() == ""
    assert Version.objects.get() == birth


def test_a_connection_that_breaks_inside_never_becomes_a_live_one(
    made: str, birth: Version
) -> None:
    with sandbox.entered(made):
        raw = connection.connection
        assert raw is not None
        _terminate(raw.info.backend_pid)
        with pytest.raises((OperationalError, InterfaceError)):
            Version.objects.count()
        connection.close()
        assert Version.objects.count() == 0  # it came back inside
    assert Version.objects.get() == birth


def _terminate(pid: int) -> None:
    settings = connection.get_connection_params()
    wanted = {
        name: settings[name] for name in ("dbname", "user", "host", "port") if name in settings
    }
    with psycopg.connect(**wanted) as other:
        other.execute("SELECT pg_terminate_backend(%s)", [pid])


def test_a_live_transaction_around_it_is_left_as_it_was(made: str, birth: Version) -> None:
    with transaction.atomic():
        Version.objects.filter(pk=birth.pk).exists()
        with sandbox.entered(made):
            _citizen("001190000011")
        assert connection.in_atomic_block
        transaction.set_rollback(True)
    assert Citizen.objects.count() == 0
    with sandbox.entered(made):
        assert Citizen.objects.count() == 1


def test_what_waits_for_the_commit_of_live_data_runs_on_live_data(made: str) -> None:
    seen = []
    with transaction.atomic():
        transaction.on_commit(lambda: seen.append(kernel.current()))
        with sandbox.entered(made), transaction.atomic():
            transaction.on_commit(lambda: seen.append(kernel.current()))
    assert seen == [made, ""]


def test_other_threads_stay_where_they_are(made: str, birth: Version) -> None:
    """One thread inside, one outside, at the same time, many times."""
    wrong: list[str] = []
    outside_is_there, inside_is_there = threading.Barrier(2), threading.Barrier(2)

    def outside() -> None:
        try:
            for _time in range(5):
                outside_is_there.wait(30)
                if kernel.current() or Version.objects.count() != 1:
                    wrong.append("outside saw the sandbox")
                inside_is_there.wait(30)
        finally:
            connection.close()

    thread = threading.Thread(target=outside)
    thread.start()
    for _time in range(5):
        with sandbox.entered(made):
            outside_is_there.wait(30)
            if Version.objects.count():
                wrong.append("inside saw live data")
            inside_is_there.wait(30)
    thread.join(30)
    assert wrong == []


def test_nobody_enters_a_sandbox_within_a_sandbox(made: str) -> None:
    with sandbox.entered(made), pytest.raises(RuntimeError), sandbox.entered(made):
        pass
    assert kernel.current() == ""


def test_a_sandbox_that_is_gone_is_not_entered(made: str, birth: Version) -> None:
    assert sandbox.drop(made)
    with pytest.raises(sandbox.Gone), sandbox.entered(made):
        pass
    assert Version.objects.get() == birth


def test_a_sandbox_is_not_removed_while_somebody_is_inside(
    made: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("motcua.trials.sandbox.dropping.WAIT_SECONDS", 1)
    with sandbox.entered(made):
        assert not _in_a_thread(lambda: sandbox.drop(made))
        assert Version.objects.count() == 0
    assert sandbox.drop(made)


def test_a_sandbox_removed_behind_our_back_never_shows_live_data(made: str, birth: Version) -> None:
    """Even against the rules: whoever is inside gets errors, not the rows of real people."""
    with sandbox.entered(made):
        _in_a_thread(lambda: connection.cursor().execute(f'DROP SCHEMA "{made}" CASCADE'))
        with pytest.raises(DatabaseError):
            Version.objects.count()
    assert Version.objects.get() == birth


def _in_a_thread(act: Callable[[], Any]) -> Any:
    found: list[Any] = []

    def run() -> None:
        try:
            found.append(act())
        finally:
            connection.close()

    thread = threading.Thread(target=run)
    thread.start()
    thread.join(60)
    return found[0]


def test_files_of_a_sandbox_are_its_own(made: str, mai: Citizen) -> None:
    def scan() -> SimpleUploadedFile:
        return SimpleUploadedFile("giấy.pdf", SCAN, "application/pdf")

    live = documents.take_in(scan(), by=mai.user, purpose="draft:1")
    with sandbox.entered(made):
        inside = documents.take_in(scan(), by=SYSTEM, purpose="draft:1")
        assert inside.sha256 == live.sha256
        documents.discard(inside, by=SYSTEM)
        assert not File.objects.exists()
    assert stored.content(live) == SCAN


def test_files_go_with_the_sandbox_and_live_ones_stay(made: str, mai: Citizen) -> None:
    upload = SimpleUploadedFile("giấy.pdf", SCAN, "application/pdf")
    live = documents.take_in(upload, by=mai.user, purpose="draft:1")
    with sandbox.entered(made):
        upload = SimpleUploadedFile("giấy.pdf", SCAN, "application/pdf")
        kept = documents.take_in(upload, by=SYSTEM, purpose="draft:1")
        assert stored.content(kept) == SCAN
    folder = f"{storage.SANDBOXES}/{made}"
    assert default_storage.exists(folder)
    assert sandbox.drop(made)
    assert not default_storage.exists(folder)
    assert stored.content(live) == SCAN


def test_no_message_leaves_a_sandbox_and_the_real_signer_does_not_sign_there(
    made: str, settings: Any
) -> None:
    settings.SIGNER = "a-real-one"
    assert channels.channel("email") is not None
    with sandbox.entered(made):
        assert channels.channel("email") is None
        assert registry.signer().is_trial
    with pytest.raises(LookupError):
        registry.signer()


def _citizen(number: str) -> Citizen:
    return identity.recognize_citizen(
        number, by=SYSTEM, assurance=Assurance.TWO, full_name="Nguyễn Thị Thử"
    )


def test_who_may_not_create_schemas_is_told_so_in_one_sentence(cleared: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute("DROP ROLE IF EXISTS motcua_without_create")
        cursor.execute("CREATE ROLE motcua_without_create")
        cursor.execute("SET ROLE motcua_without_create")
        try:
            with pytest.raises(WrongState, match="CREATE"), sandbox.made():
                pass
        finally:
            cursor.execute("RESET ROLE")
            cursor.execute("DROP ROLE motcua_without_create")
    assert sandbox.names() == []


KILLED = """
import os, signal, sys
from config.command import start_database
start_database(durable=False)
import django
django.setup()
from django.db import connections
connections["default"].settings_dict["NAME"] = sys.argv[1]
from motcua.core.actors import SYSTEM
from motcua.trials import actions, sandbox, stage
from motcua.trials.models import TestRound
if sys.argv[2] == "making":
    stage.settle = lambda commune: os.kill(os.getpid(), signal.SIGKILL)
    actions.open_round(TestRound.objects.get(), by=SYSTEM)
else:
    with sandbox.entered(TestRound.objects.get().sandbox):
        stage.User.objects.update(full_name="Đã ghi")
        os.kill(os.getpid(), signal.SIGKILL)
"""


def _killed(when: str) -> None:
    """A server of its own that is killed at this moment, without a chance to tidy up."""
    name = str(connection.settings_dict["NAME"])
    done = subprocess.run(
        [sys.executable, "-c", KILLED, name, when],
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "config.settings"},
        cwd=ROOT,
        capture_output=True,
        check=False,
    )
    assert done.returncode == -signal.SIGKILL, done.stderr.decode()[-800:]


def test_what_a_server_killed_while_opening_a_round_leaves_is_swept(
    planned: TestRound,
) -> None:
    _killed("making")
    assert len(sandbox.names()) == 1
    planned.refresh_from_db()
    assert planned.state == "planned"  # it never was open
    assert len(_in_the_end(actions.sweep)) == 1
    assert sandbox.names() == []


def test_a_server_killed_inside_a_round_holds_nobody_up(opened: TestRound, nam: User) -> None:
    _killed("inside")
    with sandbox.entered(opened.sandbox):
        assert set(User.objects.values_list("full_name", flat=True)) == {"Đã ghi"}
    assert actions.sweep() == []
    actions.close_round(opened, by=nam)
    assert sandbox.names() == []


def _in_the_end(act: Callable[[], list[str]]) -> list[str]:
    """PostgreSQL takes a moment to see that a client is dead."""
    for _time in range(50):
        if found := act():
            return found
        time.sleep(0.1)
    return []
