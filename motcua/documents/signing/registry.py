"""Which signers exist, and which one this installation signs with."""

import functools
from collections.abc import Callable

from django.conf import settings

from motcua.core import sandbox
from motcua.documents.signing.base import Signer
from motcua.documents.signing.providers.demo import DemoSigner

TRIAL = "demo"
_PROVIDERS: dict[str, Callable[[], Signer]] = {TRIAL: DemoSigner}


def register(name: str, provider: Callable[[], Signer]) -> None:
    """Make a signer known under the name that the setting SIGNER may choose."""
    _PROVIDERS[name] = provider
    _made.cache_clear()


def signer() -> Signer:
    """The signer chosen by the setting SIGNER. Its keys are read once in a process's life.

    In a sandbox only the one for trying out signs: its papers prove nothing to anybody.
    """
    return _made(TRIAL if sandbox.current() else settings.SIGNER)


def trust_anchors() -> list[bytes]:
    """The root certificates (DER) of every signer known here."""
    return [anchor for name in _PROVIDERS for anchor in _made(name).trust_anchors()]


def trial_anchors() -> list[bytes]:
    """The roots of the signers made for trying out."""
    made = (_made(name) for name in _PROVIDERS)
    return [anchor for one in made if one.is_trial for anchor in one.trust_anchors()]


@functools.cache
def _made(name: str) -> Signer:
    if name not in _PROVIDERS:
        raise LookupError(f"SIGNER is {name!r}; known are {', '.join(sorted(_PROVIDERS))}")
    return _PROVIDERS[name]()
