"""What the gate proves of a package before it may be published."""

from django.utils.translation import gettext_lazy as _

from motcua.procedures.gate.codes.rule import Rule

PROVING = (
    Rule(
        "example-answers",
        "A worked example is wrong where it says, and nowhere else.",
        _("Sửa câu trả lời của ví dụ, hoặc ghi đúng các chỗ sai ở wrong."),
    ),
    Rule("example-end", "A worked example ends as it says.", _("Sửa outcomes hoặc end của ví dụ.")),
)
