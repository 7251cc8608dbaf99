"""Rows of a repeatable group, from and to the cells of a spreadsheet."""

import csv
import io
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from motcua.core.refusals import Invalid
from motcua.core.search import fold
from motcua.procedures.form.keeping import kept
from motcua.procedures.kinds.choices import Choices, FromList, YesNo
from motcua.procedures.kinds.computed import Computed
from motcua.procedures.kinds.dates import PartialDate, WholeDate
from motcua.procedures.kinds.places import Province, provinces
from motcua.procedures.kinds.question import Question, is_blank
from motcua.procedures.package.form import Group
from motcua.procedures.texts import english, say, vietnamese

MANY = 20
"""From here on a group that takes a paste is shown as a table, not as boxes."""
LONGEST = 1_000_000
_YES = {"co", "x", "yes", "true", "1", "dung"}
_NO = {"khong", "no", "false", "0", "sai"}


@dataclass
class Pasted:
    """What was pasted, as items; or why it could not be taken apart, and then nothing is taken."""

    items: list[dict[str, Any]] = field(default_factory=list)
    problem: str = ""


def columns(group: Group) -> list[Question]:
    """The questions in the order of the columns; nobody pastes what is computed."""
    return [one for one in group.questions if not isinstance(one, Computed)]


def read_paste(group: Group, text: str) -> Pasted:
    """Tab-separated rows; the first may name the columns. A wrong cell is kept as it is."""
    if len(text) > LONGEST:
        return Pasted(problem=_("Nội dung dán quá dài. Hãy chia thành nhiều tệp, nhiều hồ sơ."))
    try:
        rows = _rows(text)
    except csv.Error:
        return Pasted(problem=_("Không đọc được nội dung dán. Hãy chép lại từ bảng tính."))
    if len(rows) > group.keeps + 1:
        told = {"count": len(rows), "most": group.at_most}
        return Pasted(problem=_("Bảng có %(count)d dòng; nhiều nhất là %(most)d dòng.") % told)
    order: list[Question | None] = [*columns(group)]
    first = 1
    if rows and (named := _header(group, rows[0])) is not None:
        if wrong := _header_problem(rows[0], named):
            return Pasted(problem=wrong)
        order, rows, first = (
            [one if isinstance(one, Question) else None for one in named],
            rows[1:],
            2,
        )
    for number, row in enumerate(rows, start=first):
        if any(cell.strip() for cell in row[len(order) :]):
            told = {"row": number, "count": len(row), "most": len(order)}
            return Pasted(
                problem=_("Dòng %(row)d có %(count)d ô; biểu mẫu chỉ có %(most)d cột.") % told
            )
    readers = [_reader(one) if one else None for one in order]
    return Pasted([_item(order, readers, row) for row in rows])


def written(group: Group, items: list[dict[str, Any]]) -> str:
    """The items as rows for a spreadsheet, with the names of the columns; read back the same."""
    asked = columns(group)
    out = io.StringIO()
    writer = csv.writer(out, delimiter="\t", lineterminator="\n")
    writer.writerow([say(one.label) for one in asked])
    for item in items:
        writer.writerow([cell_of(one, item.get(one.id)) for one in asked])
    return out.getvalue()


def cell_of(question: Question, answer: Any) -> str:
    """An answer as it stands in a cell; what is wrong, as it was typed."""
    if is_blank(answer):
        return ""
    if isinstance(answer, float):
        return f"{answer:.10g}".replace(".", ",")
    shown = FromList | Choices | YesNo | WholeDate | PartialDate | Province
    if isinstance(question, shown) and not question.problem(answer):
        return question.show(answer)
    return "; ".join(map(str, answer)) if isinstance(answer, list) else str(answer)


def _rows(text: str) -> list[list[str]]:
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    if lines.count('"') % 2:  # a stray quote must not swallow the rows after it
        found = [line.split("\t") for line in lines.split("\n")]
    else:
        found = list(csv.reader(io.StringIO(lines), delimiter="\t"))
    return [row for row in found if any(cell.strip() for cell in row)]


def _header(group: Group, row: list[str]) -> list[Question | str | None] | None:
    """The column of each cell, when most cells name one; the text of a cell that names none."""
    names: dict[str, Question] = {}
    for one in group.questions:
        names |= {
            fold(text): one for text in (one.id, vietnamese(one.label), english(one.label)) if text
        }
    named = [names.get(fold(cell)) for cell in row]
    filled = sum(bool(cell.strip()) for cell in row)
    if 2 * sum(one is not None for one in named) < max(filled, 1):
        return None
    return [
        (None if isinstance(one, Computed) else one) if one else cell.strip() or None
        for one, cell in zip(named, row, strict=True)
    ]


def _header_problem(row: list[str], named: list[Question | str | None]) -> str:
    seen: set[str] = set()
    for cell, one in zip(row, named, strict=True):
        if isinstance(one, str):
            return _("Biểu mẫu không có cột “%(name)s”.") % {"name": one[:60]}
        if one is not None and one.id in seen:
            return _("Cột “%(name)s” có hai lần.") % {"name": cell.strip()[:60]}
        if one is not None:
            seen.add(one.id)
    return ""


def _item(
    order: list[Question | None], readers: list[Callable[[str], Any] | None], row: list[str]
) -> dict[str, Any]:
    item = {}
    for question, read, cell in zip(order, readers, row, strict=False):
        if question is None or read is None or not cell.strip():
            continue
        try:
            item[question.id] = question.normal(read(cell.strip()))
        except Invalid:
            item[question.id] = kept(cell.strip())
    return item


def _reader(question: Question) -> Callable[[str], Any]:
    """How the cells of one column are read; made once for a column."""
    if isinstance(question, YesNo):
        return _yes_no
    if isinstance(question, WholeDate | PartialDate):
        return _day
    if isinstance(question, FromList | Province):
        names = provinces() if isinstance(question, Province) else question.names()
        codes = {fold(name): code for code, name in names.items()}
        return lambda cell: codes.get(fold(cell), cell)
    if isinstance(question, Choices):
        known = {fold(say(one.name)): one.code for one in question.options}
        return lambda cell: [known.get(fold(part), part.strip()) for part in cell.split(";")]
    return lambda cell: cell


def _yes_no(cell: str) -> Any:
    folded = fold(cell)
    return "yes" if folded in _YES else "no" if folded in _NO else cell


def _day(cell: str) -> str:
    """`22/4/2026` as `2026-4-22`; `4/2026` as `2026-4`."""
    parts = re.split(r"[/.-]", cell)
    return "-".join(reversed(parts)) if len(parts[-1]) == 4 else cell
