"""What the provider remembers, in memory only: sign-ins under way, codes, access tokens."""

import secrets
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Generic, TypeVar

from demo.identity_provider.citizens import Citizen

T = TypeVar("T")


@dataclass(frozen=True)
class Ask:
    """One authorization request that passed its checks."""

    client_id: str
    redirect_uri: str
    scopes: frozenset[str]
    state: str
    nonce: str
    challenge: str
    language: str = "vi"


@dataclass(frozen=True)
class SignIn:
    """A request whose person is signing in; `secret` ties it to one browser."""

    ask: Ask
    secret: str
    citizen: Citizen | None = None
    at: float = 0.0

    def known_as(self, citizen: Citizen) -> "SignIn":
        return replace(self, citizen=citizen, at=time.time())


@dataclass(frozen=True)
class Grant:
    """What a code or a token stands for."""

    ask: Ask
    citizen: Citizen
    at: float


class Kept(Generic[T]):
    """Values under unguessable keys, each for a limited time; the oldest leave a full store."""

    def __init__(self, seconds: float, limit: int, clock: Callable[[], float] = time.monotonic):
        self._seconds, self._limit, self._clock = seconds, limit, clock
        self._rows: dict[str, tuple[float, T]] = {}
        self._lock = threading.Lock()

    def put(self, value: T, key: str = "") -> str:
        key = key or secrets.token_urlsafe(32)
        with self._lock:
            self._sweep()
            self._rows[key] = (self._clock() + self._seconds, value)
        return key

    def get(self, key: str) -> T | None:
        with self._lock:
            ends, value = self._rows.get(key, (0.0, None))
            return value if ends > self._clock() else None

    def take(self, key: str) -> T | None:
        """The value, for one caller only: it is gone afterwards."""
        with self._lock:
            ends, value = self._rows.pop(key, (0.0, None))
            return value if ends > self._clock() else None

    def drop(self, key: str) -> None:
        with self._lock:
            self._rows.pop(key, None)

    def _sweep(self) -> None:
        now = self._clock()
        for key in [key for key, (ends, _) in self._rows.items() if ends <= now]:
            del self._rows[key]
        while len(self._rows) >= self._limit:
            del self._rows[next(iter(self._rows))]


@dataclass
class Memory:
    """All of it; a restart forgets everything."""

    sign_ins: Kept[SignIn] = field(default_factory=lambda: Kept(600, 2_000))
    codes: Kept[Grant] = field(default_factory=lambda: Kept(60, 2_000))
    tokens: Kept[Grant] = field(default_factory=lambda: Kept(300, 5_000))
    spent: Kept[str] = field(default_factory=lambda: Kept(600, 5_000))  # code -> its token
    misses: Kept[int] = field(default_factory=lambda: Kept(300, 5_000))
