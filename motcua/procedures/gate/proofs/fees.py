"""A fee is known for all answers. That it is not negative, reading the package has proven.

A table has a row for every case; but an input may be unknown (its question is hidden, or may be
left open), and then the fixed amount holds. A package that means that says so in the fee's note.
"""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from motcua.procedures.conditions import Condition
from motcua.procedures.gate.finding import Finding, found
from motcua.procedures.gate.subject import Subject
from motcua.procedures.gate.worlds import May, Undecided, World
from motcua.procedures.kinds.computed import Computed
from motcua.procedures.package.form import Group

MAY_FAIL = frozenset({"divide_int64", "modulo_int64", "index_list"})
"""What has no result for some values: division by nothing, an item that is not there."""


def findings(subject: Subject) -> Iterator[Finding]:
    """Tables of fees that leave some answers to a fixed amount that is nothing."""
    for number, channel in enumerate(subject.package.channels):
        fee = channel.fee
        if not fee.table or fee.amount or fee.note:
            continue
        table, inputs = subject.rules.tables[fee.table]
        for text, one in zip(table.inputs, inputs, strict=True):
            if not _is_known(subject, one.condition):
                said = _("“%(input)s” có thể không có giá trị; khi đó lệ phí thành 0 đồng.")
                place = f"channels[{number}].fee.table"
                yield found("fee-not-total", place, said % {"input": text})


def _is_known(subject: Subject, condition: Condition) -> bool:
    """Whether an expression has a value for whatever may be filed."""
    worlds = subject.worlds
    if worlds.tree(condition).overloads & MAY_FAIL:
        return False
    try:
        found = list(worlds.of([condition, *_around(subject, condition)]))
        if not worlds.is_loose(condition):
            return all(condition.yields(world) is not None for world in found)
        return all(_is_sure(subject, name, world) for name in condition.uses for world in found)
    except Undecided:
        return False


def _around(subject: Subject, condition: Condition) -> list[Condition]:
    """The conditions on which its questions are asked."""
    return [one for name in condition.uses for one in subject.worlds.shows(name)]


def _is_sure(subject: Subject, name: str, world: World) -> bool:
    """Whether a question is asked in a world, and must be answered."""
    question = subject.worlds.asked[name].question
    if subject.worlds.may(subject.worlds.shows(name), world) is not May.YES:
        return False
    if isinstance(question, Computed):
        return _is_known(subject, subject.ready.values[f"value:{name}"].condition)
    if isinstance(question, Group):
        return question.at_least > 0 and all(
            one.required and not one.when for one in question.questions
        )
    return bool(question.required)
