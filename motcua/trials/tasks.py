"""Jobs of trials: rounds past their last day are closed, and nothing is left lying about."""

from uuid import UUID

from procrastinate.contrib.django import app

from motcua.trials import actions


@app.periodic(cron="7 0 * * *")
@app.task(name="trials.close_overdue", queueing_lock="trials.close_overdue")
def close_overdue(timestamp: int) -> None:
    """Close the rounds whose last day is over."""
    actions.close_overdue()


@app.periodic(cron="*/20 * * * *")
@app.task(name="trials.sweep", queueing_lock="trials.sweep")
def sweep(timestamp: int) -> None:
    """Give up the replays of a server that died in between, and remove its sandboxes."""
    actions.give_up_silent()
    actions.sweep()


@app.task(name="trials.run_replay")
def run_replay(replay: str) -> None:
    """Run past dossiers again; taken up by another worker, it begins anew."""
    actions.run_replay(UUID(replay))
