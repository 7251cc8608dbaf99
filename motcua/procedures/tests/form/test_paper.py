"""The paper form: the same version as the pages, blank and filled in."""

from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader

from motcua.procedures import form
from motcua.procedures.form import paper
from motcua.procedures.models import Version

pytestmark = pytest.mark.django_db


def _rows(sections: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    return {row["label"]: row for section in sections for row in section["rows"]}


def test_the_blank_form_asks_everything_and_says_when(version: Version) -> None:
    sections = paper.blank_data(version)
    rows = _rows(sections)
    assert [row["number"] for row in rows.values()] == list(range(1, len(rows) + 1))
    assert rows["Số định danh"]["kind"] == "boxes"
    assert rows["Ngày sinh"]["kind"] == "date"
    assert [one["name"] for one in rows["Hình dáng"]["ticks"]] == ["Chim", "Cá"]
    assert rows["Người đi cùng"]["columns"] == ["Họ và tên", "Tuổi", "Điện thoại cha mẹ"]
    assert rows["Số cánh"]["note"] == "Chỉ khai nếu “Hình dáng” là “Chim”"
    assert sections[1]["note"] == "Chỉ khai nếu “Đã có diều” là Có"
    assert sections[2]["note"] == "Chỉ khai nếu “Số cánh” trên 4 hoặc “Hình dáng” là “Cá”"
    assert "tùy theo “Người đi cùng”, “Tuổi”" in sections[4]["note"]


def test_the_filled_form_leaves_out_what_is_not_asked(
    version: Version, answers: dict[str, Any]
) -> None:
    sections = paper.filled_data(version, {**answers, "has_kite": False})
    assert [section["number"] for section in sections] == ["I", "II"]
    rows = _rows(sections)
    assert rows["Họ và tên"]["value"] == "Nguyễn Văn Bình"
    assert rows["Nơi cư trú"]["value"].startswith("Số 12 phố Đội Cấn, Phường Ba Đình")
    assert rows["Người đi cùng"]["cells"] == [["Trần Thị Hoa", "30", ""]]
    assert "Số cánh" not in rows


def test_both_are_archival_and_accessible(version: Version, answers: dict[str, Any]) -> None:
    for content in (form.blank_pdf(version), form.filled_pdf(version, answers)):
        reader = PdfReader(BytesIO(content))
        metadata = reader.xmp_metadata
        assert metadata is not None
        told = metadata.stream.get_data().decode()
        assert "<pdfaid:part>2</pdfaid:part>" in told
        assert "<pdfuaid:part>1</pdfuaid:part>" in told
        assert float(reader.pages[0].mediabox.width) == pytest.approx(595.28, abs=0.1)
        assert "TỜ KHAI" in reader.pages[0].extract_text()


def test_an_answer_is_never_read_as_a_template(version: Version, answers: dict[str, Any]) -> None:
    hostile = {**answers, "full_name": "#panic() $x$ *a* \u202e", "friends": [{"friend_name": "#"}]}
    assert form.filled_pdf(version, hostile).startswith(b"%PDF")
    assert form.filled_pdf(version, {}).startswith(b"%PDF")


def test_the_procedure_page_gives_the_form_once(client: Any, version: Version) -> None:
    page = client.get("/thu-tuc/1.999001/").content.decode()
    assert 'href="/thu-tuc/1.999001/to-khai.pdf"' in page
    given = client.get("/thu-tuc/1.999001/to-khai.pdf")
    assert given["Content-Type"] == "application/pdf"
    assert given.content.startswith(b"%PDF")
    again = client.get("/thu-tuc/1.999001/to-khai.pdf", HTTP_IF_NONE_MATCH=given["ETag"])
    assert again.status_code == 304
    assert client.get("/thu-tuc/1.000000/to-khai.pdf").status_code == 404
