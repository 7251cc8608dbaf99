"""Kinds answered in figures: quantities, money, and the numbers that the State gives people."""

import re
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from typing import Annotated, Any, ClassVar, Literal

from django import forms
from django.utils.translation import gettext as _
from pydantic import Field

from motcua.core.refusals import Invalid
from motcua.design.widgets import TextInput
from motcua.identity import numbers
from motcua.procedures.conditions import Name, Type
from motcua.procedures.kinds.question import Question, text_of
from motcua.procedures.texts import Text, figures, say

MOST = 10**15


class Quantity(Question):
    """A number; whole unless `decimals` says otherwise. Typed as `1.234,5` or `1234.5`."""

    kind: Literal["number"]
    least: Annotated[int, Field(ge=-MOST, le=MOST)] = 0
    most: Annotated[int, Field(ge=-MOST, le=MOST)] = 10**9
    decimals: Annotated[int, Field(ge=0, le=4)] = 0
    unit: Text | None = None

    @property
    def name(self) -> Name:
        return Name(Type.NUMBER if self.decimals else Type.INTEGER)

    def shape(self) -> dict[str, Any]:
        bounds = {"minimum": self.least, "maximum": self.most}
        return {"type": "number" if self.decimals else "integer", **bounds}

    def normal(self, raw: Any) -> int | float:
        value = self._number(raw)
        if not self.least <= value <= self.most:
            raise Invalid(
                _("%(label)s phải từ %(least)s đến %(most)s.")
                % {
                    "label": say(self.label),
                    "least": figures(self.least),
                    "most": figures(self.most),
                }
            )
        if value != round(value, self.decimals):
            raise Invalid(
                _("%(label)s nhận nhiều nhất %(count)d chữ số thập phân.")
                % {"label": say(self.label), "count": self.decimals}
            )
        return float(value) if self.decimals else int(value)

    def _number(self, raw: Any) -> Decimal:
        if isinstance(raw, int | float) and not isinstance(raw, bool):
            raw = str(raw)
        text = re.sub(r"\s", "", text_of(raw))[:40]
        if self.decimals and "," in text:
            text = text.replace(".", "").replace(",", ".")
        elif not self.decimals and re.fullmatch(r"-?\d{1,3}([.,]\d{3})+", text):
            text = re.sub(r"[.,]", "", text)
        try:
            value = Decimal(text)
        except InvalidOperation:
            value = Decimal("NaN")
        if not value.is_finite() or not re.fullmatch(r"-?[0-9]+([.][0-9]+)?", text):
            raise Invalid(_("%(label)s phải là số.") % {"label": say(self.label)})
        return value

    def problem(self, answer: Any) -> str:
        if isinstance(answer, bool) or not isinstance(answer, int | float):
            return _("%(label)s phải là số.") % {"label": say(self.label)}
        try:
            self.normal(answer)
        except Invalid as refusal:
            return refusal.message
        return ""

    def show(self, answer: Any) -> str:
        return f"{figures(answer, self.decimals)} {say(self.unit)}".strip()

    def widget(self) -> forms.Widget:
        mode = "decimal" if self.decimals else "numeric"
        return TextInput(width=10, inputmode=mode, suffix=say(self.unit))

    def findings(self) -> Iterator[tuple[str, str, str]]:
        if self.least > self.most:
            yield "least", _("Số nhỏ nhất lớn hơn số lớn nhất."), "question-bounds"


class Money(Quantity):
    """An amount in whole đồng."""

    kind: Literal["money"]  # type: ignore[assignment]  # a kind of its own, asked like a number
    most: Annotated[int, Field(ge=0, le=MOST)] = 10**12
    decimals: Annotated[int, Field(ge=0, le=0)] = 0

    def show(self, answer: Any) -> str:
        return f"{figures(answer)} đồng"

    def widget(self) -> forms.Widget:
        return TextInput(width=10, inputmode="numeric", suffix="đồng")


class Percent(Quantity):
    """A share in per cent, up to two decimals."""

    kind: Literal["percent"]  # type: ignore[assignment]  # a kind of its own, asked like a number
    most: Annotated[int, Field(ge=0, le=1000)] = 100
    decimals: Annotated[int, Field(ge=1, le=4)] = 2
    unit: Text | None = "%"

    def show(self, answer: Any) -> str:
        return f"{_without_zeros(answer, self.decimals)} %"


class Surface(Quantity):
    """A surface, in square metres unless `unit` says otherwise."""

    kind: Literal["area"]  # type: ignore[assignment]  # a kind of its own, asked like a number
    decimals: Annotated[int, Field(ge=1, le=4)] = 2
    unit: Text | None = "m²"

    def show(self, answer: Any) -> str:
        return f"{_without_zeros(answer, self.decimals)} {say(self.unit)}"


def _without_zeros(value: float, decimals: int) -> str:
    """12,5 for 12.50; 12 for 12.00."""
    kept = next(n for n in range(decimals + 1) if n == decimals or round(value, n) == value)
    return figures(value, kept)


class Numbered(Question):
    """A number written in figures and letters, of a known pattern."""

    pattern: ClassVar[str]
    width: ClassVar[int] = 20
    inputmode: ClassVar[str | None] = "numeric"
    autocomplete: ClassVar[str | None] = None

    def shape(self) -> dict[str, Any]:
        return {"type": "string", "pattern": self.pattern}

    def normal(self, raw: Any) -> str:
        return self.checked(re.sub(r"[\s.\u2010-\u2015-]", "", text_of(raw)).upper()[:40])

    def checked(self, compact: str) -> str:
        """The number in its normal writing. Raises Invalid."""
        raise NotImplementedError

    def widget(self) -> forms.Widget:
        return TextInput(
            width=self.width,
            inputmode=self.inputmode,
            autocomplete=self.autocomplete,
            spellcheck=False,
        )


class CitizenNumber(Numbered):
    """The twelve-digit personal identification number."""

    kind: Literal["citizen_number"]
    pattern = "^[0-9]{12}$"

    def checked(self, compact: str) -> str:
        return numbers.citizen_number(compact).number


class TaxCode(Numbered):
    """A tax code: ten digits, or ten and a branch, or a personal number."""

    kind: Literal["tax_code"]
    pattern = "^([0-9]{10}(-[0-9]{3})?|[0-9]{12})$"

    def checked(self, compact: str) -> str:
        return numbers.tax_code(compact)


class InsuranceCard(Numbered):
    """The number of a health-insurance card: fifteen characters, or the ten of the insured."""

    kind: Literal["insurance_card"]
    pattern = "^([A-Z]{2}[0-9]{13}|[0-9]{10}|[0-9]{12})$"
    inputmode = None

    def checked(self, compact: str) -> str:
        return numbers.insurance_card(compact)


class Phone(Numbered):
    """A telephone number."""

    kind: Literal["phone"]
    pattern = r"^\+?[0-9]{8,15}$"
    inputmode = "tel"
    autocomplete = "tel"

    def checked(self, compact: str) -> str:
        return numbers.phone(compact)


class Plate(Numbered):
    """A vehicle's number plate, kept without dots and dashes: 30K12345, 59X112345."""

    kind: Literal["plate"]
    pattern = "^[0-9]{2}([A-ZĐ]{1,2}[0-9]{4,6}|[A-ZĐ][0-9][0-9]{4,5})$"
    width = 10
    inputmode = None

    def checked(self, compact: str) -> str:
        if not re.fullmatch(self.pattern, compact):
            raise Invalid(_("Nhập biển số xe như trên biển, ví dụ 30K-123.45 hoặc 59X1-123.45."))
        return compact


class DrivingLicenceNumber(Numbered):
    """The number of a driving licence: twelve digits."""

    kind: Literal["driving_licence_number"]
    pattern = "^[0-9]{12}$"

    def checked(self, compact: str) -> str:
        if not re.fullmatch(self.pattern, compact):
            raise Invalid(_("Nhập số giấy phép lái xe gồm 12 chữ số, in ở mặt trước giấy phép."))
        return compact


class Lettered(Numbered):
    """A number that whoever issued it writes in letters and figures; at least one figure."""

    inputmode: ClassVar[str | None] = None

    def checked(self, compact: str) -> str:
        if not re.fullmatch(self.pattern, compact) or not re.search(r"[0-9]", compact):
            raise Invalid(self.told())
        return compact

    def told(self) -> str:
        """The sentence for a number that cannot be."""
        raise NotImplementedError


class PassportNumber(Lettered):
    """The number of a passport, Vietnamese or foreign."""

    kind: Literal["passport_number"]
    pattern = "^[A-Z0-9]{6,12}$"

    def told(self) -> str:
        return _("Nhập số hộ chiếu gồm 6 đến 12 chữ cái và chữ số, ví dụ C1234567.")


class OldIdNumber(Lettered):
    """The nine-digit number of the old identity card (CMND)."""

    kind: Literal["old_id_number"]
    pattern = "^(?!0{9})[0-9]{9}$"
    inputmode = "numeric"

    def shape(self) -> dict[str, Any]:
        return {"type": "string", "pattern": "^[0-9]{9}$"}

    def told(self) -> str:
        return _("Nhập số chứng minh nhân dân gồm 9 chữ số.")


class ChassisNumber(Lettered):
    """The chassis number of a vehicle; the seventeen signs of a VIN never have I, O or Q."""

    kind: Literal["chassis_number"]
    pattern = "^[A-Z0-9]{6,20}$"

    def checked(self, compact: str) -> str:
        if len(compact) == 17 and set(compact) & set("IOQ"):
            raise Invalid(_("Số khung 17 ký tự không có chữ I, O, Q; có thể đó là số 1 hoặc số 0."))
        return super().checked(compact)

    def told(self) -> str:
        return _("Nhập số khung như trong đăng ký xe, gồm 6 đến 20 chữ cái và chữ số.")


class EngineNumber(Lettered):
    """The engine number of a vehicle."""

    kind: Literal["engine_number"]
    pattern = "^[A-Z0-9]{5,20}$"

    def told(self) -> str:
        return _("Nhập số máy như trong đăng ký xe, gồm 5 đến 20 chữ cái và chữ số.")
