"""The form of a package: pages of typed questions, some of them conditional, some repeatable."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, Literal

from django.utils.translation import gettext as _
from pydantic import Field, StringConstraints

from motcua.core.refusals import Problem
from motcua.procedures.conditions import (
    RESERVED,
    Condition,
    ConditionError,
    Language,
    Name,
    Type,
)
from motcua.procedures.kinds import AnyKind, Question
from motcua.procedures.kinds.composed import Signature
from motcua.procedures.kinds.dates import Dated
from motcua.procedures.kinds.files import File
from motcua.procedures.kinds.places import Commune
from motcua.procedures.kinds.question import REGISTERS, Source, When
from motcua.procedures.texts import Id, Line, Part, Text

MOST_QUESTIONS = 600
MOST_GROUPS = 20


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

    def findings(self) -> Iterator[tuple[str, str]]:
        """What is wrong with the group itself: part and message."""
        if self.at_least > self.at_most:
            yield "at_least", _("Số tối thiểu lớn hơn số tối đa.")
        if any(isinstance(one, File | Signature) for one in self.questions):
            yield "questions", _("Tệp đính kèm và chữ ký phải đứng ngoài nhóm lặp.")


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


MOST = 10**15
Plain = (
    Annotated[str, StringConstraints(max_length=10_000)]
    | Annotated[int, Field(ge=-MOST, le=MOST)]
    | Annotated[float, Field(ge=-MOST, le=MOST)]
    | bool
    | None
)
Parts = dict[Id, Plain]
Item = dict[Id, Plain | list[Plain] | Parts]
Answer = Plain | list[Plain] | Parts | list[Item]
Example.model_rebuild()


@dataclass(frozen=True)
class Conditional:
    """A page or question with a condition: where it stands, and what is asked before it."""

    key: str
    place: str
    text: str
    language: Language
    before: frozenset[str]

    def condition(self) -> Condition:
        """The condition, compiled. Raises ConditionError.

        It may only use what is asked before, so that no condition can depend on itself.
        """
        found = self.language.condition(self.text)
        if found.uses - self.before:
            raise ConditionError(_("Điều kiện chỉ được dùng câu hỏi đứng trước nó."))
        return found


def conditionals(form: Form) -> Iterator[Conditional]:
    """All that has a condition, in order; keys are `page:` and the page's id, or the question's."""
    scope = {asked.id: asked.name for page in form.pages for asked in page.questions}
    language, before = Language(scope), set[str]()
    for number, page in enumerate(form.pages):
        place = f"form.pages[{number}]"
        yield from _conditional(f"page:{page.id}", place, page.when, language, before)
        for index, asked in enumerate(page.questions):
            here = f"{place}.questions[{index}]"
            yield from _conditional(asked.id, here, asked.when, language, before)
            if isinstance(asked, Group):
                yield from _in_group(asked, here, scope, before)
            before.add(asked.id)


def _in_group(
    group: Group, place: str, scope: dict[str, Name], before: set[str]
) -> Iterator[Conditional]:
    inner = {question.id: question.name for question in group.questions}
    language, known = Language({**scope, **inner}), set(before)
    for index, question in enumerate(group.questions):
        here = f"{place}.questions[{index}]"
        yield from _conditional(question.id, here, question.when, language, known)
        known.add(question.id)


def _conditional(
    key: str, place: str, text: str | None, language: Language, before: set[str]
) -> Iterator[Conditional]:
    if text is not None:
        yield Conditional(key, f"{place}.when", text, language, frozenset(before))


def findings(form: Form) -> Iterator[Problem]:
    """What is wrong with the form: double names, and conditions that cannot be used."""
    asked = [asked for _place, asked in _places(form)]
    groups = sum(isinstance(one, Group) for one in asked)
    if len(asked) > MOST_QUESTIONS or groups > MOST_GROUPS:
        told = {"questions": MOST_QUESTIONS, "groups": MOST_GROUPS}
        said = _("Biểu mẫu có quá %(questions)d câu hỏi hoặc quá %(groups)d nhóm lặp.") % told
        yield Problem("form.pages", said)
        return
    yield from _name_findings(form)
    for one in conditionals(form):
        try:
            one.condition()
        except ConditionError as wrong:
            yield Problem(one.place, str(wrong))


def _name_findings(form: Form) -> Iterator[Problem]:
    taken: dict[str, Any] = {}
    for place, asked in _places(form):
        if asked.id in taken:
            said = _("Mã “%(id)s” đã dùng cho câu hỏi khác.") % {"id": asked.id}
            yield Problem(f"{place}.id", said)
        if asked.id in RESERVED:
            yield Problem(f"{place}.id", _("“%(id)s” là từ dành riêng.") % {"id": asked.id})
        for part, message in (*asked.findings(), *_link_findings(asked, taken)):
            yield Problem(f"{place}.{part}", message)
        taken[asked.id] = asked


def _link_findings(asked: Any, before: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """What a question says of others, or of registers, that is not so."""
    day = asked.as_of if isinstance(asked, Commune) else None
    if day is not None and not isinstance(before.get(day), Dated):
        yield "as_of", _("Cần tên một câu hỏi về ngày đứng trước câu hỏi này.")
    source = getattr(asked, "prefill", None)
    if isinstance(source, Source) and source.field not in REGISTERS.get(
        source.registry, (source.field,)
    ):
        said = _("Nguồn này không có trường “%(field)s”.") % {"field": source.field}
        yield "prefill.field", said


def _places(form: Form) -> Iterator[tuple[str, AnyKind | Group]]:
    for number, page in enumerate(form.pages):
        for index, asked in enumerate(page.questions):
            place = f"form.pages[{number}].questions[{index}]"
            yield place, asked
            for inner, question in enumerate(asked.questions if isinstance(asked, Group) else ()):
                yield f"{place}.questions[{inner}]", question
