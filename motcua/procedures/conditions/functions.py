"""What expressions may call: days of the calendar, whole units between them, totals of a group.

A function that cannot answer raises: the engine makes an unknown of it.
"""

import math
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

from cel_expr_python import cel

_DAY, _WHOLE, _TEXT, _REAL = cel.Type.TIMESTAMP, cel.Type.INT, cel.Type.STRING, cel.Type.DOUBLE
_ITEMS = cel.Type.List(cel.Type.Map(_TEXT, cel.Type.DYN))
MOST_MONTHS = 12 * 400


def moment(day: date) -> datetime:
    """A day as the engine takes it."""
    return datetime(day.year, day.month, day.day, tzinfo=UTC)


def add_months(day: datetime, months: int) -> datetime:
    """The same day of a later month, or the last of a shorter one."""
    if abs(months) > MOST_MONTHS:
        raise ValueError("too far")
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = (datetime(year + (month == 11), month % 11 + 1 if month == 11 else month + 2, 1,
                     tzinfo=UTC) - timedelta(days=1)).day  # fmt: skip
    return day.replace(year=year, month=month + 1, day=min(day.day, last))


def months_between(first: datetime, last: datetime) -> int:
    """Whole months from one day to another; negative backwards."""
    if last < first:
        return -months_between(last, first)
    return (last.year - first.year) * 12 + last.month - first.month - (last.day < first.day)


def years_between(first: datetime, last: datetime) -> int:
    """Whole years from one day to another: the age on a day of who was born on the first."""
    if last < first:
        return -years_between(last, first)
    birthday_to_come = (last.month, last.day) < (first.month, first.day)
    return last.year - first.year - birthday_to_come


def total(items: Sequence[Mapping[str, Any]], name: str) -> int:
    """The sum of a whole number over the items of a group."""
    if not all(isinstance(value, int) for value in _values(items, name)):
        raise ValueError("not whole")
    return sum(_values(items, name))


def total_decimal(items: Sequence[Mapping[str, Any]], name: str) -> float:
    """The sum of a number with decimals over the items of a group."""
    return math.fsum(_values(items, name))


def _values(items: Sequence[Mapping[str, Any]], name: str) -> list[Any]:
    return [item[name] for item in items]


def rounded(value: float) -> int:
    """The nearest whole number; halves go away from zero."""
    return int(math.copysign(math.floor(abs(value) + 0.5), value))


def _declared(name: str, gives: Any, takes: list[Any], does: Callable[..., Any]) -> Any:
    return cel.FunctionDecl(
        name, [cel.Overload(f"{name}(…)", return_type=gives, parameters=takes, impl=does)]
    )


FUNCTIONS = [
    _declared("date", _DAY, [_TEXT], lambda text: moment(date.fromisoformat(text))),
    _declared("days", cel.Type.DURATION, [_WHOLE], lambda number: timedelta(days=number)),
    _declared("add_months", _DAY, [_DAY, _WHOLE], add_months),
    _declared("add_years", _DAY, [_DAY, _WHOLE], lambda day, n: add_months(day, 12 * n)),
    _declared("days_between", _WHOLE, [_DAY, _DAY], lambda first, last: (last - first).days),
    _declared("months_between", _WHOLE, [_DAY, _DAY], months_between),
    _declared("years_between", _WHOLE, [_DAY, _DAY], years_between),
    _declared("age", _WHOLE, [_DAY, _DAY], years_between),
    _declared("year", _WHOLE, [_DAY], lambda day: day.year),
    _declared("total", _WHOLE, [_ITEMS, _TEXT], total),
    _declared("total_decimal", _REAL, [_ITEMS, _TEXT], total_decimal),
    _declared("round", _WHOLE, [_REAL], rounded),
]
NAMES = frozenset(
    (
        *("date", "days", "add_months", "add_years", "days_between", "months_between"),
        *("years_between", "age", "year", "total", "total_decimal", "round"),
    )
)
OVERLOADS = frozenset(f"{name}(…)" for name in NAMES)
