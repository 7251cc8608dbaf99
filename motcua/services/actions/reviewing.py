"""Putting one's name to the lines of a checklist."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from motcua.core import clock
from motcua.core.actors import Actor
from motcua.core.journal import emit
from motcua.core.refusals import Invalid, Problem, WrongState
from motcua.core.text import clean
from motcua.identity.models import User
from motcua.services.actions.launching import held
from motcua.services.actions.permission import require_other, require_role
from motcua.services.events import LineReviewed
from motcua.services.models import REVIEWERS, Launch, ReviewLine, Stage, Verdict


@dataclass(frozen=True)
class Finding:
    """What a reviewer says of one line."""

    verdict: Verdict
    note: str = ""


@transaction.atomic
def review(launch: Launch, *, by: Actor, found: Mapping[str, Finding]) -> Launch:
    """Sign some lines, by their codes. Only what changes is written, under one's own name."""
    launch = held(launch)
    require_role(launch, by, *REVIEWERS, to=_("rà soát"))
    require_other(launch, by)
    if launch.stage != Stage.PROPOSED:
        raise WrongState(_("Chỉ rà soát được khi đề xuất đang chờ rà soát."))
    lines = {line.code: line for line in launch.lines.filter(round=launch.round)}
    problems = [
        Problem(code, _("Nêu rõ điều chưa đạt để người đề xuất sửa."))
        for code, finding in found.items()
        if finding.verdict == Verdict.FAILED and not finding.note.strip()
    ]
    problems += [Problem(code, _("Không có mục này.")) for code in found if code not in lines]
    if problems:
        raise Invalid(_("Chưa ghi được kết quả rà soát."), problems)
    for code, finding in found.items():
        _sign(lines[code], finding, by)
    return launch


def _sign(line: ReviewLine, finding: Finding, by: Actor) -> None:
    note = clean(finding.note).strip()[:2000]
    if (line.verdict, line.note) == (finding.verdict, note):
        return
    line.verdict, line.note = finding.verdict, note
    line.reviewed_by = by if isinstance(by, User) else None
    line.reviewer, line.reviewed_at = by.actor_ref.name, clock.now()
    line.save()
    emit(
        LineReviewed(
            launch=line.launch_id,
            round=line.round,
            line=line.code,
            verdict=finding.verdict,
            note=note,
        ),
        by=by,
    )
