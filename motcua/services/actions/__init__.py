"""Everything that can be done to launches, services and downtime. The only code that writes."""

from motcua.procedures.actions import Stop
from motcua.services.actions.downtime import announce, cancel
from motcua.services.actions.launching import (
    approve,
    arrive,
    begin_testing,
    conclude_review,
    go_live,
    propose,
    return_to_review,
    turn_down,
)
from motcua.services.actions.removing import carry_out, keep, propose_removals, remove
from motcua.services.actions.reviewing import Finding, review
from motcua.services.actions.running import follow, resume, set_idle_time, suspend

__all__ = [
    "Finding",
    "Stop",
    "announce",
    "approve",
    "arrive",
    "begin_testing",
    "cancel",
    "carry_out",
    "conclude_review",
    "follow",
    "go_live",
    "keep",
    "propose",
    "propose_removals",
    "remove",
    "resume",
    "return_to_review",
    "review",
    "set_idle_time",
    "suspend",
    "turn_down",
]
