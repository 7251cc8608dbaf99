"""Folded text: found however it is typed."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.core.refusals import Invalid
from motcua.core.search import fold, prefix_query
from motcua.core.text import clean


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("Đăng ký khai sinh", "dang ky khai sinh"),
        ("ĐƯỜNG  Nguyễn Huệ, thửa đất số 5", "duong nguyen hue thua dat so 5"),
        ("hoà / hòa", "hoa hoa"),
        ("", ""),
    ],
)
def test_vietnamese_is_found_without_diacritics(written: str, folded: str) -> None:
    assert fold(written) == folded


@given(st.text())
def test_folding_is_settled_and_blind_to_normal_form(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert fold(unicodedata.normalize("NFD", text)) == fold(unicodedata.normalize("NFC", text))


def test_every_typed_word_may_be_a_beginning() -> None:
    assert prefix_query("Khai Sin'h & | !") == "khai:* & sin:* & h:*"


@pytest.mark.parametrize("bad", ["a\x00b", "\ud800", "\x1b[31m", "\x85"])
def test_text_that_cannot_be_kept_is_refused(bad: str) -> None:
    with pytest.raises(Invalid):
        clean(bad)


def test_text_is_kept_in_nfc_with_plain_line_ends() -> None:
    assert clean("Nguye\u0302\u0303n\r\nA") == "Nguyễn\nA"
