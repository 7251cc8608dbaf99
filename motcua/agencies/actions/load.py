"""Loading the facts: provinces, communes, what merged into what, ministries, committees."""

from collections.abc import Iterable, Iterator
from datetime import date

from django.db import transaction

from motcua.agencies import facts
from motcua.agencies.events import AgencyFactsLoaded
from motcua.agencies.facts import OLD_UNITS_TO, TWO_LEVELS_FROM, AgencyFact, AreaFact
from motcua.agencies.models import (
    Agency,
    AgencyKind,
    AgencyLevel,
    Area,
    AreaLevel,
    AreaMerger,
    Extent,
)
from motcua.core.actors import Actor
from motcua.core.journal import emit
from motcua.core.records import new_id
from motcua.core.search import fold

_BATCH = 2_000
_FORM = ("kind", "name", "full_name", "valid_to", "folded")
Areas = dict[tuple[str, str, date], Area]


@transaction.atomic
def load_facts(*, by: Actor) -> AgencyFactsLoaded | None:
    """Bring areas to what the data files say and add missing agencies; None if nothing changed.

    An agency that exists is left as people have made it.
    """
    told = facts.areas()
    areas, changed = _load_areas(told)
    event = AgencyFactsLoaded(
        batch=new_id(),
        areas=changed,
        mergers=_load_mergers(told, areas),
        agencies=_load_agencies(areas),
    )
    if not (event.areas or event.mergers or event.agencies):
        return None
    emit(event, by=by)
    return event


def _load_areas(told: list[AreaFact]) -> tuple[Areas, int]:
    """All areas by level, code and first day; and how many were added or changed."""
    areas: Areas = {(area.level, area.code, area.valid_from): area for area in Area.objects.all()}
    newest: dict[tuple[str, str, bool], Area] = {}
    added, changed = [], []
    for fact in told:
        parent = newest.get((_level_above(fact), fact.parent, fact.is_old))
        form = _form(fact, parent)
        area = areas.get(fact.key)
        if area is None:
            area = Area(level=fact.level, code=fact.code, valid_from=fact.valid_from, parent=parent)
            areas[fact.key] = area
            added.append(area)
        elif any(getattr(area, field) != value for field, value in form.items()):
            changed.append(area)
        for field, value in form.items():
            setattr(area, field, value)
        newest[fact.level, fact.code, fact.is_old] = area
    # First the changes: a form that ends makes room for the next one of the same code.
    Area.objects.bulk_update(changed, _FORM, batch_size=_BATCH)
    Area.objects.bulk_create(added, batch_size=_BATCH)
    return areas, len(added) + len(changed)


def _form(fact: AreaFact, parent: Area | None) -> dict[str, object]:
    return {
        "kind": fact.kind,
        "name": fact.name,
        "full_name": fact.full_name,
        "valid_to": fact.valid_to,
        "folded": " ".join(filter(None, [fold(fact.full_name), parent.folded if parent else ""])),
    }


def _level_above(fact: AreaFact) -> str:
    if fact.level == AreaLevel.COMMUNE and fact.is_old:
        return AreaLevel.DISTRICT
    return AreaLevel.PROVINCE


def _load_mergers(told: list[AreaFact], areas: Areas) -> int:
    wanted = {_identity(merger): merger for merger in _mergers(told, areas)}
    known = {_identity(merger): merger for merger in AreaMerger.objects.all()}
    gone = [known[key].pk for key in known.keys() - wanted.keys()]
    new = [wanted[key] for key in wanted.keys() - known.keys()]
    AreaMerger.objects.filter(pk__in=gone).delete()
    AreaMerger.objects.bulk_create(new, batch_size=_BATCH)
    return len(gone) + len(new)


def _mergers(told: list[AreaFact], areas: Areas) -> Iterator[AreaMerger]:
    old = {code: area for (_level, code, day), area in areas.items() if day < TWO_LEVELS_FROM}
    new = {code: area for (_level, code, day), area in areas.items() if day == TWO_LEVELS_FROM}
    for new_code, old_code, text in facts.province_mergers():
        yield _merger(new[new_code], old[old_code], text)
    for reading in facts.commune_mergers(told):
        unit = old[reading.old.code] if reading.old else None
        yield _merger(new[reading.new_code], unit, reading.text, is_part=reading.is_part)
    for (level, code, day), area in areas.items():
        if day > TWO_LEVELS_FROM and (before := areas.get((level, code, TWO_LEVELS_FROM))):
            yield _merger(area, before, f"{before.full_name} trở thành {area.full_name}")


def _merger(new: Area, old: Area | None, text: str, *, is_part: bool = False) -> AreaMerger:
    extent = Extent.PART if is_part else Extent.WHOLE
    return AreaMerger(new=new, old=old, extent=extent, text=text)


def _identity(merger: AreaMerger) -> tuple[object, ...]:
    return merger.new_id, merger.old_id, merger.extent, merger.text


def _load_agencies(areas: Areas) -> int:
    known = set(Agency.objects.values_list("code", flat=True))
    missing = [fact for fact in facts.agencies() if fact.code not in known]
    old = _by_name(area for area in areas.values() if area.valid_to == OLD_UNITS_TO)
    new = _by_name(area for area in areas.values() if area.valid_to is None)
    # First those that go on, so that those that ended can name their successor.
    missing.sort(key=lambda fact: _province(fact) not in new)
    for fact in missing:
        if fact.code.startswith("G"):
            _ministry(fact).save(force_insert=True)
        elif area := new.get(_province(fact)):
            _committee(fact, area).save(force_insert=True)
        else:
            _former_committee(fact, old[_province(fact)]).save(force_insert=True)
    return len(missing)


def _by_name(areas: Iterable[Area]) -> dict[str, Area]:
    return {fold(area.name): area for area in areas if area.level == AreaLevel.PROVINCE}


def _province(fact: AgencyFact) -> str:
    name = fold(fact.name).removeprefix("thanh pho ")
    return "hue" if name == "thua thien hue" else name  # renamed on 01/01/2025


def _ministry(fact: AgencyFact) -> Agency:
    return Agency(
        code=fact.code,
        name=fact.name,
        kind=AgencyKind.MINISTRY,
        level=AgencyLevel.CENTRAL,
        valid_to=fact.valid_to,
        code_verified=fact.verified,
        evidence=fact.evidence,
        folded=fold(fact.name),
    )


def _committee(fact: AgencyFact, area: Area) -> Agency:
    """The committee of a province of today, under the code of the province whose name it keeps."""
    name = f"Ủy ban nhân dân {area.full_name[:1].lower()}{area.full_name[1:]}"
    return Agency(
        code=fact.code,
        name=name,
        kind=AgencyKind.PROVINCE_COMMITTEE,
        level=AgencyLevel.PROVINCE,
        area=area,
        code_verified=fact.verified,
        evidence=fact.evidence,
        folded=fold(name),
    )


def _former_committee(fact: AgencyFact, area: Area) -> Agency:
    agency = _committee(fact, area)
    agency.valid_to = area.valid_to
    into = AreaMerger.objects.get(old=area).new
    agency.successor = Agency.objects.get(
        area__level=into.level, area__code=into.code, valid_to=None
    )
    return agency
