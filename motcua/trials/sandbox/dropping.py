"""Removing sandboxes: when their owner is done, and what a server that died left behind."""

from collections.abc import Callable

from django.db import DEFAULT_DB_ALIAS, OperationalError, connections

from motcua.documents import storage
from motcua.trials.sandbox.apart import Apart, key, shut

PREFIX = "trial_"
WAIT_SECONDS = 10


def names() -> list[str]:
    """Every sandbox that there is, owned or not."""
    with connections[DEFAULT_DB_ALIAS].cursor() as cursor:
        cursor.execute(
            "SELECT nspname FROM pg_namespace WHERE nspname ~ %s ORDER BY nspname",
            [f"^{PREFIX}[0-9a-f]{{12}}$"],
        )
        return [row[0] for row in cursor.fetchall()]


def drop(sandbox: str) -> bool:
    """Remove a sandbox with its files, when all have left; False if somebody stays too long."""
    return _drop(sandbox, wait=WAIT_SECONDS)


def sweep(is_owned: Callable[[str], bool]) -> list[str]:
    """Remove sandboxes that nobody is in and nobody owns; their names.

    Who owns it is asked once nobody can be making it any more.
    """
    return [one for one in names() if _drop(one, wait=0, unless=is_owned)]


def _drop(sandbox: str, *, wait: int, unless: Callable[[str], bool] | None = None) -> bool:
    remover = Apart(connections[DEFAULT_DB_ALIAS], sandbox, guest=False)
    try:
        with remover.cursor() as cursor:
            if not _alone(remover, wait) or (unless and unless(sandbox)):
                return False
            cursor.execute(f'DROP SCHEMA IF EXISTS "{sandbox}" CASCADE')
        storage.remove_sandbox(sandbox)
        return True
    finally:
        shut(remover)


def _alone(remover: Apart, wait: int) -> bool:
    """Whether all have left, within some seconds; from then on nobody enters."""
    with remover.cursor() as cursor:
        if not wait:
            cursor.execute("SELECT pg_try_advisory_lock(%s)", [key(remover.sandbox)])
            return bool(cursor.fetchone()[0])
        cursor.execute(f"SET lock_timeout = '{wait}s'")
        try:
            cursor.execute("SELECT pg_advisory_lock(%s)", [key(remover.sandbox)])
        except OperationalError:
            return False
        return True
