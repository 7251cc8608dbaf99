"""Both written forms of an agency's code."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.agencies import codes
from motcua.core.refusals import Invalid

current = st.from_regex(
    r"[A-Z][0-9]{2}(\.(?!00)[0-9]{2}(\.(?!00)[0-9]{2}(\.(?!000)[0-9]{3})?)?)?", fullmatch=True
)


@pytest.mark.parametrize(
    ("current", "legacy"),
    [
        ("G12", "000.00.00.G12"),
        ("G12.18", "000.00.18.G12"),
        ("H26.05", "000.00.05.H26"),
        ("H56.22.17", "000.17.22.H56"),
        ("H29.98.38.001", "001.38.98.H29"),
    ],
)
def test_the_two_forms_say_the_same(current: str, legacy: str) -> None:
    assert codes.to_legacy(current) == legacy
    assert codes.from_legacy(legacy) == current
    assert codes.normal(legacy) == codes.normal(current) == current


@pytest.mark.parametrize(
    ("written", "kept"),
    [("H26.5", "H26.05"), (" g22.99.3 ", "G22.99.03"), ("38.98.H29", "H29.98.38")],
)
def test_a_code_is_understood_without_its_zeros(written: str, kept: str) -> None:
    assert codes.normal(written) == kept


@pytest.mark.parametrize(
    "code",
    [
        "",
        "G",
        "G1",
        "G123",
        "GG1",
        "G12.",
        "G12.100",
        "G12.00.05",
        "000.05.00.G12",
        "G12.1.1.1.1",
        "0.0.0.0.G12",
        "000.00.00",
        "Đ12",
        "G１２",
        "G12\n",
        "G12\0",
        "\ud800",
        "G12.-1",
        "9" * 10_000,
    ],
)
def test_what_is_no_code_is_refused(code: str) -> None:
    if code == "G12\n":  # a stray end of line is only space
        assert codes.normal(code) == "G12"
        return
    with pytest.raises(Invalid, match="Mã định danh"):
        codes.normal(code)


def test_each_form_is_asked_for_by_its_own_name() -> None:
    with pytest.raises(Invalid):
        codes.from_legacy("G12.18")


@given(current)
def test_every_code_survives_the_way_there_and_back(code: str) -> None:
    legacy = codes.to_legacy(code)
    assert re.fullmatch(r"\d{3}\.\d{2}\.\d{2}\.[A-Z]\d{2}", legacy)
    assert codes.from_legacy(legacy) == code
    assert codes.normal(code) == code
    assert re.match(codes.PATTERN, code)


@given(st.text())
def test_any_text_is_a_code_or_is_refused(text: str) -> None:
    try:
        code = codes.normal(text)
    except Invalid:
        return
    assert codes.normal(codes.to_legacy(code)) == code
