"""The process: steps, their time, who does them, how they end."""

from django.utils.translation import gettext_lazy as _

from motcua.workshop.labels.told import Told

FIELDS: dict[str, Told] = {
    "Process.steps": Told(_("Các bước"), _("Bước đầu tiên tiếp nhận hồ sơ.")),
    "Step.id": Told(_("Mã bước"), _("Để trống thì máy đặt theo tên."), rare=True, width=20),
    "Step.name": Told(_("Tên bước"), _("Ví dụ: Thẩm định hồ sơ")),
    "Step.kind": Told(_("Loại việc")),
    "Step.role": Told(_("Ai làm")),
    "Step.agency": Told(_("Ở cơ quan nào"), rare=True),
    "Step.duration": Told(_("Trong bao lâu")),
    "Step.outcomes": Told(_("Kết quả của bước"), _("Mỗi kết quả dẫn tới bước tiếp theo.")),
    "Step.fork": Told(
        _("Tách ra làm cùng lúc các bước"),
        _("Khi kết quả không nói bước tiếp theo."),
        rare=True,
        refers="steps",
    ),
    "Step.join": Told(_("Chờ các nhánh làm cùng lúc"), rare=True),
    "Quorum.quorum": Told(_("Mấy nhánh xong thì đi tiếp"), width=2),
    "Step.child": Told(_("Lập hồ sơ con của thủ tục khác"), rare=True),
    "Child.procedure": Told(_("Mã thủ tục của hồ sơ con"), width=20),
    "Child.answers": Told(
        _("Câu trả lời đưa sang"),
        _("Mỗi dòng: mã câu hỏi của thủ tục kia: mã câu hỏi ở đây."),
        lines=4,
    ),
    "Child.approved": Told(_("Khi hồ sơ con được giải quyết"), refers="outcomes"),
    "Child.refused": Told(_("Khi hồ sơ con bị từ chối"), refers="outcomes"),
    "Step.outputs": Told(_("Giấy tờ phải có khi xong bước"), rare=True),
    "Output.name": Told(_("Tên giấy tờ")),
    "Output.template": Told(_("Mẫu"), rare=True),
    "Step.signature": Told(_("Chữ ký số"), rare=True),
    "Step.escalation": Told(_("Nhắc việc khi chậm"), rare=True),
    "Escalation.after": Told(_("Khi đã qua bao nhiêu phần trăm thời gian"), width=3),
    "Escalation.role": Told(_("Nhắc ai")),
    "Step.silence": Told(
        _("Hết hạn không trả lời thì coi như"),
        _("Chỉ cho bước lấy ý kiến."),
        rare=True,
        refers="outcomes",
    ),
    "Step.stops_clock": Told(_("Trong bước này thời hạn ngừng tính"), rare=True),
    "Step.basis": Told(
        _("Căn cứ pháp lý"), _("Đánh dấu văn bản quy định việc này."), rare=True, refers="basis"
    ),
    "Outcome.code": Told(_("Mã kết quả"), _("Để trống thì máy đặt theo tên."), rare=True, width=20),
    "Outcome.name": Told(_("Kết quả"), _("Ví dụ: Đủ điều kiện")),
    "Outcome.next": Told(_("Tiếp theo là"), refers="next_steps"),
    "Outcome.fork": Told(_("Hoặc cùng lúc các bước"), rare=True, refers="steps"),
    "Outcome.guard": Told(
        _("Chỉ chọn được khi"),
        _("Điều kiện về câu trả lời. Để trống: luôn chọn được."),
        rare=True,
        refers="condition",
    ),
    "Outcome.needs_reason": Told(_("Phải nêu lý do")),
    "Outcome.reason": Told(_("Mẫu câu lý do"), lines=2, rare=True),
    "Outcome.basis": Told(
        _("Căn cứ pháp lý"), _("Đánh dấu văn bản quy định việc này."), rare=True, refers="basis"
    ),
    "ByArea.question": Told(_("Theo câu hỏi về địa bàn"), refers="areas"),
    "ByArea.level": Told(_("Cấp")),
    "ByArea.by": Told(_("Cách chọn cơ quan")),
    "ByParent.by": Told(_("Cách chọn cơ quan")),
    "ByRule.by": Told(_("Cách chọn cơ quan")),
    "ByTable.by": Told(_("Cách chọn cơ quan")),
    "ByRule.rule": Told(
        _("Phép tính ra mã cơ quan"),
        _("Không tính được thì là cơ quan giải quyết."),
        refers="expression",
    ),
    "ByTable.table": Told(_("Bảng cho mã cơ quan"), refers="tables"),
}
