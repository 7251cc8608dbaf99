"""Pictures: whole from first mark to last, and not too large to be opened."""

import re
import zlib
from typing import IO

from django.utils.translation import gettext as _

from motcua.documents.inspection.policy import Unfit

# The cameras of today make up to 200 megapixels but store 12 or 50; A3 at 600 dpi is 70.
MOST_PIXELS = 100_000_000
LONGEST_SIDE = 30_000

MOST_PARTS = 20_000  # chunks or segments; a large photograph has some thousands

_SCAN = 0xDA
_FRAMES = set(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_BARE = {0x01, *range(0xD0, 0xD8)}  # marks without a length
_MARK = re.compile(rb"\xff+[^\x00\xff]")
_MARK_AFTER_SCAN = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")
_FOREIGN = (b"PK\x03\x04", b"%PDF-", b"<script", b"<html", b"<?php", b"Rar!\x1a", b"7z\xbc\xaf")


def check_png(stream: IO[bytes]) -> None:
    """Walks the chunks (PNG specification, section 5): lengths, checksums, order, nothing after."""
    stream.seek(8)
    for part in range(MOST_PARTS):
        header = stream.read(8)
        length, name = int.from_bytes(header[:4]), header[4:]
        if len(header) < 8 or (part == 0) != (name == b"IHDR"):
            break
        if part == 0:
            _check_png_sides(stream)
        checksum = _checksum(stream, name, length)
        if stream.read(4) != checksum:
            break
        if name == b"IEND" and not stream.read(1):
            return
    raise Unfit(_broken())


def _checksum(stream: IO[bytes], name: bytes, length: int) -> bytes:
    """Reads a chunk's data. Of a chunk cut short the checksum that follows is missing too."""
    checksum = zlib.crc32(name)
    while length and (piece := stream.read(min(length, 65536))):
        checksum = zlib.crc32(piece, checksum)
        length -= len(piece)
    return checksum.to_bytes(4)


def _check_png_sides(stream: IO[bytes]) -> None:
    here = stream.tell()
    sides = stream.read(8)
    stream.seek(here)
    _check_sides(int.from_bytes(sides[:4]), int.from_bytes(sides[4:]))


def check_jpeg(stream: IO[bytes]) -> None:
    """Walks the segments (ITU T.81, annex B) to a frame, a scan and the end mark."""
    stream.seek(0)
    data = stream.read()
    at, seen = 2, set[str]()
    for _part in range(MOST_PARTS):
        mark = _MARK.match(data, at)
        if mark is None:
            break
        code, at = data[mark.end() - 1], mark.end()
        if code == 0xD9 and seen == {"frame", "scan"}:
            return _check_trailer(data, at)
        if code not in _BARE:
            at = _after_segment(data, at, code, seen)
    raise Unfit(_broken())


def _after_segment(data: bytes, at: int, code: int, seen: set[str]) -> int:
    """Where the next mark is to be looked for; notes a frame or a scan as seen."""
    length = int.from_bytes(data[at : at + 2])
    if length < 2 or at + length > len(data):
        raise Unfit(_broken())
    if code in _FRAMES:  # length (2 bytes), precision (1), height (2), width (2)
        seen.add("frame")
        high, wide = data[at + 3 : at + 5], data[at + 5 : at + 7]
        _check_sides(int.from_bytes(wide), int.from_bytes(high))
    if code != _SCAN:
        return at + length
    seen.add("scan")
    mark = _MARK_AFTER_SCAN.search(data, at + length)
    return mark.start() if mark else len(data)


def _check_trailer(data: bytes, end: int) -> None:
    """Telephones append previews and short films after the end; documents and programs not."""
    if any(data.find(mark, end) >= 0 for mark in _FOREIGN):
        raise Unfit(_("bên trong có giấu một tệp khác. Hãy chụp lại giấy tờ rồi gửi ảnh mới."))


def _check_sides(wide: int, high: int) -> None:
    if wide == 0 or high == 0:
        raise Unfit(_broken())
    if wide * high > MOST_PIXELS or max(wide, high) > LONGEST_SIDE:
        raise Unfit(
            _("ảnh quá lớn (%(wide)d × %(high)d điểm ảnh). Hãy quét ở 300 dpi hoặc thu nhỏ ảnh.")
            % {"wide": wide, "high": high}
        )


def _broken() -> str:
    return _("ảnh bị hỏng hoặc chưa tải lên hết. Hãy chụp lại hoặc chọn lại ảnh rồi gửi.")
