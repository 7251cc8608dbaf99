"""Facts about files. Names of files are left out: they often name people."""

from dataclasses import dataclass
from uuid import UUID

from motcua.core.events import Event


@dataclass(frozen=True, kw_only=True)
class FileTakenIn(Event, subject="file"):
    """A person's upload passed inspection and was stored."""

    file: UUID
    sha256: str
    size: int
    media_type: str
    purpose: str


@dataclass(frozen=True, kw_only=True)
class FileKept(Event, subject="file"):
    """The platform stored a paper that it made itself."""

    file: UUID
    sha256: str
    size: int
    media_type: str
    purpose: str


@dataclass(frozen=True, kw_only=True)
class FileDiscarded(Event, subject="file"):
    """A file was removed; its bytes too, when no other file has the same."""

    file: UUID
    sha256: str
