"""Somebody is there for every step, at every agency to which it can fall.

An agency chosen by area is any with an open one-stop desk: where there is none, nothing is taken
in, and a step by area stays with the competent agency. Rules and tables name agencies by their
codes; each code they can yield is looked at.
"""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from motcua.agencies.models import AgencyKind, Role
from motcua.procedures.gate.finding import Finding, found
from motcua.procedures.gate.ground import Ground, Office
from motcua.procedures.gate.subject import Subject
from motcua.procedures.package import Package
from motcua.procedures.package.process import ByArea, ByParent, ByRule, ByTable, Selector, Step

MOST_NAMED = 3
COMMITTEES = {
    "commune": AgencyKind.COMMUNE_COMMITTEE,
    "province": AgencyKind.PROVINCE_COMMITTEE,
}
Offices = dict[str, Office]


def findings(subject: Subject) -> Iterator[Finding]:
    """Agencies that are not, and roles that nobody holds there."""
    if not subject.ground.known:
        return
    competent = _competent(subject.package, subject.ground)
    if not competent:
        said = _("Không có cơ quan nào có Bộ phận Một cửa đang mở để tiếp nhận thủ tục này.")
        yield found("reception-nowhere", "reception", said)
    for number, step in enumerate(subject.package.process.steps):
        if step.kind == "auto":
            continue
        place = f"process.steps[{number}]"
        codes, offices = _offices(subject, step, competent)
        for code in sorted(codes - {one.code for one in offices.values()}):
            if subject.ground.acting(code) is None:
                said = _("Không có cơ quan nào đang hoạt động mang mã %(code)s.") % {"code": code}
                yield found("agency-unknown", f"{place}.agency", said)
        if _by_free_text(subject, step):
            said = _("Quy tắc chọn cơ quan có thể cho ra chữ do người nộp tự gõ.")
            yield found("agency-by-free-text", f"{place}.agency.rule", said)
        yield from _staffing(subject, step, offices, place)


def _competent(package: Package, ground: Ground) -> Offices:
    reception = package.reception
    if reception.by == "agency":
        office = ground.acting(reception.agency or "")
        return {office.code: office} if office and office.has_desk else {}
    return _by_area(ground, reception.by)


def _by_area(ground: Ground, level: str) -> Offices:
    return {
        code: office
        for code, office in ground.offices.items()
        if office.kind == COMMITTEES[level] and office.exists and office.has_desk
    }


def _offices(subject: Subject, step: Step, competent: Offices) -> tuple[set[str], Offices]:
    """The codes that the step names, and the agencies at which it can be done."""
    if step.agency == "competent":
        return set(), competent
    if isinstance(step.agency, str):
        return {step.agency}, _acting(subject.ground, {step.agency})
    return _selected(subject, step, step.agency, competent)


def _selected(
    subject: Subject, step: Step, selector: Selector, competent: Offices
) -> tuple[set[str], Offices]:
    if isinstance(selector, ByArea):
        return set(), {**competent, **_by_area(subject.ground, selector.level)}
    if isinstance(selector, ByParent):
        above = {office.parent or office.code for office in competent.values()}
        return set(), _acting(subject.ground, above)
    codes = _yielded(subject, step, selector)
    return codes, {**competent, **_acting(subject.ground, codes)}


def _yielded(subject: Subject, step: Step, selector: ByRule | ByTable) -> set[str]:
    """The codes that a rule or table can yield."""
    if isinstance(selector, ByTable):
        table, _inputs = subject.rules.tables[selector.table]
        return {str(rule[-1]) for rule in table.rules}
    leaves = subject.worlds.tree(subject.rules.agencies[step.id].condition).leaves
    return {text for kind, text in leaves if kind == "text" and text}


def _by_free_text(subject: Subject, step: Step) -> bool:
    """Whether an answer that people type could name the agency; codes of choices never do."""
    if not isinstance(step.agency, ByRule):
        return False
    condition = subject.rules.agencies[step.id].condition
    leaves = subject.worlds.tree(condition).leaves
    return any(
        kind == "other" or (kind == "name" and not condition.scope[text].codes)
        for kind, text in leaves
    )


def _acting(ground: Ground, codes: set[str]) -> Offices:
    return {office.code: office for code in codes if (office := ground.acting(code))}


def _staffing(subject: Subject, step: Step, offices: Offices, place: str) -> Iterator[Finding]:
    for role in _roles(subject, step):
        without = [office for office in offices.values() if role not in office.roles]
        if without:
            names = "; ".join(office.name for office in without[:MOST_NAMED])
            more = len(without) - MOST_NAMED
            said = _("Chưa có ai giữ vai trò “%(role)s” tại: %(names)s%(more)s.") % {
                "role": Role(role).label,
                "names": names,
                "more": _(" và %(count)d cơ quan khác") % {"count": more} if more > 0 else "",
            }
            yield found("step-unstaffed", f"{place}.role", said)


def _roles(subject: Subject, step: Step) -> list[str]:
    """The roles that a step needs where it is done: its own, and those of its child procedure."""
    child = subject.ground.in_force(step.child.procedure) if step.child else None
    if child is None or step.agency == "competent":
        return [step.role]
    there = (one for one in child.process.steps if one.agency == "competent")
    return list(dict.fromkeys([step.role, *(one.role for one in there if one.kind != "auto")]))
