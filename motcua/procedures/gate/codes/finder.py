"""What the questions “which case is mine?” must keep."""

from django.utils.translation import gettext_lazy as _

from motcua.procedures.gate.codes.rule import Rule

FINDER = (
    Rule(
        "finder-fills",
        "A finder question fills a question of the form that has the same choices.",
        _("Viết mã một câu hỏi của biểu mẫu và dùng đúng mã lựa chọn của nó (yes, no)."),
    ),
    Rule(
        "finder-too-large",
        "A finder has at most 4,000 combinations of answers, so that all can be tried.",
        _("Bớt câu hỏi hoặc bớt lựa chọn."),
    ),
    Rule(
        "finder-gap",
        "Every combination of answers leads to a case, or honestly elsewhere.",
        _("Thêm trường hợp, hoặc một mục elsewhere chỉ người dân tới nơi khác."),
    ),
    Rule(
        "finder-overlap",
        "No combination of answers leads to two ends.",
        _("Viết điều kiện của một trong hai trường hợp hẹp hơn."),
    ),
    Rule(
        "finder-unreachable",
        "Every end and every question of a finder is met by some answers.",
        _("Sửa điều kiện, hoặc bỏ mục này."),
    ),
)
