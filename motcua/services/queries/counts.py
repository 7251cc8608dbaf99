"""How many services are live, by what: read from the counters, never counted on a page."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import QuerySet

from motcua.core import clock
from motcua.services.models import Dimension, Milestone, Service, Tally

TOLD_FOR = timedelta(days=7)
"""So long the home page tells of a round number."""


@dataclass(frozen=True)
class Month:
    """What came and went in a month, and how many were live at its end."""

    name: str
    opened: int
    ended: int
    live: int

    @property
    def label(self) -> str:
        """`11/2026`"""
        year, month = self.name.split("-")
        return f"{month}/{year}"


@dataclass(frozen=True)
class Counts:
    """Live services: all, by level, agency and field (most first), and month by month."""

    total: int
    levels: dict[str, int]
    agencies: list[tuple[str, int]]
    fields: list[tuple[str, int]]
    months: list[Month]


def counts() -> Counts:
    """Everything, in one query of a table that has a row for each value, not for each service."""
    found: dict[str, dict[str, int]] = defaultdict(dict)
    for row in Tally.objects.filter(count__gt=0):
        found[row.dimension][row.key] = row.count
    return Counts(
        total=found[Dimension.TOTAL].get("", 0),
        levels=found[Dimension.LEVEL],
        agencies=_most_first(found[Dimension.AGENCY]),
        fields=_most_first(found[Dimension.FIELD]),
        months=list(_months(found[Dimension.OPENED], found[Dimension.ENDED])),
    )


def headline() -> dict[str, int]:
    """For the home page: how many are live, in all and by level. Three rows by their key."""
    rows = Tally.objects.filter(dimension__in=(Dimension.TOTAL, Dimension.LEVEL))
    return {row.key or "total": row.count for row in rows}


def milestone() -> Milestone | None:
    """The last round number, while it is news."""
    rows = Milestone.objects.filter(reached_at__gt=clock.now() - TOLD_FOR)
    return rows.select_related("procedure").order_by("-number").first()


def every_service() -> QuerySet[Service]:
    """All that were ever online, for who wants the raw data."""
    return Service.objects.select_related("procedure").order_by("procedure__code")


def _most_first(known: dict[str, int]) -> list[tuple[str, int]]:
    return sorted(known.items(), key=lambda one: (-one[1], one[0]))


def _months(opened: dict[str, int], ended: dict[str, int]) -> Iterator[Month]:
    """Every month from the first on, those without a change too."""
    names = sorted({*opened, *ended})
    if not names:
        return
    live, name = 0, names[0]
    while name <= f"{clock.today():%Y-%m}":
        live += opened.get(name, 0) - ended.get(name, 0)
        yield Month(name, opened.get(name, 0), ended.get(name, 0), live)
        year, month = int(name[:4]), int(name[5:])
        name = f"{year + month // 12}-{month % 12 + 1:02d}"
