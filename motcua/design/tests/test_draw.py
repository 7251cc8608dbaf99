"""Each component draws what govuk-frontend's own fixtures expect, where we offer the option."""

import re

import pytest

from motcua.design.tests.fixtures import CALLS, PACKAGE, NotOfferedError, cases, drawn
from motcua.design.tests.normal import normal

WORDS = {
    "Lỗi:": "Error:",
    "Có lỗi cần sửa": "There is a problem",
    "Thành công": "Success",
    "Phân trang": "Pagination",
    "Đường dẫn": "Breadcrumb",
    "(trang trước)": "page",
    "(trang sau)": "page",
    "Trang ": "Page ",
    "Trước": "Previous",
    "Sau": "Next",
    "Ngày": "Day",
    "Tháng": "Month",
    "Năm": "Year",
    "Chuyển đến nội dung chính": "Skip to main content",
}
WORDS_OF = {"warning-text": {"Lưu ý": "Warning"}, "notification-banner": {"Lưu ý": "Important"}}
# What we add of our own: names of columns for phones, and the class that makes cards of rows.
OURS = re.compile(r' data-label="[^"]*"| mc-table--cards')


def in_english(component: str, html: str) -> str:
    for ours, theirs in {**WORDS, **WORDS_OF.get(component, {})}.items():
        html = html.replace(ours, theirs)
    html = re.sub(r"Có thể nhập tối đa (\d+) ký tự", r"You can enter up to \1 characters", html)
    return OURS.sub("", html)


@pytest.fixture(scope="module", autouse=True)
def _packages() -> None:
    assert PACKAGE.exists(), "run `motcua assets` first: the fixtures come with govuk-frontend"


# How many fixtures of each are equal; the others use options that we do not offer.
EQUAL = {
    "back-link": 7, "breadcrumbs": 9, "button": 37, "character-count": 17, "checkboxes": 27,
    "date-input": 7, "details": 10, "error-message": 6, "error-summary": 17, "fieldset": 17,
    "file-upload": 15, "input": 40, "inset-text": 6, "notification-banner": 19, "pagination": 13,
    "panel": 9, "radios": 29, "select": 17, "skip-link": 9, "summary-list": 18, "table": 15,
    "tag": 12, "task-list": 4, "textarea": 18, "warning-text": 7,
}  # fmt: skip


@pytest.mark.parametrize("component", CALLS)
def test_a_component_draws_the_markup_of_its_fixtures(component: str) -> None:
    equal, not_offered = 0, []
    for name, options, expected in cases(component):
        try:
            html = drawn(component, options)
        except NotOfferedError as missing:
            not_offered.append(f"{name} ({missing})")
            continue
        assert normal(in_english(component, html)) == normal(expected), f"{component}: {name}"
        equal += 1
    assert equal == EQUAL[component], f"not compared: {not_offered}"
