"""Numbers and names: what is accepted, and that nothing hostile gets through."""

from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.core.refusals import Invalid
from motcua.identity import numbers

CHECKS: list[Callable[[str], object]] = [
    numbers.citizen_number,
    numbers.tax_code,
    numbers.insurance_card,
    numbers.phone,
    numbers.name,
]
HOSTILE = [
    "",
    " ",
    "０٠1090000123",
    "００１０９００００１２３",
    "٠٠١٠٩٠٠٠٠١٢٣",
    "001090000123\x00",
    "\x00",
    "\ud800",
    "0010900\udfff00123",
    "001090000123\n001090000123",
    "-01090000123",
    "1e11",
    "0" * 10_000_000,
    "²²²²²²²²²²²²",
    "001090000123'; drop table identity_user;--",
]


@pytest.mark.parametrize("check", CHECKS)
@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_is_refused_in_words(check: Callable[[str], object], text: str) -> None:
    with pytest.raises(Invalid) as refused:
        check(text)
    assert len(refused.value.message) > 20


@given(st.text(st.characters(), max_size=60))
def test_any_text_is_taken_or_refused_never_a_crash(text: str) -> None:
    for check in CHECKS:
        try:
            kept = str(check(text))
        except Invalid:
            continue
        kept.encode()
        assert "\x00" not in kept


@given(
    st.sampled_from(sorted(numbers.PROVINCE_CODES)),
    st.dates(date(1900, 1, 1), date(2099, 12, 31)),
    st.sampled_from([numbers.MALE, numbers.FEMALE]),
    st.integers(0, 999_999),
)
def test_a_number_agrees_with_its_holder_only(
    province: str, born_on: date, sex: str, serial: int
) -> None:
    digit = 2 * (born_on.year // 100 - 19) + (sex == numbers.FEMALE)
    known = numbers.citizen_number(f"{province}{digit}{born_on.year % 100:02}{serial:06}")
    assert (known.province_code, known.birth_year, known.sex) == (province, born_on.year, sex)
    assert known.agrees_with(born_on=born_on, sex=sex)
    assert not known.agrees_with(born_on=date(born_on.year + 100, 1, 1))
    assert not known.agrees_with(sex=numbers.MALE if sex == numbers.FEMALE else numbers.FEMALE)


@pytest.mark.parametrize(
    "text", ["00109000012", "0010900001234", "003090000123", "000090000123", "001490000123"]
)
def test_a_wrong_citizen_number_is_refused(text: str) -> None:
    with pytest.raises(Invalid):
        numbers.citizen_number(text)


def test_spaces_typed_for_legibility_are_forgiven() -> None:
    assert numbers.citizen_number(" 001 090 000 123 ").number == "001090000123"


def test_a_contradicting_birth_year_or_sex_is_refused() -> None:
    known = numbers.citizen_number("001190000123")
    numbers.require_agreement(known, born_on=date(1990, 1, 1), sex=numbers.FEMALE)
    with pytest.raises(Invalid, match="Năm sinh"):
        numbers.require_agreement(known, born_on=date(1991, 1, 1))
    with pytest.raises(Invalid, match="Giới tính"):
        numbers.require_agreement(known, sex=numbers.MALE)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("0100109106", "0100109106"),
        ("0100109106-001", "0100109106-001"),
        ("0100109106001", "0100109106-001"),
        ("0100233488", "0100233488"),
        ("001090000123", "001090000123"),
    ],
)
def test_a_tax_code_is_kept_in_one_form(text: str, kept: str) -> None:
    assert numbers.tax_code(text) == kept


@pytest.mark.parametrize(
    "text",
    ["0100109107", "0100109106-000", "0100109106--01", "0100000000", "010010910", "00149000012"],
)
def test_a_wrong_tax_code_is_refused(text: str) -> None:
    with pytest.raises(Invalid):
        numbers.tax_code(text)


@given(st.integers(0, 9_999_999), st.integers(0, 9))
def test_at_most_one_check_digit_fits_a_tax_code(body: int, other: int) -> None:
    fitting = [digit for digit in range(10) if _is_tax_code(f"01{body:07}{digit}")]
    assert len(fitting) <= 1


def _is_tax_code(text: str) -> bool:
    try:
        numbers.tax_code(text)
    except Invalid:
        return False
    return True


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("GD4010123456789", "GD4010123456789"),
        ("te1 79 0123456789", "TE1790123456789"),
        ("0123456789", "0123456789"),
    ],
)
def test_an_insurance_card_is_kept_in_one_form(text: str, kept: str) -> None:
    assert numbers.insurance_card(text) == kept


@pytest.mark.parametrize(
    "text", ["GD6010123456789", "GD0010123456789", "G14010123456789", "GD4000123456789"]
)
def test_a_wrong_insurance_card_is_refused(text: str) -> None:
    with pytest.raises(Invalid):
        numbers.insurance_card(text)


@pytest.mark.parametrize("text", ["0912345678", "+84912345678", "0084 912 345 678", "091-234-5678"])
def test_a_phone_number_is_kept_with_its_leading_zero(text: str) -> None:
    assert numbers.phone(text) == "0912345678"


@pytest.mark.parametrize("text", ["0112345678", "091234567", "09123456789", "+1912345678", "abc"])
def test_a_wrong_phone_number_is_refused(text: str) -> None:
    with pytest.raises(Invalid):
        numbers.phone(text)


@pytest.mark.parametrize("text", ["H'Hen Niê", "Nguyễn Thị Ánh", "Anne-Marie O’Neil"])
def test_names_of_every_people_are_names(text: str) -> None:
    assert numbers.name(f"  {text} ") == text


def test_a_name_typed_in_parts_is_composed() -> None:
    assert numbers.name("Nguyê\u0303n  Văn\tAn") == "Nguyễn Văn An"


@pytest.mark.parametrize("text", ["Nguyễn <b>An</b>", "An 2", "名前", "x" * 101, "@an"])
def test_what_is_no_name_is_refused(text: str) -> None:
    with pytest.raises(Invalid):
        numbers.name(text)
