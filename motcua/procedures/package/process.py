"""The process of handling: steps with their agency, role, time and outcomes."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from motcua.procedures.conditions import LONGEST
from motcua.procedures.package.record import AgencyCode, Time
from motcua.procedures.package.tokens import walked
from motcua.procedures.texts import Id, Line, Part, Text

ENDS = ("approved", "refused")
Role = Literal["receiver", "handler", "head", "signer", "clerk"]
Expression = Annotated[
    str,
    StringConstraints(min_length=1, max_length=LONGEST),
    Field(description="CEL over the answers of the form."),
]
Bases = Annotated[list[Id], Field(max_length=10)]


class ByArea(Part):
    """The people's committee of the area that a question of the form names."""

    by: Literal["area"]
    question: Id
    level: Literal["commune", "province"]


class ByParent(Part):
    """The agency above the competent one."""

    by: Literal["parent"]


class ByRule(Part):
    """The agency whose code a CEL expression over the answers yields; else the competent one."""

    by: Literal["rule"]
    rule: Expression


class ByTable(Part):
    """The agency whose code a decision table yields; else the competent one."""

    by: Literal["table"]
    table: Id


Selector = Annotated[ByArea | ByParent | ByRule | ByTable, Field(discriminator="by")]


class Quorum(Part):
    """A join that goes on when so many branches have arrived."""

    quorum: Annotated[int, Field(ge=1, le=8)]


class Escalation(Part):
    """Whom to tell when so many percent of the step's time have passed and it is not done."""

    after: Annotated[int, Field(ge=10, le=300)]
    role: Role


class Output(Part):
    """A paper that must be issued before the step can be completed."""

    id: Id
    name: Text
    template: Line | None = None


class Child(Part):
    """A dossier of another procedure, at the step's agency. Its decision completes the step.

    `answers`: for each question of the other form, the question of this one that answers it.
    """

    procedure: Annotated[str, StringConstraints(pattern=r"^[1-3]\.\d{6}(\.[A-Z]\d{2})?$")]
    answers: dict[Id, Id] = {}
    approved: Id
    refused: Id


class Outcome(Part):
    """One way in which a step can end: on to another step, to several at once, or to an end."""

    code: Id
    name: Text
    next: Id | None = None
    fork: Annotated[list[Id], Field(min_length=2, max_length=8)] | None = None
    guard: Expression | None = None
    needs_reason: bool = False
    reason: Text | None = None
    basis: Bases = []


class Step(Part):
    """Work of one role at one agency, within a time. `competent`: the agency of the dossier."""

    id: Id
    name: Text
    kind: Literal[
        "receive", "classify", "assign", "examine", "consult", "site_visit", "draft", "review",
        "sign", "stamp", "fee", "return", "publish", "auto",
    ]  # fmt: skip
    role: Role
    agency: Literal["competent"] | AgencyCode | Selector = "competent"
    duration: Time
    outcomes: Annotated[list[Outcome], Field(min_length=1, max_length=12)]
    fork: Annotated[list[Id], Field(min_length=2, max_length=8)] | None = None
    join: Literal["all", "any"] | Quorum | None = None
    child: Child | None = None
    outputs: Annotated[list[Output], Field(max_length=8)] = []
    signature: Literal["personal", "agency", "both"] | None = None
    escalation: Annotated[list[Escalation], Field(max_length=4)] = []
    silence: Id | None = None
    stops_clock: bool = False
    basis: Bases = []
    note: Text | None = None

    def outcome(self, code: str) -> Outcome | None:
        """The outcome by its code."""
        return next((one for one in self.outcomes if one.code == code), None)

    def leads(self, outcome: Outcome) -> tuple[str, ...]:
        """Where an outcome leads: one step or end, or the first steps of the branches."""
        if outcome.next is not None:
            return (outcome.next,)
        return tuple(outcome.fork or self.fork or ())

    def follows(self) -> set[str]:
        """All that can come next."""
        return {id for outcome in self.outcomes for id in self.leads(outcome)}


class Process(Part):
    """The steps, the first of which receives."""

    steps: Annotated[list[Step], Field(min_length=1, max_length=60)]

    def step(self, id: str) -> Step | None:
        """The step by its identifier."""
        return next((step for step in self.steps if step.id == id), None)

    def end_of_walk(self, codes: list[str]) -> str:
        """Where these outcomes lead: a step, an end, or "". In turn from the first step; while
        branches are open, each is an outcome of the step that was opened first among those
        that have it.
        """
        return walked(self, codes)
