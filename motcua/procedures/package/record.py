"""The national record of a procedure: who decides, on what law, by which channel, what papers."""

from datetime import date, time
from typing import Annotated, Literal

from django.utils.translation import gettext as _
from pydantic import Field, StringConstraints

from motcua.calendars.counting import Rule, Term, Unit
from motcua.procedures.texts import Id, Line, Part, Text, figures

AgencyCode = Annotated[str, StringConstraints(pattern=r"^[A-Z]\d{2}(\.\d{1,3}){0,4}$")]
Code = Annotated[str, StringConstraints(pattern=r"^[1-9]\.\d{6}(\.[A-Z]\d{2})?$")]
LawNumber = Annotated[str, StringConstraints(pattern=r"^[0-9A-ZĐÐ][0-9A-Za-zĐđÐ/.&-]{2,59}$")]
RegisterCode = Annotated[
    str,
    StringConstraints(pattern=r"^[A-Z0-9][A-Za-z0-9._/-]{0,59}$"),
    Field(description="A code of the national database of procedures, as it is written there."),
]
Url = Annotated[
    str,
    StringConstraints(pattern=r"^https?://[A-Za-z0-9.-]{1,200}(:\d{1,5})?(/[!-;=?-~]{0,1500})?$"),
]
Clock = Annotated[str, StringConstraints(pattern=r"^([01]\d|2[0-3]):[0-5]\d$")]
Certainty = Literal["verified", "unverified"]
Level = Literal["ministry", "province", "commune", "other"]
Subject = Literal[
    "citizen",
    "overseas_vietnamese",
    "foreigner",
    "official",
    "household_business",
    "enterprise",
    "foreign_enterprise",
    "cooperative",
    "organisation",
    "foreign_organisation",
    "agency",
]


class Decision(Part):
    """The decision by which the procedure was made public."""

    number: LawNumber
    signed_on: date
    agency: Text
    certainty: Certainty = "verified"
    url: Url | None = None


class Field_(Part):  # noqa: N801  # `field` is the law's word, and pydantic's too
    """The field of administration (lĩnh vực), with its code in the national database."""

    code: Id
    name: Text
    national_code: RegisterCode | None = None
    sector: Line | None = None


class Body(Part):
    """An agency, or a kind of agency, in one of the four roles."""

    name: Text
    code: AgencyCode | None = None
    level: Level | None = None


Bodies = Annotated[list[Body], Field(max_length=100)]


class Agencies(Part):
    """The four roles: performing, competent, delegated, coordinating."""

    performing: Annotated[list[Body], Field(min_length=1, max_length=100)]
    competent: Annotated[list[Body], Field(min_length=1, max_length=100)]
    delegated: Bodies = []
    coordinating: Bodies = []
    performing_note: Text | None = None
    competent_note: Text | None = None


class Basis(Part):
    """One legal text. An unverified one is shown as such, never as certain."""

    id: Id
    number: LawNumber
    name: Text
    articles: Text | None = None
    certainty: Certainty = "verified"
    issuer: Text | None = None
    issued_on: date | None = None
    url: Url | None = None


class Counting(Part):
    """How this procedure counts where it says otherwise than the Civil Code."""

    first_day_counted: bool = False
    cut_off: Clock | None = None
    fixed_end: bool = False


class Time(Part):
    """A time limit. Zero working days: within the day of reception."""

    amount: Annotated[int, Field(ge=0, le=20_000)]
    unit: Literal["working_hours", "working_days", "calendar_days", "months"]
    counting: Counting = Counting()
    note: Text | None = None

    def term(self) -> Term:
        """The term, as calendars count it. Refuses an absurd one."""
        return Term(self.amount, Unit(self.unit))

    def __str__(self) -> str:
        """The time in the active language, with what is special about its counting."""
        if self.amount:
            return str(self.term())
        cut_off = self.counting.cut_off
        if not cut_off:
            return _("Trong ngày làm việc")
        return _("Trong ngày; nhận sau %(time)s thì trả vào ngày làm việc tiếp theo") % {
            "time": cut_off
        }

    def rule(self) -> Rule:
        """The rule of counting."""
        cut_off = self.counting.cut_off
        return Rule(
            first_day_counted=self.counting.first_day_counted,
            cut_off=time.fromisoformat(cut_off) if cut_off else None,
            fixed_end=self.counting.fixed_end,
        )


class Charge(Part):
    """One line of the tariff. No amount: set elsewhere, as the note says."""

    name: Text
    kind: Literal["fee", "charge"]
    amount: Annotated[int, Field(ge=0, le=10**12)] | None = None
    unit: Text | None = None
    note: Text | None = None
    url: Url | None = None
    basis: Annotated[list[Id], Field(max_length=10)] = []

    def __str__(self) -> str:
        """The amount, and for what one pays it, in the active language."""
        if self.amount is None:
            return _("Theo quy định")
        amount = _("%(amount)s đồng") % {"amount": figures(self.amount)}
        return f"{amount}/{self.unit}" if self.unit else amount


class Fee(Part):
    """What filing costs in đồng; the tariff explains it line by line.

    `table`: a decision table says it by the answers; `amount` is for what it leaves unknown.
    """

    amount: Annotated[int, Field(ge=0, le=10**12)] = 0
    table: Id | None = None
    note: Text | None = None
    tariff: Annotated[list[Charge], Field(max_length=100)] = []

    def __str__(self) -> str:
        """What is paid when filing, in the active language."""
        if self.table:
            return _("Tùy trường hợp, theo bảng mức thu")
        if not self.amount:
            return _("Không thu khi nộp") if self.tariff else _("Không thu phí")
        return _("%(amount)s đồng") % {"amount": figures(self.amount)}


class Limit(Part):
    """Another time limit of a channel, and what is charged then: for a case, or as noted."""

    term: Time
    case: Id | None = None
    tariff: Annotated[list[Charge], Field(max_length=100)] = []
    fee_note: Text | None = None


class Channel(Part):
    """A way to file, with its own time limit and fee. `others`: time limits of special cases."""

    channel: Literal["direct", "online", "postal"]
    term: Time
    fee: Fee = Fee()
    note: Text | None = None
    others: Annotated[list[Limit], Field(max_length=40)] = []


class Paper(Part):
    """A paper of the dossier. `question` is the file question that takes it online."""

    id: Id
    name: Text
    code: RegisterCode | None = None
    template: Line | None = None
    template_url: Url | None = None
    originals: Annotated[int, Field(ge=0, le=20)] = 0
    copies: Annotated[int, Field(ge=0, le=20)] = 0
    note: Text | None = None
    question: Id | None = None
    basis: Annotated[list[Id], Field(max_length=10)] = []


class Remark(Part):
    """A row of the list of papers that asks for no paper; before all of them, or after one."""

    text: Text
    after: Id | None = None


class Case(Part):
    """A case (trường hợp), with the papers that it needs."""

    id: Id
    name: Text
    papers: Annotated[list[Paper], Field(min_length=1, max_length=100)]
    remarks: Annotated[list[Remark], Field(max_length=40)] = []

    def rows(self) -> list[Paper | Remark]:
        """Papers and remarks in the order in which the record lists them."""
        placed: list[Paper | Remark] = [one for one in self.remarks if one.after is None]
        for paper in self.papers:
            placed += [paper, *(one for one in self.remarks if one.after == paper.id)]
        return placed


class Guide(Part):
    """What to do, step by step, in one case."""

    name: Text
    steps: Annotated[list[Text], Field(min_length=1, max_length=60)]


class Result(Part):
    """What the applicant receives."""

    id: Id
    name: Text
    code: RegisterCode | None = None


class Related(Part):
    """Another procedure, by its code."""

    code: Code
    name: Text


class National(Part):
    """What the national database says of its own record."""

    id: Line | None = None
    decision: Line | None = None
    state: Line | None = None


Unfinished = Literal["summary", "channels", "form", "reception", "process"]
