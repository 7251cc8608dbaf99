"""What every kind of question has: how it is asked, made normal, checked, shown and compared."""

from collections.abc import Iterator, Mapping
from typing import Annotated, Any, ClassVar, Literal

from django import forms
from django.utils.translation import gettext as _
from pydantic import Field, StringConstraints, model_serializer

from motcua.core.refusals import Invalid
from motcua.design.widgets import TextInput
from motcua.procedures.conditions import LONGEST, Name, Type
from motcua.procedures.texts import Id, Part, Text, say

When = Annotated[
    str,
    StringConstraints(min_length=1, max_length=LONGEST),
    Field(description="A condition in CEL over questions that stand before this one."),
]
Fact = Literal[
    "citizen.full_name",
    "citizen.number",
    "citizen.born_on",
    "citizen.sex",
    "citizen.phone",
    "citizen.email",
    "citizen.address",
    "citizen.commune",
    "citizen.province",
]
_PERSON = ("full_name", "number", "born_on", "sex", "address", "commune", "province")
REGISTERS = {"population": _PERSON, "account": (*_PERSON, "phone", "email")}
"""What registers may be asked for, where that is settled; who connects one supplies the facts."""
Raw = Mapping[str, Any]
"""What the boxes of a question hold, by the suffix of their names; most have one, ""."""


class Source(Part):
    """A field of a register from which a question is prefilled."""

    registry: Literal[
        "population",
        "account",
        "civil_status",
        "residence",
        "business",
        "land",
        "insurance",
        "driving_licence",
        "vehicle",
    ] = Field(alias="register")  # pydantic's models have a `register` of their own
    field: Id

    @model_serializer
    def plain(self) -> dict[str, str]:
        """As in the package."""
        return {"register": self.registry, "field": self.field}

    @property
    def fact(self) -> str:
        """The name of the fact: what is known of an applicant goes by it."""
        own = self.registry == "account"
        return f"citizen.{self.field}" if own else f"{self.registry}.{self.field}"


class Errors(Part):
    """A question's own sentences, in place of those of its kind."""

    missing: Text | None = None
    wrong: Text | None = None


class Box(forms.Field):
    """A form field that hands on what was typed; the question itself judges the whole of it."""

    def clean(self, value: Any) -> Any:
        return value


class Question(Part):
    """The common part. A kind is a subclass; a question of a package is its instance.

    Answers are plain JSON. `normal` makes one of what a person typed, or refuses; a normal answer
    stays as it is. What could not be made normal is kept raw, and told by `problem`.
    """

    id: Id
    label: Text
    hint: Text | None = None
    required: bool = True
    when: When | None = None
    prefill: Fact | Source | None = None
    about: Annotated[
        Literal["applicant", "another"] | None,
        Field(description="Another: a person, place or thing that is not the applicant's own."),
    ] = None
    errors: Errors | None = None

    type: ClassVar[Type] = Type.TEXT
    one_legend: ClassVar[bool] = False
    """Several boxes or ticks under one legend, not one box with its label."""

    @property
    def name(self) -> Name:
        """The question in conditions."""
        return Name(self.type)

    def shape(self) -> dict[str, Any]:
        """The JSON Schema fragment of a normal answer."""
        raise NotImplementedError

    def normal(self, raw: Any) -> Any:
        """The normal answer. Raises Invalid with a sentence on how to answer."""
        raise NotImplementedError

    def show(self, answer: Any) -> str:
        """A normal answer as a person reads it."""
        return str(answer)

    def boxes(self, answer: Any) -> dict[str, forms.Field]:
        """The form fields, by suffix, for what is answered so far."""
        return {"": self.box(self.widget())}

    def box(self, widget: forms.Widget, label: str = "") -> forms.Field:
        """One box of this question."""
        return Box(required=self.required, widget=widget, label=label)

    def widget(self) -> forms.Widget:
        """The widget of the only box."""
        return TextInput()

    def split(self, answer: Any) -> dict[str, Any]:
        """An answer, normal or raw, into its boxes."""
        return {"": answer}

    def join(self, raw: Raw) -> Any:
        """What the boxes hold, as one raw answer; the opposite of split."""
        return raw.get("")

    def missing(self) -> str:
        """The sentence for a required question without an answer."""
        return _("Nhập %(label)s") % {"label": lowered(say(self.label))}

    def problem(self, answer: Any) -> str:
        """What is wrong with this answer; empty when it is normal."""
        try:
            normal = self.normal(answer)
        except Invalid as refusal:
            return refusal.message
        if type(normal) is not type(answer) or normal != answer:
            return _("%(label)s: viết không đúng mẫu, hãy nhập lại.") % {"label": say(self.label)}
        return ""

    def lacking(self) -> str:
        """What the applicant reads when a required question has no answer."""
        own = self.errors.missing if self.errors else None
        return say(own) or self.missing()

    def wrong(self, answer: Any) -> str:
        """What the applicant reads of this answer; empty when it is normal."""
        problem = self.problem(answer)
        own = self.errors.wrong if self.errors and problem else None
        return say(own) or problem

    def taken(self, answer: Any, stored: Any) -> Any:
        """What is kept of an answer that was sent, beside what was kept before."""
        return answer

    def seen_with(self, known: Mapping[str, Any]) -> "Question":
        """The question as it is asked after what is known so far."""
        return self

    @property
    def fact(self) -> str:
        """The fact from which the question is prefilled, or ""."""
        return self.prefill.fact if isinstance(self.prefill, Source) else self.prefill or ""

    @property
    def source(self) -> str:
        """The register from which the question is prefilled, in words, or ""."""
        register = "account" if self.prefill else ""
        if isinstance(self.prefill, Source):
            register = self.prefill.registry
        return register_names()[register] if register else ""

    def prefilled(self, facts: Mapping[str, Any]) -> Any:
        """The answer that is known of the applicant, when it fits; else None."""
        value = facts.get(self.fact) if self.fact else None
        return None if is_blank(value) or self.problem(value) else value

    def findings(self) -> Iterator[tuple[str, str, str]]:
        """What is wrong with the question itself: part, message and the code of the rule."""
        return iter(())


def register_names() -> Mapping[str, str]:
    """The registers as people know them."""
    return {
        "population": _("Cơ sở dữ liệu quốc gia về dân cư"),
        "account": _("tài khoản định danh điện tử của bạn"),
        "civil_status": _("Cơ sở dữ liệu hộ tịch điện tử"),
        "residence": _("Cơ sở dữ liệu về cư trú"),
        "business": _("Cơ sở dữ liệu quốc gia về đăng ký doanh nghiệp"),
        "land": _("Cơ sở dữ liệu quốc gia về đất đai"),
        "insurance": _("Cơ sở dữ liệu quốc gia về bảo hiểm"),
        "driving_licence": _("Cơ sở dữ liệu giấy phép lái xe"),
        "vehicle": _("Cơ sở dữ liệu đăng ký xe"),
    }


def is_blank(answer: Any) -> bool:
    """Nothing was answered. No and zero are answers."""
    if isinstance(answer, str):
        return not answer.strip()
    if isinstance(answer, dict):
        return all(is_blank(part) for part in answer.values())
    return answer is None or answer == []


def lowered(label: str) -> str:
    """A label inside a sentence: without its capital, unless it begins with an abbreviation."""
    return label if label[1:2].isupper() else label[:1].lower() + label[1:]


def text_of(raw: Any) -> str:
    """The typed text, trimmed. Refuses what is no text."""
    if not isinstance(raw, str):
        raise Invalid(_("Câu trả lời phải là chữ."))
    return raw.strip()
