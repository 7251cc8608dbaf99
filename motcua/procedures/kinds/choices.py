"""Kinds answered from a list: one, several, yes or no, a country, an ethnic group."""

import functools
from collections.abc import Iterator, Mapping
from typing import Annotated, Any, Literal

from babel import Locale
from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from pydantic import Field

from motcua.core.refusals import Invalid
from motcua.core.search import fold
from motcua.design.widgets import Checkboxes, Radios, Select
from motcua.procedures.conditions import Name, Type
from motcua.procedures.kinds.ethnic import GROUPS
from motcua.procedures.kinds.question import Question, lowered, text_of
from motcua.procedures.texts import Id, Part, Text, say

FEW = 7


class Option(Part):
    """One possible answer."""

    code: Id
    name: Text
    hint: Text | None = None


class FromList(Question):
    """One of a list of codes."""

    def names(self) -> Mapping[str, str]:
        """The codes with their names in the active language, in the order to show."""
        raise NotImplementedError

    def shape(self) -> dict[str, Any]:
        return {"type": "string", "enum": sorted(self.names())}

    def normal(self, raw: Any) -> str:
        code = text_of(raw)
        if code not in self.names():
            raise Invalid(self.missing())
        return code

    def show(self, answer: Any) -> str:
        return self.names()[answer]

    def widget(self) -> forms.Widget:
        return Select(choices=[("", _("Chọn …")), *self.names().items()])

    def missing(self) -> str:
        return _("Chọn %(label)s") % {"label": lowered(say(self.label))}


class Choice(FromList):
    """One of the package's own options: radios when few, a select when many."""

    kind: Literal["choice"]
    options: Annotated[list[Option], Field(min_length=2, max_length=200)]

    @property
    def one_legend(self) -> bool:  # type: ignore[override]  # it depends on the options
        return len(self.options) <= FEW

    @property
    def name(self) -> Name:
        return Name(Type.TEXT, frozenset(option.code for option in self.options))

    def names(self) -> Mapping[str, str]:
        return {option.code: say(option.name) for option in self.options}

    def widget(self) -> forms.Widget:
        if not self.one_legend:
            return super().widget()
        return Radios(choices=list(self.names().items()), hints=_hints(self.options))

    def findings(self) -> Iterator[tuple[str, str, str]]:
        return _double_options(self.options)


class Choices(Question):
    """Any of the package's own options; the answer keeps their order."""

    kind: Literal["choices"]
    options: Annotated[list[Option], Field(min_length=1, max_length=30)]
    one_legend = True

    @property
    def name(self) -> Name:
        return Name(Type.LIST, frozenset(option.code for option in self.options))

    def shape(self) -> dict[str, Any]:
        codes = [option.code for option in self.options]
        items = {"type": "string", "enum": codes}
        return {"type": "array", "items": items, "uniqueItems": True, "minItems": 1}

    def normal(self, raw: Any) -> list[str]:
        given = raw if isinstance(raw, list) else [raw]
        codes = [option.code for option in self.options]
        if not all(isinstance(one, str) and one in codes for one in given):
            raise Invalid(self.missing())
        return [code for code in codes if code in given]

    def show(self, answer: Any) -> str:
        return "; ".join(say(option.name) for option in self.options if option.code in answer)

    def widget(self) -> forms.Widget:
        names = [(option.code, say(option.name)) for option in self.options]
        return Checkboxes(choices=names, hints=_hints(self.options))

    def missing(self) -> str:
        return _("Chọn ít nhất một mục: %(label)s") % {"label": lowered(say(self.label))}

    def findings(self) -> Iterator[tuple[str, str, str]]:
        return _double_options(self.options)


class YesNo(Question):
    """Yes or no."""

    kind: Literal["yes_no"]
    type = Type.BOOL
    one_legend = True

    def shape(self) -> dict[str, Any]:
        return {"type": "boolean"}

    def normal(self, raw: Any) -> bool:
        if isinstance(raw, bool):
            return raw
        if raw not in ("yes", "no"):
            raise Invalid(self.missing())
        return bool(raw == "yes")

    def show(self, answer: Any) -> str:
        return _("Có") if answer else _("Không")

    def widget(self) -> forms.Widget:
        return Radios(inline=True, choices=[("yes", _("Có")), ("no", _("Không"))])

    def split(self, answer: Any) -> dict[str, Any]:
        return {
            "": {True: "yes", False: "no"}.get(answer, answer)
            if answer in (True, False)
            else answer
        }

    def missing(self) -> str:
        return _("Chọn Có hoặc Không: %(label)s") % {"label": lowered(say(self.label))}


class Country(FromList):
    """A country or territory, by its ISO 3166 code; Việt Nam first."""

    kind: Literal["country"]

    def names(self) -> Mapping[str, str]:
        return _countries("en" if (get_language() or "vi").startswith("en") else "vi")


class EthnicGroup(FromList):
    """One of the 54 ethnic groups of Việt Nam, or a foreigner."""

    kind: Literal["ethnic_group"]

    def names(self) -> Mapping[str, str]:
        return {**GROUPS, "foreign": _("Người nước ngoài")}


class Relation(FromList):
    """How somebody is related to the head of the household."""

    kind: Literal["relation"]

    def names(self) -> Mapping[str, str]:
        return {
            "head": _("Chủ hộ"),
            "wife": _("Vợ"),
            "husband": _("Chồng"),
            "father": _("Cha"),
            "mother": _("Mẹ"),
            "child": _("Con đẻ"),
            "adopted_child": _("Con nuôi"),
            "child_in_law": _("Con dâu, con rể"),
            "parent_in_law": _("Cha, mẹ vợ hoặc chồng"),
            "grandparent": _("Ông, bà"),
            "grandchild": _("Cháu gọi bằng ông, bà"),
            "sibling": _("Anh, chị, em ruột"),
            "niece_nephew": _("Cháu gọi bằng cô, dì, chú, bác, cậu"),
            "guardian": _("Người giám hộ"),
            "lodger": _("Người ở nhờ, ở thuê"),
            "other": _("Quan hệ khác"),
        }


@functools.cache
def _countries(language: str) -> Mapping[str, str]:
    every = Locale.parse(language).territories
    known = {
        code: name
        for code, name in every.items()
        if len(code) == 2 and code.isalpha() and code not in _NO_COUNTRY
    }
    ordered = sorted(known, key=lambda code: (code != "VN", fold(known[code])))
    return {code: known[code] for code in ordered}


_NO_COUNTRY: frozenset[str] = frozenset({"EU", "EZ", "UN", "ZZ", "XA", "XB", "QO"})


def _hints(options: list[Option]) -> dict[str, str]:
    return {option.code: say(option.hint) for option in options if option.hint}


def _double_options(options: list[Option]) -> Iterator[tuple[str, str, str]]:
    codes = [option.code for option in options]
    for number, code in enumerate(codes):
        if code in codes[:number]:
            said = _("Lựa chọn “%(code)s” có hai lần.") % {"code": code}
            yield f"options[{number}].code", said, "option-twice"
