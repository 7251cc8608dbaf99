"""What the gate says is told on pages in the words of the pages."""

import re

import pytest
from django.utils.translation import override

from motcua.procedures.gate.codes import RULES, Rule
from motcua.workshop.labels import FIELDS
from motcua.workshop.labels.speaking import MEMBERS, PLAIN, VALUES, spoken

OF_THE_FORMAT = (
    {name.rpartition(".")[2] for name in FIELDS} | set(MEMBERS) | set(VALUES) | set(PLAIN)
)
OF_FILES = {"template"}
ALSO_VIETNAMESE = {"note", "code", "name", "by", "to", "en", "vi", "id"}


@pytest.mark.parametrize("rule", RULES.values(), ids=lambda rule: rule.code)
def test_no_name_of_the_format_is_left_in_how_to_mend(rule: Rule) -> None:
    with override("vi"):
        said = re.sub("“[^”]*”", "", spoken(str(rule.mend)))
    left = set(re.findall(r"[a-z_]{3,}", said)) & OF_THE_FORMAT - ALSO_VIETNAMESE - OF_FILES
    assert not left, said


def test_a_member_is_called_as_its_box_is_and_quotes_are_left() -> None:
    with override("vi"):
        assert (
            spoken("Ghi căn cứ ở basis của giấy tờ.")
            == "Ghi căn cứ ở “Căn cứ pháp lý” của giấy tờ."
        )
        assert spoken("Đặt needs_reason: true.") == "Đặt “Phải nêu lý do”: “có”."
        assert spoken("Sửa “basis”.") == "Sửa “basis”."
    with override("en"):
        assert spoken("Name the basis.") == "Name the basis."
