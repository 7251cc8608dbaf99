"""Facts about notices."""

from dataclasses import dataclass
from uuid import UUID

from motcua.core.events import Event


@dataclass(frozen=True, kw_only=True)
class NoticeGiven(Event, subject="notice"):
    """A person was told something; its words stay in the notice, not in the journal."""

    notice: UUID
    user: UUID


@dataclass(frozen=True, kw_only=True)
class NoticesRead(Event, subject="user"):
    """A person read notices, or said that they did."""

    user: UUID
    notices: tuple[UUID, ...]
