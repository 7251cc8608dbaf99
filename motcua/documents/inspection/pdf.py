"""PDF: whole, readable by anyone, and with nothing that acts, opens or carries something else.

Three looks, because hostile files differ between readers: names in the bytes (also in parts that
no table lists), names in unpacked object streams, and the structure that pyHanko reads.
"""

import re
from collections import Counter
from collections.abc import Mapping
from typing import IO

from django.utils.translation import gettext as _
from pyhanko.pdf_utils.decode_limits import DecodePurpose
from pyhanko.pdf_utils.generic import Reference, StreamObject
from pyhanko.pdf_utils.reader import PdfFileReader

from motcua.documents.inspection.policy import Unfit
from motcua.documents.inspection.reader import opened

MOST_OBJECT_STREAMS = 5_000
MOST_NAMES = 600_000

# Names that start programs, run scripts, send data away, play media or carry files.
_ACTIVE = frozenset({
    b"JavaScript", b"JS", b"Launch", b"SubmitForm", b"ImportData", b"Rendition", b"XFA",
    b"RichMedia", b"RichMediaExecute", b"GoToE", b"GoToR",
    b"OnInstantiate", b"Movie", b"Sound", b"3D", b"GoTo3DView",
})  # fmt: skip
_CARRIES = frozenset({b"EmbeddedFile", b"EmbeddedFiles", b"FileAttachment", b"EF"})
# Short names count anywhere when they are followed by what makes them work: a string that says
# `stream` could otherwise hide them from the look outside of streams.
_WORKS = re.compile(
    rb"/((?:X|#58)(?:F|#46)(?:A|#41)|(?:E|#45)(?:F|#46)|(?:J|#4[aA])(?:S|#53))"
    rb"\s*(?:<<|\[|\d{1,10}\s+\d{1,5}\s+R)"
)
_MATTER = _ACTIVE | _CARRIES | {b"ObjStm"}
_UNMISTAKABLE = 5  # a name this long does not come up by chance in compressed bytes

_NAME = re.compile(rb"/([^\x00\t\n\x0c\r ()<>\[\]{}/%]{2,60})")
_ESCAPE = re.compile(rb"#([0-9A-Fa-f]{2})")


def check(stream: IO[bytes]) -> None:
    """All three looks, the cheapest first."""
    stream.seek(0)
    data = stream.read()
    if b"%%EOF" not in data[-1024:]:
        raise Unfit(_broken())
    names = _names(data)
    _check_names({name: times for name, times in names.items() if len(name) >= _UNMISTAKABLE})
    _check_names(_names(_outside_streams(data)))
    _check_names({_read(found[1]): 1 for found in _WORKS.finditer(data)})
    try:
        _check_structure(opened(data), shown=names[b"ObjStm"])
    except Unfit:
        raise
    except Exception:  # pyHanko was not written for hostile files; what it cannot read stays out
        raise Unfit(_broken()) from None


def _outside_streams(data: bytes) -> bytes:
    """Without what lies between `stream` and `endstream`; in one pass, however they are strewn."""
    parts, at = [], 0
    while (start := data.find(b"stream", at)) >= 0:
        end = data.find(b"endstream", start + 6)
        if end < 0:
            break
        parts.append(data[at:start])
        at = end + 9
    return b" ".join([*parts, data[at:]])


def _names(data: bytes) -> Counter[bytes]:
    """How often these bytes have each name that matters here."""
    if data.count(b"/") > MOST_NAMES:
        raise Unfit(_broken())
    read = (_read(found[1]) for found in _NAME.finditer(data))
    return Counter(name for name in read if name in _MATTER)


def _read(name: bytes) -> bytes:
    """The name with its escapes undone: `#4A` is `J`."""
    if b"#" not in name:
        return name
    return _ESCAPE.sub(lambda found: bytes([int(found[1], 16)]), name)


def _check_names(names: Mapping[bytes, int]) -> None:
    if names.keys() & _ACTIVE:
        raise Unfit(
            _("bên trong có mã lệnh hoặc biểu mẫu động. Hãy in lại thành PDF thường rồi gửi.")
        )
    if names.keys() & _CARRIES:
        raise Unfit(_("bên trong có tệp đính kèm. Hãy gửi từng tệp riêng, hoặc in lại thành PDF."))


def _check_structure(reader: PdfFileReader, *, shown: int) -> None:
    """`shown`: how many object streams the bytes show; the file's own tables must list them."""
    if reader.encrypted:
        raise Unfit(_("tệp có mật khẩu hoặc bị khóa. Hãy bỏ mật khẩu, hoặc in lại thành PDF."))
    listed: set[Reference] = set()
    for revision in range(reader.total_revisions):
        listed |= _object_streams(reader, revision)
    if not shown <= len(listed) <= MOST_OBJECT_STREAMS or "/Pages" not in reader.root:
        raise Unfit(_broken())
    _check_object_streams(listed)


def _check_object_streams(listed: set[Reference]) -> None:
    left = MOST_NAMES
    for reference in listed:
        content = reference.get_object()
        if not isinstance(content, StreamObject):
            raise Unfit(_broken())
        unpacked = content.read_data(DecodePurpose.OBJECT_STREAM)
        left -= unpacked.count(b"/")
        if left < 0:
            raise Unfit(_broken())
        _check_names(_names(unpacked))


def _object_streams(reader: PdfFileReader, revision: int) -> set[Reference]:
    """Those that a revision lists, also in the hidden half of a hybrid table."""
    listing = reader.xrefs.get_xref_data(revision)
    halves = [listing, *([listing.hybrid.xref_data] if listing.hybrid else [])]
    return {Reference(number, pdf=reader) for half in halves for number in half.obj_streams_used}


def _broken() -> str:
    return _("tệp bị hỏng hoặc chưa tải lên hết. Hãy mở tệp, in lại thành PDF rồi gửi.")
