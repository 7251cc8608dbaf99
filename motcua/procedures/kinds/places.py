"""Kinds answered with a place: a province, a commune, an address. Units are those of a day."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, Literal

from django import forms
from django.utils.translation import gettext as _
from pydantic import PrivateAttr

from motcua.agencies import queries as agencies
from motcua.agencies.models import Area, AreaLevel
from motcua.core import clock, sandbox
from motcua.core.refusals import Invalid, NotFound
from motcua.design.widgets import Select, TextInput
from motcua.procedures.conditions import Name, Type
from motcua.procedures.kinds.question import Question, Raw, lowered, text_of
from motcua.procedures.kinds.words import one_line
from motcua.procedures.texts import Id, say

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
    """A commune, ward or special zone, by its five-digit code; asked by province first.

    `as_of` names a question for a date: the units are those of that day, not of today.
    """

    kind: Literal["commune"]
    as_of: Id | None = None
    one_legend = True
    _day: date | None = PrivateAttr(None)

    def seen_with(self, known: Mapping[str, Any]) -> "Commune":
        if self.as_of is None:
            return self
        dated = self.model_copy()
        dated._day = _first_day(known.get(self.as_of))
        return dated

    @property
    def _waits(self) -> bool:
        return self.as_of is not None and self._day is None

    def shape(self) -> dict[str, Any]:
        return {"type": "string", "pattern": _COMMUNE_CODE}

    def normal(self, raw: Any) -> str:
        code = raw.get(COMMUNE) if isinstance(raw, dict) else raw
        if self._waits:
            raise Invalid(_date_first())
        if isinstance(raw, dict) and not code and raw.get(PROVINCE):
            raise Invalid(_not_yet_chosen())
        code = text_of(code)
        province = province_of(code, self._day)
        if not province or (
            isinstance(raw, dict) and raw.get(PROVINCE) not in ("", None, province)
        ):
            raise Invalid(self.missing())
        return code

    def show(self, answer: Any) -> str:
        return commune_name(answer, self._day)

    def boxes(self, answer: Any) -> dict[str, forms.Field]:
        return _area_boxes(self, answer, self._day, self._waits)

    def split(self, answer: Any) -> dict[str, Any]:
        if isinstance(answer, dict):
            return answer
        code = answer if isinstance(answer, str) else ""
        return {PROVINCE: province_of(code, self._day), COMMUNE: code}

    def join(self, raw: Raw) -> Any:
        province, commune = raw.get(PROVINCE) or "", raw.get(COMMUNE) or ""
        if not commune and not province:
            return None
        chosen = province_of(commune, self._day)
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
        if self.fact != "citizen.address":
            return None
        known = {part: facts.get(f"citizen.{part}") or "" for part in (PROVINCE, COMMUNE)}
        known[DETAIL] = facts.get("citizen.address") or ""
        return known if province_of(known[COMMUNE]) == known[PROVINCE] != "" else None

    def missing(self) -> str:
        return _("Nhập %(label)s: tỉnh, phường hoặc xã, số nhà") % {
            "label": lowered(say(self.label))
        }


def provinces(on: date | None = None) -> dict[str, str]:
    """The provinces of a day (today), by code."""
    day = _period(on)
    return _remembered(
        (day, ""), lambda: {one.code: one.full_name for one in agencies.provinces(day)}
    )


def communes(province: Any, on: date | None = None) -> dict[str, str]:
    """The communes of a province, by code; none for what is no province."""
    if not isinstance(province, str) or province not in provinces(on):
        return {}
    day = _period(on)

    def find() -> dict[str, str]:
        rows = agencies.communes_of(province, day).select_related("parent")
        return {one.code: _with_district(one) for one in rows}

    return _remembered((day, province), find)


def province_of(commune: Any, on: date | None = None) -> str:
    """The code of the province of a commune of a day (today), or ""."""
    return _commune(commune, on)[0]


def commune_name(code: str, on: date | None = None) -> str:
    """Commune and province in words; the code itself where it is no longer known."""
    return _commune(code, on)[1] or code


def _with_district(commune: Area) -> str:
    """With the district, where there were districts."""
    parent = commune.parent
    if parent is None or parent.level != AreaLevel.DISTRICT:
        return commune.full_name
    return f"{commune.full_name}, {parent.full_name}"


def _commune(code: Any, on: date | None) -> tuple[str, str]:
    """Province code and full name, or two empty texts."""
    if not isinstance(code, str) or not re.fullmatch(_COMMUNE_CODE, code):
        return "", ""
    day = _period(on)

    def find() -> dict[str, str]:
        try:
            area = agencies.commune(code, day)
        except NotFound:
            return {}
        return {agencies.province_of(area).code: agencies.path(area)}

    return next(iter(_remembered((day, code), find).items()), ("", ""))


def _period(on: date | None) -> date | None:
    """The first day since when the units were what they were on a day; the earliest known ones
    for what lies before. Few periods, so that few lists are remembered. None is today."""
    if on is None:
        return None

    def find() -> dict[str, str]:
        areas = Area.objects.filter(level=AreaLevel.COMMUNE).order_by("valid_from")
        days = areas.values_list("valid_from", flat=True).distinct()
        return {day.isoformat(): "" for day in days}

    begun = [date.fromisoformat(day) for day in _remembered((None, "periods"), find)]
    return max((day for day in begun if day <= on), default=min(begun, default=on))


def _first_day(answer: Any) -> date | None:
    """The first day that an answer for a date can mean: 1952, 1952-03, 1952-03-08T07:30."""
    parts = [int(part) for part in re.findall(r"[0-9]+", str(answer or "").partition("T")[0])]
    return date(*[*parts, 1, 1][:3]) if parts else None


_known: dict[tuple[str, date, date | None, str], dict[str, str]] = {}


def _remembered(key: tuple[date | None, str], find: Callable[[], dict[str, str]]) -> dict[str, str]:
    """What is found, remembered for the day: units change overnight. "Nothing" is not.

    A sandbox keeps the units that it was made with, so what is found there counts there only.
    """
    here = (sandbox.current(), clock.today(), *key)
    found = _known.get(here)
    if found is None:
        found = find()
        if len(_known) > 5000:
            _known.clear()
        if found:
            _known[here] = found
    return found


def _not_yet_chosen() -> str:
    return _("Chọn phường, xã hoặc đặc khu trong danh sách của tỉnh vừa chọn.")


def _date_first() -> str:
    return _("Nhập ngày trước, rồi bấm Hiện danh sách: đơn vị hành chính là của ngày đó.")


def _province_select(on: date | None = None) -> Select:
    return Select(choices=[("", _("Chọn …")), *provinces(on).items()])


def _area_boxes(
    question: Question, answer: Any, on: date | None = None, waits: bool = False
) -> dict[str, forms.Field]:
    province = question.split(answer).get(PROVINCE)
    known = {} if waits else communes(province, on)
    first = _("Chọn …") if known else _("Chọn tỉnh trước, rồi bấm Hiện danh sách")
    return {
        PROVINCE: question.box(_province_select(on), _("Tỉnh, thành phố")),
        COMMUNE: question.box(
            Select(choices=[("", first), *known.items()]), _("Phường, xã, đặc khu")
        ),
    }
