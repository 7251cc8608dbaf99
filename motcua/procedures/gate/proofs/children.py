"""Child procedures are in force, do not call each other in circles, and get what they must ask."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from motcua.procedures.gate.finding import Finding, found
from motcua.procedures.gate.ground import Ground
from motcua.procedures.gate.subject import Subject
from motcua.procedures.kinds.computed import Computed
from motcua.procedures.package import Package
from motcua.procedures.package.form import Group
from motcua.procedures.package.process import Child
from motcua.procedures.texts import say

DEEPEST = 3
"""Procedures below each other; the interpreter begins no deeper child."""


def findings(subject: Subject) -> Iterator[Finding]:
    """What stands against the child procedures of the steps."""
    if not subject.ground.known:
        return
    for number, step in enumerate(subject.package.process.steps):
        if step.child is None:
            continue
        place = f"process.steps[{number}].child"
        code = {"code": step.child.procedure}
        child = subject.ground.in_force(step.child.procedure)
        if child is None:
            said = _("Thủ tục con %(code)s chưa được công bố.") % code
            yield found("child-not-in-force", f"{place}.procedure", said)
            continue
        if _goes_round(child, subject.ground, {subject.package.code}, 1):
            said = _("Thủ tục con %(code)s gọi lại vòng tròn, hoặc quá sâu.") % code
            yield found("child-goes-round", f"{place}.procedure", said)
        yield from _answers(subject, step.child, child, place)


def _goes_round(package: Package, ground: Ground, above: set[str], depth: int) -> bool:
    if package.code in above or depth > DEEPEST:
        return True
    below = (step.child.procedure for step in package.process.steps if step.child)
    return any(
        _goes_round(child, ground, above | {package.code}, depth + 1)
        for code in below
        if (child := ground.in_force(code))
    )


def _answers(subject: Subject, made: Child, child: Package, place: str) -> Iterator[Finding]:
    asked = {one.id: one for page in child.form.pages for one in page.questions}
    for id in made.answers:
        if id not in asked:
            said = _("Biểu mẫu của thủ tục con không có câu hỏi “%(id)s”.") % {"id": id}
            yield found("child-question-unknown", f"{place}.answers.{id}", said)
    for id, question in asked.items():
        told = {"id": id, "label": say(question.label)}
        answering = made.answers.get(id)
        if answering is None:
            if _must_be_answered(question):
                said = _("Thủ tục con bắt buộc trả lời “%(label)s” (%(id)s) mà không ai trả lời.")
                yield found("child-question-unanswered", f"{place}.answers", said % told)
            continue
        yield from _fits(subject, answering, question, f"{place}.answers.{id}")


def _must_be_answered(question: object) -> bool:
    if isinstance(question, Group):
        return question.at_least > 0
    return bool(getattr(question, "required", False)) and not isinstance(question, Computed)


def _fits(subject: Subject, answering: str, question: object, place: str) -> Iterator[Finding]:
    """The answer is sure to be there, and of a kind that the child's question takes."""
    mine = subject.worlds.asked[answering].question
    if getattr(mine, "kind", "") != getattr(question, "kind", "") or not _codes_fit(mine, question):
        said = _("Câu hỏi “%(mine)s” không cùng loại với câu hỏi của thủ tục con.")
        yield found("child-answer-kind", place, said % {"mine": answering})
    elif _must_be_answered(question) and not (
        _must_be_answered(mine) and not subject.worlds.shows(answering)
    ):
        said = _("Câu hỏi “%(mine)s” có thể không có câu trả lời, thủ tục con lại bắt buộc.")
        yield found("child-answer-unsure", place, said % {"mine": answering})


def _codes_fit(mine: object, question: object) -> bool:
    """Every choice here is a choice there."""
    there, here = (_codes(one) for one in (question, mine))
    return not there or here <= there


def _codes(question: object) -> frozenset[str]:
    found: frozenset[str] = getattr(getattr(question, "name", None), "codes", frozenset())
    return found
