"""The way in: a second connection, whose every name is looked up in the sandbox alone.

The live connection of the thread is put aside unchanged and put back, whatever happens. It never
has a setting to restore, and the sandbox's connection never serves anything else: nothing leaks
through a failure, a broken connection, or one that is kept for the next request.
"""

import copy
import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import DEFAULT_DB_ALIAS, DatabaseError, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.postgresql.base import DatabaseWrapper
from django.utils.translation import gettext as _

from motcua.core.refusals import WrongState
from motcua.core.sandbox import current


class Gone(WrongState):
    """The sandbox was removed, or is being removed now."""


class Apart(DatabaseWrapper):
    """A connection inside one sandbox, for as long as it lives; none of its names is a live one.

    `guest`: it enters a sandbox that must be there; otherwise it makes or removes one.
    """

    def __init__(self, live: BaseDatabaseWrapper, sandbox: str, *, guest: bool) -> None:
        settings: dict[str, Any] = copy.deepcopy(live.settings_dict)
        options = settings["OPTIONS"]
        options.pop("pool", None)
        path = f"-c search_path={sandbox}"
        options["options"] = f"{options.get('options', '')} {path}".strip()
        settings["CONN_MAX_AGE"] = 0
        super().__init__(settings, live.alias)
        self.sandbox, self.guest = sandbox, guest

    def init_connection_state(self) -> None:
        """Hold the sandbox in being, then make sure that it is there and that this is inside."""
        super().init_connection_state()
        if not self.guest:
            return
        with self.cursor() as cursor:
            cursor.execute("SELECT pg_try_advisory_lock_shared(%s)", [key(self.sandbox)])
            held = cursor.fetchone()[0]
            cursor.execute("SELECT current_schemas(false)")
            schemas = cursor.fetchone()[0]
        if not held or schemas != [self.sandbox]:
            raise Gone(_("Môi trường kiểm thử này không còn. Đợt kiểm thử đã đóng."))


@contextmanager
def entered(sandbox: str) -> Iterator[None]:
    """Within this block this thread works inside the sandbox, and cannot name live data.

    What it does is committed by itself: a transaction of live data around it holds it not.
    """
    if current():
        raise RuntimeError(f"already inside {current()}")
    live = connections[DEFAULT_DB_ALIAS]
    apart = Apart(live, sandbox, guest=True)
    try:
        apart.ensure_connection()
        connections[DEFAULT_DB_ALIAS] = apart
        yield
    finally:
        connections[DEFAULT_DB_ALIAS] = live
        shut(apart)


def shut(apart: Apart) -> None:
    """Close for good, in whatever state it is; closing it lets go of the sandbox."""
    raw = apart.connection
    try:
        apart.close()
    except DatabaseError:  # it was broken: its end is what was wanted
        pass
    finally:
        if raw is not None:
            raw.close()


def key(sandbox: str) -> int:
    """The advisory lock that those inside share, and that its removal needs alone."""
    digest = hashlib.sha256(f"motcua sandbox {sandbox}".encode()).digest()
    return int.from_bytes(digest[:8], signed=True)
