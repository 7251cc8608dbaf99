"""A small procedure to try things on."""

import copy
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from motcua.core.actors import SYSTEM
from motcua.procedures import actions
from motcua.procedures.models import Version
from motcua.procedures.package import reading

TEXT = (Path(__file__).parent / "small.yaml").read_text()


@pytest.fixture
def text() -> str:
    """The package as a person writes it."""
    return TEXT


@pytest.fixture
def spoilt() -> Callable[[str, Any], dict[str, Any]]:
    """The package as plain values, with one place (`form.pages.0.id`) set or removed (...).

    A text in place of one in two languages is the Vietnamese of it; the English stays.
    """

    def spoil(place: str, value: Any) -> dict[str, Any]:
        data: Any = copy.deepcopy(reading.read(TEXT).data)
        *path, last = [int(part) if part.isdecimal() else part for part in place.split(".")]
        node = data
        for part in path:
            node = node[part]
        if value is ...:
            del node[last]
        elif isinstance(node, list) and last == len(node):
            node.append(value)
        else:
            node[last] = _in_two_languages(node, last, value)
        return dict(data)

    return spoil


def _in_two_languages(node: Any, last: Any, value: Any) -> Any:
    old = node.get(last) if isinstance(node, dict) else None
    if isinstance(value, str) and isinstance(old, dict) and old.keys() == {"vi", "en"}:
        return {"vi": value, "en": old["en"]}
    return value


@pytest.fixture
def version(text: str, db: None) -> Version:
    """The package, published."""
    return actions.publish(actions.import_package(text, by=SYSTEM), by=SYSTEM)


@pytest.fixture
def answers() -> dict[str, Any]:
    """Right answers to everything that is asked."""
    return {
        "full_name": "Nguyễn Văn Bình",
        "number": "001090000123",
        "born_on": "1990-02-01",
        "residence": {"province": "01", "commune": "00004", "detail": "Số 12 phố Đội Cấn"},
        "has_kite": True,
        "shape": "bird",
        "wings": 2,
        "photo": ["0193c0de-0000-7000-8000-000000000001"],
        "friends": [{"friend_name": "Trần Thị Hoa", "friend_age": 30}],
    }


COMPLETE: dict[str, Any] = {
    "kind": "TTHC được luật giao quy định chi tiết",
    "description": {"vi": "Diều bay dưới 100 m.", "en": "Kites below 100 m."},
    "publisher": "G09",
    "subjects_note": "Người từ đủ 16 tuổi",
    "guides": [{"name": {"vi": "Diều lớn", "en": "Big kites"}, "steps": ["Đo diều", "Nộp hồ sơ"]}],
    "addresses": ["Số 126 phố Hàng Trống", "Số 1 phố Đinh Tiên Hoàng"],
    "related": [{"code": "1.001193", "name": "Đăng ký khai sinh"}],
    "linked": [{"code": "1.004946.H26", "name": "Cấp thẻ hội viên"}],
    "cases.0.remarks": [
        {"text": "Giấy tờ phải xuất trình"},
        {"text": "0 bản chính khi nộp trực tuyến", "after": "to_khai"},
    ],
    "cases.0.papers.0.code": "000.00.00.G09-KQ002269",
    "cases.0.papers.0.template": "Mẫu số 01",
    "cases.0.papers.0.template_url": "https://example.vn/mau-01.docx",
    "results.0.code": "KQ.G09.000122",
    "channels.1.others": [
        {
            "term": {"amount": 10, "unit": "working_days", "note": "Diều trên 3 m"},
            "case": "chung",
            "tariff": [{
                "name": "Phí thẩm định", "kind": "fee", "amount": 75000, "unit": "con diều",
                "url": "https://example.vn/phi", "note": "Miễn cho học sinh", "basis": ["luat"],
            }],
        }
    ],
    "agencies.delegated": [{"name": "Trung tâm Văn hóa", "code": "H26.10", "level": "province"}],
    "agencies.coordinating": [{"name": "Công an cấp xã"}],
    "agencies.performing_note": "Nơi thả diều",
    "legal_basis.0.articles": "Điều 5",
    "legal_basis.0.issuer": "Quốc hội",
    "legal_basis.0.url": "https://example.vn/luat",
    "field.national_code": "G09-TT01",
}  # fmt: skip
"""Every optional part of the record, by its place."""


@pytest.fixture
def complete(spoilt: Callable[[str, Any], dict[str, Any]]) -> dict[str, Any]:
    """The package with a complete national record."""
    data: dict[str, Any] = spoilt("format", 1)
    for place, value in COMPLETE.items():
        *path, last = [int(part) if part.isdecimal() else part for part in place.split(".")]
        node: Any = data
        for part in path:
            node = node[part]
        node[last] = copy.deepcopy(value)
    return data
