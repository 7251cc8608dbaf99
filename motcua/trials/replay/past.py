"""What happened to a dossier: read from live data, held in memory until it has been run again."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from motcua.core import clock
from motcua.dossiers import process, routing
from motcua.dossiers.models import Attachment, Dossier, Status, Step
from motcua.procedures.form.compiled import compiled
from motcua.procedures.form.walking import Shown, walk
from motcua.procedures.kinds.files import File
from motcua.procedures.models import Procedure, Version
from motcua.procedures.texts import vietnamese

FINISHED = (Status.DONE, Status.RETURNED)
UNDONE = {"ended", process.NOT_NEEDED}
"""Outcomes of steps that were closed without having been done."""


@dataclass(frozen=True)
class PastStep:
    """A step as it was done."""

    step_id: str
    name: str
    kind: str
    branch: str
    role: str
    agency: str
    agency_name: str
    outcome: str
    outcome_name: str
    by_rule: bool
    done_at: datetime
    outputs: frozenset[str]
    child: "Past | None"


@dataclass(frozen=True)
class Past:
    """A dossier as it went. `answers` are a person's: they go into the sandbox and nowhere else."""

    code: str
    answers: Mapping[str, Any]
    channel: int
    submitted_at: datetime
    received_at: datetime
    agency: str
    agency_name: str
    fee: int
    due_at: datetime
    decision: str
    returned_at: datetime | None
    steps: tuple[PastStep, ...]
    waiting: frozenset[str]
    asked: Mapping[str, str]
    papers: Mapping[str, str]
    files: Mapping[str, int] = field(default_factory=dict)


def latest(procedure: Procedure, limit: int) -> list[UUID]:
    """The latest finished dossiers of a procedure, newest first; legs of others left out."""
    rows = Dossier.objects.filter(
        version__procedure=procedure, status__in=FINISHED, asked_by=None, received_at__isnull=False
    )
    return list(rows.order_by("-finished_at").values_list("pk", flat=True)[:limit])


def first_filed(ids: list[UUID]) -> datetime:
    """When the first of these was filed: from then on a replay needs its version in force."""
    found = Dossier.objects.filter(pk__in=ids).order_by("submitted_at")
    return found.values_list("submitted_at", flat=True)[:1][0]


def read(id: UUID) -> Past:
    """One of them, whole."""
    related = ("version__procedure", "agency__area", "applicant")
    dossier = Dossier.objects.select_related(*related).get(pk=id)
    if dossier.received_at is None:
        raise ValueError("a dossier that was not received has nothing to be run again")
    with clock.moved_to(dossier.submitted_at):
        asked = questions(dossier.version, dossier.answers)
        papers = paper_questions(dossier.version, dossier.answers)
    return Past(
        code=dossier.code or "",
        answers=dossier.answers,
        channel=dossier.channel,
        submitted_at=dossier.submitted_at,
        received_at=dossier.received_at,
        agency=dossier.agency.code,
        agency_name=dossier.agency.name,
        fee=process.fee(dossier.version, dossier.channel, dossier.answers),
        due_at=process.due(dossier, routing.calendar_of(dossier.agency)).due_at,
        decision=dossier.decision,
        returned_at=dossier.returned_at,
        steps=tuple(_steps(dossier)),
        waiting=frozenset(dossier.steps.filter(done_at=None).values_list("step_id", flat=True)),
        asked=asked,
        papers=papers,
        files=_files(dossier),
    )


def questions(version: Version, answers: Mapping[str, Any]) -> dict[str, str]:
    """What is asked with these answers: names by identifier."""
    return {
        one.place: vietnamese((one.question if isinstance(one, Shown) else one.group).label)
        for page in walk(compiled(version), answers).pages
        for one in page.asked
    }


def paper_questions(version: Version, answers: Mapping[str, Any]) -> dict[str, str]:
    """Those of them that are answered with files."""
    return {
        one.question.id: vietnamese(one.question.label)
        for page in walk(compiled(version), answers).pages
        for one in page.shown()
        if isinstance(one.question, File)
    }


def _steps(dossier: Dossier) -> list[PastStep]:
    rows = dossier.steps.exclude(done_at=None).exclude(outcome__in=UNDONE)
    rows = rows.select_related("agency", "child").prefetch_related("outputs")
    return [
        _step(dossier, row, row.done_at) for row in rows.order_by("done_at", "id") if row.done_at
    ]


def _step(dossier: Dossier, row: Step, done_at: datetime) -> PastStep:
    definition = dossier.version.package.process.step(row.step_id)
    outcome = definition.outcome(row.outcome) if definition else None
    child = row.child
    return PastStep(
        step_id=row.step_id,
        name=row.name,
        kind=row.kind,
        branch=row.branch,
        role=row.role,
        agency=row.agency.code,
        agency_name=row.agency.name,
        outcome=row.outcome,
        outcome_name=vietnamese(outcome.name) if outcome else "",
        by_rule=row.by_rule,
        done_at=done_at,
        outputs=frozenset(one.output for one in row.outputs.all()),
        child=read(child.pk) if child is not None and child.received_at else None,
    )


def _files(dossier: Dossier) -> dict[str, int]:
    found: dict[str, int] = {}
    rows = Attachment.objects.filter(draft_id=dossier.pk).exclude(question="")
    for question in rows.values_list("question", flat=True):
        found[question] = found.get(question, 0) + 1
    return found
