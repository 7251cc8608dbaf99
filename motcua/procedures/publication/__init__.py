"""By when a decision has to be published and entered: statutory terms as data, counted. Pure."""

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from motcua.calendars import wording
from motcua.calendars.calendar import Calendar
from motcua.calendars.counting import CIVIL_CODE, Deadline, Rule, Term, Unit, deadline
from motcua.core.clock import VIETNAM

TERMS: list[dict[str, Any]] = json.loads((Path(__file__).parent / "duties.json").read_text())
"""Terms of the law, each with its source, by the level of the agency that decides."""

TO_THE_DAY = Rule(fixed_end=True)  # "at least 20 days before" has no day in lieu


@dataclass(frozen=True)
class Days:
    """The days of a decision that the law looks at."""

    signed_on: date
    law_effective_on: date
    entered_on: date


@dataclass(frozen=True)
class Duty:
    """One statutory duty, counted: the last lawful day, the day it was done, and why."""

    duty: str
    counted: str
    amount: int
    unit: str
    source: str
    due_on: date
    done_on: date
    law_effective_on: date
    deadline: Deadline

    @property
    def is_late(self) -> bool:
        return self.done_on > self.due_on

    @property
    def days_late(self) -> int:
        """Calendar days after the last lawful day."""
        return max((self.done_on - self.due_on).days, 0)

    def __str__(self) -> str:
        """What the law asks, in the active language."""
        given = {"term": Term(self.amount, Unit(self.unit))}
        if self.counted == "before_law":
            return _("Công bố ít nhất %(term)s trước ngày văn bản có hiệu lực") % given
        if self.counted == "after_law":
            return _("Công bố trong %(term)s kể từ ngày văn bản có hiệu lực") % given
        return _("Đăng tải công khai trong %(term)s kể từ ngày ký quyết định") % given

    def explanation(self) -> str:
        """How the last day was found, in the active language."""
        if self.counted == "before_law":
            said = _("văn bản có hiệu lực %(law)s, trừ %(term)s: chậm nhất %(due)s") % {
                "law": wording.long(self.law_effective_on),
                "term": Term(self.amount, Unit(self.unit)),
                "due": wording.long(self.due_on),
            }
        else:
            said = self.deadline.explanation()
        done = wording.long(self.done_on)
        if self.is_late:
            given = {"said": said, "done": done, "days": self.days_late}
            return _("%(said)s; thực hiện %(done)s, muộn %(days)d ngày") % given
        return _("%(said)s; thực hiện %(done)s, đúng hạn") % {"said": said, "done": done}

    def to_json(self) -> dict[str, Any]:
        """Plain values, to be kept with the decision as they were counted."""
        days = {name: getattr(self, name).isoformat() for name in _DAYS}
        return {**asdict(self), **days, "deadline": self.deadline.to_json()}

    @staticmethod
    def from_json(data: dict[str, Any]) -> "Duty":
        days = {name: date.fromisoformat(data[name]) for name in _DAYS}
        return Duty(**{**data, **days, "deadline": Deadline.from_json(data["deadline"])})


_DAYS = ("due_on", "done_on", "law_effective_on")


def duties(calendar: Calendar, days: Days, *, level: str, shortened: bool) -> Iterator[Duty]:
    """What the law asks of a decision of an agency of this level, counted by this calendar."""
    for term in TERMS:
        if term["shortened"] == shortened and term["level"] in {level, "any"}:
            yield _counted(calendar, days, term)


def _counted(calendar: Calendar, days: Days, term: dict[str, Any]) -> Duty:
    length = Term(term["amount"], Unit(term["unit"]))
    before = term["counted"] == "before_law"
    start = days.law_effective_on if term["counted"] == "after_law" else days.signed_on
    counted = deadline(calendar, _noon(start), length, TO_THE_DAY if before else CIVIL_CODE)
    due_on = counted.due_on
    if before:  # as many days as the earliest lawful day of effect lies after the signing
        due_on = days.law_effective_on - (counted.due_on - days.signed_on)
    return Duty(
        duty=term["duty"],
        counted=term["counted"],
        amount=term["amount"],
        unit=term["unit"],
        source=term["source"],
        due_on=due_on,
        done_on=days.entered_on if term["duty"] == "enter" else days.signed_on,
        law_effective_on=days.law_effective_on,
        deadline=counted,
    )


def _noon(day: date) -> datetime:
    return datetime.combine(day, time(12), tzinfo=VIETNAM)
