"""Printing: what people typed is printed as typed, whatever it is; papers last and can be read."""

import io
import re
import unicodedata
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

import hypothesis
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader
from pypdf.generic import StreamObject
from pytest_django import Settings

from motcua.core import clock
from motcua.documents import printing, wording
from motcua.documents.inspection import inspect, policy

LETTER = Path(__file__).parent / "letter.typ"
MARKUP = r"""#panic("x") *đậm* _nghiêng_ $x^2$ @ref <nhãn> \ `mã` = - + // /* ~ #import "/etc/x" """


def text_of(pdf: bytes) -> str:
    return " ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


def test_typst_markup_in_a_persons_text_is_printed_as_it_was_typed() -> None:
    printed = printing.pdf(LETTER, {"lines": [MARKUP]}, title=MARKUP)
    assert squeezed(MARKUP) in squeezed(text_of(printed))


def test_every_vietnamese_letter_is_printed_composed_or_not() -> None:
    line = "Nguyễn Thị Quỳnh Hường, Ẵ ẳ Ặ ộ ợ ữ ỵ đ Đ, ngày 05 tháng 02"
    decomposed = unicodedata.normalize("NFD", line)
    assert line in text_of(printing.pdf(LETTER, {"lines": [decomposed]}, title="x"))


def test_letters_without_a_glyph_and_invisible_marks_do_not_stop_a_paper() -> None:
    printed = text_of(printing.pdf(LETTER, {"lines": ["A😀數\x00B\u202eC\ud800D"]}, title="😀"))
    assert "A\ufffd\ufffd\ufffdBC\ufffdD" in squeezed(printed)


@hypothesis.settings(deadline=None)
@given(st.text(max_size=40))
def test_no_text_stops_a_paper(text: str) -> None:
    assert printing.pdf(LETTER, {"lines": [text]}, title=text).startswith(b"%PDF")


def test_a_paper_is_archival_accessible_and_dated_by_the_clock() -> None:
    with clock.moved_to(datetime(2026, 2, 3, 4, 5, 6, tzinfo=UTC)):
        printed = printing.pdf(LETTER, {"lines": ["x"]}, title="Giấy tiếp nhận")
    reader = PdfReader(io.BytesIO(printed))
    assert reader.metadata is not None
    assert reader.metadata.title == "Giấy tiếp nhận"
    assert reader.metadata.creation_date == datetime(2026, 2, 3, 4, 5, 6, tzinfo=UTC)
    assert str(reader.root_object["/Lang"]).startswith("vi")
    assert "/StructTreeRoot" in reader.root_object
    metadata = reader.root_object["/Metadata"].get_object()
    assert isinstance(metadata, StreamObject)
    xmp = metadata.get_data().decode()
    assert "<pdfaid:part>2" in xmp
    assert "<pdfuaid:part>1" in xmp


def test_our_own_papers_pass_our_own_inspection() -> None:
    printed = printing.pdf(LETTER, {"lines": ["x"]}, title="x")
    assert inspect(io.BytesIO(printed), "x.pdf", policy.Policy()).kind is policy.PDF


def test_papers_printed_at_once_do_not_mix() -> None:
    def printed(number: int) -> bool:
        pdf = printing.pdf(LETTER, {"lines": [f"giấy số {number};"]}, title="x")
        return f"giấy số {number};" in text_of(pdf)

    with ThreadPoolExecutor(8) as threads:
        assert all(threads.map(printed, range(40)))


def test_data_that_json_cannot_say_is_refused() -> None:
    with pytest.raises(TypeError):
        printing.pdf(LETTER, {"lines": [b"bytes"]}, title="x")


def test_without_fonts_the_reader_is_told_how_to_get_them(
    settings: Settings, tmp_path: Path
) -> None:
    settings.FONTS = tmp_path
    with pytest.raises(printing.CannotPrint, match="motcua assets"):
        printing._font_folder()


def test_a_qr_code_is_a_drawing_without_inline_style() -> None:
    drawn = printing.qr_svg("https://motcua.example/tra-cuu?a=1&b=2", title="Tra cứu")
    assert drawn.startswith("<svg")
    assert "<title>Tra cứu</title>" in drawn
    assert "style=" not in drawn


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        (datetime(2026, 4, 22, 2, 5, tzinfo=UTC), "09 giờ 05 phút, ngày 22 tháng 4 năm 2026"),
        (datetime(2026, 2, 4, 17, 30, tzinfo=UTC), "00 giờ 30 phút, ngày 05 tháng 02 năm 2026"),
    ],
)
def test_hours_are_written_by_the_clock_of_viet_nam(moment: datetime, words: str) -> None:
    assert wording.hour(moment) == words


@pytest.mark.parametrize(
    ("size", "words"), [(1, "1 KB"), (145_000, "142 KB"), (3_500_000, "3,3 MB")]
)
def test_sizes_are_written_with_a_decimal_comma(size: int, words: str) -> None:
    assert wording.size(size) == words
