"""What the gate proves of a package before it may be published."""

from django.utils.translation import gettext_lazy as _

from motcua.procedures.gate.codes.rule import Rule

PROVING = (
    Rule(
        "outcome-never",
        "Every outcome of a step can happen with some answers.",
        _("Sửa guard của kết quả này hoặc các kết quả trước nó, hoặc xóa nó."),
    ),
    Rule(
        "path-over-limit",
        "The longest way, each round counted once, fits every time limit of every channel.",
        _("Rút ngắn các bước, cho làm song song, hoặc sửa thời hạn theo đúng văn bản."),
    ),
    Rule(
        "online-channel-missing",
        "There is an online channel exactly where the service is online.",
        _("Thêm cách nộp online vào channels, hoặc đặt online: none."),
    ),
    Rule(
        "page-never-asked",
        "Every page is shown for some answers.",
        _("Sửa điều kiện when của trang, hoặc xóa trang."),
    ),
    Rule(
        "question-never-asked",
        "Every question is asked for some answers.",
        _("Sửa điều kiện when của câu hỏi, hoặc xóa câu hỏi."),
    ),
    Rule(
        "rule-never-holds",
        "Every rule of the form is kept by some answers.",
        _("Sửa biểu thức check của quy tắc."),
    ),
    Rule(
        "rules-contradict",
        "The rules of a page, and those of the form, are kept together by some answers.",
        _("Sửa một trong các quy tắc để chúng cùng đúng được."),
    ),
    Rule(
        "held-by-register",
        "Nothing is asked of the applicant that a connected register holds.",
        _("Thêm prefill từ nguồn đã kết nối; hỏi về người hay nơi khác thì ghi about: another."),
    ),
    Rule(
        "prefill-of-another",
        "What is asked about another is not filled in with the applicant's own data.",
        _("Bỏ prefill, hoặc bỏ about: another."),
    ),
    Rule(
        "paper-without-basis",
        "Every paper that is asked for names its legal basis.",
        _("Ghi căn cứ ở basis của giấy tờ; không có căn cứ thì bỏ giấy tờ này."),
    ),
    Rule(
        "requirement-without-basis",
        "Requirements and conditions name their legal basis.",
        _("Ghi căn cứ ở requirements_basis; không có căn cứ thì bỏ điều kiện."),
    ),
    Rule(
        "fee-without-basis",
        "Every fee and charge names its legal basis.",
        _("Thêm dòng biểu phí (tariff) có basis."),
    ),
    Rule(
        "refusal-without-template",
        "Every refusal has a sentence that gives its reason.",
        _("Viết câu lý do mẫu ở reason của kết quả."),
    ),
    Rule(
        "refusal-without-basis",
        "Every refusal names its legal basis.",
        _("Ghi căn cứ ở basis của kết quả."),
    ),
    Rule(
        "fee-not-total",
        "A fee is known for all answers, or its note says what holds where it is not.",
        _("Bắt buộc trả lời các câu hỏi ấy, hoặc ghi amount hay note cho trường hợp còn lại."),
    ),
    Rule(
        "sign-without-signature",
        "A step that signs says whose signature it takes.",
        _("Ghi signature: personal, agency hoặc both."),
    ),
    Rule(
        "child-not-in-force",
        "A child procedure is in force.",
        _("Công bố thủ tục con trước, hoặc sửa mã."),
    ),
    Rule(
        "child-goes-round",
        "Child procedures lie at most three deep, and never in a circle.",
        _("Bỏ lời gọi vòng giữa các thủ tục."),
    ),
    Rule(
        "child-question-unknown",
        "An answer goes to a question that the child procedure asks.",
        _("Sửa mã câu hỏi của thủ tục con."),
    ),
    Rule(
        "child-question-unanswered",
        "Whatever a child procedure must ask is answered by this form.",
        _("Thêm câu hỏi tương ứng vào child.answers."),
    ),
    Rule(
        "child-answer-kind",
        "A question answers a child's question of the same kind.",
        _("Chọn câu hỏi cùng loại, cùng các lựa chọn."),
    ),
    Rule(
        "child-answer-unsure",
        "What a child procedure requires, this form always asks and requires.",
        _("Đặt required: true và bỏ when của câu hỏi."),
    ),
    Rule(
        "reception-nowhere",
        "Some agency with an open one-stop desk can receive it.",
        _("Mở Bộ phận Một cửa ở cơ quan tiếp nhận, hoặc sửa reception."),
    ),
    Rule("agency-unknown", "Agencies that steps name exist.", _("Sửa mã cơ quan.")),
    Rule(
        "agency-by-free-text",
        "A rule chooses an agency among codes that are written in it.",
        _("Viết các mã cơ quan ngay trong quy tắc, hoặc dùng bảng (table)."),
    ),
    Rule(
        "step-unstaffed",
        "At every agency to which a step can fall, somebody holds its role today.",
        _("Bổ nhiệm người vào vai trò này tại các cơ quan đã nêu, hoặc đổi vai trò của bước."),
    ),
    Rule(
        "example-approved-missing",
        "A worked example that can be filed ends approved.",
        _("Thêm ví dụ có đủ câu trả lời đúng, outcomes và end: approved."),
    ),
    Rule(
        "example-refused-missing",
        "A worked example ends refused.",
        _("Thêm ví dụ có outcomes và end: refused."),
    ),
    Rule(
        "english-missing",
        "Texts have English everywhere or nowhere.",
        _("Viết {vi: ..., en: ...}, hoặc bỏ tiếng Anh ở mọi chỗ."),
    ),
    Rule(
        "example-answers",
        "A worked example is wrong where it says, and nowhere else.",
        _("Sửa câu trả lời của ví dụ, hoặc ghi đúng các chỗ sai ở wrong."),
    ),
    Rule("example-end", "A worked example ends as it says.", _("Sửa outcomes hoặc end của ví dụ.")),
)
