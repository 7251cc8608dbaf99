"""What a package must keep to be read at all."""

from django.utils.translation import gettext_lazy as _

from motcua.procedures.gate.codes.rule import Rule

LOADING = (
    Rule(
        "file-not-read",
        "The file can be read, as UTF-8 text.",
        _("Kiểm tra tên tệp, quyền đọc, và lưu tệp ở dạng UTF-8."),
    ),
    Rule(
        "file-too-large",
        "A package is at most 1 MB.",
        _("Bỏ bớt nội dung; đưa mẫu, ảnh và văn bản dài ra ngoài gói."),
    ),
    Rule(
        "file-too-deep",
        "Values lie at most 24 deep within each other.",
        _("Bớt số tầng lồng nhau."),
    ),
    Rule(
        "file-too-many-values",
        "A package has at most 50,000 values.",
        _("Chia thành nhiều gói hoặc bỏ bớt nội dung."),
    ),
    Rule(
        "file-syntax",
        "The text is YAML or JSON.",
        _("Sửa cú pháp ở dòng đã nêu; chữ có dấu hai chấm, dấu phẩy thì đặt trong nháy kép."),
    ),
    Rule(
        "file-unreadable",
        "Every character and number can be read.",
        _("Xóa ký tự lạ; lưu lại tệp ở dạng UTF-8."),
    ),
    Rule("file-key-twice", "An entry is written once.", _("Giữ lại một mục, xóa mục kia.")),
    Rule("file-key-not-text", "The name of an entry is a text.", _("Viết tên mục bằng chữ.")),
    Rule(
        "file-anchor",
        "There are no anchors and aliases.",
        _("Viết đầy đủ nội dung ở từng chỗ, không dùng & và *."),
    ),
    Rule("file-tag", "There are no tags.", _("Xóa thẻ bắt đầu bằng dấu !.")),
    Rule("file-two-packages", "A file holds one package.", _("Tách thành nhiều tệp.")),
    Rule(
        "format-missing",
        "Whatever the format requires is there.",
        _("Thêm mục còn thiếu; xem các mục bắt buộc trong lược đồ của định dạng."),
    ),
    Rule(
        "format-unknown",
        "There is nothing that the format does not know.",
        _("Sửa tên mục cho đúng chính tả, hoặc xóa mục này."),
    ),
    Rule(
        "format-type",
        "Each value is of the type that the format says.",
        _("Viết lại giá trị đúng kiểu; mã số đặt trong dấu nháy kép."),
    ),
    Rule(
        "format-length",
        "Texts and lists are neither too short nor too long.",
        _("Thêm hoặc bớt cho vừa giới hạn."),
    ),
    Rule(
        "format-pattern",
        "Codes, numbers of laws and addresses are written in their pattern.",
        _('Viết theo đúng mẫu, ví dụ mã thủ tục "1.001193", số văn bản 123/2015/NĐ-CP.'),
    ),
    Rule(
        "format-choice",
        "A value of a closed list is one of the list.",
        _("Chọn một giá trị trong danh sách đã nêu."),
    ),
    Rule(
        "format-number",
        "Numbers lie within their bounds.",
        _("Viết số nằm trong giới hạn của mục này."),
    ),
    Rule("format-value", "Each value makes sense by itself.", _("Sửa giá trị như lời nhắc.")),
    Rule(
        "family-wrong",
        "A family has a template or base, and its variants fill every word and find every place.",
        _("Sửa bản mẫu (template hoặc base), các biến và các chỗ set của tệp họ thủ tục."),
    ),
    Rule(
        "part-unfinished",
        "No part that a machine put in provisionally is left.",
        _("Viết lại phần này rồi bỏ tên nó khỏi unfinished."),
    ),
    Rule(
        "id-twice",
        "An identifier is used once among its kind.",
        _("Đổi một trong các mã trùng nhau."),
    ),
    Rule("name-reserved", "No step or question bears a reserved word.", _("Chọn mã khác.")),
    Rule(
        "guide-missing",
        "The applicant is told what to do.",
        _("Viết ít nhất một bước thực hiện ở guide."),
    ),
    Rule(
        "online-reason-missing",
        "A service that is online in part says why.",
        _("Viết lý do ở online_reason, hoặc đặt online: full."),
    ),
    Rule(
        "publisher-of-another",
        "A province's variant is published by that province.",
        _("Sửa publisher cho khớp với đuôi của mã thủ tục."),
    ),
    Rule(
        "time-absurd",
        "A time limit is more than nothing, and no longer than calendars count.",
        _("Viết thời hạn lớn hơn 0; giải quyết trong ngày thì viết 0 ngày làm việc."),
    ),
    Rule(
        "basis-unknown",
        "Whatever names a legal text names one of `legal_basis`.",
        _("Thêm văn bản vào legal_basis, hoặc sửa lại mã căn cứ."),
    ),
    Rule(
        "case-unknown",
        "A time limit of a case names a case.",
        _("Viết mã một trường hợp có trong cases."),
    ),
    Rule(
        "paper-unknown",
        "A remark stands after a paper of its case.",
        _("Viết mã một giấy tờ của trường hợp này."),
    ),
    Rule(
        "paper-question-unknown",
        "The question that takes a paper is a file question of the form.",
        _("Viết mã một câu hỏi loại file, hoặc thêm câu hỏi ấy."),
    ),
    Rule(
        "reception-agency-missing",
        "Reception at one agency names it.",
        _("Viết mã cơ quan ở reception.agency."),
    ),
    Rule(
        "reception-question",
        "Reception by area names a question about an area.",
        _("Viết mã một câu hỏi loại commune hoặc address."),
    ),
    Rule(
        "reception-not-sure",
        "The question that decides where a dossier goes is always asked and required.",
        _("Đặt required: true và bỏ when của câu hỏi và của trang."),
    ),
    Rule(
        "reception-of-the-past",
        "Reception is in a commune of today, never in one that may no longer exist.",
        _("Bỏ as_of của câu hỏi, hoặc hỏi thêm nơi ở hiện nay để xác định nơi tiếp nhận."),
    ),
    Rule(
        "question-twice",
        "A question's identifier is used once in the form.",
        _("Đổi mã của một trong hai câu hỏi."),
    ),
    Rule(
        "question-bounds",
        "The least is not more than the most.",
        _("Đổi chỗ hoặc sửa hai giới hạn."),
    ),
    Rule("option-twice", "An option is listed once.", _("Xóa hoặc đổi mã một lựa chọn.")),
    Rule("computed-prefilled", "A computed answer is prefilled from nowhere.", _("Bỏ prefill.")),
    Rule(
        "group-question",
        "Files and signatures stand outside repeatable groups.",
        _("Đưa câu hỏi này ra ngoài nhóm lặp."),
    ),
    Rule(
        "group-paste-question",
        "A group that takes a paste asks only what fits in one cell.",
        _("Bỏ paste, hoặc thay câu hỏi nhiều ô bằng câu hỏi một ô."),
    ),
    Rule(
        "group-too-long-by-hand",
        "A group of more than 50 items takes a paste.",
        _("Đặt paste: true, hoặc giảm at_most."),
    ),
    Rule(
        "form-too-large",
        "A form has at most 600 questions and 20 groups.",
        _("Bỏ bớt câu hỏi, hoặc tách thủ tục."),
    ),
    Rule(
        "form-too-slow",
        "The expressions of a form, its groups full, are soon calculated.",
        _("Giảm at_most của nhóm lặp, hoặc bớt điều kiện và quy tắc xét cả nhóm."),
    ),
    Rule(
        "examples-too-long",
        "The worked examples have at most 5,000 answers and items together.",
        _("Bớt ví dụ, hoặc bớt số mục trong nhóm lặp của ví dụ."),
    ),
    Rule(
        "rule-at-unknown",
        "A rule is told at a question that is there.",
        _("Viết mã một câu hỏi cùng trang, cùng nhóm."),
    ),
    Rule(
        "as-of-unknown",
        "The day on which areas are read is a question that stands before.",
        _("Viết mã một câu hỏi về ngày đứng trước câu hỏi này."),
    ),
    Rule(
        "register-field-unknown",
        "A register has the field that a question asks of it.",
        _("Chọn một trường mà nguồn này cung cấp."),
    ),
)
