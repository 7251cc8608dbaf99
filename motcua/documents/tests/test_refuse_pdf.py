"""Hostile PDF files are refused, however they hide what they do."""

import contextlib
import io
import os
import random
import time
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfWriter

from motcua.core.refusals import Invalid
from motcua.documents.inspection import inspect, policy
from motcua.documents.tests import specimens

SCRIPT = b"<< /S /JavaScript /JS (app.alert\\(1\\)) >>"


def refused(content: bytes, name: str = "đơn.pdf") -> str:
    with pytest.raises(Invalid) as refusal:
        inspect(io.BytesIO(content), name, policy.Policy())
    return refusal.value.message


@pytest.mark.parametrize(
    "hostile",
    [
        specimens.pdf(SCRIPT, catalog=b"/OpenAction 4 0 R"),
        specimens.pdf(catalog=b"/OpenAction " + SCRIPT),
        specimens.pdf(b"<</S/J#61vaScript/#4A#53(x)>>", catalog=b"/OpenAction 4 0 R"),
        specimens.pdf(b"<< /S /Rendition /JS 5 0 R >>", b"(x)"),
        specimens.pdf(catalog=b"/AA << /WC " + SCRIPT + b" >>"),
        specimens.pdf(catalog=b"/Names << /JavaScript << /Names [(a) " + SCRIPT + b"] >> >>"),
        specimens.pdf(b"<< /S /Launch /F (cmd.exe) >>", catalog=b"/OpenAction 4 0 R"),
        specimens.pdf(b"<< /S /Laun#63h /F (cmd.exe) >>", catalog=b"/OpenAction 4 0 R"),
        specimens.pdf(b"<< /S /SubmitForm /F (https://evil.example) >>"),
        specimens.pdf(b"<< /S /ImportData /F (x) >>"),
        specimens.pdf(b"<< /Subtype /RichMedia >>"),
        specimens.pdf(catalog=b"/AcroForm << /XFA 4 0 R >>"),
        specimens.pdf(catalog=b"/A (stream\n) /AcroForm << /X#46A 4 0 R >> /B (endstream)"),
        specimens.pdf(b"<< /S /GoToR /F (\\\\evil.example\\share) >>"),
        specimens.packed_pdf(SCRIPT),
        specimens.packed_pdf(b"<</S/#4Aava#53cript/JS(x)>>"),
        specimens.packed_pdf(b"<< /S /Launch /F (cmd.exe) >>"),
    ],
)
def test_a_pdf_that_acts_is_refused(hostile: bytes) -> None:
    assert "mã lệnh hoặc biểu mẫu động. Hãy in lại thành PDF" in refused(hostile)


@pytest.mark.parametrize(
    "carrier",
    [
        specimens.pdf(b"<< /Type /EmbeddedFile /Length 2 >>\nstream\nMZ\nendstream"),
        specimens.pdf(catalog=b"/Names << /EmbeddedFiles << /Names [] >> >>"),
        specimens.pdf(b"<< /Type /Filespec /EF << /F 5 0 R >> >>", b"(x)"),
        specimens.pdf(b"<< /Type /Annot /Subtype /FileAttachment >>"),
        specimens.pdf(b"<< /A (stream\n) /EF << /F 5 0 R >> /B (endstream) >>", b"(x)"),
        specimens.packed_pdf(b"<< /Type /Filespec /E#46 << /F 1 0 R >> >>"),
    ],
)
def test_a_pdf_that_carries_files_is_refused(carrier: bytes) -> None:
    assert "tệp đính kèm" in refused(carrier)


def test_a_script_in_an_earlier_revision_is_seen() -> None:
    first = specimens.pdf(SCRIPT, catalog=b"/OpenAction 4 0 R")
    table = len(first) + len(b"4 0 obj\nnull\nendobj\n")
    later = first + b"4 0 obj\nnull\nendobj\nxref\n4 1\n%010d 00000 n \n" % len(first)
    later += b"trailer\n<< /Size 5 /Root 1 0 R /Prev %d >>\n" % first.rindex(b"xref\n0")
    assert "mã lệnh" in refused(later + b"startxref\n%d\n%%%%EOF\n" % table)


def test_an_object_stream_that_no_table_lists_is_refused() -> None:
    assert "bị hỏng" in refused(specimens.packed_pdf(SCRIPT, is_listed=False))
    assert "bị hỏng" in refused(specimens.packed_pdf(SCRIPT, is_listed=False, kind=b"/#4fbjStm"))


def test_a_locked_pdf_is_refused_with_what_to_do() -> None:
    locked = specimens.pdf(
        b"<< /Filter /Standard /V 2 /R 3 /Length 128 /P -44 /O (12345678901234567890123456789012)"
        b" /U (12345678901234567890123456789012) >>",
        trailer=b"/Encrypt 4 0 R /ID [(a) (a)]",
    )
    assert "bỏ mật khẩu" in refused(locked)


@pytest.mark.parametrize(
    "broken",
    [
        b"%PDF-1.7",
        b"%PDF-1.7\n%%EOF",
        specimens.pdf()[:-40],
        specimens.pdf()[:200],
        specimens.pdf().replace(b"/Pages", b"/Pagez"),
        specimens.pdf().replace(b"startxref\n", b"startxref\n9"),
        b"%PDF-1.7\n" + b"[" * 100_000 + b"\nstartxref\n9\n%%EOF",
        specimens.pdf(trailer=b"/Prev 193"),
        specimens.pdf().replace(b"/Root 1 0 R", b"/Root 9 0 R"),
    ],
)
def test_a_broken_pdf_is_refused(broken: bytes) -> None:
    assert "bị hỏng" in refused(broken)


def test_a_pdf_after_something_else_is_not_one() -> None:
    assert "không phải PDF" in refused(b"<html></html>\n" + specimens.pdf())
    assert "không phải PDF" in refused(b"\xff\xd8\xff\xe0" + specimens.pdf())


def test_a_pdf_that_is_an_archive_too_is_refused() -> None:
    assert "giấu một tệp khác" in refused(
        specimens.pdf() + specimens.archive({"a.exe": b"MZ"}) + b"%%EOF\n"
    )


def test_an_object_stream_that_unpacks_without_end_is_refused_soon() -> None:
    bomb = specimens.packed_pdf(b"<< /A (" + b"A" * 150_000_000 + b") >>")
    begun = time.process_time()
    assert "bị hỏng" in refused(bomb)
    assert time.process_time() - begun < 1


def test_the_largest_pdf_is_judged_in_a_second() -> None:
    noise = random.Random(1).randbytes(9_000_000)
    picture = b"<< /Length %d >>\nstream\n%s\nendstream" % (len(noise), noise)
    begun = time.process_time()
    inspect(io.BytesIO(specimens.pdf(picture)), "quét.pdf", policy.Policy())
    assert time.process_time() - begun < 1


def test_a_pdf_of_very_many_objects_is_judged_in_a_second() -> None:
    many = specimens.pdf(*(b"<< /A %d >>" % number for number in range(100_000)))
    begun = time.process_time()
    inspect(io.BytesIO(many), "nhiều.pdf", policy.Policy())
    assert time.process_time() - begun < 1.5


def table_bomb(count: int, *, size: int, declared: int, shape: bytes = b"/W [1 1 1]") -> bytes:
    """A few kilobytes: `count` tables, one after another, of `size` entries each."""
    out, before, table = b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Pages 1 0 R >>\nendobj\n", b"", 0
    packed = zlib.compress(b"\1\x09\0" * size)
    for _ in range(count):
        table = len(out)
        out += b"6 0 obj\n<< /Type /XRef /Size %d /Root 1 0 R %s %s" % (declared, shape, before)
        out += b" /Filter /FlateDecode /Length %d >>\nstream\n%s\nendstream\nendobj\n" % (
            len(packed),
            packed,
        )
        before = b"/Prev %d" % table
    return out + b"startxref\n%d\n%%%%EOF\n" % table


@pytest.mark.parametrize(
    "hostile",
    [
        table_bomb(1, size=1_000_000, declared=1_000_000),
        table_bomb(1, size=9, declared=10**12),
        table_bomb(1, size=9, declared=10**12, shape=b"/W [0 0 0]"),
        table_bomb(1, size=9, declared=9, shape=b"/W [1 1 1] /Index [0 1000000000 1000000000 -9]"),
        table_bomb(1, size=9, declared=10**12, shape=b"/W#20 [1 1 1] /W [1 0 0]"),
        table_bomb(5, size=200_000, declared=200_000),
        table_bomb(90, size=9, declared=10**6),
        table_bomb(99, size=1_300, declared=1_300),
        table_bomb(5_000, size=1, declared=1),
        specimens.pdf(b"/aa" * 3_000_000),
        specimens.pdf(b"stream\n" * 1_000_000, b"/JS 3 0 R"),
        specimens.pdf().replace(
            b"xref\n0 4\n", b"xref\n0 400004\n" + b"0" * 18 + b" f\n" * 400_000
        ),
    ],
)
def test_a_pdf_made_to_keep_the_reader_busy_is_judged_soon(hostile: bytes) -> None:
    begun = time.process_time()
    with contextlib.suppress(Invalid):
        inspect(io.BytesIO(hostile), "x.pdf", policy.Policy())
    assert time.process_time() - begun < 1.5


@settings(max_examples=int(os.environ.get("FUZZ", "60")), deadline=None)
@given(st.data())
def test_no_damage_to_a_pdf_is_more_than_a_refusal(data: st.DataObject) -> None:
    whole = data.draw(st.sampled_from([specimens.pdf(), specimens.packed_pdf(b"<< /A 1 >>")]))
    damaged = bytearray(whole)
    for _ in range(data.draw(st.integers(1, 6))):
        place = data.draw(st.integers(0, len(damaged) - 1))
        damaged[place : place + data.draw(st.integers(0, 3))] = data.draw(st.binary(max_size=4))
    with contextlib.suppress(Invalid):
        inspect(io.BytesIO(bytes(damaged)), "x.pdf", policy.Policy())


def test_files_of_other_programs_are_refused_alike() -> None:
    """As pypdf writes them, not as the specimens here do."""
    locked, carrier, acting = (PdfWriter(io.BytesIO(specimens.pdf())) for _ in range(3))
    locked.encrypt("mật khẩu", algorithm="AES-256")
    carrier.add_attachment("a.txt", b"x")
    acting.add_js("app.alert(1)")
    for writer, told in ((locked, "mật khẩu"), (carrier, "đính kèm"), (acting, "mã lệnh")):
        out = io.BytesIO()
        writer.write(out)
        assert told in refused(out.getvalue())
