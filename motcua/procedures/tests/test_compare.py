"""What changed between two versions, in words for citizens; and the history, for ever."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.utils import translation

from motcua.core import clock
from motcua.core.actors import SYSTEM
from motcua.procedures import actions, package
from motcua.procedures.comparison import Change, compare
from motcua.procedures.models import Version

Spoil = Callable[[str, Any], dict[str, Any]]
PAPER = {"id": "don", "name": "Đơn xin phép", "originals": 1, "copies": 2}
QUESTION = {"id": "weight", "kind": "number", "label": "Nặng bao nhiêu", "required": False}
STEP = {"id": "luat2", "number": "12/2026/QH16", "name": "Luật Bầu trời", "articles": "Điều 3"}


@pytest.mark.parametrize(
    ("place", "value", "title", "kind", "what", "before", "after"),
    [
        ("name", "Phép thả diều", "Thông tin chung", "changed", "Tên thủ tục",
         "Cấp giấy phép thả diều", "Phép thả diều"),
        ("requirements", "Đủ 16 tuổi", "Thông tin chung", "added", "Yêu cầu, điều kiện",
         "", "Đủ 16 tuổi"),
        ("subjects", ["citizen"], "Thông tin chung", "changed", "Ai được làm",
         "Công dân Việt Nam; Người nước ngoài", "Công dân Việt Nam"),
        ("cases.0.papers.1", PAPER, "Giấy tờ cần có", "added", "Đơn xin phép",
         "", "1 bản chính; 2 bản sao"),
        ("cases.0.papers.0.originals", 2, "Giấy tờ cần có", "changed", "Tờ khai",
         "1 bản chính", "2 bản chính"),
        ("channels.1.term.amount", 2, "Thời hạn giải quyết", "changed", "Trực tiếp",
         "3 ngày làm việc", "2 ngày làm việc"),
        ("channels.0.fee.tariff.0.amount", 15000, "Phí, lệ phí", "changed", "Trực tuyến",
         "Lệ phí: 20.000 đồng", "Lệ phí: 15.000 đồng"),
        ("form.pages.1.questions.4", QUESTION, "Câu hỏi trong tờ khai", "added",
         "Nặng bao nhiêu", "", "không bắt buộc"),
        ("form.pages.2.questions.2", ..., "Câu hỏi trong tờ khai", "removed", "Dài",
         "không bắt buộc", ""),
        ("form.pages.1.questions.0.options.1.name", "Cá chép", "Câu hỏi trong tờ khai", "changed",
         "Hình dáng", "Chim / Cá", "Chim / Cá chép"),
        ("form.pages.3.questions.0.questions.1.label", "Mấy tuổi", "Câu hỏi trong tờ khai",
         "changed", "Người đi cùng: Mấy tuổi", "Người đi cùng: Tuổi", "Người đi cùng: Mấy tuổi"),
        ("guide.1", "Nhận giấy phép", "Các bước thực hiện", "changed", "Bước 2", "Nhận kết quả",
         "Nhận giấy phép"),
        ("guide.1", ..., "Các bước thực hiện", "removed", "Bước 2", "Nhận kết quả", ""),
        ("process.steps.1.duration.amount", 2, "Quy trình giải quyết bên trong cơ quan", "changed",
         "Ký", "1 giờ làm việc", "2 giờ làm việc"),
        ("results.0.name", "Thẻ phép", "Kết quả", "changed", "Thẻ phép", "Giấy phép", "Thẻ phép"),
        ("legal_basis.1", STEP, "Căn cứ pháp lý", "added", "Luật Bầu trời (12/2026/QH16)", "",
         "Điều 3"),
    ],
)  # fmt: skip
def test_each_difference_is_told_where_a_citizen_looks_for_it(
    text: str, spoilt: Spoil, place: str, value: Any, title: str,
    kind: Any, what: str, before: str, after: str,
) -> None:  # fmt: skip
    found = compare(package.load(text), package.load(spoilt(place, value)))
    assert [section.title for section in found] == [title]
    assert found[0].changes == [Change(kind, what, before, after)]


def test_a_version_does_not_differ_from_itself(complete: dict[str, Any]) -> None:
    read = package.load(complete)
    assert compare(read, read) == []


def test_what_was_added_is_removed_the_other_way(text: str, complete: dict[str, Any]) -> None:
    old, new = package.load(text), package.load(complete)
    opposite = {"added": "removed", "removed": "added", "changed": "changed"}
    there = {(s.title, c.what, c.kind) for s in compare(old, new) for c in s.changes}
    back = {(s.title, c.what, opposite[c.kind]) for s in compare(new, old) for c in s.changes}
    assert there == back


def test_the_difference_is_told_in_english(text: str, spoilt: Spoil) -> None:
    new = spoilt("name", {"vi": "Phép thả diều", "en": "Kite permit"})
    with translation.override("en"):
        (section,) = compare(package.load(text), package.load(new))
    assert section.title == "In general"
    assert section.changes == [Change("changed", "Name", "Kite licence", "Kite permit")]


# The pages


def _text(response: Any) -> str:
    assert response.status_code == 200
    return " ".join(BeautifulSoup(response.content, "html.parser").get_text(" ").split())


@pytest.fixture
def newer(version: Version, spoilt: Spoil) -> Version:
    draft = actions.import_package(spoilt("channels.1.term.amount", 2), by=SYSTEM)
    day = clock.today() + timedelta(days=5)
    return actions.publish(draft, by=SYSTEM, effective_from=day)


@pytest.mark.django_db
def test_the_history_is_linked_from_the_page_and_tells_what_is_and_what_comes(
    client: Client, newer: Version
) -> None:
    page = client.get("/thu-tuc/1.999001/").content.decode()
    assert 'href="/thu-tuc/1.999001/lich-su/"' in page
    said = _text(client.get("/thu-tuc/1.999001/lich-su/"))
    for words in ("Bản 2 sắp áp dụng", "Bản 1 đang áp dụng", "Hồ sơ khai từ trước ngày áp dụng"):
        assert words in said, words
    assert "3 ngày làm việc" in _text(client.get("/thu-tuc/1.999001/lich-su/1-2/"))


@pytest.mark.django_db
def test_the_history_is_said_in_english(client: Client, newer: Version) -> None:
    client.cookies["django_language"] = "en"
    assert "Version 2 coming" in _text(client.get("/thu-tuc/1.999001/lich-su/"))
    assert "Version 2 compared with version 1" in _text(
        client.get("/thu-tuc/1.999001/lich-su/1-2/")
    )


@pytest.mark.django_db
def test_the_history_of_an_abolished_procedure_stays(client: Client, version: Version) -> None:
    actions.withdraw(version, by=SYSTEM, reason="Bãi bỏ")
    assert client.get("/thu-tuc/1.999001/").status_code == 404
    said = _text(client.get("/thu-tuc/1.999001/lich-su/"))
    assert "đã bãi bỏ" in said
    assert "Thủ tục này hiện không công khai" in said


@pytest.mark.django_db
def test_drafts_are_not_in_the_history(client: Client, version: Version, spoilt: Spoil) -> None:
    actions.import_package(spoilt("name", "Bí mật"), by=SYSTEM)
    assert "Bí mật" not in _text(client.get("/thu-tuc/1.999001/lich-su/"))
    assert client.get("/thu-tuc/1.999001/lich-su/1-2/").status_code == 404


@pytest.mark.django_db
@pytest.mark.parametrize(
    "place", ["1.000000/lich-su/", "%00/lich-su/", "1.999001/lich-su/1-99999999999999999999/",
              "1.999001/lich-su/0-1/", "x/lich-su/1-1/"],
)  # fmt: skip
def test_a_history_that_is_not_there_is_not_found(
    client: Client, version: Version, place: str
) -> None:
    assert client.get(f"/thu-tuc/{place}").status_code == 404
