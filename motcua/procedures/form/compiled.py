"""A form made ready: its conditions compiled, its schema built, once for each content."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import jsonschema_rs

from motcua.procedures.conditions import Condition
from motcua.procedures.conditions.values import Value
from motcua.procedures.models import Version
from motcua.procedures.package import MOST_KEPT, Package
from motcua.procedures.package.form import Group, Page, Rule, conditionals
from motcua.procedures.texts import vietnamese


@dataclass(frozen=True)
class Compiled:
    """What filling in, checking and showing the form of one package needs."""

    package: Package
    conditions: Mapping[str, Condition]
    """By the keys of `package.form.conditionals`."""
    values: Mapping[str, Value]
    """Of computed answers, by the same."""
    schema: Mapping[str, Any]
    validator: Any

    def page(self, id: str) -> Page | None:
        """The page by its identifier."""
        return next((page for page in self.package.form.pages if page.id == id), None)

    def asks(self, place: str, known: Mapping[str, Any]) -> bool:
        """Whether a page or question is shown: its condition is true, not false nor unknown."""
        condition = self.conditions.get(place)
        return condition is None or condition.holds(known) is True


_recent: dict[str, Compiled] = {}


def compiled(version: Version) -> Compiled:
    """The compiled form of a version, kept by the fingerprint of its content."""
    found = _recent.get(version.sha256)
    if found is None:
        found = compile_package(version.package)
        if len(_recent) >= MOST_KEPT:
            _recent.clear()
        _recent[version.sha256] = found
    return found


def compile_package(package: Package) -> Compiled:
    """Compile a checked package."""
    schema, expressions = schema_of(package), list(conditionals(package.form))
    return Compiled(
        package=package,
        conditions={one.key: one.condition() for one in expressions if not one.types},
        values={one.key: one.value() for one in expressions if one.types},
        schema=schema,
        validator=jsonschema_rs.validator_for(schema, validate_formats=True, offline=True),
    )


def schema_of(package: Package) -> dict[str, Any]:
    """The JSON Schema (2020-12) of the answers, with `x-when` and `x-rules` beside it."""
    properties: dict[str, Any] = {}
    required = []
    for page in package.form.pages:
        for asked in page.questions:
            whens = [when for when in (page.when, asked.when) if when]
            shape = _group_schema(asked) if isinstance(asked, Group) else _question_schema(asked)
            properties[asked.id] = {**shape, **({"x-when": whens} if whens else {})}
            needed = asked.at_least > 0 if isinstance(asked, Group) else asked.required
            if needed and not whens:
                required.append(asked.id)
    rules = [rule for page in package.form.pages for rule in page.rules] + package.form.rules
    return {
        **_rules_schema(rules),
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": vietnamese(package.name),
        "type": "object",
        "properties": properties,
        "required": required,
        "additionalProperties": False,
    }


def _rules_schema(rules: list[Rule]) -> dict[str, Any]:
    """The rules as CEL, for who wants to check before sending; JSON Schema cannot say them."""
    said = [{"check": one.check, "message": vietnamese(one.message), "at": one.at} for one in rules]
    return {"x-rules": said} if said else {}


def _question_schema(question: Any) -> dict[str, Any]:
    shape = {"title": vietnamese(question.label), **question.shape()}
    if question.hint:
        shape["description"] = vietnamese(question.hint)
    return shape


def _group_schema(group: Group) -> dict[str, Any]:
    inner = {}
    for question in group.questions:
        when = {"x-when": [question.when]} if question.when else {}
        inner[question.id] = {**_question_schema(question), **when}
    required = [one.id for one in group.questions if one.required and not one.when]
    return {
        **_rules_schema(group.rules),
        "title": vietnamese(group.label),
        "type": "array",
        "items": {
            "type": "object",
            "properties": inner,
            "required": required,
            "additionalProperties": False,
        },
        "minItems": group.at_least,
        "maxItems": group.at_most,
    }
