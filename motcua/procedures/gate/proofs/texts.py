"""Every text is there in Vietnamese (the format sees to that); in English everywhere or nowhere."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Any, get_args

from django.utils.translation import gettext as _

from motcua.procedures.gate.finding import Finding, found
from motcua.procedures.gate.subject import Subject
from motcua.procedures.texts import Bilingual, BilingualArticle, Part

_CODE = re.compile(r"[A-Z0-9][A-Z0-9./+-]*|k?g|k?m|m[²³]|cm|mm|l|ha|kWh?|kVA|k|%|USD")
"""What is the same in every language: a class, a number, a unit."""


def findings(subject: Subject) -> Iterator[Finding]:
    """Texts without English in a package that speaks it elsewhere."""
    texts = list(_texts(subject.package, ""))
    if not any(isinstance(text, Bilingual | BilingualArticle) for _place, text in texts):
        return
    for place, text in texts:
        if isinstance(text, str) and not _CODE.fullmatch(text):
            said = _("Thiếu bản tiếng Anh của “%(text)s”.") % {"text": text[:60]}
            yield found("english-missing", place, said)


def _texts(part: Part, place: str) -> Iterator[tuple[str, Any]]:
    """Every text that may have two languages, with its place."""
    spoken = _spoken(type(part))
    for name in type(part).model_fields:
        here = f"{place}.{name}" if place else name
        value = getattr(part, name)
        for where, one in _each(value, here):
            if isinstance(one, Bilingual | BilingualArticle) or (
                isinstance(one, str) and name in spoken
            ):
                yield where, one
            elif isinstance(one, Part):
                yield from _texts(one, where)


def _each(value: Any, place: str) -> Iterator[tuple[str, Any]]:
    if isinstance(value, list | tuple):
        for number, one in enumerate(value):
            yield f"{place}[{number}]", one
    elif value is not None:
        yield place, value


@cache
def _spoken(part: type[Part]) -> frozenset[str]:
    """The fields of a part that hold texts in two languages."""
    return frozenset(
        name for name, field in part.model_fields.items() if _mentions(field.annotation)
    )


def _mentions(annotation: Any) -> bool:
    return annotation in (Bilingual, BilingualArticle) or any(map(_mentions, get_args(annotation)))
