"""Every outcome can happen, and every step is reached by outcomes that can.

That an end can be reached from every step, whatever the answers and whatever other agencies
decide, and that forks join, reading the package has proven (`package/flow.py`).
"""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from motcua.procedures.gate.finding import Finding, found
from motcua.procedures.gate.subject import Subject


def findings(subject: Subject) -> Iterator[Finding]:
    """Outcomes that never happen, and steps that are never reached."""
    for number, step in enumerate(subject.package.process.steps):
        place = f"process.steps[{number}]"
        for index, outcome in enumerate(step.outcomes):
            if outcome not in subject.possible[step.id]:
                said = _("Kết quả “%(code)s” không bao giờ xảy ra, trả lời thế nào cũng vậy.")
                told = said % {"code": outcome.code}
                yield found("outcome-never", f"{place}.outcomes[{index}]", told)
        if step.id not in subject.reached:
            said = _("Không đi tới được bước này: các kết quả dẫn tới nó không bao giờ xảy ra.")
            yield found("step-unreachable", place, said)
