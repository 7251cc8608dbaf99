"""The form: pages, questions, groups, rules; tables and examples."""

from django.utils.translation import gettext_lazy as _

from motcua.workshop.labels.told import Told

FIELDS: dict[str, Told] = {
    "Form.pages": Told(_("Các trang"), _("Mỗi trang hỏi những điều đi với nhau.")),
    "Form.declaration": Told(_("Lời cam đoan khi nộp"), lines=2),
    "Form.rules": Told(_("Quy tắc giữa các câu trả lời của cả tờ khai"), rare=True),
    "Page.title": Told(_("Tiêu đề trang"), _("Ví dụ: Người đi đăng ký")),
    "Page.intro": Told(_("Lời dẫn"), _("Một câu trước các câu hỏi, nếu cần."), lines=2, rare=True),
    "*.when": Told(_("Chỉ hỏi khi"), _("Để trống: luôn hỏi."), refers="condition"),
    "Page.questions": Told(_("Câu hỏi")),
    "Page.rules": Told(_("Quy tắc giữa các câu trả lời"), rare=True),
    "Rule.check": Told(_("Điều phải đúng"), _("Ví dụ: end_on >= start_on"), refers="condition"),
    "Rule.message": Told(_("Người dân đọc gì khi không đúng"), lines=2),
    "Rule.at": Told(_("Báo ở câu hỏi"), refers="near_questions"),
    # Every question
    "*.kind": Told(_("Loại câu hỏi")),
    "*.label": Told(_("Câu hỏi"), _("Ngắn, như trên giấy tờ. Ví dụ: Họ và tên")),
    "*.hint": Told(_("Gợi ý dưới câu hỏi"), _("Nói cách trả lời, kèm ví dụ."), lines=2),
    "*.required": Told(_("Bắt buộc trả lời")),
    "*.prefill": Told(
        _("Lấy sẵn từ đâu"),
        _("Điều cơ sở dữ liệu đã có thì không bắt người dân khai lại."),
        rare=True,
    ),
    "Source.register": Told(_("Cơ sở dữ liệu")),
    "Source.field": Told(_("Trường"), _("Ví dụ full_name, born_on"), width=20),
    "*.errors": Told(_("Câu báo lỗi riêng"), rare=True),
    "Errors.missing": Told(_("Khi bỏ trống"), lines=2),
    "Errors.wrong": Told(_("Khi trả lời sai"), lines=2),
    # Of some kinds
    "*.longest": Told(_("Dài nhất"), _("Số ký tự."), rare=True, width=5),
    "*.least": Told(_("Nhỏ nhất"), width=10),
    "*.most": Told(_("Lớn nhất"), width=10),
    "*.decimals": Told(_("Số chữ số thập phân"), rare=True, width=2),
    "*.unit": Told(_("Đơn vị"), _("Ví dụ: cái, km"), rare=True),
    "*.tense": Told(_("Ngày ở")),
    "*.birthday": Told(_("Là ngày sinh của chính người nộp"), rare=True),
    "PartialDate.precision": Told(_("Phải biết ít nhất")),
    "*.options": Told(_("Các lựa chọn")),
    "Option.code": Told(_("Mã"), _("Để trống thì máy đặt theo tên."), width=20, rare=True),
    "Option.name": Told(_("Lựa chọn")),
    "Option.hint": Told(_("Gợi ý"), rare=True),
    "Commune.as_of": Told(
        _("Đơn vị hành chính của ngày"), _("Để trống: của hôm nay."), rare=True, refers="dates"
    ),
    "Computed.required": Told(_("Bắt buộc trả lời")),
    "Computed.of": Told(_("Cho ra")),
    "Computed.value": Told(_("Cách tính"), _("Ví dụ: so_ban * 8000"), refers="expression"),
    "File.accept": Told(_("Nhận loại tệp")),
    "File.at_most": Told(_("Nhiều nhất mấy tệp"), width=2),
    "File.megabytes": Told(_("Mỗi tệp nặng nhất (MB)"), rare=True, width=2),
    # Groups
    "Group.label": Told(_("Tên nhóm"), _("Ví dụ: Những người cùng đi")),
    "Group.item": Told(_("Gọi mỗi mục là"), _("Ví dụ: Người")),
    "Group.hint": Told(_("Gợi ý"), lines=2),
    "Group.at_least": Told(_("Ít nhất mấy mục"), width=3),
    "Group.at_most": Told(_("Nhiều nhất mấy mục"), width=5),
    "Group.paste": Told(_("Cho dán từ bảng tính")),
    "Group.questions": Told(_("Câu hỏi của mỗi mục")),
    "Group.rules": Told(_("Quy tắc trong mỗi mục"), rare=True),
    "*.about": Told(
        _("Hỏi về ai"),
        _("Điều của chính người nộp mà cơ sở dữ liệu đã có thì không được hỏi lại."),
        rare=True,
    ),
    # Which case is mine
    "Package.finder": Told(
        _("Tìm trường hợp"), _("Vài câu hỏi dẫn người dân tới đúng trường hợp của họ.")
    ),
    "Finder.questions": Told(_("Câu hỏi")),
    "FinderQuestion.text": Told(_("Câu hỏi"), _("Ví dụ: Trẻ sinh ở đâu?")),
    "FinderQuestion.choices": Told(_("Các lựa chọn")),
    "FinderQuestion.fills": Told(
        _("Điền luôn câu hỏi của tờ khai"),
        _("Câu hỏi ấy có cùng các mã lựa chọn."),
        rare=True,
        refers="questions",
    ),
    "Choice.code": Told(_("Mã"), _("Để trống thì máy đặt theo tên."), width=20, rare=True),
    "Choice.text": Told(_("Lựa chọn")),
    "Finder.cases": Told(_("Câu trả lời nào dẫn tới trường hợp nào")),
    "Fitting.case": Told(_("Trường hợp"), refers="cases"),
    "Finder.elsewhere": Told(_("Khi không phải thủ tục này"), rare=True),
    "Elsewhere.text": Told(_("Người dân nên làm gì"), lines=2),
    "Elsewhere.code": Told(_("Mã thủ tục nên làm"), width=20),
    # Decision tables
    "Table.name": Told(_("Tên bảng")),
    "Table.id": Told(_("Mã bảng"), _("Để trống thì máy đặt theo tên."), width=20),
    "Table.inputs": Told(
        _("Đầu vào"),
        _("Mỗi dòng một câu hỏi hoặc phép tính; mỗi đầu vào là một cột."),
        refers="expression",
    ),
    "Table.rules": Told(
        _("Các dòng"),
        _(
            "Mỗi dòng: các ô cách nhau bằng |, ô cuối là kết quả. * là sao cũng được; a, b là một"
            " trong các mã; 1..5 là từ 1 đến 5; có, không. Ví dụ: nhanh | 1..5 | 50000"
        ),
        lines=8,
    ),
    "Table.hit": Told(_("Khi nhiều dòng cùng khớp")),
    # Worked examples
    "Example.name": Told(_("Tên ví dụ"), _("Ví dụ: Cha mẹ có đăng ký kết hôn, sinh tại bệnh viện")),
    "Example.on": Told(_("Khai vào ngày")),
    "Example.answers": Told(
        _("Câu trả lời"), _("Dễ nhất là khai thử rồi giữ lại làm ví dụ."), lines=12
    ),
    "Example.wrong": Told(
        _("Những chỗ phải bị báo sai"),
        _("Mã câu hỏi; để trống nếu tờ khai phải đúng hết."),
        rare=True,
    ),
    "Example.outcomes": Told(_("Kết quả từng bước xử lý")),
    "Example.end": Told(_("Kết thúc phải là")),
}
