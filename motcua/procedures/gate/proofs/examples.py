"""Worked examples: each is wrong where it says and ends where it says."""

from collections.abc import Iterator
from datetime import date, datetime, time

from django.utils.translation import gettext as _

from motcua.core import clock
from motcua.procedures import form
from motcua.procedures.form.compiled import Compiled, compile_package
from motcua.procedures.gate.finding import Finding, found
from motcua.procedures.gate.ground import Ground
from motcua.procedures.package import Package
from motcua.procedures.package.form import Example


def findings(package: Package, ground: Ground) -> Iterator[Finding]:
    """Where the worked examples do not end as they say."""
    ready = compile_package(package) if package.examples else None
    for number, example in enumerate(package.examples):
        if ready is not None:
            yield from _tried(ready, example, f"examples[{number}]")


def _tried(ready: Compiled, example: Example, place: str) -> Iterator[Finding]:
    with clock.moved_to(noon_of(example.on)):
        wrong = sorted({one.place for one in form.problems_of(ready, example.answers)})
    if wrong != sorted(set(example.wrong)):
        said = _("Kiểm tra cho thấy chỗ sai: %(found)s.") % {"found": ", ".join(wrong) or "-"}
        yield found("example-answers", f"{place}.wrong", said)
    end = ready.package.process.end_of_walk(example.outcomes)
    if example.end and end != example.end:
        said = _("Các kết quả dẫn tới “%(end)s”.") % {"end": end}
        yield found("example-end", f"{place}.end", said)


def noon_of(day: date) -> datetime:
    """The moment at which worked examples of a day are tried."""
    return datetime.combine(day, time(12), tzinfo=clock.VIETNAM)
