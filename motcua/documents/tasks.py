"""Jobs on files: what acts that were rolled back left in the store is removed every night."""

from procrastinate.contrib.django import app

from motcua.documents import actions


@app.periodic(cron="41 2 * * *")
@app.task(name="documents.sweep_store", queueing_lock="documents.sweep_store")
def sweep_store(timestamp: int) -> None:
    """Remove bytes that no file has."""
    actions.sweep()
