"""Word and Excel files: a ZIP archive that stays small, with documents and nothing that runs."""

import re
import zipfile
import zlib
from collections.abc import Iterator
from typing import IO

from django.utils.translation import gettext as _

from motcua.documents.inspection.policy import DOCX, MEGABYTE, XLSX, Kind, Unfit

MOST_ENTRIES = 2_000
MOST_BYTES = 200 * MEGABYTE
HIGHEST_RATIO = 100
_RATIO_COUNTS_FROM = 64 * 1024  # below, even the best compression hides nothing
_LARGEST_DIRECTORY = MEGABYTE
_LARGEST_TABLE = 2 * MEGABYTE  # content types and relationships: read whole

_MAIN = {
    DOCX: ("word/document.xml", b"wordprocessingml.document.main+xml"),
    XLSX: ("xl/workbook.xml", b"spreadsheetml.sheet.main+xml"),
}
_METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
_NESTED = (b"PK\x03\x04", b"Rar!\x1a", b"7z\xbc\xaf", b"\x1f\x8b\x08", b"BZh", b"\xfd7zXZ")
_RUNS = (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"MZ", b"\x7fELF", b"#!")  # OLE objects, programs
_RUNS_BY_NAME = re.compile(r"(?i)vbaproject|vbadata|activex|macrosheets/|\.(exe|dll|js|vbs|bat)\Z")
_RUNS_BY_TYPE = re.compile(rb"(?i)macroEnabled|vbaProject|ms-office\.activeX")
_EXTERNAL = re.compile(rb"(?is)<(?:\w+:)?Relationship\b[^>]*TargetMode\s*=\s*[\"']External[^>]*>")
_HYPERLINK = re.compile(rb"(?i)\bType\s*=\s*[\"'][^\"'>]*/hyperlink[\"']")
# A DTD (entities that grow without end), and fields that start a program (DDE; Office itself has
# asked before obeying them since 2017, so one split over several runs is left to that question).
_DECLARATIONS = (b"<!DOCTYPE", b"<!ENTITY", b"ddeLink")
_COMMAND = re.compile(
    rb"instr(?:Text\b[^>]{0,80}>|\s*=\s*[\"'])\s*[dD][dD][eE](?:[aA][uU][tT][oO])?\b"
)
_LONGEST_COMMAND = 160


def kind_of(stream: IO[bytes]) -> Kind | None:
    """Word or Excel by the document inside; None for any other archive, even a broken one."""
    try:
        with _archive(stream) as archive:
            names = set(archive.namelist())
    except (Unfit, zipfile.BadZipFile, ValueError, OSError):
        return _named_inside(stream)
    return next((kind for kind, (main, _type) in _MAIN.items() if main in names), None)


def _named_inside(stream: IO[bytes]) -> Kind | None:
    """For an archive that cannot be opened, the kind that it names, so that it is told as such."""
    stream.seek(0)
    head = stream.read(MEGABYTE)
    return next((kind for kind, (main, _type) in _MAIN.items() if main.encode() in head), None)


def check(stream: IO[bytes]) -> None:
    """Reads every entry once, in pieces, and stops at the limits."""
    try:
        with _archive(stream) as archive:
            entries = archive.infolist()
            _check_names(entries)
            _check_declared(entries)
            _check_places(archive, entries)
            _check_contents(archive, entries)
            _check_main_part(archive)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError):
        raise Unfit(_broken()) from None


def _archive(stream: IO[bytes]) -> zipfile.ZipFile:
    """Opened only after its directory is known to be small: opening reads all of it."""
    size = stream.seek(0, 2)
    stream.seek(max(0, size - 22 - 65535))
    tail = stream.read()
    at = tail.rfind(b"PK\x05\x06")
    end = tail[at : at + 22]
    if at < 0 or len(end) < 22:
        raise Unfit(_broken())
    count, directory = int.from_bytes(end[10:12], "little"), int.from_bytes(end[12:16], "little")
    offset, comment = int.from_bytes(end[16:20], "little"), int.from_bytes(end[20:22], "little")
    eocd = size - len(tail) + at
    if eocd + 22 + comment != size or offset + directory != eocd:
        raise Unfit(_broken())  # something before, between or after: two files in one, or ZIP64
    if count > MOST_ENTRIES or directory > _LARGEST_DIRECTORY:
        raise Unfit(_too_large())
    archive = zipfile.ZipFile(stream)
    if len(archive.infolist()) != count:
        raise Unfit(_broken())
    return archive


def _check_names(entries: list[zipfile.ZipInfo]) -> None:
    names = [entry.orig_filename for entry in entries]
    if len({name.lower() for name in names}) != len(names):
        raise Unfit(_broken())
    for entry, name in zip(entries, names, strict=True):
        parts = name.split("/")
        is_link = (entry.external_attr >> 16) & 0o170000 == 0o120000
        if ".." in parts or name.startswith("/") or is_link or re.search(r"[\x00-\x1f\\:]", name):
            raise Unfit(_broken())
        if _RUNS_BY_NAME.search(name):
            raise Unfit(_runs())


def _check_declared(entries: list[zipfile.ZipInfo]) -> None:
    if len(entries) > MOST_ENTRIES or sum(entry.file_size for entry in entries) > MOST_BYTES:
        raise Unfit(_too_large())
    for entry in entries:
        if entry.flag_bits & 0x1:
            raise Unfit(_("tệp có mật khẩu. Hãy bỏ mật khẩu rồi gửi lại."))
        if entry.compress_type not in _METHODS:
            raise Unfit(_broken())
        _check_ratio(entry.file_size, entry.compress_size)
    _check_ratio(sum(e.file_size for e in entries), sum(e.compress_size for e in entries))


def _check_ratio(unpacked: int, packed: int) -> None:
    if unpacked > _RATIO_COUNTS_FROM and unpacked > HIGHEST_RATIO * packed:
        raise Unfit(_too_large())


def _check_places(archive: zipfile.ZipFile, entries: list[zipfile.ZipInfo]) -> None:
    """No two entries share bytes: that is how 46 MB of archive unpack to petabytes."""
    end = 0
    for entry in sorted(entries, key=lambda entry: entry.header_offset):
        if entry.header_offset < end:
            raise Unfit(_too_large())
        end = entry.header_offset + 30 + len(entry.orig_filename) + entry.compress_size
    if end > archive.start_dir:
        raise Unfit(_broken())


def _check_contents(archive: zipfile.ZipFile, entries: list[zipfile.ZipInfo]) -> None:
    total = 0
    for entry in entries:
        name = entry.filename.lower()
        is_table = name.endswith(".rels") or name == "[content_types].xml"
        if is_table and entry.file_size > _LARGEST_TABLE:
            raise Unfit(_too_large())
        before = b""
        for piece in _pieces(archive, entry):
            total += len(piece)
            if total > MOST_BYTES:
                raise Unfit(_too_large())
            if not before:
                _check_head(piece)
            before = (before if is_table else before[-_LONGEST_COMMAND:]) + piece
            if name.endswith((".xml", ".rels", ".vml")):
                _check_text(before)
        if is_table:
            _check_table(before)


def _check_main_part(archive: zipfile.ZipFile) -> None:
    """The archive calls its document what its name says: a template or macro file does not."""
    names = set(archive.namelist())
    types = archive.read("[Content_Types].xml") if "[Content_Types].xml" in names else b""
    if not any(main in names and content_type in types for main, content_type in _MAIN.values()):
        raise Unfit(_broken())


def _pieces(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> Iterator[bytes]:
    """The entry unpacked piece by piece: never more than it declares, and of its checksum."""
    with archive.open(entry) as content:
        while piece := content.read(256 * 1024):
            yield piece


def _check_head(piece: bytes) -> None:
    if piece.startswith(_NESTED):
        raise Unfit(_("bên trong có tệp nén khác. Hãy lưu thành PDF rồi gửi lại."))
    if piece.startswith(_RUNS):
        raise Unfit(_runs())


def _check_text(piece: bytes) -> None:
    if b"\0" in piece:  # UTF-16 would slip past every search below; no office program writes it
        raise Unfit(_broken())
    if any(mark in piece for mark in _DECLARATIONS) or _COMMAND.search(piece):
        raise Unfit(_runs())


def _check_table(table: bytes) -> None:
    if _RUNS_BY_TYPE.search(table):
        raise Unfit(_runs())
    if any(not _HYPERLINK.search(found.group()) for found in _EXTERNAL.finditer(table)):
        raise Unfit(
            _("tệp lấy nội dung từ nơi khác khi được mở. Hãy bỏ liên kết đó hoặc lưu thành PDF.")
        )


def _runs() -> str:
    return _("tệp có macro hoặc đối tượng nhúng. Hãy lưu thành .docx, .xlsx thường hoặc PDF.")


def _too_large() -> str:
    return _("tệp bung ra quá lớn nên không an toàn. Hãy lưu thành PDF rồi gửi lại.")


def _broken() -> str:
    return _("tệp bị hỏng hoặc chưa tải lên hết. Hãy mở tệp, lưu lại hoặc lưu thành PDF rồi gửi.")
