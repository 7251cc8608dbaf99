"""Conditions in CEL over the answers of a form: typed when loaded, three-valued when asked.

An unanswered question is unknown, never false: `a || b` is true when one of them is true, whatever
the other; otherwise an unknown makes the whole unknown, and what hangs on it is not shown.
Evaluation is bounded: short texts, no regular expressions, nothing that builds texts or lists, and
the engine's own limits on depth (32) and iterations (10,000).
"""

import re
from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from enum import StrEnum
from functools import cached_property
from math import prod
from typing import Any

from cel_expr_python import cel
from django.utils.translation import gettext as _

from motcua.core import clock
from motcua.procedures.conditions import tree
from motcua.procedures.conditions.functions import FUNCTIONS, OVERLOADS, moment
from motcua.procedures.texts import figures

LONGEST = 400
MOST_STEPS = 10_000
"""Of the loops of one expression, as the engine counts; beyond them it would not say anything."""
RESERVED = frozenset(
    (
        *("true", "false", "null", "in", "as", "break", "const", "continue", "else", "for"),
        *("function", "if", "import", "let", "loop", "package", "namespace", "return", "var"),
        *("void", "while", "today", "date", "days", "size", "has", "all", "exists", "exists_one"),
    )
)


class Type(StrEnum):
    """The types that answers have in conditions."""

    TEXT = "text"
    INTEGER = "integer"
    NUMBER = "number"
    DATE = "date"
    BOOL = "bool"
    LIST = "list"  # of texts: codes chosen, files attached
    PLACE = "place"  # texts by name: province, commune, detail
    PARTS = "parts"  # values by name: a parcel's sheet, number and surface
    ITEMS = "items"  # of a repeatable group


@dataclass(frozen=True)
class Name:
    """What a condition may say of one question."""

    type: Type
    codes: frozenset[str] = frozenset()
    fields: Mapping[str, "Name"] = field(default_factory=dict)
    most: int = 100
    """How many items a list of this type may have."""


Scope = Mapping[str, Name]


class ConditionError(Exception):
    """The condition cannot be used; the text says why, in Vietnamese, and the code which rule."""

    def __init__(self, message: str, code: str) -> None:
        super().__init__(message)
        self.code = code


@dataclass(frozen=True)
class Condition:
    """A condition that is known to be well-typed in its scope."""

    text: str
    uses: frozenset[str]
    scope: Scope
    expression: Any
    steps: int = 0
    """How many items its loops go over at most."""

    @property
    def weight(self) -> int:
        """What asking it costs at most, in steps of a loop: handing it its answers costs too."""
        groups = [self.scope[name] for name in self.uses if self.scope[name].type is Type.ITEMS]
        return 25 + self.steps + sum(2 * one.most * len(one.fields) for one in groups)

    def holds(self, answers: Mapping[str, Any]) -> bool | None:
        """True, false, or None: unknown. Only names that the condition uses are looked at."""
        result = self.yields(answers)
        return result if isinstance(result, bool) else None

    def yields(self, answers: Mapping[str, Any]) -> Any:
        """What the expression yields, whatever its type; None: unknown."""
        data = {"today": moment(clock.today())}
        for name in self.uses & answers.keys():
            value = _bound(self.scope[name], answers[name])
            if value is not None:
                data[name] = value
        try:
            found = self.expression.eval(data=data)
        except RuntimeError:  # the engine's iteration budget ended
            return None
        # An unknown is an error, and the value of an error is its message: no answer of anybody.
        return None if found.type() == cel.Type.ERROR else found.value()


MOST_KEPT = 4_096
_compiled: dict[tuple[Hashable, str], Condition] = {}
"""By everything that the scope says, and the text."""


def _key_of(scope: Scope) -> Hashable:
    return tuple(
        (name, one.type, one.codes, one.most, _key_of(one.fields)) for name, one in scope.items()
    )


class Language:
    """CEL with the names of one scope."""

    def __init__(self, scope: Scope) -> None:
        self.scope = scope

    def condition(self, text: str) -> Condition:
        """Compile and check: it says yes or no. Raises ConditionError."""
        found = self.compiled(text)
        if found.expression.return_type() != cel.Type.BOOL:
            raise ConditionError(_("Điều kiện phải cho kết quả đúng hoặc sai."), "cel-result-type")
        return found

    def compiled(self, text: str) -> Condition:
        """Compile and check an expression of any type. Raises ConditionError.

        A package is read, proved, published and used: each expression is compiled once for all.
        """
        found = _compiled.get((self._key, text))
        if found is None:
            found = self._compile(text)
            if len(_compiled) >= MOST_KEPT:
                _compiled.clear()
            _compiled[self._key, text] = found
        return found

    def _compile(self, text: str) -> Condition:
        if len(text) > LONGEST:
            said = _("Điều kiện dài quá %(most)d ký tự.") % {"most": LONGEST}
            raise ConditionError(said, "cel-too-long")
        try:
            expression = self._environment.compile(text)
        except (RuntimeError, TypeError, UnicodeError) as error:
            raise ConditionError(*_explained(str(error))) from None
        for day in _DAY.findall(text):
            if not _is_day(day):
                said = _("Ngày “%(day)s” không có trong lịch.") % {"day": day}
                raise ConditionError(said, "cel-no-such-day")
        seen = tree.read(expression.serialize())
        self._check(seen)
        uses = frozenset(seen.names & self.scope.keys())
        return Condition(text, uses, self.scope, expression, self._steps(seen))

    @cached_property
    def _key(self) -> Hashable:
        return _key_of(self.scope)

    @cached_property
    def _environment(self) -> Any:
        variables = {name: _cel_type(one.type) for name, one in self.scope.items()}
        return cel.NewEnv(variables={**variables, "today": cel.Type.TIMESTAMP}, functions=FUNCTIONS)

    @cached_property
    def _fields(self) -> Scope:
        return {name: one for owner in self.scope.values() for name, one in owner.fields.items()}

    def _steps(self, seen: tree.Tree) -> int:
        steps = sum(prod(map(self._most, loop)) for loop in seen.loops)
        if steps > MOST_STEPS:
            said = _("Điều kiện có thể phải xét tới %(count)s mục, quá %(most)s mục.")
            told = {"count": figures(steps), "most": figures(MOST_STEPS)}
            raise ConditionError(said % told, "cel-runs-long")
        return steps

    def _most(self, name: str) -> int:
        """How many items a list may have, by what a loop calls it."""
        if name.isdecimal():
            return int(name)
        known = self.scope.get(name) or self._fields.get(name)
        return known.most if known else MOST_STEPS

    def _check(self, seen: tree.Tree) -> None:
        if refused := sorted(seen.overloads - _ALLOWED):
            raise ConditionError(
                _("Không được dùng phép “%(name)s” trong điều kiện.") % {"name": refused[0]},
                "cel-call-not-allowed",
            )
        if unknown := sorted((seen.fields | seen.totals) - self._fields.keys()):
            said = _("Không có câu hỏi “%(name)s”.") % {"name": unknown[0]}
            raise ConditionError(said, "cel-unknown-name")
        for name, type_, constant in seen.comparisons:
            self._check_comparison(name, type_, constant)

    def _check_comparison(self, name: str, type_: str, constant: str) -> None:
        known = self.scope.get(name) or self._fields.get(name)
        if known is None:
            return
        if known.codes and type_ == "text" and constant not in known.codes:
            raise ConditionError(
                _("Câu hỏi “%(name)s” không có lựa chọn “%(code)s”.")
                % {"name": name, "code": constant},
                "cel-unknown-choice",
            )
        if type_ not in _COMPARABLE[known.type]:
            raise ConditionError(
                _("Không so sánh được câu hỏi “%(name)s” với giá trị này: khác kiểu.")
                % {"name": name},
                "cel-type",
            )


_COMPARABLE = {
    Type.TEXT: {"text"},
    Type.INTEGER: {"integer"},
    Type.NUMBER: {"number"},
    Type.BOOL: {"bool"},
    Type.DATE: set[str](),
    Type.LIST: {"text"},
    Type.PLACE: {"text"},
    Type.PARTS: set[str](),
    Type.ITEMS: set[str](),
}
_ALLOWED = OVERLOADS | frozenset(
    [
        *("equals", "not_equals", "logical_and", "logical_or", "logical_not", "conditional"),
        *("not_strictly_false", "in_list", "index_list", "size_list", "list_size"),
        *("size_string", "string_size", "starts_with_string", "ends_with_string"),
        *("contains_string", "negate_int64", "negate_double", "int64_to_double", "double_to_int64"),
        *("add_int64", "subtract_int64", "multiply_int64", "divide_int64", "modulo_int64"),
        *("add_double", "subtract_double", "multiply_double", "divide_double"),
        *("add_timestamp_duration", "subtract_timestamp_duration"),
        "subtract_timestamp_timestamp",
    ]
    + [
        f"{order}_{type_}"
        for order in ("less", "less_equals", "greater", "greater_equals")
        for type_ in ("int64", "double", "string", "timestamp", "duration")
    ]
)


def _cel_type(type_: Type) -> Any:
    text = cel.Type.STRING
    return {
        Type.TEXT: text,
        Type.INTEGER: cel.Type.INT,
        Type.NUMBER: cel.Type.DOUBLE,
        Type.DATE: cel.Type.TIMESTAMP,
        Type.BOOL: cel.Type.BOOL,
        Type.LIST: cel.Type.List(text),
        Type.PLACE: cel.Type.Map(text, text),
        Type.PARTS: cel.Type.Map(text, cel.Type.DYN),
        Type.ITEMS: cel.Type.List(cel.Type.Map(text, cel.Type.DYN)),
    }[type_]


_DAY = re.compile(r"""\bdate\(\s*["']([^"']*)["']\s*\)""")


def _is_day(text: str) -> bool:
    try:
        return bool(date.fromisoformat(text))
    except ValueError:
        return False


def _bound(name: Name, value: Any) -> Any:
    """The answer as CEL takes it; None when it is not of the type, so unknown."""
    if name.type is Type.DATE:
        try:
            return datetime.fromisoformat(value).replace(tzinfo=UTC)
        except (TypeError, ValueError):
            return None
    if name.type is Type.PARTS:
        return _bound_item(name, value) or None
    if name.type is Type.ITEMS:
        return [_bound_item(name, item) for item in value] if isinstance(value, list) else None
    if isinstance(value, bool) != (name.type is Type.BOOL):
        return None
    return float(value) if name.type is Type.NUMBER else value


def _bound_item(group: Name, item: Any) -> dict[str, Any]:
    if not isinstance(item, dict):
        return {}
    bound = {name: _bound(one, item[name]) for name, one in group.fields.items() if name in item}
    return {name: value for name, value in bound.items() if value is not None}


_UNDECLARED = re.compile(r"undeclared reference to '([^']+)'")
_NO_FIELD = re.compile(r"type '(\w+)' cannot be the operand of a select")
_OVERLOAD = re.compile(r"no matching overload for '([^']+)' applied to '([^']+)'")
_COLUMN = re.compile(r"<input>:1:(\d+)")


def _explained(error: str) -> tuple[str, str]:
    """The first complaint of CEL, said to the writer of a package, and its code."""
    if found := _UNDECLARED.search(error):
        said = _("Không có câu hỏi hay hàm nào tên là “%(name)s”.") % {"name": found[1]}
        return said, "cel-unknown-name"
    if found := _OVERLOAD.search(error):
        said = _("Phép “%(call)s” không dùng được với các kiểu %(types)s.")
        return said % {"call": found[1].strip("_"), "types": found[2]}, "cel-type"
    if found := _NO_FIELD.search(error):
        return _("Câu trả lời kiểu %(type)s không có phần con.") % {"type": found[1]}, "cel-type"
    if found := _COLUMN.search(error):
        said = _("Điều kiện viết sai cú pháp ở ký tự thứ %(column)s.") % {"column": found[1]}
        return said, "cel-syntax"
    return _("Điều kiện viết sai hoặc lồng quá sâu."), "cel-syntax"
