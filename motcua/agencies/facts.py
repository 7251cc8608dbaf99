"""The facts that come with the house, read from data/ (sources: data/README.md). Pure."""

import csv
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from motcua.agencies import mergers
from motcua.agencies.mergers import Reading, Unit

TWO_LEVELS_FROM = date(2025, 7, 1)
OLD_UNITS_FROM = date(2025, 1, 1)
OLD_UNITS_TO = date(2025, 6, 30)
_DATA = Path(__file__).parent / "data"


@dataclass(frozen=True)
class AreaFact:
    level: str
    code: str
    kind: str
    name: str
    full_name: str
    parent: str
    valid_from: date
    valid_to: date | None

    @property
    def is_old(self) -> bool:
        """Of the time of three levels."""
        return self.valid_from < TWO_LEVELS_FROM

    @property
    def key(self) -> tuple[str, str, date]:
        return self.level, self.code, self.valid_from


@dataclass(frozen=True)
class AgencyFact:
    code: str
    name: str
    verified: bool
    evidence: str
    valid_to: date | None


def areas() -> list[AreaFact]:
    """Provinces, then districts, then communes, so that a parent comes before its children."""
    return [
        *_areas("provinces.csv", "province", None, None),
        *_areas("districts.csv", "district", OLD_UNITS_FROM, OLD_UNITS_TO),
        *_areas("communes_until_2025.csv", "commune", OLD_UNITS_FROM, OLD_UNITS_TO),
        *_areas("communes.csv", "commune", TWO_LEVELS_FROM, None),
    ]


def agencies() -> Iterator[AgencyFact]:
    for row in _rows("agencies.csv"):
        yield AgencyFact(
            code=row["code"],
            name=row["name"],
            verified=row["verified"] == "yes",
            evidence=row["evidence"],
            valid_to=_date(row["valid_to"]),
        )


def province_mergers() -> list[tuple[str, str, str]]:
    """Code of the new province, code of an old one that went whole into it, and the words."""
    return [(row["new"], row["old"], row["text"]) for row in _rows("provinces_came_from.csv")]


def commune_mergers(areas: list[AreaFact]) -> Iterator[Reading]:
    """What the resolutions say of each new commune, read among the old units of its province."""
    units = _old_units(areas)
    texts: defaultdict[str, dict[str, str]] = defaultdict(dict)
    said = {row["code"]: row["text"] for row in _rows("communes_came_from.csv")}
    for area in areas:
        if area.level == "commune" and not area.is_old:
            texts[area.parent][area.code] = said[area.code]
    old_provinces: defaultdict[str, list[str]] = defaultdict(list)
    for new, old, _text in province_mergers():
        old_provinces[new].append(old)
    for province, by_code in texts.items():
        yield from mergers.read(
            by_code, [unit for old in old_provinces[province] for unit in units[old]]
        )


def _old_units(areas: list[AreaFact]) -> dict[str, list[Unit]]:
    """Old communes and districts by the code of their old province."""
    provinces = {a.code: a for a in areas if a.is_old and a.level == "province"}
    districts = {a.code: a for a in areas if a.level == "district"}
    units: defaultdict[str, list[Unit]] = defaultdict(list)
    for area in areas:
        if area.is_old and area.level != "province":
            district = districts[area.parent if area.level == "commune" else area.code]
            province = provinces[district.parent]
            units[province.code].append(
                Unit(area.code, area.full_name, district.full_name, province.full_name)
            )
    return units


def _areas(
    name: str, level: str, valid_from: date | None, valid_to: date | None
) -> Iterator[AreaFact]:
    for row in _rows(name):
        yield AreaFact(
            level=level,
            code=row["code"],
            kind=row["kind"],
            name=row["name"],
            full_name=row["full_name"],
            parent=row["parent"],
            valid_from=valid_from or date.fromisoformat(row["valid_from"]),
            valid_to=valid_to or _date(row.get("valid_to", "")),
        )


def _date(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _rows(name: str) -> Iterator[dict[str, str]]:
    with (_DATA / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)
