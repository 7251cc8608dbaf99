"""Kinds answered in words: lines, names of people and organisations, addresses on the net."""

import re
import unicodedata
from typing import Annotated, Any, Literal

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator, validate_email
from django.utils.translation import gettext as _
from pydantic import Field

from motcua.core.refusals import Invalid
from motcua.core.text import clean
from motcua.design.widgets import Textarea, TextInput
from motcua.procedures.kinds.question import Question, lowered, text_of
from motcua.procedures.texts import say


def one_line(raw: Any) -> str:
    """A text without line ends or doubled spaces. Refuses unreadable characters."""
    return " ".join(clean(text_of(raw)).split())


class Words(Question):
    """A text up to a length."""

    longest: Annotated[int, Field(ge=1, le=500)] = 200

    def shape(self) -> dict[str, Any]:
        return {"type": "string", "minLength": 1, "maxLength": self.longest}

    def normal(self, raw: Any) -> str:
        return self.within(one_line(raw))

    def within(self, text: str) -> str:
        """The same text, when it is not too long."""
        if len(text) > self.longest:
            raise Invalid(
                _("%(label)s: dài quá %(most)d ký tự, hãy viết ngắn lại.")
                % {"label": say(self.label), "most": self.longest}
            )
        return text

    def widget(self) -> forms.Widget:
        return TextInput(width=20 if self.longest <= 40 else None)


class OneLine(Words):
    """A line of text."""

    kind: Literal["text"]


class LongText(Words):
    """Several lines of text."""

    kind: Literal["long_text"]
    longest: Annotated[int, Field(ge=1, le=10_000)] = 2000

    def normal(self, raw: Any) -> str:
        lines = (line.rstrip() for line in clean(text_of(raw)).split("\n"))
        return self.within("\n".join(lines).strip())

    def widget(self) -> forms.Widget:
        return Textarea(rows=5, count=self.longest)


class PersonName(Words):
    """A person's name as in the papers, written in capitals or not; letters of any language."""

    kind: Literal["name"]
    longest: Annotated[int, Field(ge=1, le=500)] = 100

    def normal(self, raw: Any) -> str:
        name = self.within(one_line(raw))
        if not any(char.isalpha() for char in name) or any(_no_letter(char) for char in name):
            raise Invalid(
                _("%(label)s chỉ gồm chữ cái, dấu cách, dấu gạch nối và dấu nháy.")
                % {"label": say(self.label)}
            )
        return name

    def widget(self) -> forms.Widget:
        own = self.fact == "citizen.full_name"
        return TextInput(autocomplete="name" if own else None, spellcheck=False)


def _no_letter(char: str) -> bool:
    return not (unicodedata.category(char)[0] in "LM" or char in " -'’.")


class Email(Words):
    """An e-mail address."""

    kind: Literal["email"]
    longest: Annotated[int, Field(ge=1, le=254)] = 254

    def shape(self) -> dict[str, Any]:
        return {**super().shape(), "format": "email"}

    def normal(self, raw: Any) -> str:
        address = self.within(re.sub(r"\s", "", one_line(raw)))
        try:
            validate_email(address)
        except ValidationError:
            raise Invalid(_("Nhập địa chỉ thư điện tử theo mẫu ten@vidu.vn.")) from None
        return address

    def widget(self) -> forms.Widget:
        return TextInput(type="email", autocomplete="email", spellcheck=False)

    def missing(self) -> str:
        return _("Nhập %(label)s theo mẫu ten@vidu.vn") % {"label": lowered(say(self.label))}


class Organisation(Words):
    """The name of an organisation; it has a letter, and nothing that is no name."""

    kind: Literal["organisation"]
    longest: Annotated[int, Field(ge=1, le=500)] = 250

    def normal(self, raw: Any) -> str:
        name = self.within(one_line(raw))
        if not any(char.isalpha() for char in name) or set(name) & set("<>{}[]\\|"):
            raise Invalid(
                _("%(label)s: ghi bằng chữ, như trong giấy tờ.") % {"label": say(self.label)}
            )
        return name


class Occupation(Organisation):
    """What a person does for a living, in their own words."""

    kind: Literal["occupation"]  # type: ignore[assignment]  # a kind of its own, asked alike
    longest: Annotated[int, Field(ge=1, le=500)] = 100


_is_web_address = URLValidator(schemes=["http", "https"])


class WebAddress(Words):
    """The address of a page on the web."""

    kind: Literal["url"]
    longest: Annotated[int, Field(ge=1, le=500)] = 300

    def shape(self) -> dict[str, Any]:
        return {**super().shape(), "format": "uri", "pattern": "^https?://"}

    def normal(self, raw: Any) -> str:
        typed = self.within(one_line(raw))
        address = typed if "://" in typed else f"https://{typed}"
        try:
            _is_web_address(address)
        except ValidationError:
            raise Invalid(self.missing()) from None
        if "@" in address or not address.isascii():
            raise Invalid(self.missing())
        return self.within(address)

    def widget(self) -> forms.Widget:
        return TextInput(type="url", autocomplete="url", spellcheck=False)

    def missing(self) -> str:
        return _("Nhập %(label)s theo mẫu https://vidu.vn") % {"label": lowered(say(self.label))}
