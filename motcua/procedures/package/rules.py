"""What a process decides by the answers: guards, agencies, tables. Checked, and asked."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from motcua.core.refusals import Problem
from motcua.procedures.conditions import Condition, ConditionError, Language, Name, Type
from motcua.procedures.conditions.values import Value, value
from motcua.procedures.kinds.places import Address, Commune, Province
from motcua.procedures.package import tables
from motcua.procedures.package.form import Form, Group
from motcua.procedures.package.process import ByArea, ByRule, ByTable, Outcome, Step
from motcua.procedures.package.tables import Table

if TYPE_CHECKING:
    from motcua.procedures.package.model import Package

Answers = Mapping[str, Any]
MOST_KEPT = 256


@dataclass(frozen=True)
class Rules:
    """The rules of one package, compiled."""

    guards: Mapping[tuple[str, str], Condition]
    agencies: Mapping[str, Value]
    tables: Mapping[str, tuple[Table, list[Value]]]

    def offered(self, step: Step, answers: Answers) -> list[Outcome]:
        """The outcomes that a step can have now; where the guard is unknown it cannot."""
        return [
            one
            for one in step.outcomes
            if one.guard is None or self.guards[step.id, one.code].holds(answers) is True
        ]

    def agency_code(self, step: Step, answers: Answers) -> str:
        """What the step's rule or table yields; "" when unknown."""
        if isinstance(step.agency, ByTable):
            found = self.result(step.agency.table, answers)
            return found if isinstance(found, str) else ""
        rule = self.agencies.get(step.id)
        return (rule.of(answers) if rule else "") or ""

    def result(self, table: str, answers: Answers) -> str | int | None:
        """What a table yields; None when an input is unknown."""
        rows, inputs = self.tables[table]
        given = tuple(one.of(answers) for one in inputs)
        found = None if None in given else rows.result(given)
        return found if isinstance(found, str | int) else None


_recent: dict[str, Rules] = {}


def rules(fingerprint: str, package: "Package") -> Rules:
    """The rules of a checked package, kept by the fingerprint of its content."""
    found = _recent.get(fingerprint)
    if found is None:
        if len(_recent) >= MOST_KEPT:
            _recent.clear()
        found = _recent[fingerprint] = compiled(package)
    return found


def compiled(package: "Package") -> Rules:
    """Compile a checked package."""
    scope = scope_of(package.form)
    language, steps = Language(scope), package.process.steps
    return Rules(
        guards={
            (step.id, one.code): language.condition(one.guard)
            for step in steps
            for one in step.outcomes
            if one.guard
        },
        agencies={
            step.id: value(language, step.agency.rule, Type.TEXT)
            for step in steps
            if isinstance(step.agency, ByRule)
        },
        tables={one.id: (one, tables.compiled(one, scope)) for one in package.tables},
    )


def scope_of(form: Form) -> dict[str, Name]:
    """What expressions over the answers may name."""
    return {asked.id: asked.name for page in form.pages for asked in page.questions}


def findings(package: "Package") -> Iterator[Problem]:
    """Expressions that do not compile, and names of tables, questions and laws that are not."""
    scope = scope_of(package.form)
    for number, table in enumerate(package.tables):
        yield from tables.findings(table, scope, f"tables[{number}]")
    language = Language(scope)
    for number, step in enumerate(package.process.steps):
        place = f"process.steps[{number}]"
        for index, outcome in enumerate(step.outcomes):
            here = f"{place}.outcomes[{index}]"
            yield from _basis_findings(package, outcome.basis, here)
            if outcome.guard:
                try:
                    language.condition(outcome.guard)
                except ConditionError as wrong:
                    yield Problem(f"{here}.guard", str(wrong), wrong.code)
        yield from _basis_findings(package, step.basis, place)
        yield from _agency_findings(package, step, place, language)
        for asked, answers in (step.child.answers if step.child else {}).items():
            if answers not in scope:
                said = _("Không có câu hỏi “%(name)s”.") % {"name": answers}
                yield Problem(f"{place}.child.answers.{asked}", said, "child-answer-unknown")
    yield from _fee_findings(package)


def _basis_findings(package: "Package", basis: list[str], place: str) -> Iterator[Problem]:
    for id in basis:
        if package.basis(id) is None:
            said = _("Không có căn cứ “%(id)s”.") % {"id": id}
            yield Problem(f"{place}.basis", said, "basis-unknown")


def _agency_findings(
    package: "Package", step: Step, place: str, language: Language
) -> Iterator[Problem]:
    chosen = step.agency
    if isinstance(chosen, ByArea):
        kinds = (Commune, Address, Province) if chosen.level == "province" else (Commune, Address)
        if not isinstance(_question(package.form, chosen.question), kinds):
            said = _("Cần tên một câu hỏi về địa bàn (commune hoặc address).")
            yield Problem(f"{place}.agency.question", said, "agency-question")
    elif isinstance(chosen, ByRule):
        try:
            value(language, chosen.rule, Type.TEXT)
        except ConditionError as wrong:
            yield Problem(f"{place}.agency.rule", str(wrong), wrong.code)
    elif isinstance(chosen, ByTable):
        yield from _table_findings(package, chosen.table, str, f"{place}.agency.table")


def _fee_findings(package: "Package") -> Iterator[Problem]:
    for number, channel in enumerate(package.channels):
        if channel.fee.table:
            place = f"channels[{number}].fee.table"
            yield from _table_findings(package, channel.fee.table, int, place)


def _table_findings(package: "Package", id: str, wanted: type, place: str) -> Iterator[Problem]:
    table = next((one for one in package.tables if one.id == id), None)
    if table is None:
        yield Problem(place, _("Không có bảng “%(id)s”.") % {"id": id}, "table-unknown")
    elif tables.yields(table) is not wanted:
        said = _("Bảng này cho kết quả khác kiểu cần dùng ở đây.")
        yield Problem(place, said, "table-wrong-kind")


def _question(form: Form, id: str) -> Any:
    asked = (one for page in form.pages for one in page.questions if not isinstance(one, Group))
    return next((one for one in asked if one.id == id), None)
