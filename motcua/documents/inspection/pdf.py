"""PDF: whole, readable by anyone, and with nothing that acts, opens or carries something else.

Three looks, because hostile files differ between readers: names in the bytes (also in parts that
no table lists), names in unpacked object streams, and the structure that pyHanko reads.
"""

import re
from typing import IO

from django.utils.translation import gettext as _
from pyhanko.pdf_utils.decode_limits import DecodeLimits, DecodePurpose, DocumentDecodeBudget
from pyhanko.pdf_utils.generic import Reference, StreamObject
from pyhanko.pdf_utils.reader import PdfFileReader

from motcua.documents.inspection.policy import MEGABYTE, Unfit

MOST_OBJECTS = 200_000
MOST_REVISIONS = 100
_LIMITS = DecodeLimits(
    document_budget=DocumentDecodeBudget(base_allowance=64 * MEGABYTE, max_ratio=20)
)

# Names that start programs, run scripts, send data away, play media or carry files.
_ACTIVE = frozenset({
    b"JavaScript", b"JS", b"Launch", b"SubmitForm", b"ImportData", b"Rendition", b"XFA",
    b"RichMedia", b"RichMediaExecute", b"GoToE", b"GoToR",
    b"OnInstantiate", b"Movie", b"Sound", b"3D", b"GoTo3DView",
})  # fmt: skip
_CARRIES = frozenset({b"EmbeddedFile", b"EmbeddedFiles", b"FileAttachment", b"EF"})
# Short names count anywhere when they are followed by what makes them work: a string that says
# `stream` could otherwise hide them from the look outside of streams.
_WORKS = re.compile(rb"/([^\x00\t\n\x0c\r ()<>\[\]{}/%]{2,12})\s*(?:<<|\[|\d{1,10}\s+\d{1,5}\s+R)")
_SHORT = frozenset({b"XFA", b"EF", b"JS"})
_UNMISTAKABLE = 5  # a name this long does not come up by chance in compressed bytes

_NAME = re.compile(rb"/([^\x00\t\n\x0c\r ()<>\[\]{}/%]{2,60})")
_ESCAPE = re.compile(rb"#([0-9A-Fa-f]{2})")
_STREAM = re.compile(rb"\bstream\r?\n.*?\bendstream\b", re.DOTALL)


def check(stream: IO[bytes]) -> None:
    """All three looks, the cheapest first."""
    stream.seek(0)
    data = stream.read()
    if b"%%EOF" not in data[-1024:]:
        raise Unfit(_broken())
    _check_names({name for name in _names(data) if len(name) >= _UNMISTAKABLE})
    _check_names({_read(name) for name in set(_WORKS.findall(data))} & _SHORT)
    _check_names(_names(_STREAM.sub(b" ", data)))
    try:
        _check_structure(stream, data)
    except Unfit:
        raise
    except Exception:  # pyHanko was not written for hostile files; what it cannot read stays out
        raise Unfit(_broken()) from None


def _names(data: bytes) -> set[bytes]:
    """Every name in these bytes."""
    return {_read(name) for name in set(_NAME.findall(data))}


def _count(name: bytes, data: bytes) -> int:
    return sum(_read(found) == name for found in _NAME.findall(data))


def _read(name: bytes) -> bytes:
    """The name with its escapes undone: `#4A` is `J`."""
    if b"#" not in name:
        return name
    return _ESCAPE.sub(lambda found: bytes([int(found[1], 16)]), name)


def _check_names(names: set[bytes]) -> None:
    if names & _ACTIVE:
        raise Unfit(
            _("bên trong có mã lệnh hoặc biểu mẫu động. Hãy in lại thành PDF thường rồi gửi.")
        )
    if names & _CARRIES:
        raise Unfit(_("bên trong có tệp đính kèm. Hãy gửi từng tệp riêng, hoặc in lại thành PDF."))


def _check_structure(stream: IO[bytes], data: bytes) -> None:
    reader = PdfFileReader(stream, strict=False, decode_limits=_LIMITS)
    if reader.encrypted:
        raise Unfit(_("tệp có mật khẩu hoặc bị khóa. Hãy bỏ mật khẩu, hoặc in lại thành PDF."))
    if reader.total_revisions > MOST_REVISIONS:
        raise Unfit(_broken())
    listed: set[Reference] = set()
    for revision in range(reader.total_revisions):
        listed |= _object_streams(reader, revision)
        if len(reader.xrefs.explicit_refs_in_revision(revision)) > MOST_OBJECTS:
            raise Unfit(_broken())
    for reference in listed:
        _check_object_stream(reference)
    if _count(b"ObjStm", data) > len(listed) or "/Pages" not in reader.root:
        raise Unfit(_broken())  # objects that the file's own table does not list


def _object_streams(reader: PdfFileReader, revision: int) -> set[Reference]:
    """Those that a revision lists, also in the hidden half of a hybrid table."""
    listing = reader.xrefs.get_xref_data(revision)
    halves = [listing, *([listing.hybrid.xref_data] if listing.hybrid else [])]
    return {Reference(number, pdf=reader) for half in halves for number in half.obj_streams_used}


def _check_object_stream(reference: Reference) -> None:
    content = reference.get_object()
    if not isinstance(content, StreamObject):
        raise Unfit(_broken())
    _check_names(_names(content.read_data(DecodePurpose.OBJECT_STREAM)))


def _broken() -> str:
    return _("tệp bị hỏng hoặc chưa tải lên hết. Hãy mở tệp, in lại thành PDF rồi gửi.")
