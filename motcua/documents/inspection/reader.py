"""Opening PDF files of strangers with pyHanko, within bounds of time and memory.

A table of objects costs pyHanko 6 microseconds and half a kilobyte for each entry. How many there
are the file declares in a few bytes, and pyHanko 0.38 does not hold that against its length: a file
of 4 KB takes minutes and gigabytes. So tables get a small budget, and declare what they hold.
"""

import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from pyhanko.pdf_utils import xref
from pyhanko.pdf_utils.decode_limits import (
    DecodeContext,
    DecodeLimits,
    DecodePurpose,
    DocumentDecodeBudget,
)
from pyhanko.pdf_utils.generic import StreamObject
from pyhanko.pdf_utils.misc import PdfReadError
from pyhanko.pdf_utils.reader import PdfFileReader

MOST_OBJECTS = 150_000
MOST_REVISIONS = 100
_FOR_TABLES = DecodeLimits(
    document_budget=DocumentDecodeBudget(base_allowance=400 * 1024, max_ratio=0)
)
_FOR_OBJECTS = DecodeLimits(
    document_budget=DocumentDecodeBudget(base_allowance=32 * 1024 * 1024, max_ratio=5)
)
_ENTRY = re.compile(rb"\d{5} [nf]\s")
_TABLE = re.compile(rb"\btrailer\b|/(?:X|#58)(?:R|#52)(?:e|#65)(?:f|#66)(?!Stm)")


class Unreadable(Exception):  # noqa: N818  # an answer about a file, not a crash
    """This is no PDF that can be read within bounds."""


def opened(data: bytes) -> PdfFileReader:
    """The file with its tables read. What is read from it later may fail in any way still."""
    if sum(1 for _ in _TABLE.finditer(data)) > MOST_REVISIONS:
        raise Unreadable
    if sum(1 for _ in _ENTRY.finditer(data)) > MOST_OBJECTS:
        raise Unreadable
    try:
        reader = _Reader(BytesIO(data), strict=False, decode_limits=_FOR_TABLES)
    except Exception:  # pyHanko was not written for hostile files
        raise Unreadable from None
    reader.context_of_objects = DecodeContext(_FOR_OBJECTS, input_size=len(data))
    return reader


class _Reader(PdfFileReader):
    """Small budget for the tables, which are read on opening; a larger one for what comes after."""

    context_of_objects: DecodeContext | None = None

    @property
    def decode_context(self) -> DecodeContext:
        return self.context_of_objects or super().decode_context


def _entries_within_data(
    xref_stream: StreamObject, strict: bool = True
) -> Iterator[xref.XRefEntry]:
    """pyHanko's own reading of a table, once the table is known to hold what it declares."""
    width = sum(int(size) for size in xref_stream["/W"])
    sizes = [int(size) for size in _ranges(xref_stream)[1::2]]
    held = len(xref_stream.read_data(DecodePurpose.XREF_STREAM))
    if width < 2 or min(sizes) < 0 or sum(sizes) * width > held:
        raise PdfReadError("A table declares more objects than it holds")
    return _parse(xref_stream, strict)


def _ranges(table: StreamObject) -> list[Any]:
    return list(table.get("/Index", [0, table["/Size"]]))


_parse = xref.parse_xref_stream
xref.parse_xref_stream = _entries_within_data
