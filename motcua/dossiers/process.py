"""What the version's process says of a dossier: its time limits, its steps, where outcomes lead."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from motcua.calendars.calendar import Calendar
from motcua.calendars.counting import Deadline, Stop, deadline
from motcua.core import clock
from motcua.core.refusals import Invalid
from motcua.dossiers.models import Channel, Decision, Dossier
from motcua.procedures import form
from motcua.procedures.models import Version
from motcua.procedures.package.process import ENDS, Process, Step
from motcua.procedures.package.record import Channel as ChannelOfRecord
from motcua.procedures.package.record import Time
from motcua.procedures.package.rules import Rules, rules
from motcua.procedures.texts import figures, say, vietnamese

CHANNELS = {Channel.DIRECT: "direct", Channel.ONLINE: "online", Channel.POSTAL: "postal"}
ACCEPTED = "accepted"
RETURNED = "returned"
NOT_NEEDED = "not_needed"
"""The outcome of a step that its join no longer waits for."""
Answers = Mapping[str, Any]
ELECTRONIC = gettext_noop("Bản điện tử trên Cổng dịch vụ công")
"""How a result is handed over when nobody comes for it; kept in Vietnamese, as all records are."""


@dataclass(frozen=True)
class Choice:
    """One outcome that an official may choose, and where it leads."""

    code: str
    label: str
    record: str
    """The label in Vietnamese, as the journal keeps it."""
    needs_reason: bool
    leads: tuple[str, ...]


def channel(version: Version, number: int) -> ChannelOfRecord:
    """The record of a channel; of the first channel if the procedure has none of this one."""
    record = version.package
    return record.channel(CHANNELS[Channel(number)]) or record.channels[0]


def time_limit(version: Version, number: int) -> Time:
    """The statutory time limit of the channel."""
    return channel(version, number).term


def time_limit_in_words(version: Version, number: int) -> str:
    """The time limit as people say it, with the note of the record."""
    limit = time_limit(version, number)
    words = _("trong ngày") if limit.amount == 0 else str(limit.term())
    return f"{words} ({say(limit.note)})" if limit.note else words


def fee(version: Version, number: int, answers: Answers) -> int:
    """What filing costs in đồng: by the decision table if there is one, else the fixed amount."""
    told = channel(version, number).fee
    found = rules_of(version).result(told.table, answers) if told.table else None
    return found if isinstance(found, int) else told.amount


def fee_in_words(version: Version, number: int, answers: Answers) -> str:
    """What filing costs, with the note of the record."""
    told, amount = channel(version, number).fee, fee(version, number, answers)
    if told.table and not told.amount and rules_of(version).result(told.table, answers) is None:
        return _("Tính được khi bạn khai xong các mục có liên quan.")
    note = told.note
    words = _("%s đồng") % figures(amount) if amount else _("Không thu phí, lệ phí")
    return f"{words} ({say(note)})" if note else words


def due(dossier: Dossier, calendar: Calendar, stops: Sequence[Stop] = ()) -> Deadline:
    """The dossier's due date, from its reception, its ledger of pauses and the calendar alone."""
    limit = time_limit(dossier.version, dossier.channel)
    if dossier.received_at is None:
        raise ValueError("a dossier that was not received has no due date")
    return deadline(calendar, dossier.received_at, limit.term(), limit.rule(), stops=stops)


def step_due(
    step: Step, calendar: Calendar, opened_at: datetime, stops: Sequence[Stop] = ()
) -> Deadline:
    """When a step opened at this moment is to be finished."""
    time = step.duration
    return deadline(calendar, opened_at, time.term(), time.rule(), stops=stops)


def after_reception(version: Version, answers: Answers) -> tuple[str, ...]:
    """Where the process goes when the desk takes a dossier in: the steps to open."""
    return leads_after_reception(version.package.process, rules_of(version), answers)


def leads_after_reception(process: Process, rules: Rules, answers: Answers) -> tuple[str, ...]:
    """The same, of a process that is not a version's yet."""
    first = process.steps[0]
    for outcome in rules.offered(first, answers):
        leads = first.leads(outcome)
        if not set(leads) & set(ENDS):
            return leads
    return ()


def rules_of(version: Version) -> Rules:
    """The compiled rules of a version's process."""
    return rules(version.sha256, version.package)


def choices(version: Version, step_id: str, answers: Answers) -> list[Choice]:
    """The outcomes that a step can have with these answers, in the order of the package."""
    step = version.package.process.step(step_id)
    if step is None:
        return []
    return [
        Choice(
            code=outcome.code,
            label=say(outcome.name),
            record=vietnamese(outcome.name),
            needs_reason=outcome.needs_reason,
            leads=step.leads(outcome),
        )
        for outcome in rules_of(version).offered(step, answers)
    ]


def choice(version: Version, step_id: str, answers: Answers, code: str) -> Choice:
    """One outcome by its code, or a refusal."""
    for one in choices(version, step_id, answers):
        if one.code == code:
            return one
    raise Invalid(_("Hãy chọn một trong các kết quả của bước này."))


def signature(version: Version, step_id: str) -> str | None:
    """The signature that a step asks for: personal, agency or both; None: none is named."""
    step = version.package.process.step(step_id)
    return step.signature if step else None


def spoken(version: Version, name: str) -> str:
    """The name of a step or an outcome, kept in Vietnamese, in the reader's language."""
    steps = version.package.process.steps
    texts = [text for step in steps for text in (step.name, *(one.name for one in step.outcomes))]
    return next((say(text) for text in texts if vietnamese(text) == name), name)


def decision(process: Process, step: Step, leads: Sequence[str]) -> Decision | None:
    """The decision made by leaving this step of the trunk so; None while handling goes on.

    The last signature decides: after it only stamping and handing over are left. A process
    without a signature decides when it comes to handing over.
    """
    ahead = _ahead(process, leads)
    steps = [found for found in map(process.step, ahead) if found]
    if any(one.kind == "sign" for one in steps):
        return None
    if step.kind != "sign" and steps and steps[0].kind != "return":
        return None
    return Decision.APPROVED if Decision.APPROVED in ahead else Decision.REFUSED


def _ahead(process: Process, leads: Sequence[str]) -> list[str]:
    """The steps and ends that can be reached from some, themselves first."""
    reached, place = list(leads), 0
    while place < len(reached):
        step = process.step(reached[place])
        reached += sorted(step.follows() - set(reached)) if step else []
        place += 1
    return reached


def declared(dossier: Dossier) -> list[form.Section]:
    """What was declared, page by page; `today` in a condition is the day of filing."""
    with clock.moved_to(dossier.submitted_at):
        return form.summary(dossier.version, dossier.answers)


def declared_pdf(dossier: Dossier) -> bytes:
    """The same on the paper form."""
    with clock.moved_to(dossier.submitted_at):
        return form.filled_pdf(dossier.version, dossier.answers)
