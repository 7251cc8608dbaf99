"""Jobs of procedures: what was published ahead is taken up on its day."""

from procrastinate.contrib.django import app

from motcua.procedures import actions


@app.periodic(cron="* * * * *")
@app.task(name="procedures.take_effect", queueing_lock="procedures.take_effect")
def take_effect(timestamp: int) -> None:
    """One indexed query a minute; the page of a procedure does not wait for it, lists do."""
    actions.take_effect()
