"""Kinds of several parts under one legend: a business, a bank account, a parcel, a signature."""

import functools
from collections.abc import Mapping
from datetime import datetime
from typing import Any, Literal

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from motcua.core import clock
from motcua.core.refusals import Invalid
from motcua.design.widgets import TextInput
from motcua.procedures.conditions import Name, Type
from motcua.procedures.kinds.banks import BANKS
from motcua.procedures.kinds.choices import FromList
from motcua.procedures.kinds.numbers import Lettered, Surface, TaxCode
from motcua.procedures.kinds.places import COMMUNE, PROVINCE, Commune
from motcua.procedures.kinds.question import Question, Raw, is_blank, lowered
from motcua.procedures.kinds.words import OneLine, Organisation, PersonName, one_line
from motcua.procedures.texts import say

OTHER = "other"


class Composed(Question):
    """Questions of one box each, answered together: an object of their answers."""

    type = Type.PARTS
    one_legend = True

    def parts(self) -> Mapping[str, Question]:
        """The questions, by their names in the answer."""
        raise NotImplementedError

    @property
    def name(self) -> Name:
        return Name(Type.PARTS, fields={name: part.name for name, part in self.parts().items()})

    def shape(self) -> dict[str, Any]:
        parts = self.parts()
        return {
            "type": "object",
            "properties": {
                name: {"title": part.label, **part.shape()} for name, part in parts.items()
            },
            "required": [name for name, part in parts.items() if part.required],
            "additionalProperties": False,
        }

    def normal(self, raw: Any) -> dict[str, Any]:
        if not isinstance(raw, dict) or not raw.keys() <= self.parts().keys():
            raise Invalid(self.missing())
        found = {}
        for name, part in self.parts().items():
            if not is_blank(raw.get(name)):
                found[name] = self._part(part, raw[name])
            elif part.required:
                raise Invalid(f"{say(self.label)}: {lowered(part.missing())}.")
        return found

    def _part(self, part: Question, raw: Any) -> Any:
        try:
            return part.normal(raw)
        except Invalid as refusal:
            raise Invalid(f"{say(self.label)} – {refusal.message}") from None

    def problem(self, answer: Any) -> str:
        if isinstance(answer, dict):
            for name, part in self.parts().items():
                if not is_blank(answer.get(name)) and (wrong := part.problem(answer[name])):
                    return f"{say(self.label)} – {wrong}"
        return super().problem(answer)

    def show(self, answer: Any) -> str:
        return "; ".join(
            f"{say(part.label)}: {part.show(answer[name])}"
            for name, part in self.parts().items()
            if name in answer
        )

    def boxes(self, answer: Any) -> dict[str, forms.Field]:
        return {
            name: part.box(part.widget(), say(part.label)) for name, part in self.parts().items()
        }

    def split(self, answer: Any) -> dict[str, Any]:
        return answer if isinstance(answer, dict) else {next(iter(self.parts())): answer}

    def join(self, raw: Raw) -> Any:
        parts = {name: raw[name] for name in self.parts() if not is_blank(raw.get(name))}
        return parts or None


class Business(Composed):
    """An enterprise, cooperative or household business, by tax code and name."""

    kind: Literal["business"]

    def parts(self) -> Mapping[str, Question]:
        return _business(get_language() or "vi")


@functools.cache
def _business(language: str) -> Mapping[str, Question]:
    return {
        "tax_code": TaxCode(id="tax_code", kind="tax_code", label=_("Mã số thuế")),
        "name": Organisation(id="name", kind="organisation", label=_("Tên doanh nghiệp, tổ chức")),
    }


class Bank(FromList):
    """A bank; a part of a bank account, no kind of its own."""

    def names(self) -> Mapping[str, str]:
        return {**BANKS, OTHER: _("Ngân hàng khác")}


class AccountNumber(Lettered):
    """The number of an account; a part of a bank account, no kind of its own."""

    pattern = "^[A-Z0-9]{4,19}$"
    inputmode = "numeric"

    def told(self) -> str:
        return _("Nhập số tài khoản gồm 4 đến 19 chữ số.")


class BankAccount(Composed):
    """Where money is paid to: bank, number, holder."""

    kind: Literal["bank_account"]

    def parts(self) -> Mapping[str, Question]:
        return _bank_account(get_language() or "vi")

    def normal(self, raw: Any) -> dict[str, Any]:
        found = super().normal(raw)
        if (found["bank"] == OTHER) != ("bank_name" in found):
            raise Invalid(
                _("%(label)s: ghi tên ngân hàng khi, và chỉ khi, chọn “Ngân hàng khác”.")
                % {"label": say(self.label)}
            )
        return {**found, "holder": found["holder"].upper()}

    def show(self, answer: Any) -> str:
        bank = answer.get("bank_name") or BANKS[answer["bank"]]
        return f"{answer['number']}, {bank}, {answer['holder']}"


@functools.cache
def _bank_account(language: str) -> Mapping[str, Question]:
    return {
        "bank": Bank(id="bank", label=_("Ngân hàng")),
        "bank_name": OneLine(
            id="bank_name", kind="text", label=_("Tên ngân hàng khác"), required=False, longest=100
        ),
        "number": AccountNumber(id="number", label=_("Số tài khoản")),
        "holder": Organisation(
            id="holder", kind="organisation", label=_("Tên chủ tài khoản"), longest=100
        ),
    }


class LandParcel(Composed):
    """A parcel of land as in its certificate: commune, sheet of the map, number, surface."""

    kind: Literal["land_parcel"]

    @property
    def name(self) -> Name:
        places = {PROVINCE: Name(Type.TEXT), COMMUNE: Name(Type.TEXT)}
        return Name(Type.PARTS, fields={**places, **super().name.fields})

    def parts(self) -> Mapping[str, Question]:
        return _land_parcel(get_language() or "vi")

    def shape(self) -> dict[str, Any]:
        shape = super().shape()
        places = {
            PROVINCE: {"type": "string", "pattern": "^[0-9]{2}$"},
            COMMUNE: self._place.shape(),
        }
        return {
            **shape,
            "properties": {**places, **shape["properties"]},
            "required": [*places, *shape["required"]],
        }

    @property
    def _place(self) -> Commune:
        return Commune(id=COMMUNE, kind="commune", label=self.label, required=self.required)

    def normal(self, raw: Any) -> dict[str, Any]:
        if not isinstance(raw, dict):
            raise Invalid(self.missing())
        place = {part: raw.get(part) or "" for part in (PROVINCE, COMMUNE)}
        commune = self._place.normal(place)
        if not place[PROVINCE]:
            raise Invalid(self._place.missing())
        rest = {name: part for name, part in raw.items() if name not in place}
        return {PROVINCE: place[PROVINCE], COMMUNE: commune, **super().normal(rest)}

    def show(self, answer: Any) -> str:
        return f"{super().show(answer)}; {self._place.show(answer[COMMUNE])}"

    def boxes(self, answer: Any) -> dict[str, forms.Field]:
        return {**self._place.boxes(answer), **super().boxes(answer)}

    def split(self, answer: Any) -> dict[str, Any]:
        return answer if isinstance(answer, dict) else {"parcel": answer}

    def join(self, raw: Raw) -> Any:
        place = self._place.join(raw)
        code = place if isinstance(place, str) else ""
        parts = place if isinstance(place, dict) else {PROVINCE: raw.get(PROVINCE), COMMUNE: code}
        return {**parts, **(super().join(raw) or {})} if place or super().join(raw) else None


@functools.cache
def _land_parcel(language: str) -> Mapping[str, Question]:
    return {
        "sheet": OneLine(id="sheet", kind="text", label=_("Tờ bản đồ số"), longest=20),
        "parcel": OneLine(id="parcel", kind="text", label=_("Thửa đất số"), longest=20),
        "area": Surface(id="area", kind="area", label=_("Diện tích"), most=10**9),
    }


class Signature(Question):
    """The full name typed as consent, with the moment at which it was typed: never the client's."""

    kind: Literal["signature"]
    type = Type.PARTS

    @property
    def name(self) -> Name:
        return Name(Type.PARTS, fields={"name": Name(Type.TEXT), "at": Name(Type.TEXT)})

    def shape(self) -> dict[str, Any]:
        properties = {
            "name": {"type": "string", "minLength": 1, "maxLength": 100},
            "at": {"type": "string", "format": "date-time"},
        }
        return {
            "type": "object",
            "properties": properties,
            "required": ["name", "at"],
            "additionalProperties": False,
        }

    def normal(self, raw: Any) -> dict[str, str]:
        given = raw if isinstance(raw, dict) else {"name": raw}
        if not given.keys() <= {"name", "at"}:
            raise Invalid(self.missing())
        typed = PersonName(id=self.id, kind="name", label=self.label).normal(
            one_line(given.get("name") or "")
        )
        if len(typed.split()) < 2:
            raise Invalid(self.missing())
        return {"name": typed, "at": self._moment(given.get("at"))}

    def _moment(self, at: Any) -> str:
        if at is None:
            return clock.now().astimezone(clock.VIETNAM).isoformat(timespec="seconds")
        try:
            moment = datetime.fromisoformat(at)
        except (TypeError, ValueError):
            raise Invalid(self.missing()) from None
        if moment.tzinfo is None or moment > clock.now():
            raise Invalid(self.missing())
        return str(at)

    def taken(self, answer: Any, stored: Any) -> Any:
        """The moment is ours: that of now, or of when the same name was first typed."""
        name = answer.get("name") if isinstance(answer, dict) else answer
        if isinstance(stored, dict) and stored.get("name") == name:
            return stored
        try:
            return self.normal(name)
        except Invalid:
            return name

    def show(self, answer: Any) -> str:
        moment = datetime.fromisoformat(answer["at"]).astimezone(clock.VIETNAM)
        told = {"name": answer["name"], "moment": f"{moment:%H:%M %d/%m/%Y}"}
        return _("%(name)s, ký lúc %(moment)s") % told

    def widget(self) -> forms.Widget:
        return TextInput(autocomplete="name", spellcheck=False)

    def split(self, answer: Any) -> dict[str, Any]:
        return {"": answer.get("name") if isinstance(answer, dict) else answer}

    def missing(self) -> str:
        return _("Ký bằng cách nhập đầy đủ họ và tên: %(label)s") % {
            "label": lowered(say(self.label))
        }
