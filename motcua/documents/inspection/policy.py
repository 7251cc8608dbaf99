"""Which files may come in, and how large."""

from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

MEGABYTE = 1024 * 1024


class Unfit(Exception):  # noqa: N818  # an answer, like a Refusal, before the file's name is added
    """Why a file may not come in and what to do, as the second half of a sentence."""


@dataclass(frozen=True)
class Kind:
    """A kind of file: its printed name, its media type, the endings that its names may have."""

    name: str
    media_type: str
    extensions: tuple[str, ...]


PDF = Kind("PDF", "application/pdf", ("pdf",))
JPEG = Kind(gettext_noop("ảnh JPEG"), "image/jpeg", ("jpg", "jpeg", "jpe", "jfif"))
PNG = Kind(gettext_noop("ảnh PNG"), "image/png", ("png",))
DOCX = Kind(
    "Word (.docx)",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ("docx",),
)
XLSX = Kind(
    "Excel (.xlsx)",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ("xlsx",),
)

# What any office computer opens and prints, and whose inside can be proved harmless here. Not HEIC
# (Windows needs a paid codec), not DOC/XLS (may hide macros anywhere), not archives, not SVG.
KINDS = (PDF, JPEG, PNG, DOCX, XLSX)


@dataclass(frozen=True)
class Policy:
    """What one door accepts. A procedure may narrow it (`Policy(kinds=(PDF,))`)."""

    max_bytes: int = 10 * MEGABYTE
    kinds: tuple[Kind, ...] = KINDS

    @property
    def names(self) -> str:
        """The kinds accepted, in words."""
        return ", ".join(_(kind.name) for kind in self.kinds)

    @property
    def accept(self) -> str:
        """The same for the `accept` attribute of a file input."""
        return ",".join(f".{extension}" for kind in self.kinds for extension in kind.extensions)


def current() -> Policy:
    """The installation's policy."""
    return Policy(max_bytes=settings.FILE_MAX_BYTES)
