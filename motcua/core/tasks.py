"""Jobs of the kernel: telling the journal, and taking up what a killed worker left behind."""

import os
from datetime import timedelta
from uuid import UUID

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from motcua.core import clock, journal
from motcua.core.models import Entry, IdempotentAnswer

FORGOTTEN_AFTER = timedelta(minutes=5)
ANSWERS_KEPT = timedelta(days=30)
STALLED_AFTER_SECONDS = float(os.environ.get("MOTCUA_STALLED_AFTER", "20"))


@app.task(name="core.tell_subject", retry=RetryStrategy(max_attempts=10, exponential_wait=2))
def tell_subject(subject: str) -> None:
    """Tell the acts on one subject to those who react, in order."""
    journal.tell(UUID(subject))


@app.periodic(cron="* * * * *")
@app.task(name="core.take_up_stalled_jobs", queueing_lock="core.take_up_stalled_jobs")
async def take_up_stalled_jobs(timestamp: int) -> None:
    """Give a job whose worker was killed to the next worker."""
    stalled = await app.job_manager.get_stalled_jobs(seconds_since_heartbeat=STALLED_AFTER_SECONDS)
    for job in stalled:
        await app.job_manager.retry_job(job)


@app.periodic(cron="*/5 * * * *")
@app.task(name="core.sweep_untold", queueing_lock="core.sweep_untold")
def sweep_untold(timestamp: int) -> None:
    """Ask again for subjects whose telling gave up, for as long as it takes."""
    overdue = Entry.objects.filter(told_at=None, at__lt=clock.now() - FORGOTTEN_AFTER)
    for subject in overdue.order_by("subject").values_list("subject", flat=True).distinct()[:1000]:
        journal.ask_to_tell(subject)


@app.periodic(cron="17 3 * * *")
@app.task(name="core.forget_old_answers", queueing_lock="core.forget_old_answers")
def forget_old_answers(timestamp: int) -> None:
    """Remove idempotent answers after their published time."""
    IdempotentAnswer.objects.filter(at__lt=clock.now() - ANSWERS_KEPT).delete()
