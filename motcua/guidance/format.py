"""A life event as data: a few questions, steps across agencies, and the sources of what it says."""

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from motcua.calendars.counting import Term, Unit
from motcua.procedures.conditions import Condition, ConditionError, Language, Name, Type
from motcua.procedures.package.finder import Choice
from motcua.procedures.package.record import Certainty, Url
from motcua.procedures.texts import Id, Line, Part, Text

Slug = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]{1,39}$")]
Code = Annotated[str, StringConstraints(pattern=r"^[1-3]\.\d{6}(\.[A-Z]\d{2})?$")]
When = Annotated[str, StringConstraints(min_length=1, max_length=400)]


class Source(Part):
    """What a statement rests on. An unverified one is shown as such."""

    id: Id
    name: Text
    number: Line | None = None
    url: Url | None = None
    certainty: Certainty = "verified"


class Question(Part):
    """One question of the questionnaire, asked with all others on one page."""

    id: Id
    text: Text
    hint: Text | None = None
    choices: Annotated[list[Choice], Field(min_length=2, max_length=10)]


class LegalLimit(Part):
    """A time limit that the law sets to the person, from the day of the event."""

    amount: Annotated[int, Field(ge=1, le=1000)]
    unit: Literal["working_days", "calendar_days", "months"]
    text: Text
    source: Id

    def term(self) -> Term:
        """As calendars count it."""
        return Term(self.amount, Unit(self.unit))


class Step(Part):
    """One thing to do. Without `procedure`: not on this system yet, and the page says so."""

    id: Id
    procedure: Code | None = None
    case: Id | None = None
    title: Text | None = None
    why: Text
    who: Text
    where: Text | None = None
    note: Text | None = None
    after: Annotated[list[Id], Field(max_length=10)] = []
    when: When | None = None
    limit: LegalLimit | None = None
    sources: Annotated[list[Id], Field(max_length=10)] = []


class LifeEvent(Part):
    """What happens in a life, and what is to be done then, in its order."""

    format: Literal[1]
    slug: Slug
    order: Annotated[int, Field(ge=1, le=999)]
    name: Text
    summary: Text
    begins: Text = Field(description="The day from which legal limits run, as people call it.")
    questions: Annotated[list[Question], Field(max_length=6)] = []
    steps: Annotated[list[Step], Field(min_length=1, max_length=30)]
    sources: Annotated[list[Source], Field(min_length=1, max_length=30)]

    @cached_property
    def conditions(self) -> Mapping[str, Condition]:
        """When each conditional step applies, compiled."""
        language = self._language
        return {one.id: language.condition(one.when) for one in self.steps if one.when}

    @cached_property
    def _language(self) -> Language:
        return Language(
            {
                one.id: Name(Type.TEXT, frozenset(choice.code for choice in one.choices))
                for one in self.questions
            }
        )

    def source(self, id: str) -> Source:
        """A source by its identifier."""
        return next(one for one in self.sources if one.id == id)

    def findings(self) -> Iterator[str]:
        """What the shape alone cannot say."""
        yield from self._doubles()
        yield from self._name_findings()
        before: set[str] = set()
        for step in self.steps:
            for other in step.after:
                if other not in before:
                    yield f"{step.id}: `{other}` must stand before it"
            before.add(step.id)
            if step.when:
                try:
                    self._language.condition(step.when)
                except ConditionError as wrong:
                    yield f"{step.id}: {wrong}"

    def _doubles(self) -> Iterator[str]:
        for what, ids in (
            ("question", [one.id for one in self.questions]),
            ("step", [one.id for one in self.steps]),
            ("source", [one.id for one in self.sources]),
        ):
            yield from (f"{what} {id} stands twice" for id in set(ids) if ids.count(id) > 1)

    def _name_findings(self) -> Iterator[str]:
        known = {one.id for one in self.sources}
        named = set()
        for step in self.steps:
            used = {*step.sources, *([step.limit.source] if step.limit else [])}
            yield from (f"{step.id}: no source `{id}`" for id in sorted(used - known))
            named |= used
            if step.procedure is None and (step.title is None or step.where is None):
                yield f"{step.id}: without a procedure it needs a title and a place to go"
        yield from (f"source {id} is used by no step" for id in sorted(known - named))
