"""What every channel can do."""

from typing import Protocol

from motcua.identity.models import User
from motcua.notices.models import Notice


class Undeliverable(Exception):  # noqa: N818  # an answer, not a crash
    """This address will never take this message; trying again is useless."""


class Channel(Protocol):
    """One way to reach people."""

    name: str

    def address_of(self, user: User) -> str:
        """Where this channel reaches the person; empty: nowhere."""

    def send(self, notice: Notice, address: str) -> None:
        """Hand the message over, in the active language: the reader's.

        Raises Undeliverable for good, anything else for now.
        """
