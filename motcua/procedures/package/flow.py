"""What can be said of a process without running it: it ends, and what forks joins again."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from motcua.core.refusals import Problem
from motcua.procedures.package.process import ENDS, Outcome, Process, Quorum, Step

DEEPEST = 3
"""How many forks may lie within each other."""


def findings(process: Process) -> Iterator[Problem]:
    """What is wrong with the process; places are relative to the package."""
    steps = {step.id: step for step in process.steps}
    if process.steps[0].kind != "receive" or process.steps[0].role != "receiver":
        said = _("Bước đầu tiên phải là bước tiếp nhận (receive).")
        yield Problem("process.steps[0]", said, "first-step-receives")
    elif not any(set(process.steps[0].leads(one)) - set(ENDS) for one in _had(process.steps[0])):
        said = _("Nhận hồ sơ rồi thì phải có bước để đi tiếp, với mọi câu trả lời.")
        yield Problem("process.steps[0].outcomes", said, "reception-stops")
    wrong = []
    for number, step in enumerate(process.steps):
        place = f"process.steps[{number}]"
        if step.id in ENDS:
            said = _("“%(id)s” là tên dành riêng.") % {"id": step.id}
            wrong.append(Problem(f"{place}.id", said, "name-reserved"))
        wrong += _outcome_findings(step, place, steps)
    yield from wrong
    for number, step in enumerate(process.steps):
        yield from _step_findings(step, f"process.steps[{number}]")
    yield from _path_findings(process, steps)
    if not wrong:
        yield from _fork_findings(process, steps)


def _outcome_findings(step: Step, place: str, steps: dict[str, Step]) -> Iterator[Problem]:
    for number, outcome in enumerate(step.outcomes):
        here = f"{place}.outcomes[{number}]"
        for id in step.leads(outcome):
            if id not in steps and id not in ENDS:
                said = _("Không có bước nào tên “%(id)s”.") % {"id": id}
                part = "next" if outcome.next else "fork"
                yield Problem(f"{here}.{part}", said, "step-unknown")
        if outcome.next is None and not step.leads(outcome):
            yield Problem(
                here, _("Thiếu bước tiếp theo (next hoặc fork)."), "outcome-leads-nowhere"
            )
        if outcome.next is not None and outcome.fork:
            said = _("Chỉ dùng một trong hai: next hoặc fork.")
            yield Problem(f"{here}.fork", said, "outcome-leads-twice")
        if outcome.next == "refused" and not outcome.needs_reason and step.kind != "auto":
            yield Problem(
                f"{here}.needs_reason",
                _("Từ chối giải quyết phải nêu lý do: đặt needs_reason: true."),
                "refusal-without-reason",
            )


def _step_findings(step: Step, place: str) -> Iterator[Problem]:
    codes = {outcome.code: outcome for outcome in step.outcomes}
    if all(outcome.guard for outcome in step.outcomes):
        said = _("Bước phải có ít nhất một kết quả không kèm điều kiện (guard).")
        yield Problem(f"{place}.outcomes", said, "step-only-guarded")
    if step.kind == "return" and step.follows() - set(ENDS):
        said = _("Sau bước trả kết quả chỉ có kết thúc (approved, refused).")
        yield Problem(f"{place}.outcomes", said, "return-goes-on")
    yield from _silence_findings(step, codes, place)
    yield from _child_findings(step, codes, place)
    if step.stops_clock and (not step.basis or step.kind == "auto"):
        said = _("Chỉ dừng tính thời hạn khi có căn cứ pháp lý (basis).")
        yield Problem(f"{place}.stops_clock", said, "clock-stopped-without-basis")
    if step.kind == "auto":
        yield from _auto_findings(step, place)


def _silence_findings(step: Step, codes: dict[str, Outcome], place: str) -> Iterator[Problem]:
    if step.silence is None:
        return
    silent = codes.get(step.silence)
    if step.kind != "consult":
        said = _("Chỉ bước lấy ý kiến (consult) mới dùng được silence.")
        yield Problem(f"{place}.silence", said, "silence-not-consult")
    elif silent is None or silent.guard or silent.needs_reason or step.outputs:
        said = _("Cần mã một kết quả không kèm điều kiện, không cần lý do hay giấy tờ.")
        yield Problem(f"{place}.silence", said, "silence-outcome")


def _child_findings(step: Step, codes: dict[str, Outcome], place: str) -> Iterator[Problem]:
    if step.child is None:
        return
    for part, code in (("approved", step.child.approved), ("refused", step.child.refused)):
        if code not in codes or codes[code].guard:
            said = _("Cần mã một kết quả không kèm điều kiện của bước.")
            yield Problem(f"{place}.child.{part}", said, "child-outcome")


def _auto_findings(step: Step, place: str) -> Iterator[Problem]:
    if step.child or step.outputs or step.escalation or step.stops_clock:
        said = _("Bước tự động không có hồ sơ con, giấy tờ, nhắc việc hay dừng thời hạn.")
        yield Problem(place, said, "auto-step-works")
    *first, last = step.outcomes
    if last.guard or not all(outcome.guard for outcome in first):
        yield Problem(
            f"{place}.outcomes",
            _("Bước tự động: mọi kết quả có điều kiện (guard), trừ kết quả cuối cùng."),
            "auto-step-guards",
        )


def _path_findings(process: Process, steps: dict[str, Step]) -> Iterator[Problem]:
    leads = {id: step.follows() for id, step in steps.items()}
    reached = _closure({process.steps[0].id}, leads)
    ending = _ending(process)
    if "approved" not in reached:
        said = _("Không có đường nào dẫn tới kết quả “approved”.")
        yield Problem("process.steps", said, "no-approval")
    looping = _auto_loops(steps)
    for number, step in enumerate(process.steps):
        place = f"process.steps[{number}]"
        if step.id not in reached:
            said = _("Không đi tới được bước này từ bước đầu tiên.")
            yield Problem(place, said, "step-unreachable")
        if step.id not in ending:
            said = _("Từ bước này không có đường nào tới kết thúc.")
            yield Problem(place, said, "step-never-ends")
        if step.id in looping:
            said = _("Các bước tự động nối nhau thành vòng, không có người dừng.")
            yield Problem(place, said, "auto-loop")


def _ending(process: Process) -> set[str]:
    """From where an end can be reached whatever the answers and whatever other agencies decide.

    A person chooses, so one outcome that is always offered is enough, and all branches of a fork
    have to end. An automatic step does not choose, and the answers that send it back never change:
    each of its outcomes has to end.
    """
    ending, before = set(ENDS), set[str]()
    while before != ending:
        before = set(ending)
        for step in process.steps:
            ends = [set(step.leads(one)) <= ending for one in _had(step)]
            if (all(ends) if step.kind == "auto" else any(ends)) and step.id not in ending:
                ending.add(step.id)
    return ending


def _had(step: Step) -> list[Outcome]:
    """The outcomes on which a step may count: of one that another agency decides, its two."""
    if step.kind == "auto":
        return step.outcomes
    if step.child:
        codes = {step.child.approved, step.child.refused}
        return [one for one in step.outcomes if one.code in codes]
    return [one for one in step.outcomes if not one.guard]


def _auto_loops(steps: dict[str, Step]) -> set[str]:
    auto = {
        id: {lead for lead in step.follows() if lead in steps and steps[lead].kind == "auto"}
        for id, step in steps.items()
        if step.kind == "auto"
    }
    return {id for id in auto if id in _closure(set(auto[id]), auto)}


def _closure(start: set[str], leads: dict[str, set[str]]) -> set[str]:
    reached, waiting = set(start), list(start)
    while waiting:
        new = leads.get(waiting.pop(), set()) - reached
        reached |= new
        waiting += new
    return reached


# Forks and joins. A fork and its join are like brackets: a branch is entered at its first step
# only, and left at the join only; so each branch brings one token to it, and nothing waits for
# ever. (Workflow nets that are built like this are sound.)


class Unjoined(Exception):  # noqa: N818  # a finding, told to the writer of the package
    """The branches of a fork do not come together; the text says why, the code which rule."""

    def __init__(self, message: str, code: str) -> None:
        super().__init__(message)
        self.code = code


@dataclass
class Fork:
    """A fork whose branches meet."""

    join: str
    branches: list[set[str]]

    @property
    def inside(self) -> set[str]:
        return set().union(*self.branches)


@dataclass
class _Analysis:
    """The forks of a process, each looked at once."""

    steps: dict[str, Step]
    known: dict[tuple[str, ...], Fork] = field(default_factory=dict)

    def fork(self, firsts: tuple[str, ...], within: tuple[tuple[str, ...], ...] = ()) -> Fork:
        if firsts in self.known:
            return self.known[firsts]
        if firsts in within:
            said = _("Một nhánh quay lại chính chỗ tách nhánh của nó.")
            raise Unjoined(said, "fork-loops-back")
        if len(within) >= DEEPEST:
            said = _("Tách nhánh lồng nhau quá %(most)d tầng.") % {"most": DEEPEST}
            raise Unjoined(said, "fork-too-deep")
        if len(set(firsts)) < len(firsts):
            raise Unjoined(_("Hai nhánh bắt đầu bằng cùng một bước."), "fork-same-step")
        branches, joins = [], set[str]()
        for first in firsts:
            branch, exits = self._branch(first, (*within, firsts))
            joins |= exits
            branches.append(branch)
        if len(joins) != 1 or None in joins:
            said = _("Các nhánh phải cùng gặp nhau tại một bước có join.")
            raise Unjoined(said, "fork-not-joined")
        if any(one & other for n, one in enumerate(branches) for other in branches[:n]):
            said = _("Hai nhánh dùng chung một bước trước khi gặp nhau.")
            raise Unjoined(said, "fork-shared-step")
        found = self.known[firsts] = Fork(joins.pop(), branches)
        return found

    def _branch(self, first: str, within: tuple[tuple[str, ...], ...]) -> tuple[set[str], set[str]]:
        """The steps of a branch and the joins at which it leaves."""
        inside, exits, waiting = set[str](), set[str](), [first]
        while waiting:
            id = waiting.pop()
            if id in inside:
                continue
            inside.add(id)
            step = self._of_branch(id)
            for leads in {step.leads(outcome) for outcome in step.outcomes}:
                if len(leads) > 1:
                    fork = self.fork(leads, within)
                    inside |= fork.inside
                    waiting.append(fork.join)
                elif (following := self.steps.get(leads[0])) and following.join:
                    exits.add(following.id)
                else:
                    waiting.append(leads[0])
        return inside, exits

    def _of_branch(self, id: str) -> Step:
        step = self.steps.get(id)
        if step is None:
            said = _("Một nhánh đi thẳng tới kết thúc, không qua chỗ gặp nhau.")
            raise Unjoined(said, "fork-branch-ends")
        if step.kind in {"receive", "return"}:
            said = _("Bước tiếp nhận và bước trả kết quả không nằm trong nhánh.")
            raise Unjoined(said, "fork-branch-desk")
        return step


def _fork_findings(process: Process, steps: dict[str, Step]) -> Iterator[Problem]:
    analysis = _Analysis(steps)
    forks: list[Fork] = []
    for place, step, outcome in _outcomes(process):
        leads = step.leads(outcome)
        if len(leads) < 2:
            continue
        try:
            forks.append(_meeting(analysis, leads))
        except Unjoined as wrong:
            yield Problem(place, str(wrong), wrong.code)
            return
    for place, step, outcome in _outcomes(process):
        yield from _entry_findings(place, step, step.leads(outcome), forks, steps)
    yield from _decision_findings(process, steps, {id for fork in forks for id in fork.inside})
    met = {fork.join for fork in forks}
    for number, step in enumerate(process.steps):
        if step.join and step.id not in met:
            said = _("Không có nhánh nào gặp nhau tại bước này: bỏ join.")
            yield Problem(f"process.steps[{number}].join", said, "join-without-fork")


def forks(process: Process) -> dict[tuple[str, ...], Fork]:
    """The forks of a process without findings, by the first steps of their branches."""
    analysis = _Analysis({step.id: step for step in process.steps})
    leads = [step.leads(outcome) for _place, step, outcome in _outcomes(process)]
    return {firsts: analysis.fork(firsts) for firsts in leads if len(firsts) > 1}


def _meeting(analysis: _Analysis, leads: tuple[str, ...]) -> Fork:
    fork = analysis.fork(leads)
    if any(analysis.steps[first].join for first in leads):
        raise Unjoined(_("Nhánh không được bắt đầu bằng bước có join."), "fork-begins-at-join")
    if not _fits(analysis.steps[fork.join], len(leads)):
        raise Unjoined(_("Số nhánh ít hơn số cần gặp nhau (quorum)."), "quorum-too-large")
    return fork


def _entry_findings(
    place: str, step: Step, leads: tuple[str, ...], forks: list[Fork], steps: dict[str, Step]
) -> Iterator[Problem]:
    """A branch is entered by its fork alone, and a join by its branches alone."""
    if len(leads) > 1:
        return
    for fork in forks:
        for branch in fork.branches:
            if leads[0] in branch and step.id not in branch:
                said = _("Chỉ được vào giữa nhánh từ chỗ tách nhánh của nó.")
                yield Problem(place, said, "branch-entered-midway")
                return
    to = steps.get(leads[0])
    mine = [fork for fork in forks if to and fork.join == to.id]
    if to and to.join and mine and not any(step.id in fork.inside for fork in mine):
        said = _("Chỉ các nhánh mới đi vào bước có join.")
        yield Problem(place, said, "join-entered-from-outside")


def _fits(join: Step, branches: int) -> bool:
    return not isinstance(join.join, Quorum) or join.join.quorum <= branches


def _decision_findings(
    process: Process, steps: dict[str, Step], inside: set[str]
) -> Iterator[Problem]:
    """The last signature of the trunk decides, or whatever leads to the desk or to an end: from
    there only the end that was decided may be reached."""
    leads = {id: step.follows() for id, step in steps.items()}
    for place, step, outcome in _outcomes(process):
        following = step.leads(outcome)
        ahead = _closure(set(following), leads)
        signed = any(steps[id].kind == "sign" for id in ahead & steps.keys())
        desk = all(id in ENDS or steps[id].kind == "return" for id in following)
        decides = not signed and step.id not in inside and (step.kind == "sign" or desk)
        if decides and ahead >= set(ENDS):
            said = _("Đã quyết định ở đây mà sau đó vẫn có thể kết thúc theo cả hai cách.")
            yield Problem(place, said, "decision-open")


def _outcomes(process: Process) -> Iterator[tuple[str, Step, Outcome]]:
    for number, step in enumerate(process.steps):
        for index, outcome in enumerate(step.outcomes):
            yield f"process.steps[{number}].outcomes[{index}]", step, outcome
