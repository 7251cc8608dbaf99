"""The kind that nobody answers: its value follows from the answers before it."""

import math
from collections.abc import Iterator
from datetime import date, datetime
from typing import Annotated, Any, Literal

from django import forms
from django.utils.translation import gettext as _
from pydantic import Field

from motcua.core.refusals import Invalid
from motcua.procedures.conditions import Name, Type
from motcua.procedures.kinds.question import Question, When
from motcua.procedures.texts import Text, figures, say

LARGEST = 10**15


class Computed(Question):
    """A value in CEL over what stands before it; shown, filed, never taken from anybody."""

    kind: Literal["computed"]
    required: Literal[False] = False
    of: Literal["number", "money", "date", "text", "yes_no"]
    value: When
    decimals: Annotated[int, Field(ge=0, le=4)] = 0
    unit: Text | None = None

    @property
    def name(self) -> Name:
        return Name(self.types[0])

    @property
    def types(self) -> tuple[Type, ...]:
        """What the expression may yield; the first is what the value is in conditions."""
        if self.of == "number" and self.decimals:
            return Type.NUMBER, Type.INTEGER
        return {
            "number": (Type.INTEGER,),
            "money": (Type.INTEGER,),
            "date": (Type.DATE,),
            "text": (Type.TEXT,),
            "yes_no": (Type.BOOL,),
        }[self.of]

    def shape(self) -> dict[str, Any]:
        shapes: dict[Type, dict[str, Any]] = {
            Type.INTEGER: {"type": "integer"},
            Type.NUMBER: {"type": "number"},
            Type.DATE: {"type": "string", "format": "date"},
            Type.TEXT: {"type": "string"},
            Type.BOOL: {"type": "boolean"},
        }
        return {**shapes[self.types[0]], "readOnly": True}

    def plain(self, found: Any) -> Any:
        """What the expression yielded, as an answer; None when it is unknown or beyond bounds."""
        if isinstance(found, datetime):
            return found.date().isoformat()
        if isinstance(found, bool) or found is None:
            return found
        if isinstance(found, str):
            return found if found.strip() else None
        if not math.isfinite(found) or abs(found) > LARGEST:
            return None
        return round(float(found), self.decimals) if self.decimals else found

    def normal(self, raw: Any) -> Any:
        raise Invalid(_("%(label)s được tính từ các câu trên.") % {"label": say(self.label)})

    def show(self, answer: Any) -> str:
        if self.of == "money":
            return f"{figures(answer)} đồng"
        if self.of == "number":
            return f"{figures(answer, self.decimals)} {say(self.unit)}".strip()
        if self.of == "date":
            return f"{date.fromisoformat(answer):%d/%m/%Y}"
        if self.of == "yes_no":
            return _("Có") if answer else _("Không")
        return str(answer)

    def boxes(self, answer: Any) -> dict[str, forms.Field]:
        return {}

    def findings(self) -> Iterator[tuple[str, str, str]]:
        if self.prefill is not None:
            yield "prefill", _("Câu được tính không lấy sẵn từ đâu cả."), "computed-prefilled"
