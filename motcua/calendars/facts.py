"""The facts that come with the house, read from data/ (sources: data/README.md)."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time
from pathlib import Path

_DATA = Path(__file__).parent / "data"


@dataclass(frozen=True)
class DayFact:
    date: date
    kind: str
    name_vi: str
    name_en: str
    official: bool
    source: str


def days() -> Iterator[DayFact]:
    for row in _rows("days.csv"):
        yield DayFact(
            date=date.fromisoformat(row["date"]),
            kind=row["kind"],
            name_vi=row["name_vi"],
            name_en=row["name_en"],
            official=row["official"] == "yes",
            source=row["source"],
        )


def week() -> list[list[list[int]]]:
    """Seven days from Monday, each a list of [opens, closes] in minutes after midnight."""
    week: list[list[list[int]]] = [[] for _weekday in range(7)]
    for row in _rows("hours.csv"):
        week[int(row["weekday"])].append([_minute(row["opens"]), _minute(row["closes"])])
    return week


def _rows(name: str) -> Iterator[dict[str, str]]:
    with (_DATA / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def _minute(text: str) -> int:
    at = time.fromisoformat(text)
    return at.hour * 60 + at.minute
