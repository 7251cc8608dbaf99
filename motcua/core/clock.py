"""The one clock. Product code asks it for the time; a story or a test may move it."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")

_moved: ContextVar[datetime | None] = ContextVar("moved_clock", default=None)


def now() -> datetime:
    """The present moment, aware, in UTC."""
    return _moved.get() or datetime.now(UTC)


def today() -> date:
    """Today's date in Viet Nam."""
    return day_of(now())


def day_of(moment: datetime) -> date:
    """The day on which a moment falls in Viet Nam."""
    return moment.astimezone(VIETNAM).date()


@contextmanager
def moved_to(moment: datetime) -> Iterator[None]:
    """Within this block, this thread's clock stands still at an aware moment."""
    if moment.tzinfo is None:
        raise ValueError("a moved clock needs an aware moment")
    token = _moved.set(moment.astimezone(UTC))
    try:
        yield
    finally:
        _moved.reset(token)
