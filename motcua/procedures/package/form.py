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
from motcua.procedures.conditions.values import Value, value
from motcua.procedures.kinds import AnyKind, Question
from motcua.procedures.kinds.composed import Composed, Signature
from motcua.procedures.kinds.computed import Computed
from motcua.procedures.kinds.dates import Dated, DateTime
from motcua.procedures.kinds.files import File
from motcua.procedures.kinds.places import Address, Commune
from motcua.procedures.kinds.question import REGISTERS, Source, When
from motcua.procedures.texts import Id, Line, Part, Text

MOST_QUESTIONS = 600
MOST_GROUPS = 20
MOST_ITEMS, MOST_BY_HAND = 1000, 50
MOST_WEIGHT = 250_000
"""Of all expressions together, with full groups: about a tenth of a second on one page."""


class Rule(Part):
    """What must hold between answers, and what the applicant reads where it does not.

    A rule over what is not yet known is not yet broken.
    """

    check: When
    message: Text
    at: Id


Rules = Annotated[list[Rule], Field(max_length=40)]


class Group(Part):
    """A repeatable group: the same questions for each person, copy, vehicle ..."""

    kind: Literal["group"]
    id: Id
    label: Text
    item: Text
    hint: Text | None = None
    at_least: Annotated[int, Field(ge=0, le=50)] = 0
    at_most: Annotated[int, Field(ge=1, le=MOST_ITEMS)] = 20
    paste: bool = False
    when: When | None = None
    questions: Annotated[list[Question], Field(min_length=1, max_length=20)]
    rules: Rules = []

    @property
    def name(self) -> Name:
        """The group in conditions: a list of items, each with its answers by name."""
        fields = {one.id: one.name for one in self.questions}
        return Name(Type.ITEMS, fields=fields, most=self.at_most)

    @property
    def keeps(self) -> int:
        """How many items are kept while a form is filled in: too many pasted are told, not lost."""
        return 2 * self.at_most if self.paste else self.at_most

    def findings(self) -> Iterator[tuple[str, str, str]]:
        """What is wrong with the group itself: part, message and the code of the rule."""
        if self.at_most > MOST_BY_HAND and not self.paste:
            yield (
                "at_most",
                _("Quá %(most)d mục thì phải cho dán từ bảng tính (paste).")
                % {"most": MOST_BY_HAND},
                "group-too-long-by-hand",
            )
        if self.paste and any(
            isinstance(one, Composed | Address | DateTime) for one in self.questions
        ):
            said = _("Nhóm cho dán từ bảng tính chỉ có câu hỏi trả lời trong một ô.")
            yield "questions", said, "group-paste-question"
        if self.at_least > self.at_most:
            yield "at_least", _("Số tối thiểu lớn hơn số tối đa."), "question-bounds"
        if any(isinstance(one, File | Signature) for one in self.questions):
            said = _("Tệp đính kèm và chữ ký phải đứng ngoài nhóm lặp.")
            yield "questions", said, "group-question"


Asked = Annotated[AnyKind | Group, Field(discriminator="kind")]


class Page(Part):
    """One page of the form, with what is asked together."""

    id: Id
    title: Text
    intro: Text | None = None
    when: When | None = None
    questions: Annotated[list[Asked], Field(min_length=1, max_length=30)]
    rules: Rules = []


class Form(Part):
    """The pages, in the order in which they are filled in, and what the applicant declares."""

    pages: Annotated[list[Page], Field(min_length=1, max_length=40)]
    declaration: Text
    rules: Rules = []


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
    """An expression of the form: where it stands, what is asked before it, what it may yield."""

    key: str
    place: str
    text: str
    language: Language
    before: frozenset[str]
    types: tuple[Type, ...] = ()
    """None for a condition."""
    times: int = 1
    """How often it is asked: in a group, for each item."""

    def condition(self) -> Condition:
        """The condition, compiled. Raises ConditionError.

        It may only use what is asked before, so that nothing can depend on itself.
        """
        return self._looks_back(self.language.condition(self.text))

    def value(self) -> Value:
        """The value, compiled. Raises ConditionError."""
        found = value(self.language, self.text, *self.types)
        self._looks_back(found.condition)
        return found

    def weight(self) -> int:
        """Compile it, and say what asking it costs at most. Raises ConditionError."""
        found = self.value().condition if self.types else self.condition()
        return found.weight * self.times

    def _looks_back(self, found: Condition) -> Condition:
        if found.uses - self.before:
            said = _("Điều kiện chỉ được dùng câu hỏi đứng trước nó.")
            raise ConditionError(said, "cel-looks-ahead")
        return found


@dataclass
class _Reading:
    """The way through the expressions of a form, in order."""

    scope: dict[str, Name]
    before: set[str]
    times: int = 1

    def __post_init__(self) -> None:
        self.language = Language(self.scope)

    def expression(
        self, key: str, place: str, text: str | None, types: tuple[Type, ...] = ()
    ) -> Iterator[Conditional]:
        if text is not None:
            before = frozenset(self.before)
            yield Conditional(key, place, text, self.language, before, types, self.times)

    def question(self, asked: AnyKind, place: str) -> Iterator[Conditional]:
        yield from self.expression(asked.id, f"{place}.when", asked.when)
        if isinstance(asked, Computed):
            yield from self.expression(
                f"value:{asked.id}", f"{place}.value", asked.value, asked.types
            )
        self.before.add(asked.id)

    def group(self, group: Group, place: str) -> Iterator[Conditional]:
        yield from self.expression(group.id, f"{place}.when", group.when)
        names = {question.id: question.name for question in group.questions}
        inner = _Reading({**self.scope, **names}, set(self.before), group.at_most)
        for index, question in enumerate(group.questions):
            yield from inner.question(question, f"{place}.questions[{index}]")
        yield from inner.rules(f"group:{group.id}", place, group.rules)
        self.before.add(group.id)

    def rules(self, key: str, place: str, rules: list[Rule]) -> Iterator[Conditional]:
        for number, rule in enumerate(rules):
            here = f"{place}.rules[{number}].check"
            yield from self.expression(f"rule:{key}:{number}", here, rule.check)


def conditionals(form: Form) -> Iterator[Conditional]:
    """Every expression of the form, in order. Keys: the question's id for its condition, else
    `page:`, `value:`, `rule:page:`, `rule:group:` with the id, `rule:form`; rules are numbered."""
    scope = {asked.id: asked.name for page in form.pages for asked in page.questions}
    reading = _Reading(scope, set())
    for number, page in enumerate(form.pages):
        place = f"form.pages[{number}]"
        yield from reading.expression(f"page:{page.id}", f"{place}.when", page.when)
        for index, asked in enumerate(page.questions):
            read = reading.group if isinstance(asked, Group) else reading.question
            yield from read(asked, f"{place}.questions[{index}]")  # type: ignore[arg-type]
        yield from reading.rules(f"page:{page.id}", place, page.rules)
    yield from reading.rules("form", "form", form.rules)


def findings(form: Form) -> Iterator[Problem]:
    """What is wrong with the form: double names, and conditions that cannot be used."""
    asked = [asked for _place, asked in _places(form)]
    groups = sum(isinstance(one, Group) for one in asked)
    if len(asked) > MOST_QUESTIONS or groups > MOST_GROUPS:
        told = {"questions": MOST_QUESTIONS, "groups": MOST_GROUPS}
        said = _("Biểu mẫu có quá %(questions)d câu hỏi hoặc quá %(groups)d nhóm lặp.") % told
        yield Problem("form.pages", said, "form-too-large")
        return
    yield from _name_findings(form)
    weight = 0
    for one in conditionals(form):
        try:
            weight += one.weight()
        except ConditionError as wrong:
            yield Problem(one.place, str(wrong), wrong.code)
    if weight > MOST_WEIGHT:
        said = _("Các điều kiện của biểu mẫu phải tính quá nhiều khi các nhóm lặp đầy mục.")
        yield Problem("form.pages", said, "form-too-slow")
    yield from _rule_findings(form)


def _rule_findings(form: Form) -> Iterator[Problem]:
    """Rules that are told at a question which is not there."""
    everywhere = {asked.id for page in form.pages for asked in page.questions}
    told = [("form", form.rules, everywhere)]
    for number, page in enumerate(form.pages):
        place = f"form.pages[{number}]"
        told.append((place, page.rules, {asked.id for asked in page.questions}))
        for index, asked in enumerate(page.questions):
            if isinstance(asked, Group):
                inside = {one.id for one in asked.questions}
                told.append((f"{place}.questions[{index}]", asked.rules, inside))
    for place, rules, known in told:
        for number, rule in enumerate(rules):
            if rule.at not in known:
                said = _("Không có câu hỏi “%(name)s” ở đây.") % {"name": rule.at}
                yield Problem(f"{place}.rules[{number}].at", said, "rule-at-unknown")


def _name_findings(form: Form) -> Iterator[Problem]:
    taken: dict[str, Any] = {}
    for place, asked in _places(form):
        if asked.id in taken:
            said = _("Mã “%(id)s” đã dùng cho câu hỏi khác.") % {"id": asked.id}
            yield Problem(f"{place}.id", said, "question-twice")
        if asked.id in RESERVED:
            said = _("“%(id)s” là từ dành riêng.") % {"id": asked.id}
            yield Problem(f"{place}.id", said, "name-reserved")
        for part, message, code in (*asked.findings(), *_link_findings(asked, taken)):
            yield Problem(f"{place}.{part}", message, code)
        taken[asked.id] = asked


def _link_findings(asked: Any, before: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    """What a question says of others, or of registers, that is not so."""
    day = asked.as_of if isinstance(asked, Commune) else None
    if day is not None and not isinstance(before.get(day), Dated):
        said = _("Cần tên một câu hỏi về ngày đứng trước câu hỏi này.")
        yield "as_of", said, "as-of-unknown"
    source = getattr(asked, "prefill", None)
    if isinstance(source, Source) and source.field not in REGISTERS.get(
        source.registry, (source.field,)
    ):
        said = _("Nguồn này không có trường “%(field)s”.") % {"field": source.field}
        yield "prefill.field", said, "register-field-unknown"


def _places(form: Form) -> Iterator[tuple[str, AnyKind | Group]]:
    for number, page in enumerate(form.pages):
        for index, asked in enumerate(page.questions):
            place = f"form.pages[{number}].questions[{index}]"
            yield place, asked
            for inner, question in enumerate(asked.questions if isinstance(asked, Group) else ()):
                yield f"{place}.questions[{inner}]", question
