"""The process of handling: steps with their role, time and outcomes."""

from collections.abc import Iterator
from typing import Annotated, Literal

from django.utils.translation import gettext as _
from pydantic import Field

from motcua.core.refusals import Problem
from motcua.procedures.package.record import AgencyCode, Time
from motcua.procedures.texts import Id, Part, Text

ENDS = ("approved", "refused")


class Outcome(Part):
    """One way in which a step can end: on to another step, or to the end of the process."""

    code: Id
    name: Text
    next: Id
    needs_reason: bool = False


class Step(Part):
    """Work of one role at one agency, within a time. `competent`: the agency of the dossier."""

    id: Id
    name: Text
    kind: Literal["receive", "assign", "examine", "review", "sign", "return"]
    role: Literal["receiver", "handler", "head", "signer", "clerk"]
    agency: Literal["competent"] | AgencyCode = "competent"
    duration: Time
    outcomes: Annotated[list[Outcome], Field(min_length=1, max_length=12)]


class Process(Part):
    """The steps, the first of which receives."""

    steps: Annotated[list[Step], Field(min_length=1, max_length=60)]

    def step(self, id: str) -> Step | None:
        """The step by its identifier."""
        return next((step for step in self.steps if step.id == id), None)

    def end_of_walk(self, codes: list[str]) -> str:
        """Where these outcomes, taken in turn from the first step, lead: a step, an end, or ""."""
        at = self.steps[0].id
        for code in codes:
            step = self.step(at)
            outcome = step and next((o for o in step.outcomes if o.code == code), None)
            if not outcome:
                return ""
            at = outcome.next
        return at


def findings(process: Process) -> Iterator[Problem]:
    """What is wrong with the process; places are relative to the package."""
    steps = {step.id: step for step in process.steps}
    if process.steps[0].kind != "receive" or process.steps[0].role != "receiver":
        yield Problem("process.steps[0]", _("Bước đầu tiên phải là bước tiếp nhận (receive)."))
    for number, step in enumerate(process.steps):
        place = f"process.steps[{number}]"
        if step.id in ENDS:
            yield Problem(f"{place}.id", _("“%(id)s” là tên dành riêng.") % {"id": step.id})
        yield from _outcome_findings(step, place, steps)
    yield from _path_findings(process, steps)


def _outcome_findings(step: Step, place: str, steps: dict[str, Step]) -> Iterator[Problem]:
    for number, outcome in enumerate(step.outcomes):
        if outcome.next not in steps and outcome.next not in ENDS:
            yield Problem(
                f"{place}.outcomes[{number}].next",
                _("Không có bước nào tên “%(id)s”.") % {"id": outcome.next},
            )
        if outcome.next == "refused" and not outcome.needs_reason:
            yield Problem(
                f"{place}.outcomes[{number}].needs_reason",
                _("Từ chối giải quyết phải nêu lý do: đặt needs_reason: true."),
            )


def _path_findings(process: Process, steps: dict[str, Step]) -> Iterator[Problem]:
    leads = {id: {o.next for o in step.outcomes} for id, step in steps.items()}
    reached = _closure({process.steps[0].id}, leads)
    back: dict[str, set[str]] = {}
    for id, nexts in leads.items():
        for one in nexts:
            back.setdefault(one, set()).add(id)
    ending = _closure(set(ENDS), back)
    if "approved" not in reached:
        yield Problem("process.steps", _("Không có đường nào dẫn tới kết quả “approved”."))
    for number, step in enumerate(process.steps):
        place = f"process.steps[{number}]"
        if step.id not in reached:
            yield Problem(place, _("Không đi tới được bước này từ bước đầu tiên."))
        if step.id not in ending:
            yield Problem(place, _("Từ bước này không có đường nào tới kết thúc."))


def _closure(start: set[str], leads: dict[str, set[str]]) -> set[str]:
    reached, waiting = set(start), list(start)
    while waiting:
        new = leads.get(waiting.pop(), set()) - reached
        reached |= new
        waiting += new
    return reached
