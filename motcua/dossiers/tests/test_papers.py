"""The papers of the one-stop shop say what the law wants on them."""

import io
import re
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from motcua.dossiers.papers import (
    Applicant,
    AskedPaper,
    DigitalStamp,
    HandedPaper,
    Issuer,
    PaperFile,
    ReceiptData,
    RefusalData,
    ResultData,
    Subject,
    SupplementData,
    receipt_pdf,
    refusal_pdf,
    result_pdf,
    supplement_pdf,
)

AT = datetime(2026, 4, 22, 2, 30, tzinfo=UTC)
URL = "https://motcua.example/tra-cuu?ma=H99.9.1-20260422-0001"
COMMON: dict[str, Any] = {
    "issuer": Issuer(agency="Ủy ban nhân dân phường Sen", place="Sen", phone="1900 0000"),
    "code": "H99.9.1-20260422-0001",
    "issued_at": AT,
    "applicant": Applicant(name="Nguyễn Thị An", address="12 phố Sen #1 *cũ*"),
    "subject": Subject(name="Đăng ký khai sinh", code="1.001193"),
    "official": "Trần Văn Bình",
}
STAMP = DigitalStamp(signer="Trần Văn Bình", at=AT)
FILES = (
    PaperFile(name="chung sinh 1.jpg", size=2_300_000, sha256="0123456789abcdef" * 4),
    PaperFile(name="chung sinh 2.jpg", size=1_200_000, sha256="fedcba9876543210" * 4),
)
RECEIPT = ReceiptData(
    **COMMON,
    papers=(HandedPaper(name="Giấy chứng sinh", files=FILES), HandedPaper(name="Tờ khai")),
    received_at=AT,
    due_at=datetime(2026, 4, 23, 9, 0, tzinfo=UTC),
    time_limit="01 ngày làm việc",
    derivation="nhận thứ Tư 22/4/2026, cộng 1 ngày làm việc",
    tracking_url=URL,
)


def said(pdf: bytes) -> str:
    """The words of a paper, without regard to where lines break."""
    text = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)
    return re.sub(r"\s+", " ", text)


def test_a_receipt_names_who_what_and_by_when() -> None:
    text = said(receipt_pdf(RECEIPT))
    for words in (
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ",
        "H99.9.1-20260422-0001",
        "Nguyễn Thị An",
        "12 phố Sen #1 *cũ*",
        "Sen, ngày 22 tháng 4 năm 2026",
        "09 giờ 30 phút, ngày 22 tháng 4 năm 2026",
        "16 giờ 00 phút, ngày 23 tháng 4 năm 2026",
        "01 ngày làm việc",
        "Cách tính: nhận thứ Tư 22/4/2026",
        "Không thu phí, lệ phí",
        "Trần Văn Bình",
    ):
        assert words in text


def test_a_receipt_proves_every_file_by_its_sha256() -> None:
    text = said(receipt_pdf(RECEIPT))
    assert all(f"{file.name}" in text and file.sha256 in text for file in FILES)


def test_a_receipt_of_many_papers_runs_over_pages_and_loses_none() -> None:
    many = tuple(HandedPaper(name=f"Giấy tờ thứ {n}.", files=FILES) for n in range(1, 61))
    pdf = receipt_pdf(replace(RECEIPT, papers=many))
    assert len(PdfReader(io.BytesIO(pdf)).pages) > 2
    assert all(f"Giấy tờ thứ {n}." in said(pdf) for n in range(1, 61))


def test_a_receipt_without_papers_or_time_limit_can_be_printed() -> None:
    text = said(receipt_pdf(replace(RECEIPT, papers=(), due_at=None, derivation="")))
    assert "không có giấy tờ kèm theo" in text
    assert "trả kết quả giải quyết" not in text


def test_a_trial_signature_is_called_one() -> None:
    assert "Chữ ký số thử nghiệm" in said(receipt_pdf(replace(RECEIPT, stamp=STAMP)))
    assert "Ký và ghi rõ họ tên" in said(receipt_pdf(RECEIPT))


@pytest.mark.parametrize("stamp", [None, STAMP])
def test_a_refusal_tells_reason_law_and_what_to_do(stamp: DigitalStamp | None) -> None:
    text = said(
        refusal_pdf(
            RefusalData(
                **COMMON,
                reason="Giấy chứng sinh không đọc được.\nKhông đúng nơi cư trú.",
                legal_basis="Điều 16 Luật Hộ tịch số 60/2014/QH13.",
                guidance="Chụp lại rồi nộp.",
                stamp=stamp,
            )
        )
    )
    assert "PHIẾU TỪ CHỐI TIẾP NHẬN GIẢI QUYẾT HỒ SƠ" in text
    for words in (
        "không đọc được.",
        "Không đúng nơi",
        "Căn cứ pháp lý: Điều 16",
        "Chụp lại",
        "1900",
    ):
        assert words in text


def test_a_supplement_request_lists_each_thing_once_with_the_day() -> None:
    asked = (
        AskedPaper(name="Giấy chứng sinh", detail="chụp cả hai mặt"),
        AskedPaper(name="Tờ khai"),
    )
    text = said(
        supplement_pdf(
            SupplementData(**COMMON, asked=asked, reason="Ảnh mờ.", answer_by=AT, tracking_url=URL)
        )
    )
    assert "1. Giấy chứng sinh: chụp cả hai mặt" in text
    assert "2. Tờ khai" in text
    assert "trước hết ngày 22 tháng 4 năm 2026" in text


def test_a_result_has_grounds_articles_facts_and_recipients() -> None:
    text = said(
        result_pdf(
            ResultData(
                **COMMON,
                number="Số: 27/QĐ-UBND",
                title="Quyết định",
                about="Về việc đổi giấy phép lái xe",
                grounds=("Căn cứ Luật số 36/2024/QH15;",),
                body=("Điều 1. Đồng ý.",),
                facts=(("Hạng", "B"),),
                signer_post="Chủ tịch",
                recipients=("Bà An", "Lưu: VT"),
                tracking_url=URL,
                stamp=STAMP,
            )
        )
    )
    for words in ("QUYẾT ĐỊNH", "Số: 27/QĐ-UBND", "Căn cứ Luật", "Điều 1.", "Hạng", "CHỦ TỊCH"):
        assert words in text
    assert "- Bà An; - Lưu: VT." in text


@settings(deadline=None, max_examples=25)
@given(
    text=st.text(
        alphabet=st.characters() | st.sampled_from("\n #*_$@<>\\`~[]{}\"'/=-+"), max_size=80
    )
)
@example(text="")
@example(text=" \n ")
@example(text="Điều 1.")
@example(text="ɤ")  # a letter whose capital is younger than any font here
@example(text="W" * 5000)
def test_whatever_people_write_a_paper_can_be_printed(text: str) -> None:
    common: dict[str, Any] = {
        "issuer": Issuer(agency=text, place=text, superior=text, desk=text, phone=text),
        "code": text,
        "number": text,
        "issued_at": AT,
        "applicant": Applicant(name=text, on_behalf_of=text, address=text, phone=text, email=text),
        "subject": Subject(name=text, code=text),
        "official": text,
        "stamp": DigitalStamp(signer=text, at=AT),
        "tracking_url": URL,
    }
    file = PaperFile(name=text, size=1, sha256="0" * 64)
    handed = (HandedPaper(name=text, note=text, files=(file,)),)
    receipt = ReceiptData(
        **common, papers=handed, received_at=AT, due_at=AT, time_limit=text, derivation=text
    )
    receipt_pdf(replace(receipt, fee=text, return_to=text))
    asked = (AskedPaper(name=text, detail=text),)
    supplement_pdf(SupplementData(**common, asked=asked, reason=text, legal_basis=text))
    refusal_pdf(RefusalData(**common, reason=text, legal_basis=text, guidance=text))
    result = ResultData(**common, title=text, signer_post=text, about=text, body=(text,))
    result_pdf(replace(result, grounds=(text,), facts=((text, text),), recipients=(text,)))
