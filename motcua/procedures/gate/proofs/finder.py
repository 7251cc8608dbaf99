"""The finder is total: whatever somebody answers leads to exactly one end, and every end is met."""

from collections.abc import Iterator, Mapping

from django.utils.translation import gettext as _

from motcua.procedures.gate.finding import Finding, found
from motcua.procedures.gate.subject import Subject
from motcua.procedures.package.finder import MOST_COMBINATIONS, Finder, Fitting, combinations
from motcua.procedures.texts import vietnamese


def findings(subject: Subject) -> Iterator[Finding]:
    """All combinations are tried, none is sampled."""
    finder = subject.package.finder
    if finder is None:
        return
    if combinations(finder) > MOST_COMBINATIONS:
        said = _("Có quá nhiều tổ hợp câu trả lời để chứng minh hết.")
        yield found("finder-too-large", "finder.questions", said)
        return
    yield from _tried(finder)


def _tried(finder: Finder) -> Iterator[Finding]:
    gap = overlap = None
    met: set[int] = set()
    asked: set[str] = set()
    for said in finder.ready.walks():
        ends = finder.ready.ends_at(said)
        asked |= said.keys()
        met |= {id(end) for end in ends}
        if not ends:
            gap = gap or said
        elif len(ends) > 1:
            overlap = overlap or said
    if gap:
        text = _("Trả lời %(said)s thì không tới trường hợp nào.") % {"said": _told(finder, gap)}
        yield found("finder-gap", "finder.cases", text)
    if overlap:
        told = {"said": _told(finder, overlap)}
        text = _("Trả lời %(said)s thì tới nhiều hơn một trường hợp.") % told
        yield found("finder-overlap", "finder.cases", text)
    yield from _unmet(finder, met, asked)


def _unmet(finder: Finder, met: set[int], asked: set[str]) -> Iterator[Finding]:
    for number, end in enumerate(finder.ends):
        if id(end) not in met:
            part = "cases" if isinstance(end, Fitting) else "elsewhere"
            at = number if part == "cases" else number - len(finder.cases)
            said = _("Không câu trả lời nào dẫn tới đây.")
            yield found("finder-unreachable", f"finder.{part}[{at}]", said)
    for number, question in enumerate(finder.questions):
        if question.id not in asked:
            said = _("Câu hỏi này không bao giờ được hỏi.")
            yield found("finder-unreachable", f"finder.questions[{number}]", said)


def _told(finder: Finder, said: Mapping[str, str]) -> str:
    names = {
        (one.id, choice.code): vietnamese(choice.text)
        for one in finder.questions
        for choice in one.choices
    }
    return ", ".join(f"“{names[answer]}”" for answer in said.items())
