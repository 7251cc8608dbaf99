"""The catalogue as a table: RFC 4180, UTF-8 with a byte order mark, safe for spreadsheets."""

import csv
from collections.abc import Iterator, Mapping
from typing import Any

from motcua.procedures.models import Procedure
from motcua.procedures.open_data import AT_ONCE

COLUMNS = (
    "code", "name", "name_en", "field_code", "field", "levels", "subjects", "agencies", "channels",
    "online", "term_amount", "term_unit", "fee_vnd", "papers", "results", "legal_basis",
    "version", "effective_from", "sha256", "page",
)  # fmt: skip
BYTE_ORDER_MARK = "\ufeff"
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


class _Echo:
    """A file that gives back what is written."""

    def write(self, line: str) -> str:
        return line


def written(site: str) -> Iterator[str]:
    """The table, line by line."""
    writer = csv.writer(_Echo(), lineterminator="\r\n")
    yield BYTE_ORDER_MARK + writer.writerow(COLUMNS)
    rows = Procedure.objects.filter(current__isnull=False).select_related("current")
    for procedure in rows.order_by("code").iterator(chunk_size=AT_ONCE):
        yield writer.writerow([safe(one) for one in _cells(procedure, site)])


def safe(cell: Any) -> Any:
    """A text that no spreadsheet takes for a formula."""
    if isinstance(cell, str) and cell.startswith(_FORMULA):
        return f"'{cell}"
    return cell


def _cells(procedure: Procedure, site: str) -> list[Any]:
    version = procedure.in_force
    package: Mapping[str, Any] = version.source
    channels = {one["channel"]: one for one in package["channels"]}
    main = channels.get("online") or package["channels"][0]
    papers = {_said(one["name"]) for case in package["cases"] for one in case["papers"]}
    return [
        procedure.code,
        procedure.name,
        procedure.name_en,
        procedure.field_code,
        procedure.field_name,
        "; ".join(procedure.levels),
        "; ".join(procedure.subjects),
        "; ".join(procedure.agency_names),
        "; ".join(channels),
        package.get("online", "full") if "online" in channels else "none",
        main["term"]["amount"],
        main["term"]["unit"],
        _fee(main.get("fee", {})),
        "; ".join(sorted(papers)),
        "; ".join(_said(one["name"]) for one in package["results"]),
        "; ".join(one["number"] for one in package["legal_basis"]),
        version.number,
        version.effective_from,
        version.sha256,
        f"{site}/thu-tuc/{procedure.code}/",
    ]


def _fee(fee: Mapping[str, Any]) -> int | str:
    """The fee when filing; empty where a decision table says it."""
    return "" if fee.get("table") else int(fee.get("amount", 0))


def _said(text: Any) -> str:
    return str(text["vi"] if isinstance(text, dict) else text)
