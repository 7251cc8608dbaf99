"""Honest files and hostile ones, built when a test asks for them."""

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping

from django.core.files.uploadedfile import SimpleUploadedFile

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
MACRO_WORD = "application/vnd.ms-word.document.macroEnabled.main+xml"


def upload(content: bytes, name: str) -> SimpleUploadedFile:
    """The content as Django hands it to a view; the name exactly as given, even a hostile one."""
    file = SimpleUploadedFile("x", content)
    vars(file)["_name"] = name  # past Django's own cleaning: the rules here must hold alone
    return file


def pdf(*extra: bytes, catalog: bytes = b"", trailer: bytes = b"") -> bytes:
    """A one-page PDF with a table; `extra` objects are numbered from 4."""
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R " + catalog + b" >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>",
        *extra,
    ]
    parts, places = [b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"], []
    end = len(parts[0])
    for number, body in enumerate(objects, 1):
        places.append(end)
        parts.append(b"%d 0 obj\n%s\nendobj\n" % (number, body))
        end += len(parts[-1])
    out = b"".join(parts)
    table = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<< /Size %d /Root 1 0 R %s >>\n" % (len(objects) + 1, trailer)
    return out + b"startxref\n%d\n%%%%EOF\n" % table


def packed_pdf(hidden: bytes, *, is_listed: bool = True, kind: bytes = b"/ObjStm") -> bytes:
    """A PDF 1.5 file with object 5 inside a compressed object stream, listed by an xref stream."""
    out = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
    inside = b"5 0 " + hidden
    packed = zlib.compress(inside)
    bodies = [
        b"<< /Type /Catalog /Pages 2 0 R /Held 5 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>",
        b"<< /Type %s /N 1 /First 4 /Filter /FlateDecode /Length %d >>\nstream\n%s\nendstream"
        % (kind, len(packed), packed),
    ]
    places = []
    for number, body in enumerate(bodies, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = len(out)
    rows = [struct.pack(">BIB", 0, 0, 255)]
    rows += [struct.pack(">BIB", 1, place, 0) for place in places]
    rows += [struct.pack(">BIB", 2, 4, 0) if is_listed else struct.pack(">BIB", 0, 0, 0)]
    rows += [struct.pack(">BIB", 1, table, 0)]
    listing = zlib.compress(b"".join(rows))
    out += b"6 0 obj\n<< /Type /XRef /Size 7 /Root 1 0 R /W [1 4 1] /Filter /FlateDecode "
    out += b"/Length %d >>\nstream\n%s\nendstream\nendobj\n" % (len(listing), listing)
    return out + b"startxref\n%d\n%%%%EOF\n" % table


def png(wide: int = 2, high: int = 2) -> bytes:
    """A grey PNG; the size declared may be far larger than what follows."""
    rows = zlib.compress(b"\0\x80\x80" * 2)
    header = struct.pack(">IIBBBBB", wide, high, 8, 0, 0, 0, 0)
    parts = ((b"IHDR", header), (b"IDAT", rows), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(png_chunk(name, data) for name, data in parts)


def png_chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def jpeg(wide: int = 8, high: int = 8) -> bytes:
    """A grey baseline JPEG of one block (its declared size may lie)."""

    def segment(mark: int, data: bytes) -> bytes:
        return struct.pack(">BBH", 0xFF, mark, len(data) + 2) + data

    one_code = b"\1" + bytes(15) + b"\0"
    return b"".join((
        b"\xff\xd8",
        segment(0xE0, b"JFIF\0\1\1\0\0\1\0\1\0\0"),
        segment(0xDB, b"\0" + b"\1" * 64),
        segment(0xC0, struct.pack(">BHHB", 8, high, wide, 1) + b"\1\x11\0"),
        segment(0xC4, b"\0" + one_code),
        segment(0xC4, b"\x10" + one_code),
        segment(0xDA, b"\1\1\0\0\x3f\0"),
        b"\x3f",
        b"\xff\xd9",
    ))  # fmt: skip


def archive(entries: Mapping[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as target:
        for name, content in entries.items():
            target.writestr(name, content)
    return out.getvalue()


def types(part: str, content_type: str) -> bytes:
    return (
        '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/'
        f'content-types"><Override PartName="/{part}" ContentType="{content_type}"/></Types>'
    ).encode()


def docx(more: Mapping[str, bytes] | None = None, *, content_type: str = WORD) -> bytes:
    """A small Word file, with more entries put in or put in place of its own."""
    return archive({
        "[Content_Types].xml": types("word/document.xml", content_type),
        "word/document.xml": "<w:document>Đơn đề nghị</w:document>".encode(),
        **(more or {}),
    })  # fmt: skip


def xlsx(more: Mapping[str, bytes] | None = None) -> bytes:
    return archive({
        "[Content_Types].xml": types("xl/workbook.xml", EXCEL),
        "xl/workbook.xml": b"<workbook/>",
        **(more or {}),
    })  # fmt: skip
