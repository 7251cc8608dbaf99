"""Every outcome can happen, every step is reached, and from each an end can be reached."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from motcua.procedures.gate.finding import Finding, found
from motcua.procedures.gate.subject import Subject
from motcua.procedures.gate.worlds import Undecided, World
from motcua.procedures.package.process import ENDS, Outcome, Step


def findings(subject: Subject) -> Iterator[Finding]:
    """Outcomes that never happen, steps never reached, steps from which nothing ends."""
    stuck = _stuck(subject)
    for number, step in enumerate(subject.package.process.steps):
        place = f"process.steps[{number}]"
        for index, outcome in enumerate(step.outcomes):
            if outcome not in subject.possible[step.id]:
                said = _("Kết quả “%(code)s” không bao giờ xảy ra, trả lời thế nào cũng vậy.")
                yield found(
                    "outcome-never", f"{place}.outcomes[{index}]", said % {"code": outcome.code}
                )
        if step.id not in subject.reached:
            said = _("Không đi tới được bước này: các kết quả dẫn tới nó không bao giờ xảy ra.")
            yield found("step-unreachable", place, said)
        elif step.id in stuck:
            said = _("Có những câu trả lời mà từ bước này không đi tới kết thúc được.")
            yield found("step-never-ends", place, said)


def _stuck(subject: Subject) -> set[str]:
    """Steps that can be reached with some answers, and from which there is then no end.

    People can always choose an outcome without a guard, and reading the package has proven that
    these lead to an end. Automatic steps take what the answers say: each world is looked at. Where
    there are too many, every outcome of an automatic step must lead to an end.
    """
    auto = [step for step in subject.steps.values() if step.kind == "auto"]
    if not auto:
        return set()
    guards = [guard for step in auto for guard in subject.guards_of(step)]
    try:
        return {id for world in subject.worlds.of(guards) for id in _stuck_in(subject, world)}
    except Undecided:
        return _without_end(subject, {step.id: list(step.outcomes) for step in auto})


def _stuck_in(subject: Subject, world: World) -> set[str]:
    steps = subject.steps.values()
    auto = {step.id: subject.happening(step, world) for step in steps if step.kind == "auto"}
    first = subject.package.process.steps[0].id
    reached, waiting = {first}, [first]
    while waiting:
        step = subject.steps[waiting.pop()]
        outcomes = auto.get(step.id, subject.possible[step.id])
        new = {id for one in outcomes for id in step.leads(one)} - reached - set(ENDS)
        reached |= new
        waiting += new
    return _without_end(subject, auto) & reached


def _without_end(subject: Subject, auto: dict[str, list[Outcome]]) -> set[str]:
    """The steps from which no end is sure: people choose, answers do not ask."""
    ending = set(ENDS)
    while True:
        new = {
            id
            for id, step in subject.steps.items()
            if id not in ending and _ends(step, auto.get(id), ending)
        }
        if not new:
            return set(subject.steps) - ending
        ending |= new


def _ends(step: Step, forced: list[Outcome] | None, ending: set[str]) -> bool:
    if forced is not None:
        return all(set(step.leads(one)) <= ending for one in forced)
    return any(set(step.leads(one)) <= ending for one in step.outcomes if not one.guard)
