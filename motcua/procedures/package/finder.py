"""Which case is mine: a few questions that lead to one case, or honestly elsewhere."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from math import prod
from typing import TYPE_CHECKING, Annotated, Any

from django.utils.translation import gettext as _
from pydantic import Field

from motcua.core.refusals import Problem
from motcua.procedures.conditions import Condition, ConditionError, Language, Name, Type
from motcua.procedures.kinds.choices import Choice as FormChoice
from motcua.procedures.kinds.choices import YesNo
from motcua.procedures.kinds.question import When
from motcua.procedures.texts import Id, Part, Text

if TYPE_CHECKING:
    from motcua.procedures.package.model import Package

MOST_COMBINATIONS = 4_000
YES_NO = {"yes": True, "no": False}
Said = Mapping[str, str]
"""Codes of choices by question."""


class Choice(Part):
    """One answer."""

    code: Id
    text: Text
    hint: Text | None = None


class FinderQuestion(Part):
    """One question with its choices. `fills`: the question of the form that it answers too.

    A question of the form with options has these codes; one of yes or no has `yes` and `no`.
    """

    id: Id
    text: Text
    hint: Text | None = None
    choices: Annotated[list[Choice], Field(min_length=2, max_length=12)]
    when: When | None = None
    fills: Id | None = None


class Fitting(Part):
    """A case of the package, and the answers that lead to it."""

    case: Id
    when: When
    note: Text | None = None


class Elsewhere(Part):
    """Not this procedure: what to do instead, with the code of another one if there is one."""

    id: Id
    when: When
    text: Text
    code: Annotated[str, Field(pattern=r"^[1-3]\.\d{6}(\.[A-Z]\d{2})?$")] | None = None


class Finder(Part):
    """The questions in their order, and where the answers lead."""

    questions: Annotated[list[FinderQuestion], Field(min_length=1, max_length=12)]
    cases: Annotated[list[Fitting], Field(min_length=1, max_length=60)]
    elsewhere: Annotated[list[Elsewhere], Field(max_length=20)] = []

    @cached_property
    def ready(self) -> "Ready":
        """Compiled. Of a checked package."""
        scope = {
            one.id: Name(Type.TEXT, frozenset(choice.code for choice in one.choices))
            for one in self.questions
        }
        language = Language(scope)
        return Ready(
            self,
            [language.condition(one.when) if one.when else None for one in self.questions],
            [language.condition(one.when) for one in self.ends],
        )

    @property
    def ends(self) -> list[Fitting | Elsewhere]:
        """Everywhere that it leads."""
        return [*self.cases, *self.elsewhere]


@dataclass(frozen=True)
class Ready:
    """A finder whose conditions are compiled."""

    finder: Finder
    asked_when: list[Condition | None]
    ends_when: list[Condition]

    def asked(self, said: Said) -> Iterator[tuple[FinderQuestion, str]]:
        """The questions that these answers lead through, each with its answer; "" ends it."""
        known: dict[str, str] = {}
        for question, when in zip(self.finder.questions, self.asked_when, strict=True):
            if when is not None and when.holds(known) is not True:
                continue
            given = said.get(question.id, "")
            if given not in {choice.code for choice in question.choices}:
                yield question, ""
                return
            known[question.id] = given
            yield question, given

    def ends_at(self, said: Said) -> list[Fitting | Elsewhere]:
        """Where these answers lead: of a proven finder exactly one."""
        known = {question.id: code for question, code in self.asked(said) if code}
        return [
            end
            for end, when in zip(self.finder.ends, self.ends_when, strict=True)
            if when.holds(known) is True
        ]

    def walks(self) -> Iterator[dict[str, str]]:
        """Every combination of answers that somebody can give."""
        yield from self._further({})

    def _further(self, said: dict[str, str]) -> Iterator[dict[str, str]]:
        for question, given in self.asked(said):
            if not given:
                for choice in question.choices:
                    yield from self._further({**said, question.id: choice.code})
                return
        yield said

    def carried(self, said: Said) -> dict[str, Any]:
        """The answers that the form need not ask again, by its questions."""
        found: dict[str, Any] = {}
        for question, given in self.asked(said):
            if question.fills and given:
                own = {choice.code for choice in question.choices}
                found[question.fills] = YES_NO[given] if own == YES_NO.keys() else given
        return found


def case_found(package: "Package", said: Said) -> str:
    """The case to which these answers lead; "" when they lead to none, or nowhere yet."""
    finder = package.finder
    if finder is None or not all(given for _question, given in finder.ready.asked(said)):
        return ""
    ends = finder.ready.ends_at(said)
    return ends[0].case if len(ends) == 1 and isinstance(ends[0], Fitting) else ""


def carried(package: "Package", said: Said) -> dict[str, Any]:
    """What the form need not ask again of who found their case; nothing of who did not."""
    finder = package.finder
    return finder.ready.carried(said) if finder and case_found(package, said) else {}


def combinations(finder: Finder) -> int:
    """At most so many combinations there are."""
    return prod(len(one.choices) for one in finder.questions)


def findings(package: "Package") -> Iterator[Problem]:
    """What is wrong with the finder itself; that it is total is proved by the gate."""
    finder = package.finder
    if finder is None:
        return
    yield from _doubles(finder)
    yield from _condition_findings(finder)
    cases = {case.id for case in package.cases}
    for number, fitting in enumerate(finder.cases):
        if fitting.case not in cases:
            said = _("Không có trường hợp “%(id)s”.") % {"id": fitting.case}
            yield Problem(f"finder.cases[{number}].case", said, "case-unknown")
    yield from _filling_findings(package, finder)


def _doubles(finder: Finder) -> Iterator[Problem]:
    named = {
        "finder.questions": [one.id for one in finder.questions],
        "finder.elsewhere": [one.id for one in finder.elsewhere],
        **{
            f"finder.questions[{number}].choices": [choice.code for choice in one.choices]
            for number, one in enumerate(finder.questions)
        },
    }
    for place, ids in named.items():
        for id in sorted({id for id in ids if ids.count(id) > 1}):
            said = _("Mã “%(id)s” dùng %(times)d lần.") % {"id": id, "times": ids.count(id)}
            yield Problem(place, said, "id-twice")


def _condition_findings(finder: Finder) -> Iterator[Problem]:
    """Conditions of a question see the questions before it; those of an end see all."""
    scope: dict[str, Name] = {}
    conditions = []
    for number, one in enumerate(finder.questions):
        if one.when:
            conditions.append((f"finder.questions[{number}].when", one.when, dict(scope)))
        scope[one.id] = Name(Type.TEXT, frozenset(choice.code for choice in one.choices))
    for number, case in enumerate(finder.cases):
        conditions.append((f"finder.cases[{number}].when", case.when, scope))
    for number, other in enumerate(finder.elsewhere):
        conditions.append((f"finder.elsewhere[{number}].when", other.when, scope))
    for place, text, seen in conditions:
        try:
            Language(seen).condition(text)
        except ConditionError as wrong:
            yield Problem(place, str(wrong), wrong.code)


def _filling_findings(package: "Package", finder: Finder) -> Iterator[Problem]:
    asked = {one.id: one for page in package.form.pages for one in page.questions}
    for number, question in enumerate(finder.questions):
        if question.fills is None:
            continue
        place = f"finder.questions[{number}].fills"
        codes, filled = {choice.code for choice in question.choices}, asked.get(question.fills)
        if not isinstance(filled, FormChoice | YesNo):
            said = _("Cần tên một câu hỏi của biểu mẫu có lựa chọn, hoặc có hay không.")
            yield Problem(place, said, "finder-fills")
        elif not codes <= (set(filled.names()) if isinstance(filled, FormChoice) else set(YES_NO)):
            said = _("Mã lựa chọn khác với câu hỏi “%(id)s” của biểu mẫu.")
            yield Problem(place, said % {"id": filled.id}, "finder-fills")
