"""Numbers and names that identify people and businesses: checked by rule, without a register."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from motcua.core.refusals import Invalid
from motcua.core.text import clean

MALE, FEMALE = "male", "female"
NAME_LIMIT = 100

# The 63 provinces of before 1 July 2025: a number keeps the province of its birth registration.
_PROVINCES = (
    "01 02 04 06 08 10 11 12 14 15 17 19 20 22 24 25 26 27 30 31 33 34 35 36 37 38 40 42 44 45 46 "
    "48 49 51 52 54 56 58 60 62 64 66 67 68 70 72 74 75 77 79 80 82 83 84 86 87 89 91 92 93 94 95 "
    "96"
)
PROVINCE_CODES = frozenset(f"0{code}" for code in _PROVINCES.split())
_TAX_WEIGHTS = (31, 29, 23, 19, 17, 13, 7, 5, 3)
_LONGEST_NUMBER = 40
_NAME_MARKS = frozenset(" '’-.")


@dataclass(frozen=True)
class CitizenNumber:
    """A 12-digit personal identification number and what its digits say (Decree 137/2015)."""

    number: str
    province_code: str
    sex: str
    birth_year: int

    def __str__(self) -> str:
        return self.number

    def agrees_with(self, *, born_on: date | None = None, sex: str = "") -> bool:
        """Whether a date of birth and a sex can be those of the holder of this number."""
        same_year = born_on is None or born_on.year == self.birth_year
        return same_year and (not sex or sex == self.sex)


def citizen_number(text: str) -> CitizenNumber:
    """A personal identification number. It has no check digit; its fourth digit is 0 to 3.

    Century digits from 4 on belong to people not yet born, and sources disagree on 8 and 9.
    """
    number = _bare(text)
    if not re.fullmatch(r"[0-9]{12}", number):
        raise Invalid(_("Số định danh cá nhân phải gồm đúng 12 chữ số, ví dụ 001090000123."))
    if number[:3] not in PROVINCE_CODES:
        raise Invalid(_("Ba chữ số đầu của số định danh không phải mã tỉnh. Vui lòng kiểm tra."))
    if number[3] not in "0123":
        raise Invalid(_("Chữ số thứ tư của số định danh phải từ 0 đến 3. Vui lòng kiểm tra."))
    century, sex = divmod(int(number[3]), 2)
    year = 1900 + 100 * century + int(number[4:6])
    return CitizenNumber(number, number[:3], FEMALE if sex else MALE, year)


def require_agreement(number: CitizenNumber, *, born_on: date | None = None, sex: str = "") -> None:
    """Refuse a date of birth or a sex that contradicts the number itself."""
    if not number.agrees_with(born_on=born_on):
        raise Invalid(_("Năm sinh không khớp với số định danh. Vui lòng kiểm tra cả hai."))
    if not number.agrees_with(sex=sex):
        raise Invalid(_("Giới tính không khớp với số định danh. Vui lòng kiểm tra cả hai."))


def tax_code(text: str) -> str:
    """An enterprise's tax code (10 digits, or 13 for a branch), or a person's 12-digit number.

    Individuals and household businesses use the personal number since 1 July 2025.
    """
    code = _bare(text)
    if re.fullmatch(r"[0-9]{12}", code):
        return citizen_number(code).number
    if not re.fullmatch(r"[0-9]{10}(-?[0-9]{3})?", code):
        raise Invalid(_("Mã số thuế gồm 10 chữ số, 13 chữ số (chi nhánh) hoặc số định danh."))
    branch = code[10:].removeprefix("-")
    if not _tax_digits_agree(code[:10]) or branch == "000":
        raise Invalid(_("Mã số thuế không đúng chữ số kiểm tra. Vui lòng đối chiếu giấy tờ."))
    return f"{code[:10]}-{branch}" if branch else code


def _tax_digits_agree(code: str) -> bool:
    total = sum(weight * int(digit) for weight, digit in zip(_TAX_WEIGHTS, code, strict=False))
    return code[2:9] != "0000000" and 10 - total % 11 == int(code[9])


def insurance_card(text: str) -> str:
    """A health-insurance card number (15 characters), or the 10-digit social-insurance code."""
    card = _bare(text).upper()
    if not re.fullmatch(r"([A-Z]{2}[1-5](?!00)[0-9]{2})?[0-9]{10}", card):
        raise Invalid(
            _(
                "Số thẻ bảo hiểm y tế gồm 2 chữ cái và 13 chữ số (ví dụ GD4010123456789), "
                "hoặc mã bảo hiểm xã hội 10 chữ số."
            )
        )
    return card


def phone(text: str) -> str:
    """A Vietnamese telephone number, written with its leading 0."""
    number = re.sub(r"[-.()]", "", _bare(text))
    number = re.sub(r"^(\+84|0084)0?", "0", number)
    if not re.fullmatch(r"0[35789][0-9]{8}|02[0-9]{9}", number):
        raise Invalid(_("Số điện thoại phải gồm 10 chữ số bắt đầu bằng 0, ví dụ 0912345678."))
    return number


def name(text: str) -> str:
    """A person's full name in the Vietnamese order, with single spaces."""
    if len(text) > 4 * NAME_LIMIT:
        raise Invalid(_("Họ và tên dài quá %(limit)d ký tự.") % {"limit": NAME_LIMIT})
    words = " ".join(clean(text).split())
    if not words:
        raise Invalid(_("Vui lòng nhập họ và tên."))
    if len(words) > NAME_LIMIT:
        raise Invalid(_("Họ và tên dài quá %(limit)d ký tự.") % {"limit": NAME_LIMIT})
    if not words[0].isalpha() or not all(_may_stand_in_name(char) for char in words):
        raise Invalid(_("Họ và tên chỉ gồm chữ cái, khoảng trắng, dấu nháy và gạch nối."))
    return words


def _may_stand_in_name(char: str) -> bool:
    return char in _NAME_MARKS or (char.isalpha() and "LATIN" in unicodedata.name(char, ""))


def _bare(text: str) -> str:
    """Without the plain spaces that people type for legibility; nothing else is forgiven."""
    bare = text.strip(" \t\r\n").replace(" ", "")
    return bare if len(bare) <= _LONGEST_NUMBER else ""
