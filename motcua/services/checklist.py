"""The checklist of a review: what is looked at before a service is tested, and by which rule."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

NEED = _("Nghị định 63/2010/NĐ-CP: sự cần thiết")
REASON = _("Nghị định 63/2010/NĐ-CP: tính hợp lý")
LEGALITY = _("Nghị định 63/2010/NĐ-CP: tính hợp pháp")
COST = _("Nghị định 63/2010/NĐ-CP: chi phí tuân thủ")
ONLINE = _("Nghị định 224/2026/NĐ-CP: dịch vụ công trực tuyến")


@dataclass(frozen=True)
class Line:
    """One thing to look at, and the rule that asks for it."""

    code: str
    text: Any
    source: Any


CHECKLIST = (
    Line("need", _("Thủ tục cần thiết; không còn cách quản lý nào nhẹ hơn."), NEED),
    Line("steps", _("Mỗi bước đều cần; không bước nào làm lại việc của bước khác."), REASON),
    Line("papers", _("Không có “giấy tờ con” ngoài quy định của luật."), LEGALITY),
    Line("basis", _("Mỗi giấy tờ, điều kiện có căn cứ đang còn hiệu lực."), LEGALITY),
    Line("known", _("Biểu mẫu không hỏi điều cơ quan nhà nước đã có."), ONLINE),
    Line("fee", _("Phí, lệ phí đúng biểu; người dân tốn ít tiền và công nhất."), COST),
    Line("time", _("Thời hạn không dài hơn luật định; đã rút ngắn nếu được."), REASON),
    Line("level", _("Toàn trình; nếu chỉ một phần thì lý do đúng luật và được công khai."), ONLINE),
    Line("texts", _("Câu chữ dễ hiểu với người không học luật, có cả tiếng Anh."), REASON),
    Line("access", _("Dùng được trên điện thoại, bằng bàn phím và trình đọc màn hình."), ONLINE),
    Line("agencies", _("Cơ quan giải quyết đã có người, có bộ phận một cửa, sẵn sàng."), REASON),
)  # fmt: skip
"""A new review takes the lines of its day; past reviews keep theirs."""

BY_CODE = {line.code: line for line in CHECKLIST}
