"""Everything that can be done to a draft or a dossier: the only code that writes one."""

from motcua.dossiers.actions.children import answer_parent, begin_child, end_child
from motcua.dossiers.actions.decision import complete, issue_output, return_result, take
from motcua.dossiers.actions.drafting import (
    attach,
    begin_again,
    bring_over,
    detach,
    discard,
    save_page,
    start,
    submit,
)
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
from motcua.dossiers.actions.timing import escalate, lapse

__all__ = [
    "accept",
    "answer_parent",
    "ask_payment",
    "ask_supplement",
    "attach",
    "begin_again",
    "begin_child",
    "bring_over",
    "complete",
    "confirm_payment",
    "detach",
    "discard",
    "end_child",
    "escalate",
    "issue_output",
    "issue_receipt",
    "issue_refusal",
    "issue_supplement_request",
    "lapse",
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
