"""Jobs of services: asking about idle ones, removing what is to be removed."""

from procrastinate.contrib.django import app

from motcua.services import actions


@app.periodic(cron="23 5 * * *")
@app.task(name="services.propose_removals", queueing_lock="services.propose_removals")
def propose_removals(timestamp: int) -> None:
    """Each morning before office hours."""
    actions.propose_removals()


@app.periodic(cron="2 0 * * *")
@app.task(name="services.carry_out_removals", queueing_lock="services.carry_out_removals")
def carry_out_removals(timestamp: int) -> None:
    """As the day begins; what was missed is made up for on the next."""
    actions.carry_out()
