"""Packages in the shape of the national interface (LayThuTuc, LayDanhSachTTHC), both ways."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _
from pydantic import ValidationError

from motcua.core.refusals import Invalid, Problem
from motcua.procedures import package
from motcua.procedures.interchange import words
from motcua.procedures.interchange.reading import packaged
from motcua.procedures.interchange.shape import NationalRecord
from motcua.procedures.interchange.writing import code, written
from motcua.procedures.models import Procedure, State, Version
from motcua.procedures.package import Package, reading

__all__ = ["from_national", "national_list", "to_national"]


def to_national(version: Version) -> dict[str, Any]:
    """The record of a version as LayThuTuc answers, with its state and decision here."""
    decided = version.enactments.filter(decision__isnull=False).select_related("decision__agency")
    last = decided.order_by("-number").first()
    record = {**written(version.package), "TRANGTHAI": words.STATES[State(version.state)]}
    if last and last.decision:
        record["IDQUYETDINHCONGBO"] = last.decision.number
        record["MACOQUANCONGBO"] = last.decision.agency.code
    return record


def national_list(procedures: Iterable[Procedure]) -> list[dict[str, Any]]:
    """Procedures in force as LayDanhSachTTHC lists them."""
    return [
        {
            "MATTHC": code(one.code),
            "TENTTHC": one.name,
            "TRANGTHAI": words.STATES[State(one.in_force.state)],
        }
        for one in procedures
    ]


def from_national(source: str | Mapping[str, Any]) -> Package:
    """A draft package from a record as LayThuTuc answers it. Raises Invalid, with every place.

    Form, reception and process are not in the record: the least that works stands in their place,
    named in `unfinished`, and such a package cannot be published.
    """
    try:
        record = NationalRecord.model_validate(_plain(source))
    except ValidationError as error:
        raise _refused(error) from None
    return package.load(packaged(record))


def _plain(source: str | Mapping[str, Any]) -> dict[str, Any]:
    if not isinstance(source, str):
        return dict(reading.within_bounds(dict(source)))
    if not source.lstrip().startswith("{"):
        raise Invalid(_("Cần một bản ghi JSON theo LayThuTuc, bắt đầu bằng dấu {."))
    return dict(reading.read(source).data)


def _refused(error: ValidationError) -> Invalid:
    problems = [
        Problem(".".join(str(part) for part in one["loc"]), _explained(one["type"]))
        for one in error.errors(include_url=False, include_input=False)[:200]
    ]
    return Invalid(_("Bản ghi quốc gia có mục không nhận được."), problems)


def _explained(kind: str) -> str:
    if kind == "missing":
        return _("Thiếu mục này.")
    if kind == "extra_forbidden":
        return _("Định dạng không có mục này.")
    if kind == "too_long":
        return _("Danh sách quá dài.")
    return _("Giá trị không hợp lệ.")
