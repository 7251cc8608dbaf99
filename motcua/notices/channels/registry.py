"""Which channels there are, and which of them this installation uses."""

from collections.abc import Callable

from django.conf import settings

from motcua.core import sandbox
from motcua.notices.channels.base import Channel
from motcua.notices.channels.providers.email import Email

_PROVIDERS: dict[str, Callable[[], Channel]] = {"email": Email}


def register(name: str, provider: Callable[[], Channel]) -> None:
    """Make a channel known, from an app's `ready()` before the reactions are gathered."""
    _PROVIDERS[name] = provider


def names() -> list[str]:
    """Every channel known here."""
    return list(_PROVIDERS)


def channel(name: str) -> Channel | None:
    """The channel, if the setting NOTICE_CHANNELS lists it (without the setting: e-mail only).

    Out of a sandbox nothing is sent: people there are made up, their addresses may not be.
    """
    if sandbox.current():
        return None
    chosen: list[str] = getattr(settings, "NOTICE_CHANNELS", ["email"])
    return _PROVIDERS[name]() if name in chosen else None
