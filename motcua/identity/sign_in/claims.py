"""What the national e-identity says of a person, in our words.

Providers name the same facts differently. `NAMES` lists the claim names that are understood, the
first present one counts; a dot goes into an object. `LEVELS` says which assurance level (Decree
69/2024) an `acr` value stands for; an unknown one stands for none.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from motcua.agencies.models import Area
from motcua.agencies.queries import commune
from motcua.core.refusals import Invalid, NotFound
from motcua.identity.models import Assurance, Sex

NAMES: dict[str, tuple[str, ...]] = {
    "number": ("so_dinh_danh", "SoDinhDanh", "soDinhDanh", "personal_number"),
    "full_name": ("name", "ho_va_ten", "HoVaTen", "hoVaTen"),
    "born_on": ("birthdate", "ngay_sinh", "NgaySinh"),
    "sex": ("gender", "gioi_tinh", "GioiTinh"),
    "address": ("address.formatted", "dia_chi", "DiaChi"),
    "commune": ("ma_xa", "MaXa", "address.locality_code"),
}
LEVELS: dict[str, Assurance] = {
    "loa1": Assurance.ONE,
    "loa2": Assurance.TWO,
    "urn:vn:dinhdanh:muc1": Assurance.ONE,
    "urn:vn:dinhdanh:muc2": Assurance.TWO,
}
SEXES = {
    "male": Sex.MALE,
    "nam": Sex.MALE,
    "female": Sex.FEMALE,
    "nữ": Sex.FEMALE,
    "nu": Sex.FEMALE,
}
_DATE_FORMS = ("%Y-%m-%d", "%d/%m/%Y")


@dataclass(frozen=True)
class Person:
    """One person, as vouched for."""

    number: str
    full_name: str
    born_on: date | None
    sex: str
    address: str
    commune: Area | None
    assurance: Assurance


def person(claims: dict[str, Any]) -> Person:
    """The person in these claims. Without a number and a name there is no person."""
    number, full_name = _text(claims, "number"), _text(claims, "full_name")
    if not number or not full_name:
        raise Invalid(
            _("Tài khoản định danh chưa chia sẻ số định danh và họ tên. Vui lòng đồng ý chia sẻ.")
        )
    return Person(
        number=number,
        full_name=full_name,
        born_on=_date(_text(claims, "born_on")),
        sex=SEXES.get(_text(claims, "sex").lower(), ""),
        address=_text(claims, "address")[:300],
        commune=_commune(_text(claims, "commune")),
        assurance=LEVELS.get(str(claims.get("acr", "")).lower(), Assurance.NONE),
    )


def _text(claims: dict[str, Any], fact: str) -> str:
    for name in NAMES[fact]:
        value: Any = claims
        for part in name.split("."):
            value = value.get(part) if isinstance(value, dict) else None
        if isinstance(value, str) and value.strip():
            return value.strip()
    return ""


def _date(text: str) -> date | None:
    for form in _DATE_FORMS:
        try:
            return datetime.strptime(text, form).date()  # noqa: DTZ007  # a day has no zone
        except ValueError:
            continue
    return None


def _commune(code: str) -> Area | None:
    """Where they live, if the code is one that is known; a wrong code stops nobody."""
    try:
        return commune(code)
    except NotFound:
        return None
