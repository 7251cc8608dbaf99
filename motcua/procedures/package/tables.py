"""Decision tables: from what was answered to a code or an amount, line by line."""

from collections.abc import Iterator, Mapping
from math import prod
from typing import Annotated, Any, Literal

from django.utils.translation import gettext as _
from pydantic import Field, StringConstraints

from motcua.core.refusals import Problem
from motcua.procedures.conditions import ConditionError, Language, Name, Type
from motcua.procedures.conditions.values import Value, value
from motcua.procedures.texts import Id, Part, Text

MOST_CASES = 20_000
OTHER = "\0other"
"""Stands for every text that a table does not name."""

Word = Annotated[str, StringConstraints(min_length=1, max_length=200)]
Whole = Annotated[int, Field(ge=-(10**12), le=10**12)]
Scalar = bool | Whole | Word


class Range(Part):
    """Whole numbers from one to the other, both included; an absent end is open."""

    min: Whole | None = None
    max: Whole | None = None


Cell = Scalar | Annotated[list[Scalar], Field(min_length=1, max_length=60)] | Range | None
"""What an input must be: this, one of these, within these; nothing: whatever it is."""


class Table(Part):
    """Each rule: a cell for each input, and last the result (a code or an amount).

    `first`: the first rule that fits. `unique`: no two may fit. `any`: those that fit agree.
    """

    id: Id
    name: Text | None = None
    inputs: Annotated[
        list[Annotated[str, StringConstraints(min_length=1, max_length=400)]],
        Field(min_length=1, max_length=8),
    ]
    rules: Annotated[
        list[Annotated[list[Cell], Field(min_length=2, max_length=9)]],
        Field(min_length=1, max_length=300),
    ]
    hit: Literal["first", "unique", "any"] = "first"

    def result(self, given: tuple[Any, ...]) -> Any:
        """The result for these values of the inputs; None where no rule fits."""
        return next((rule[-1] for rule in self.rules if _fits(rule, given)), None)


def compiled(table: Table, scope: Mapping[str, Name]) -> list[Value]:
    """The inputs, compiled. Raises ConditionError."""
    language = Language(scope)
    return [value(language, one, Type.BOOL, Type.INTEGER, Type.TEXT) for one in table.inputs]


def findings(table: Table, scope: Mapping[str, Name], place: str) -> Iterator[Problem]:
    """What is wrong with a table: types, gaps, rules that contradict each other."""
    try:
        inputs = compiled(table, scope)
    except ConditionError as wrong:
        yield Problem(f"{place}.inputs", str(wrong), wrong.code)
        return
    shaped = list(_shape_findings(table, inputs, place))
    yield from shaped
    if not shaped:
        yield from _totality_findings(table, inputs, scope, place)


def yields(table: Table) -> type:
    """Whether it yields texts or whole numbers."""
    return str if isinstance(table.rules[0][-1], str) else int


def _fits(rule: list[Any], given: tuple[Any, ...]) -> bool:
    return all(_admits(cell, one) for cell, one in zip(rule, given, strict=False))


def _admits(cell: Any, one: Any) -> bool:
    if cell is None:
        return True
    if isinstance(cell, Range):
        return (cell.min is None or one >= cell.min) and (cell.max is None or one <= cell.max)
    return one in cell if isinstance(cell, list) else bool(one == cell)


def _shape_findings(table: Table, inputs: list[Value], place: str) -> Iterator[Problem]:
    wanted = yields(table)
    for number, rule in enumerate(table.rules):
        here = f"{place}.rules[{number}]"
        if len(rule) != len(inputs) + 1:
            said = _("Mỗi dòng cần một ô cho mỗi đầu vào và một ô kết quả.")
            yield Problem(here, said, "table-row-length")
        elif type(rule[-1]) is not wanted:
            said = _("Kết quả phải cùng kiểu ở mọi dòng: mã (chữ) hoặc số tiền.")
            yield Problem(here, said, "table-result-type")
        elif wanted is int and rule[-1] < 0:  # type: ignore[operator]  # a whole number
            yield Problem(here, _("Số tiền không được âm."), "fee-negative")
        for column, (cell, input_) in enumerate(zip(rule, inputs, strict=False)):
            if not _of_type(cell, input_.type):
                said = _("Ô không cùng kiểu với đầu vào “%(input)s”.")
                told = said % {"input": table.inputs[column]}
                yield Problem(f"{here}[{column}]", told, "table-cell-type")


def _of_type(cell: Any, type_: Type) -> bool:
    if cell is None:
        return True
    if isinstance(cell, Range):
        return type_ is Type.INTEGER
    plain = {Type.BOOL: bool, Type.INTEGER: int, Type.TEXT: str}[type_]
    return all(type(one) is plain for one in (cell if isinstance(cell, list) else [cell]))


def _totality_findings(
    table: Table, inputs: list[Value], scope: Mapping[str, Name], place: str
) -> Iterator[Problem]:
    """Every case has a result. All cases are tried: a table tells few values of an input apart."""
    columns = [_column(table, number, one, scope) for number, one in enumerate(inputs)]
    if prod(map(len, columns)) > MOST_CASES:
        said = _("Bảng có quá nhiều trường hợp để kiểm tra hết: hãy tách bảng.")
        yield Problem(place, said, "table-too-large")
        return
    judged: dict[int, str] = {}
    for case, fitting in _cases(columns, (1 << len(table.rules)) - 1):
        if fitting not in judged:
            judged[fitting] = _judged(table, fitting)
        if code := judged[fitting]:
            told = ", ".join(_("giá trị khác") if one == OTHER else str(one) for one in case)
            said = (
                _("Không dòng nào khớp: %(case)s.")
                if code == "table-not-total"
                else _("Nhiều dòng cùng khớp: %(case)s.")
            )
            yield Problem(f"{place}.rules", said % {"case": told}, code)
            return


Column = list[tuple[Any, int]]
"""Values of an input that its cells tell apart; and, bit by bit, which rules admit each."""


def _column(table: Table, number: int, input_: Value, scope: Mapping[str, Name]) -> Column:
    apart: dict[int, Any] = {}
    for one in _domain(table, number, input_, scope):
        fitting = sum(1 << at for at, rule in enumerate(table.rules) if _admits(rule[number], one))
        apart.setdefault(fitting, one)
    return [(one, fitting) for fitting, one in apart.items()]


def _cases(
    columns: list[Column], fitting: int, told: tuple[Any, ...] = ()
) -> Iterator[tuple[tuple[Any, ...], int]]:
    """Every case, with the rules that fit it."""
    if len(told) == len(columns):
        yield told, fitting
        return
    for one, admitting in columns[len(told)]:
        yield from _cases(columns, fitting & admitting, (*told, one))


def _judged(table: Table, fitting: int) -> str:
    """The code of what is wrong where just these rules fit; "" when nothing is."""
    if not fitting:
        return "table-not-total"
    if table.hit == "first" or not fitting & (fitting - 1):
        return ""
    results = {str(rule[-1]) for at, rule in enumerate(table.rules) if fitting >> at & 1}
    return "table-contradicts" if table.hit == "unique" or len(results) > 1 else ""


def _domain(table: Table, number: int, input_: Value, scope: Mapping[str, Name]) -> list[Any]:
    """One value for each that the cells of a column tell apart."""
    if input_.type is Type.BOOL:
        return [False, True]
    asked = scope.get(table.inputs[number].strip())
    if asked and asked.codes:
        return sorted(asked.codes)
    named: set[Any] = set()
    for rule in table.rules:
        cell = rule[number]
        if isinstance(cell, Range):
            named |= {end for end in (cell.min, cell.max) if end is not None}
        elif cell is not None:
            named |= set(cell) if isinstance(cell, list) else {cell}
    if input_.type is Type.INTEGER:
        return sorted({near for one in named for near in (one - 1, one, one + 1)} | {0})
    return [*sorted(named), OTHER]
