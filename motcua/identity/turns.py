"""Taking turns: those who claim the same number or name at once come one after the other."""

from django.db import connection


def hold(claim: str) -> None:
    """Wait for this claim, and keep it until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [claim])
