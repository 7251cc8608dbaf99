"""The form can be filed: nothing is asked in vain, no rules contradict each other, online is open.

What is proven is about single pages and the rules of the form together. A form that can be filed
as a whole is shown by its worked example that ends approved with nothing wrong.
"""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from motcua.procedures.conditions import Condition
from motcua.procedures.gate.finding import Finding, found
from motcua.procedures.gate.subject import Subject
from motcua.procedures.gate.worlds import May, Undecided, World
from motcua.procedures.package import Package
from motcua.procedures.package.form import Group, Rule


def findings(subject: Subject) -> Iterator[Finding]:
    """Pages and questions that nobody sees, rules that nobody keeps, a missing online channel."""
    yield from _channels(subject.package)
    for number, page in enumerate(subject.package.form.pages):
        place = f"form.pages[{number}]"
        conditions = subject.ready.conditions
        shown = [one for one in (conditions.get(f"page:{page.id}"),) if one]
        if not subject.worlds.ever(shown):
            said = _("Trang này không bao giờ hiện ra.")
            yield found("page-never-asked", f"{place}.when", said)
            continue
        for index, asked in enumerate(page.questions):
            here = f"{place}.questions[{index}]"
            yield from _asked(subject, asked.id, shown, here)
            for inner, one in enumerate(asked.questions if isinstance(asked, Group) else ()):
                yield from _asked(subject, one.id, shown, f"{here}.questions[{inner}]")
            if isinstance(asked, Group):
                yield from _rules(subject, f"group:{asked.id}", asked.rules, shown, here)
        yield from _rules(subject, f"page:{page.id}", page.rules, shown, place)
    yield from _rules(subject, "form", subject.package.form.rules, [], "form")


def _channels(package: Package) -> Iterator[Finding]:
    has_online = package.channel("online") is not None
    if package.online != "none" and not has_online:
        said = _("Thủ tục nộp trực tuyến được nhưng không có cách nộp online.")
        yield found("online-channel-missing", "channels", said)
    if package.online == "none" and has_online:
        said = _("Thủ tục ghi là không nộp trực tuyến nhưng có cách nộp online.")
        yield found("online-channel-missing", "online", said)


def _asked(subject: Subject, id: str, page: list[Condition], place: str) -> Iterator[Finding]:
    condition = subject.ready.conditions.get(id)
    if condition and not subject.worlds.ever([*page, condition]):
        said = _("Câu hỏi này không bao giờ được hỏi.")
        yield found("question-never-asked", f"{place}.when", said)


def _rules(
    subject: Subject, key: str, rules: list[Rule], shown: list[Condition], place: str
) -> Iterator[Finding]:
    """Rules that no answers keep: one alone, or all together."""
    checks = [subject.ready.conditions[f"rule:{key}:{n}"] for n in range(len(rules))]
    alone = [number for number, one in enumerate(checks) if not _kept(subject, [one], shown)]
    for number in alone:
        said = _("Không câu trả lời nào giữ được quy tắc này.")
        yield found("rule-never-holds", f"{place}.rules[{number}].check", said)
    if not alone and len(checks) > 1 and not _kept(subject, checks, shown):
        said = _("Các quy tắc ở đây mâu thuẫn nhau: không câu trả lời nào giữ được tất cả.")
        yield found("rules-contradict", f"{place}.rules", said)


def _kept(subject: Subject, checks: list[Condition], shown: list[Condition]) -> bool:
    """Whether some answers keep these rules together, if any answers put them to the test.

    Where a rule is over a hidden question it is not judged, and that says nothing for it.
    """
    tested = False
    try:
        for world in subject.worlds.of([*checks, *shown]):
            if subject.worlds.may(shown, world) is May.NO:
                continue
            judged = [_judged(subject, one, world) for one in checks]
            if all(one is True for one in judged):
                return True
            tested = tested or None not in judged
    except Undecided:
        return True
    return not tested


def _judged(subject: Subject, check: Condition, world: World) -> bool | None:
    """Whether a rule holds, or may; None: it is over what is hidden."""
    may = subject.worlds.holds(check, world)
    if may is May.NO:
        return False if check.holds(world) is False else None
    return True
