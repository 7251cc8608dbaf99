"""Which agencies and roles a procedure needs at one place: read from its package."""

from collections import defaultdict
from collections.abc import Iterator, Mapping

from motcua.agencies import actions as establishing
from motcua.agencies import queries as agencies
from motcua.agencies.models import Agency, AgencyKind, AreaLevel, Role
from motcua.core.actors import SYSTEM
from motcua.core.refusals import Invalid, NotFound
from motcua.procedures.models import Version
from motcua.procedures.package.process import ByArea, ByParent, ByTable, Selector, Step
from motcua.procedures.package.rules import rules

Needed = dict[Agency, set[Role]]
DEEPEST = 3
MOST_AGENCIES = 40
LAST_NUMBER = 99


def needed(versions: Mapping[str, Version], commune: str) -> Needed:
    """The roles that these procedures ask for, by agency, when somebody of this commune files.

    `versions`: by procedure code; those that other procedures begin as children among them.
    """
    found: Needed = defaultdict(set)
    for version in versions.values():
        for agency, role in _of(version, versions, _competent(version, commune), commune, 0):
            if agency in found or len(found) < MOST_AGENCIES:
                found[agency].add(role)
    return dict(found)


def committee(level: str, commune: str) -> Agency:
    """The people's committee of the commune or its province; where none is yet, one is made.

    For use in a sandbox: most communes are connected only some day.
    """
    area = agencies.commune(commune)
    while level == AreaLevel.PROVINCE and area.parent is not None:
        area = area.parent
    known = agencies.agency_of_area(area)
    if known is not None:
        return known
    above = committee(AreaLevel.PROVINCE, commune)
    return establishing.establish(
        _free_code(above),
        by=SYSTEM,
        name=f"Ủy ban nhân dân {area.full_name}",
        kind=AgencyKind.COMMUNE_COMMITTEE,
        parent=above,
        area=area,
    )


def _of(
    version: Version, versions: Mapping[str, Version], competent: Agency, commune: str, depth: int
) -> Iterator[tuple[Agency, Role]]:
    yield competent, Role.RECEIVER
    for step in version.package.process.steps:
        for agency in _at(step, version, competent, commune):
            yield agency, Role(step.role)
            child = versions.get(step.child.procedure) if step.child else None
            if child is not None and depth < DEEPEST:
                yield from _of(child, versions, agency, commune, depth + 1)


def _competent(version: Version, commune: str) -> Agency:
    rule = version.package.reception
    if rule.by == "agency":
        return agencies.agency(rule.agency or "")
    return committee(rule.by, commune)


def _at(step: Step, version: Version, competent: Agency, commune: str) -> Iterator[Agency]:
    if step.agency == "competent":
        yield competent
    elif isinstance(step.agency, str):
        yield agencies.acting_agency(agencies.agency(step.agency))
    else:
        yield from _selected(step, step.agency, version, competent, commune)


def _selected(
    step: Step, selector: Selector, version: Version, competent: Agency, commune: str
) -> Iterator[Agency]:
    if isinstance(selector, ByParent):
        yield competent.parent or competent
    elif isinstance(selector, ByArea):
        yield committee(selector.level, commune)
    else:
        yield competent  # what the rule says nothing of
        for code in sorted(set(_codes(step, selector, version))):
            try:
                yield agencies.acting_agency(agencies.agency(code))
            except (NotFound, Invalid):
                continue


def _codes(step: Step, selector: Selector, version: Version) -> Iterator[str]:
    """What a table can yield; of a rule, what it yields in the worked examples."""
    package = version.package
    if isinstance(selector, ByTable):
        tables = (table for table in package.tables if table.id == selector.table)
        yield from (str(rule[-1]) for table in tables for rule in table.rules)
        return
    compiled = rules(version.sha256, package)
    yield from filter(None, (compiled.agency_code(step, one.answers) for one in package.examples))


def _free_code(above: Agency) -> str:
    for number in range(LAST_NUMBER, 0, -1):
        code = f"{above.code}.{number:02d}"
        if not Agency.objects.filter(code=code).exists():
            return code
    raise Invalid(f"no code is left under {above.code}")
