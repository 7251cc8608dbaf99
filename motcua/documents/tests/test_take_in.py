"""Taking in: honest files come in, under their right name and kind; others are told what to do."""

import hashlib
from pathlib import Path

import pytest

from motcua.core.actors import SYSTEM
from motcua.core.journal import entries_about
from motcua.core.refusals import Invalid
from motcua.documents import actions, queries
from motcua.documents.inspection import policy
from motcua.documents.models import File
from motcua.documents.tests import specimens
from motcua.documents.tests.specimens import upload

pytestmark = pytest.mark.django_db(transaction=False)


@pytest.mark.parametrize(
    ("content", "name", "media_type"),
    [
        (specimens.pdf(), "Giấy chứng sinh.pdf", "application/pdf"),
        (specimens.packed_pdf(b"<< /A 1 >>"), "Đơn.PDF", "application/pdf"),
        (specimens.jpeg(), "ảnh thẻ.jpg", "image/jpeg"),
        (specimens.png(), "chữ ký.png", "image/png"),
        (specimens.docx(), "Tờ khai.docx", policy.DOCX.media_type),
        (specimens.xlsx(), "Danh sách.xlsx", policy.XLSX.media_type),
    ],
)
def test_an_honest_file_comes_in_as_what_it_is(content: bytes, name: str, media_type: str) -> None:
    file = actions.take_in(upload(content, name), by=SYSTEM, purpose="attachment")

    kept = File.objects.get(pk=file.pk)
    assert (kept.media_type, kept.size) == (media_type, len(content))
    assert kept.name.lower() == name.lower()
    assert kept.sha256 == hashlib.sha256(content).hexdigest()
    assert queries.content(kept) == content


def test_taking_in_is_journalled_without_the_name_of_the_file() -> None:
    file = actions.take_in(
        upload(specimens.pdf(), "CCCD Nguyễn Thị An.pdf"), by=SYSTEM, purpose="attachment"
    )
    (entry,) = entries_about(file.pk)
    assert entry.event == "documents.FileTakenIn"
    assert entry.payload["sha256"] == file.sha256
    assert "Nguyễn" not in str(entry.payload)


def test_equal_content_is_stored_once_and_owned_by_each(store: Path) -> None:
    one, other = (
        actions.take_in(upload(specimens.pdf(), name), by=SYSTEM, purpose="attachment")
        for name in ("một.pdf", "hai.pdf")
    )
    assert one.pk != other.pk
    assert [path.name for path in store.rglob("*") if path.is_file()] == [one.sha256]


def test_content_cut_short_by_an_accident_is_stored_again(store: Path) -> None:
    first = actions.take_in(upload(specimens.pdf(), "a.pdf"), by=SYSTEM, purpose="attachment")
    (path,) = (path for path in store.rglob("*") if path.is_file())
    path.write_bytes(b"%PDF")

    actions.take_in(upload(specimens.pdf(), "a.pdf"), by=SYSTEM, purpose="attachment")
    assert queries.content(first) == specimens.pdf()


@pytest.mark.parametrize(
    ("content", "name", "told"),
    [
        (b"", "đơn.pdf", "không có nội dung"),
        (b"<html><script>alert(1)</script>", "đơn.pdf", "nội dung không phải PDF"),
        (b"\x7fELF\2\1\1" + bytes(200), "đơn.pdf", "nội dung không phải PDF"),
        (b"MZ" + bytes(200), "đơn.docx", "nội dung không phải Word"),
        (specimens.png(), "đơn.pdf", "nội dung không phải PDF"),
        (specimens.docx(), "bảng.xlsx", "nội dung không phải Excel"),
        (specimens.pdf(), "đơn.exe", "loại không nhận"),
        (b"MZ" + bytes(200), "setup.exe", "loại không nhận"),
        (b"\0\0\0\x18ftypheic" + bytes(50), "IMG_1.HEIC", "HEIC"),
        (b"\0\0\0\x18ftypheic" + bytes(50), "IMG_1.jpg", "không phải ảnh JPEG"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "đơn.doc", ".docx"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "đơn.docx", "mật khẩu"),
        (specimens.archive({"a.pdf": specimens.pdf()}), "hồ sơ.zip", "giải nén"),
        (b"Rar!\x1a\x07\1\0" + bytes(50), "hồ sơ.rar", "giải nén"),
        (b"GIF89a" + bytes(50), "ảnh.gif", "JPEG hoặc PNG"),
        (b"hello", "ghi chú", "loại không nhận"),
    ],
)
def test_a_file_of_another_kind_is_refused_with_what_to_do(
    content: bytes, name: str, told: str, store: Path
) -> None:
    with pytest.raises(Invalid, match=told):
        actions.take_in(upload(content, name), by=SYSTEM, purpose="attachment")
    assert not File.objects.exists()
    assert not list(store.iterdir())


def test_a_file_over_the_limit_is_refused() -> None:
    small = policy.Policy(max_bytes=100)
    with pytest.raises(Invalid, match="lớn hơn"):
        actions.take_in(upload(specimens.pdf(), "a.pdf"), by=SYSTEM, purpose="x", allowed=small)


def test_a_door_may_accept_fewer_kinds() -> None:
    only_pdf = policy.Policy(kinds=(policy.PDF,))
    with pytest.raises(Invalid, match="Vui lòng gửi tệp PDF"):
        actions.take_in(upload(specimens.png(), "a.png"), by=SYSTEM, purpose="x", allowed=only_pdf)


def test_a_name_without_an_ending_gets_the_one_of_its_content() -> None:
    file = actions.take_in(upload(specimens.pdf(), "Giấy khai sinh"), by=SYSTEM, purpose="x")
    assert file.name == "Giấy khai sinh.pdf"
