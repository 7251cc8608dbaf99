"""What follows when the catalogue changes: its words are learnt, so that errors are understood."""

from motcua.core.actors import SYSTEM
from motcua.core.events import reacts_to
from motcua.procedures import actions
from motcua.procedures.events import ProcedureTookEffect, VersionPublished, VersionWithdrawn
from motcua.procedures.models import Procedure


def learn_words(event: VersionPublished | ProcedureTookEffect | VersionWithdrawn) -> None:
    """In a transaction of its own: who publishes never waits for another who does."""
    procedure = Procedure.objects.select_related("current").filter(pk=event.procedure).first()
    if procedure is not None:
        actions.learn_words(procedure, by=SYSTEM)


reacts_to(VersionPublished)(learn_words)
reacts_to(ProcedureTookEffect)(learn_words)
reacts_to(VersionWithdrawn)(learn_words)
