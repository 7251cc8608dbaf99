"""The kind answered with files: the answer is the list of their identifiers."""

import uuid
from typing import Annotated, Any, Literal

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from pydantic import Field

from motcua.core.refusals import Invalid
from motcua.design.widgets import FileUpload
from motcua.procedures.conditions import Type
from motcua.procedures.kinds.question import Question, lowered
from motcua.procedures.texts import say

ENDINGS = {"pdf": ".pdf", "image": ".jpg,.jpeg,.png", "office": ".docx,.xlsx,.odt,.ods"}


class File(Question):
    """Scans or documents, taken in and checked elsewhere; here only who they are."""

    kind: Literal["file"]
    accept: Annotated[
        list[Literal["pdf", "image", "office"]], Field(min_length=1, max_length=3)
    ] = [
        "pdf",
        "image",
    ]
    at_most: Annotated[int, Field(ge=1, le=10)] = 5
    megabytes: Annotated[int, Field(ge=1, le=20)] = 10
    type = Type.LIST

    def shape(self) -> dict[str, Any]:
        return {
            "type": "array",
            "items": {"type": "string", "format": "uuid"},
            "uniqueItems": True,
            "minItems": 1,
            "maxItems": self.at_most,
        }

    def normal(self, raw: Any) -> list[str]:
        if not isinstance(raw, list) or not all(_is_uuid(one) for one in raw):
            raise Invalid(self.missing())
        if len(raw) > self.at_most:
            raise Invalid(
                ngettext(
                    "%(label)s: tối đa %(most)d tệp.",
                    "%(label)s: tối đa %(most)d tệp.",
                    self.at_most,
                )
                % {"label": say(self.label), "most": self.at_most}
            )
        return list(dict.fromkeys(raw))

    def show(self, answer: Any) -> str:
        count = len(answer)
        return ngettext("%(count)d tệp", "%(count)d tệp", count) % {"count": count}

    def boxes(self, answer: Any) -> dict[str, forms.Field]:
        widget = FileUpload(accept=self.endings(), multiple=self.at_most > 1)
        return {"": self.box(widget)}

    def endings(self) -> str:
        """File name endings, as browsers take them."""
        return ",".join(ENDINGS[one] for one in self.accept)

    def missing(self) -> str:
        return _("Đính kèm %(label)s") % {"label": lowered(say(self.label))}


def _is_uuid(text: Any) -> bool:
    try:
        return isinstance(text, str) and str(uuid.UUID(text)) == text
    except ValueError:
        return False
