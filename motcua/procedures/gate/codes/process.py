"""What expressions, tables and steps must keep for a package to be read."""

from django.utils.translation import gettext_lazy as _

from motcua.procedures.gate.codes.rule import Rule

PROCESS = (
    Rule(
        "cel-too-long",
        "An expression has at most 400 characters.",
        _("Rút gọn, hoặc tách thành câu được tính (computed)."),
    ),
    Rule(
        "cel-runs-long",
        "The loops of an expression go over at most 10,000 items.",
        _("Bỏ vòng lặp trong vòng lặp, hoặc giảm at_most của nhóm."),
    ),
    Rule(
        "cel-syntax",
        "An expression is CEL.",
        _("Sửa cú pháp của biểu thức; chữ đặt trong dấu nháy kép."),
    ),
    Rule(
        "cel-unknown-name",
        "An expression names only questions and functions that there are.",
        _("Viết đúng mã câu hỏi; xem các hàm được dùng trong tài liệu."),
    ),
    Rule(
        "cel-unknown-choice",
        "An answer is compared with a choice of its question.",
        _("Viết mã một lựa chọn có trong options."),
    ),
    Rule(
        "cel-type",
        "An expression calculates and compares what is of the same type.",
        _("So sánh hoặc tính với giá trị cùng kiểu với câu hỏi."),
    ),
    Rule(
        "cel-result-type",
        "An expression yields what is needed in its place.",
        _("Viết biểu thức cho kết quả đúng kiểu; điều kiện phải cho đúng hoặc sai."),
    ),
    Rule(
        "cel-no-such-day",
        "A day written in an expression is in the calendar.",
        _('Viết ngày có thật, dạng date("2026-01-31").'),
    ),
    Rule(
        "cel-call-not-allowed",
        "An expression uses only what always ends, and soon.",
        _("Bỏ phép này; xem các phép được dùng trong tài liệu."),
    ),
    Rule(
        "cel-looks-ahead",
        "A condition uses only questions that stand before it.",
        _("Đưa câu hỏi quyết định lên trước."),
    ),
    Rule(
        "table-unknown",
        "A table that is named is there.",
        _("Thêm bảng vào tables, hoặc sửa lại mã."),
    ),
    Rule(
        "table-wrong-kind",
        "A table yields what is needed: amounts for fees, codes for agencies.",
        _("Chọn bảng cho số tiền (lệ phí) hoặc mã cơ quan (bước)."),
    ),
    Rule(
        "table-row-length",
        "A row has a cell for each input, and the result.",
        _("Thêm hoặc bớt ô."),
    ),
    Rule(
        "table-result-type",
        "All rows of a table yield the same type.",
        _("Viết mọi kết quả là mã, hoặc mọi kết quả là số tiền."),
    ),
    Rule(
        "table-cell-type", "A cell is of the type of its input.", _("Viết ô cùng kiểu với đầu vào.")
    ),
    Rule(
        "table-too-large",
        "A table has at most 20,000 cases, so that each can be tried.",
        _("Tách thành nhiều bảng ít đầu vào hơn."),
    ),
    Rule(
        "table-not-total",
        "A table has a row for every case.",
        _("Thêm dòng cho trường hợp đã nêu, hoặc dòng cuối để trống mọi ô đầu vào."),
    ),
    Rule(
        "table-contradicts",
        "No case fits rows that say different things.",
        _("Sửa các dòng chồng nhau, hoặc đặt hit: first."),
    ),
    Rule("fee-negative", "No fee is negative.", _("Viết số tiền từ 0 trở lên.")),
    Rule(
        "first-step-receives",
        "The first step receives, by the receiver.",
        _("Đặt bước tiếp nhận (kind: receive, role: receiver) lên đầu."),
    ),
    Rule(
        "reception-stops",
        "A dossier that was taken in goes on to a step, whatever the answers.",
        _("Cho bước tiếp nhận một kết quả không có guard dẫn tới bước tiếp theo."),
    ),
    Rule(
        "step-unknown",
        "An outcome leads to a step or an end that there is.",
        _("Viết mã một bước, approved hoặc refused."),
    ),
    Rule("outcome-leads-nowhere", "Every outcome leads somewhere.", _("Thêm next hoặc fork.")),
    Rule(
        "outcome-leads-twice",
        "An outcome leads on or forks, not both.",
        _("Giữ lại next hoặc fork."),
    ),
    Rule("refusal-without-reason", "Whoever refuses gives a reason.", _("Đặt needs_reason: true.")),
    Rule(
        "step-only-guarded",
        "A step has an outcome that is always offered.",
        _("Bỏ guard của một kết quả, hoặc thêm một kết quả không có guard."),
    ),
    Rule(
        "return-goes-on",
        "After handing over there is nothing but the end.",
        _("Cho mọi kết quả của bước trả kết quả dẫn tới approved hoặc refused."),
    ),
    Rule(
        "silence-not-consult",
        "Only who is consulted may be passed over for silence.",
        _("Bỏ silence, hoặc đổi bước thành consult."),
    ),
    Rule(
        "silence-outcome",
        "Silence means an outcome that needs nothing from anybody.",
        _("Chọn kết quả không có guard, không cần lý do, bước không có outputs."),
    ),
    Rule(
        "child-outcome",
        "Each decision of a child dossier is an outcome of the step.",
        _("Viết mã hai kết quả không có guard ở child.approved và child.refused."),
    ),
    Rule(
        "child-answer-unknown",
        "A child dossier's answer comes from a question of this form.",
        _("Viết mã một câu hỏi của biểu mẫu này."),
    ),
    Rule(
        "clock-stopped-without-basis",
        "The clock stops only where law says so.",
        _("Thêm basis cho bước, hoặc bỏ stops_clock."),
    ),
    Rule(
        "auto-step-works",
        "An automatic step has nothing that a person would do.",
        _("Bỏ child, outputs, escalation, stops_clock; hoặc đổi loại bước."),
    ),
    Rule(
        "auto-step-guards",
        "An automatic step decides by guards; the last outcome is for all else.",
        _("Thêm guard cho mọi kết quả trừ kết quả cuối."),
    ),
    Rule(
        "auto-loop",
        "Automatic steps do not go round without a person.",
        _("Đặt một bước do người làm vào vòng, hoặc bỏ vòng."),
    ),
    Rule("no-approval", "There is a way to approval.", _("Cho một kết quả dẫn tới approved.")),
    Rule(
        "step-unreachable",
        "Every step can be reached from the first, counting only outcomes that can come true.",
        _("Cho một kết quả của bước trước dẫn tới bước này, hoặc xóa bước."),
    ),
    Rule(
        "step-never-ends",
        "From every step, an end can be reached whatever the answers.",
        _("Thêm một kết quả không có guard dẫn tới kết thúc."),
    ),
    Rule(
        "decision-open",
        "After the last signature, or on the way to the desk, only one end can be reached.",
        _("Tách bước sau quyết định thành hai: một cho chấp thuận, một cho từ chối."),
    ),
    Rule(
        "fork-loops-back",
        "A branch does not go back to its own fork.",
        _("Cho nhánh đi tới bước có join."),
    ),
    Rule("fork-too-deep", "At most three forks lie within each other.", _("Bớt tầng tách nhánh.")),
    Rule(
        "fork-same-step",
        "The branches of a fork begin at different steps.",
        _("Cho mỗi nhánh bắt đầu bằng bước riêng."),
    ),
    Rule(
        "fork-not-joined",
        "The branches of a fork meet at one join.",
        _("Cho mọi nhánh dẫn tới cùng một bước có join."),
    ),
    Rule(
        "fork-shared-step",
        "Branches share no step before they meet.",
        _("Cho mỗi nhánh bước riêng."),
    ),
    Rule(
        "fork-branch-ends",
        "No branch ends the dossier by itself.",
        _("Cho nhánh dẫn tới bước có join, rồi mới kết thúc."),
    ),
    Rule(
        "fork-branch-desk",
        "Receiving and handing over are not done in a branch.",
        _("Đưa bước này ra ngoài nhánh."),
    ),
    Rule(
        "fork-begins-at-join",
        "A branch does not begin at a join.",
        _("Cho nhánh bắt đầu bằng bước không có join."),
    ),
    Rule(
        "quorum-too-large",
        "A quorum is at most the number of branches.",
        _("Giảm quorum, hoặc thêm nhánh."),
    ),
    Rule(
        "branch-entered-midway",
        "A branch is entered by its fork alone.",
        _("Cho kết quả này dẫn tới bước tách nhánh hoặc bước ngoài nhánh."),
    ),
    Rule(
        "join-entered-from-outside",
        "Only branches lead to a join.",
        _("Cho kết quả này dẫn tới bước sau join, hoặc bỏ join."),
    ),
    Rule("join-without-fork", "A join has a fork.", _("Bỏ join.")),
    Rule(
        "agency-question",
        "An agency chosen by area is found by a question about an area.",
        _("Viết mã một câu hỏi loại commune hoặc address."),
    ),
)
