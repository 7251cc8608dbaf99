"""Jobs of the dossiers: consultations that silence closes, and steps to escalate."""

import logging
from collections.abc import Callable

from django.db.models import QuerySet
from procrastinate.contrib.django import app

from motcua.core.actors import SYSTEM
from motcua.core.refusals import Refusal
from motcua.dossiers import actions, queries
from motcua.dossiers.models import Step

log = logging.getLogger(__name__)
AT_ONCE = 500


@app.periodic(cron="*/5 * * * *")
@app.task(name="dossiers.lapse_consultations", queueing_lock="dossiers.lapse_consultations")
def lapse_consultations(timestamp: int) -> None:
    """Close what was not answered in time, where silence agrees."""
    _each(queries.steps_to_lapse(), lambda step: actions.lapse(step, by=SYSTEM))


@app.periodic(cron="*/5 * * * *")
@app.task(name="dossiers.escalate_steps", queueing_lock="dossiers.escalate_steps")
def escalate_steps(timestamp: int) -> None:
    """Tell of steps of which too much time has passed."""
    _each(queries.steps_to_escalate(), lambda step: actions.escalate(step, by=SYSTEM))


def _each(steps: QuerySet[Step], act: Callable[[Step], bool]) -> None:
    """One transaction a step, so that one that cannot go on does not hold up the others."""
    for step in steps[:AT_ONCE]:
        try:
            act(step)
        except Refusal as refusal:
            log.warning("Step %s: %s", step.pk, refusal.message)
