"""Everything that can be done to a draft or a dossier: the only code that writes one."""

from motcua.dossiers.actions.decision import complete, return_result, take
from motcua.dossiers.actions.drafting import attach, detach, discard, save_page, start, submit
from motcua.dossiers.actions.ending import rate, stop, withdraw
from motcua.dossiers.actions.looking import look, look_at_papers, note_failed_lookup
from motcua.dossiers.actions.papers import issue_receipt, issue_refusal, issue_supplement_request
from motcua.dossiers.actions.pausing import (
    ask_payment,
    ask_supplement,
    confirm_payment,
    supplement,
)
from motcua.dossiers.actions.reception import accept, refuse

__all__ = [
    "accept",
    "ask_payment",
    "ask_supplement",
    "attach",
    "complete",
    "confirm_payment",
    "detach",
    "discard",
    "issue_receipt",
    "issue_refusal",
    "issue_supplement_request",
    "look",
    "look_at_papers",
    "note_failed_lookup",
    "rate",
    "refuse",
    "return_result",
    "save_page",
    "start",
    "stop",
    "submit",
    "supplement",
    "take",
    "withdraw",
]
