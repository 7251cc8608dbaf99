"""Everything that can be done to procedures. The only code that writes them."""

from motcua.procedures.actions.approval import approve, ask_approval, send_back
from motcua.procedures.actions.deciding import Decision, decide
from motcua.procedures.actions.enacting import take_effect
from motcua.procedures.actions.packages import (
    example_findings,
    export_package,
    import_package,
    noon_of,
)
from motcua.procedures.actions.publishing import publish, withdraw

__all__ = [
    "Decision",
    "approve",
    "ask_approval",
    "decide",
    "example_findings",
    "export_package",
    "import_package",
    "noon_of",
    "publish",
    "send_back",
    "take_effect",
    "withdraw",
]
