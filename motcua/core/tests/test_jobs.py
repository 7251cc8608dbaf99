"""A worker killed in the middle of a job loses nothing."""

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote
from uuid import uuid4

import pytest
from django.db import connection, transaction
from procrastinate.exceptions import AlreadyEnqueued

from motcua.core import journal
from motcua.core.actors import SYSTEM
from motcua.core.models import Entry
from motcua.core.tasks import take_up_stalled_jobs
from motcua.core.tests import slow_reaction

WORKER = """
import os, sys, django
django.setup()
from motcua.core.tests import slow_reaction
from procrastinate.contrib.django import app
with app.replace_connector(app.connector.get_worker_connector()) as worker:
    worker.run_worker(wait=True, fetch_job_polling_interval=0.2, listen_notify=False,
                      update_heartbeat_interval=0.5, stalled_worker_timeout=2,
                      install_signal_handlers=True)
"""


def start_worker(tmp_path: Path) -> subprocess.Popen[bytes]:
    settings = connection.settings_dict
    where = quote(settings["HOST"], safe="") + (f":{port}" if (port := settings["PORT"]) else "")
    url = f"postgresql://{settings['USER']}:{settings['PASSWORD']}@{where}/{settings['NAME']}"
    return subprocess.Popen(
        [sys.executable, "-W", "ignore", "-c", WORKER],
        env={
            **os.environ,
            "DATABASE_URL": url,
            "DJANGO_SETTINGS_MODULE": "config.settings",
            "MOTCUA_STALLED_AFTER": "2",
            "SLOW_REACTION_FOLDER": str(tmp_path),
        },
    )


def wait_for(condition: Callable[[], bool], seconds: float = 30) -> None:
    limit = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < limit, "it did not happen in time"
        time.sleep(0.1)


@pytest.mark.django_db(transaction=True)
def test_a_worker_killed_in_the_middle_of_a_job_loses_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SLOW_REACTION_FOLDER", str(tmp_path))
    with transaction.atomic():
        entry = journal.emit(slow_reaction.LetterPosted(letter=uuid4()), by=SYSTEM)

    first = start_worker(tmp_path)
    wait_for((tmp_path / "started").exists)
    os.kill(first.pid, signal.SIGKILL)
    first.wait()
    assert Entry.objects.get(pk=entry.pk).told_at is None

    time.sleep(2.5)  # longer than MOTCUA_STALLED_AFTER
    with contextlib.suppress(AlreadyEnqueued):  # the killed worker may have enqueued its turn
        take_up_stalled_jobs.configure().defer(timestamp=0)
    (tmp_path / "go").touch()
    second = start_worker(tmp_path)
    try:
        wait_for(lambda: Entry.objects.get(pk=entry.pk).told_at is not None)
    finally:
        second.terminate()
        second.wait(10)
    assert (tmp_path / "delivered").read_text() == "once"
