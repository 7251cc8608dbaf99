"""Everything that can be done to procedures. The only code that writes them."""

from motcua.procedures.actions.approval import approve, ask_approval, send_back
from motcua.procedures.actions.checking import check
from motcua.procedures.actions.deciding import Decision, decide
from motcua.procedures.actions.enacting import take_effect
from motcua.procedures.actions.filing import (
    Stop,
    clear,
    close_filing,
    open_filing,
    revoke_stop,
    stop_filing,
    suspend_filing,
    withdraw_clearance,
)
from motcua.procedures.actions.packages import export_package, import_package
from motcua.procedures.actions.publishing import publish, withdraw
from motcua.procedures.actions.vocabulary import learn_all_words, learn_words

__all__ = [
    "Decision",
    "Stop",
    "approve",
    "ask_approval",
    "check",
    "clear",
    "close_filing",
    "decide",
    "export_package",
    "import_package",
    "learn_all_words",
    "learn_words",
    "open_filing",
    "publish",
    "revoke_stop",
    "send_back",
    "stop_filing",
    "suspend_filing",
    "take_effect",
    "withdraw",
    "withdraw_clearance",
]
