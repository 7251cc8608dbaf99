"""CEL that yields more than true or false: a text, a number, a date."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from cel_expr_python import cel
from django.utils.translation import gettext as _

from motcua.procedures.conditions import Condition, ConditionError, Language, Type

_YIELDS = {
    Type.BOOL: (cel.Type.BOOL, bool),
    Type.INTEGER: (cel.Type.INT, int),
    Type.NUMBER: (cel.Type.DOUBLE, float),
    Type.DATE: (cel.Type.TIMESTAMP, datetime),
    Type.TEXT: (cel.Type.STRING, str),
}


@dataclass(frozen=True)
class Value:
    """An expression that is known to be well-typed in its scope, and the type of what it yields."""

    type: Type
    condition: Condition

    def of(self, answers: Mapping[str, Any]) -> Any:
        """What it yields; None: unknown."""
        found = self.condition.yields(answers)
        return found if type(found) is _YIELDS[self.type][1] else None


def value(language: Language, text: str, *types: Type) -> Value:
    """Compile and check: it must yield one of these types. Raises ConditionError."""
    condition = language.compiled(text)
    yields = condition.expression.return_type()
    for type_ in types:
        if yields == _YIELDS[type_][0]:
            return Value(type_, condition)
    raise ConditionError(
        _("Biểu thức phải cho kết quả kiểu: %(types)s.") % {"types": ", ".join(types)},
        "cel-result-type",
    )
