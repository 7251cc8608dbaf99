"""Worked examples: each is wrong where it says and ends where it says; both ends are shown.

One ends approved with nothing wrong: a dossier that can be filed, and what becomes of it.
"""

from collections.abc import Iterator
from datetime import date, datetime, time

from django.utils.translation import gettext as _

from motcua.core import clock
from motcua.procedures import form
from motcua.procedures.form.compiled import Compiled
from motcua.procedures.gate.finding import Finding, found
from motcua.procedures.gate.subject import Subject
from motcua.procedures.package.form import Example


def findings(subject: Subject) -> Iterator[Finding]:
    """Where the worked examples do not end as they say, and what none of them shows."""
    examples = subject.package.examples
    for number, example in enumerate(examples):
        yield from _tried(subject.ready, example, f"examples[{number}]")
    if not any(one.end == "approved" and not one.wrong for one in examples):
        said = _("Chưa có ví dụ nào nộp được (không có chỗ sai) và được giải quyết (approved).")
        yield found("example-approved-missing", "examples", said)
    if not any(one.end == "refused" for one in examples):
        said = _("Chưa có ví dụ nào bị từ chối (refused).")
        yield found("example-refused-missing", "examples", said)


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
