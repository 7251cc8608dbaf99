"""A decision table of fees as a table that a citizen can read."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from motcua.procedures.form.compiled import compiled
from motcua.procedures.form.wording import questions_in, value_named
from motcua.procedures.models import Version
from motcua.procedures.package.tables import Range, Table
from motcua.procedures.texts import figures, say


@dataclass(frozen=True)
class FeeTable:
    """What is looked at, and line by line what then is paid; the first line that fits counts."""

    title: str
    heads: list[str]
    rows: list[list[str]]


def fee_table(version: Version, id: str) -> FeeTable | None:
    """The table of this identifier, in the active language."""
    table = next((one for one in version.package.tables if one.id == id), None)
    if table is None:
        return None
    asked = [questions_in(compiled(version), one) for one in table.inputs]
    heads = [_head(text, found) for text, found in zip(table.inputs, asked, strict=True)]
    rows = [
        [*(_cell(cell, found) for cell, found in zip(rule, asked, strict=False)), _amount(rule)]
        for rule in table.rules
    ]
    return FeeTable(_title(table), heads, rows)


def _title(table: Table) -> str:
    return say(table.name) or _("Mức thu theo từng trường hợp")


def _head(text: str, asked: list[Any]) -> str:
    names = ", ".join(say(one.label) for one in asked)
    plain = len(asked) == 1 and text.strip() == asked[0].id
    return names if plain else _("Tính theo: %(names)s") % {"names": names or text}


def _cell(cell: Any, asked: list[Any]) -> str:
    if cell is None:
        return _("mọi trường hợp")
    if isinstance(cell, Range):
        return _range(cell)
    if isinstance(cell, list):
        return _(" hoặc ").join(_cell(one, asked) for one in cell)
    if isinstance(cell, bool):
        return _("Có") if cell else _("Không")
    return figures(cell) if isinstance(cell, int) else value_named(asked, cell)


def _range(cell: Range) -> str:
    told = {"low": figures(cell.min or 0), "high": figures(cell.max or 0)}
    if cell.min is None:
        return _("không quá %(high)s") % told
    if cell.max is None:
        return _("từ %(low)s trở lên") % told
    return _("từ %(low)s đến %(high)s") % told


def _amount(rule: list[Any]) -> str:
    amount = rule[-1]
    return _("%(amount)s đồng") % {"amount": figures(amount)} if amount else _("Không thu phí")
