"""Texts of a package: plain text is Vietnamese; `{vi: ..., en: ...}` has both languages."""

from typing import Annotated

from django.utils.translation import get_language
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints

from motcua.core.refusals import Invalid
from motcua.core.text import clean


def _readable(text: str) -> str:
    try:
        return clean(text)
    except Invalid as refusal:
        raise ValueError(refusal.message) from None


class Part(BaseModel):
    """Any part of a package: nothing unknown, nothing coerced, never changed."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


Line = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=300),
    AfterValidator(_readable),
]
Prose = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=4000),
    AfterValidator(_readable),
]


Article = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=20_000),
    AfterValidator(_readable),
]


class Bilingual(Part):
    """A text in Vietnamese and English."""

    vi: Prose
    en: Prose

    def __str__(self) -> str:
        return self.en if (get_language() or "vi").startswith("en") else self.vi


class BilingualArticle(Part):
    """A long text in Vietnamese and English."""

    vi: Article
    en: Article

    def __str__(self) -> str:
        return self.en if (get_language() or "vi").startswith("en") else self.vi


Text = Prose | Bilingual
LongText = Article | BilingualArticle
Id = Annotated[
    str,
    StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,39}$"),
    Field(description="Lower-case Latin letters, digits, underscores; unique among its kind."),
]


def say(text: LongText | Text | None) -> str:
    """The text in the active language; Vietnamese where no English was written."""
    return "" if text is None else str(text)


def figures(value: float, decimals: int = 0) -> str:
    """A number as people of the active language write it: 1.234,5 in Vietnamese."""
    written = f"{value:,.{decimals}f}"
    if (get_language() or "vi").startswith("en"):
        return written
    return written.translate(str.maketrans(",.", ".,"))


def vietnamese(text: LongText | Text | None) -> str:
    """The text in the language of the law."""
    return text.vi if isinstance(text, Bilingual | BilingualArticle) else text or ""


def english(text: LongText | Text | None) -> str:
    """The English text, or nothing."""
    return text.en if isinstance(text, Bilingual | BilingualArticle) else ""
