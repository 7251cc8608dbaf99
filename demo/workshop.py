"""What is in work in the demo country's procedure workshop: one procedure, written by two."""

from typing import Any

from demo import accounts as offices
from motcua.agencies.models import Agency, Role
from motcua.identity.models import User
from motcua.workshop import actions
from motcua.workshop.boxes.naming import with_codes
from motcua.workshop.models import Manuscript
from motcua.workshop.source.places import path_of, put

NAME = "Đăng ký tổ chức hoạt động cộng đồng trong công viên (bản mẫu)"
FIRST: dict[str, Any] = {
    "summary": "Câu lạc bộ, tổ dân phố đăng ký dùng một khu trong công viên để sinh hoạt.",
    "keywords": ["mượn công viên", "sinh hoạt cộng đồng"],
    "field": {"code": "cong_vien", "name": "Công viên, cây xanh"},
    "levels": ["commune"],
    "subjects": ["citizen", "organisation"],
    "guide": [
        "Chọn công viên và khung giờ, khai tờ khai.",
        "Nhận trả lời trong ba ngày làm việc.",
    ],
}
THEN: dict[str, Any] = {
    "form.pages[1]": {
        "title": "Hoạt động",
        "questions": [
            {"kind": "date", "label": "Ngày tổ chức", "tense": "future"},
            {"kind": "number", "label": "Số người dự kiến", "least": 1, "most": 500},
            {"kind": "yes_no", "label": "Có dùng loa"},
            {"kind": "text", "label": "Loa mấy oát", "when": "co_dung_loa"},
        ],
    },
    "results": [{"name": "Văn bản đồng ý cho sử dụng công viên"}],
}


def leave_a_manuscript(agency: Agency) -> Manuscript:
    """Nam begins; Thảo, who saw it before he saved, goes on: what both wrote is there."""
    nam = offices.official("hanoi", Role.ADMINISTRATOR)
    thao = offices.colleague("thao.hanoi")
    made = actions.begin(agency, by=nam, name=NAME)
    _write(made, nam, FIRST)
    _write(made, thao, THEN)
    return made


def _write(made: Manuscript, by: User, said: dict[str, Any]) -> None:
    source = dict(made.source)
    for place, value in said.items():
        source = put(source, path_of(place), value)
    actions.save(made, by=by, seen=0, source=with_codes(source))
