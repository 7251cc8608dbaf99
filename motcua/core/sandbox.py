"""On which data this thread works: the live data, or a sandbox beside it."""

from django.db import connection


def current() -> str:
    """The name of the sandbox that this thread's connection is inside; "" on live data.

    The connection itself is asked, so that the answer and the data can never differ.
    """
    name: str = getattr(connection, "sandbox", "")
    return name
