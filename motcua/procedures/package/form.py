"""The form of a package: pages of typed questions, some of them conditional, some repeatable."""

from collections.abc import Iterator
from datetime import date
from typing import Annotated, Literal

from django.utils.translation import gettext as _
from pydantic import Field

from motcua.core.refusals import Problem
from motcua.procedures.conditions import RESERVED, ConditionError, Language, Name, Type
from motcua.procedures.kinds import AnyKind, Question
from motcua.procedures.kinds.question import When
from motcua.procedures.texts import Id, Line, Part, Text


class Group(Part):
    """A repeatable group: the same questions for each person, copy, vehicle ..."""

    kind: Literal["group"]
    id: Id
    label: Text
    item: Text
    hint: Text | None = None
    at_least: Annotated[int, Field(ge=0, le=50)] = 0
    at_most: Annotated[int, Field(ge=1, le=50)] = 20
    when: When | None = None
    questions: Annotated[list[Question], Field(min_length=1, max_length=20)]

    @property
    def name(self) -> Name:
        """The group in conditions: a list of items, each with its answers by name."""
        return Name(Type.ITEMS, fields={one.id: one.name for one in self.questions})


Asked = Annotated[AnyKind | Group, Field(discriminator="kind")]


class Page(Part):
    """One page of the form, with what is asked together."""

    id: Id
    title: Text
    intro: Text | None = None
    when: When | None = None
    questions: Annotated[list[Asked], Field(min_length=1, max_length=30)]


class Form(Part):
    """The pages, in the order in which they are filled in, and what the applicant declares."""

    pages: Annotated[list[Page], Field(min_length=1, max_length=40)]
    declaration: Text


class Example(Part):
    """A worked example: answers on a day, what is wrong with them, where the outcomes lead."""

    name: Line
    on: date
    answers: dict[Id, "Answer"]
    wrong: Annotated[list[Line], Field(max_length=50)] = []
    outcomes: Annotated[list[Id], Field(max_length=100)] = []
    end: Literal["approved", "refused"] | None = None


Plain = str | int | float | bool | None
Answer = (
    Plain | list[Plain] | dict[str, Plain] | list[dict[str, Plain | list[Plain] | dict[str, Plain]]]
)
Example.model_rebuild()


def findings(form: Form) -> Iterator[Problem]:
    """What is wrong with the form: double names, and conditions that cannot be used.

    A condition may only use questions that stand before it, so none can depend on itself.
    """
    scope: dict[str, Name] = {}
    taken: set[str] = set()
    for number, page in enumerate(form.pages):
        place = f"form.pages[{number}]"
        yield from _condition_findings(page.when, f"{place}.when", scope, form)
        for index, asked in enumerate(page.questions):
            here = f"{place}.questions[{index}]"
            yield from _name_findings(asked, here, taken)
            yield from _condition_findings(asked.when, f"{here}.when", scope, form)
            if isinstance(asked, Group):
                yield from _group_findings(asked, here, taken, scope, form)
            scope[asked.id] = asked.name


def _group_findings(
    group: Group, place: str, taken: set[str], scope: dict[str, Name], form: Form
) -> Iterator[Problem]:
    if group.at_least > group.at_most:
        yield Problem(f"{place}.at_least", _("Số tối thiểu lớn hơn số tối đa."))
    inner = dict(scope)
    for index, question in enumerate(group.questions):
        here = f"{place}.questions[{index}]"
        yield from _name_findings(question, here, taken)
        yield from _condition_findings(question.when, f"{here}.when", inner, form)
        inner[question.id] = question.name


def _name_findings(asked: Question | Group, place: str, taken: set[str]) -> Iterator[Problem]:
    if asked.id in taken:
        yield Problem(f"{place}.id", _("Mã “%(id)s” đã dùng cho câu hỏi khác.") % {"id": asked.id})
    if asked.id in RESERVED:
        yield Problem(f"{place}.id", _("“%(id)s” là từ dành riêng.") % {"id": asked.id})
    taken.add(asked.id)
    if not isinstance(asked, Group):
        for part, message in asked.findings():
            yield Problem(f"{place}.{part}", message)


def _condition_findings(
    text: str | None, place: str, scope: dict[str, Name], form: Form
) -> Iterator[Problem]:
    if text is None:
        return
    try:
        Language(scope).condition(text)
    except ConditionError as wrong:
        yield Problem(place, f"{wrong}{_later(text, scope, form)}")


def _later(text: str, scope: dict[str, Name], form: Form) -> str:
    """Say so when the trouble is only that the question is asked later."""
    ids = {asked.id for page in form.pages for asked in page.questions} - scope.keys()
    if any(id in text for id in ids):
        return " " + _("Điều kiện chỉ được dùng câu hỏi đứng trước nó.")
    return ""
