"""Kinds answered with a place: a province, a commune, an address. Units are those of the day."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, Literal

from django import forms
from django.utils.translation import gettext as _

from motcua.agencies import queries as agencies
from motcua.core import clock
from motcua.core.refusals import Invalid, NotFound
from motcua.design.widgets import Select, TextInput
from motcua.procedures.conditions import Name, Type
from motcua.procedures.kinds.question import Question, Raw, lowered, text_of
from motcua.procedures.kinds.words import one_line
from motcua.procedures.texts import say

PROVINCE, COMMUNE, DETAIL = "province", "commune", "detail"
_PROVINCE_CODE, _COMMUNE_CODE = "^[0-9]{2}$", "^[0-9]{5}$"


class Province(Question):
    """A province or centrally run city, by its two-digit code."""

    kind: Literal["province"]

    def shape(self) -> dict[str, Any]:
        return {"type": "string", "pattern": _PROVINCE_CODE}

    def normal(self, raw: Any) -> str:
        code = text_of(raw)
        if code not in provinces():
            raise Invalid(self.missing())
        return code

    def show(self, answer: Any) -> str:
        return provinces()[answer]

    def widget(self) -> forms.Widget:
        return _province_select()

    def missing(self) -> str:
        return _("Chọn %(label)s") % {"label": lowered(say(self.label))}


class Commune(Question):
    """A commune, ward or special zone, by its five-digit code; asked by province first."""

    kind: Literal["commune"]
    one_legend = True

    def shape(self) -> dict[str, Any]:
        return {"type": "string", "pattern": _COMMUNE_CODE}

    def normal(self, raw: Any) -> str:
        code = raw.get(COMMUNE) if isinstance(raw, dict) else raw
        if isinstance(raw, dict) and not code and raw.get(PROVINCE):
            raise Invalid(_not_yet_chosen())
        code = text_of(code)
        province = province_of(code)
        if not province or (
            isinstance(raw, dict) and raw.get(PROVINCE) not in ("", None, province)
        ):
            raise Invalid(self.missing())
        return code

    def show(self, answer: Any) -> str:
        return commune_name(answer)

    def boxes(self, answer: Any) -> dict[str, forms.Field]:
        return _area_boxes(self, answer)

    def split(self, answer: Any) -> dict[str, Any]:
        if isinstance(answer, dict):
            return answer
        code = answer if isinstance(answer, str) else ""
        return {PROVINCE: province_of(code), COMMUNE: code}

    def join(self, raw: Raw) -> Any:
        province, commune = raw.get(PROVINCE) or "", raw.get(COMMUNE) or ""
        if not commune and not province:
            return None
        chosen = province_of(commune)
        if commune and chosen and chosen == province:
            return commune
        return {PROVINCE: province, COMMUNE: "" if chosen else commune}

    def missing(self) -> str:
        return _("Chọn tỉnh rồi chọn phường, xã: %(label)s") % {"label": lowered(say(self.label))}


class Address(Question):
    """Commune and detail: house number, street, hamlet."""

    kind: Literal["address"]
    type = Type.PLACE
    one_legend = True

    @property
    def name(self) -> Name:
        parts = {part: Name(Type.TEXT) for part in (PROVINCE, COMMUNE, DETAIL)}
        return Name(Type.PLACE, fields=parts)

    def shape(self) -> dict[str, Any]:
        return {
            "type": "object",
            "properties": {
                PROVINCE: {"type": "string", "pattern": _PROVINCE_CODE},
                COMMUNE: {"type": "string", "pattern": _COMMUNE_CODE},
                DETAIL: {"type": "string", "minLength": 1, "maxLength": 200},
            },
            "required": [PROVINCE, COMMUNE, DETAIL],
            "additionalProperties": False,
        }

    def normal(self, raw: Any) -> dict[str, str]:
        if not isinstance(raw, dict) or not set(raw) <= {PROVINCE, COMMUNE, DETAIL}:
            raise Invalid(self.missing())
        commune, detail = raw.get(COMMUNE) or "", one_line(raw.get(DETAIL) or "")
        province = province_of(text_of(commune))
        if not commune and raw.get(PROVINCE):
            raise Invalid(_not_yet_chosen())
        if not province or raw.get(PROVINCE) != province:
            raise Invalid(self.missing())
        if not 1 <= len(detail) <= 200:
            raise Invalid(
                _("%(label)s: nhập số nhà, đường hoặc thôn, tối đa 200 ký tự.")
                % {"label": say(self.label)}
            )
        return {PROVINCE: province, COMMUNE: commune, DETAIL: detail}

    def show(self, answer: Any) -> str:
        return f"{answer[DETAIL]}, {commune_name(answer[COMMUNE])}"

    def boxes(self, answer: Any) -> dict[str, forms.Field]:
        detail = self.box(TextInput(), _("Số nhà, đường hoặc thôn, tổ dân phố"))
        return {**_area_boxes(self, answer), DETAIL: detail}

    def split(self, answer: Any) -> dict[str, Any]:
        return answer if isinstance(answer, dict) else {DETAIL: answer}

    def join(self, raw: Raw) -> Any:
        parts = {part: raw.get(part) or "" for part in (PROVINCE, COMMUNE, DETAIL)}
        if province_of(parts[COMMUNE]) not in ("", parts[PROVINCE]):
            parts[COMMUNE] = ""  # the province was changed after the commune was chosen
        return parts if any(parts.values()) else None

    def prefilled(self, facts: Mapping[str, Any]) -> Any:
        """The citizen's address; the part that is known, when only a part is."""
        if self.prefill != "citizen.address":
            return None
        known = {part: facts.get(f"citizen.{part}") or "" for part in (PROVINCE, COMMUNE)}
        known[DETAIL] = facts.get("citizen.address") or ""
        return known if province_of(known[COMMUNE]) == known[PROVINCE] != "" else None

    def missing(self) -> str:
        return _("Nhập %(label)s: tỉnh, phường hoặc xã, số nhà") % {
            "label": lowered(say(self.label))
        }


def provinces() -> dict[str, str]:
    """Today's provinces, by code."""
    return _remembered("", lambda: {one.code: one.full_name for one in agencies.provinces()})


def communes(province: Any) -> dict[str, str]:
    """Today's communes of a province, by code; none for what is no province."""
    if not isinstance(province, str) or province not in provinces():
        return {}
    found = agencies.communes_of
    return _remembered(province, lambda: {one.code: one.full_name for one in found(province)})


def province_of(commune: Any) -> str:
    """The code of the province of one of today's communes, or ""."""
    return _commune(commune)[0]


def commune_name(code: str) -> str:
    """Commune and province in words; the code itself where it is no longer known."""
    return _commune(code)[1] or code


def _commune(code: Any) -> tuple[str, str]:
    """Province code and full name, or two empty texts."""
    if not isinstance(code, str) or not re.fullmatch(_COMMUNE_CODE, code):
        return "", ""

    def find() -> dict[str, str]:
        try:
            area = agencies.commune(code)
        except NotFound:
            return {}
        return {agencies.province_of(area).code: agencies.path(area)}

    return next(iter(_remembered(code, find).items()), ("", ""))


_known: dict[tuple[date, str], dict[str, str]] = {}


def _remembered(key: str, find: Callable[[], dict[str, str]]) -> dict[str, str]:
    """What is found, remembered for the day: units change overnight. "Nothing" is not."""
    today = clock.today()
    found = _known.get((today, key))
    if found is None:
        found = find()
        if len(_known) > 5000:
            _known.clear()
        if found:
            _known[today, key] = found
    return found


def _not_yet_chosen() -> str:
    return _("Chọn phường, xã hoặc đặc khu trong danh sách của tỉnh vừa chọn.")


def _province_select() -> Select:
    return Select(choices=[("", _("Chọn …")), *provinces().items()])


def _area_boxes(question: Question, answer: Any) -> dict[str, forms.Field]:
    province = question.split(answer).get(PROVINCE)
    known = communes(province)
    first = _("Chọn …") if known else _("Chọn tỉnh trước, rồi bấm Hiện danh sách")
    return {
        PROVINCE: question.box(_province_select(), _("Tỉnh, thành phố")),
        COMMUNE: question.box(
            Select(choices=[("", first), *known.items()]), _("Phường, xã, đặc khu")
        ),
    }
