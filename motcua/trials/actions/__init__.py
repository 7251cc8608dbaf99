"""Everything that can be done to test rounds and replays. The only code that writes them."""

from motcua.trials.actions.playing import cast, enter, leave
from motcua.trials.actions.recording import record_result
from motcua.trials.actions.replaying import ask_replay, give_up_silent, replay, run_replay
from motcua.trials.actions.rounds import (
    add_version,
    close_overdue,
    close_round,
    invite,
    open_round,
    plan_round,
    sweep,
)

__all__ = [
    "add_version",
    "ask_replay",
    "cast",
    "close_overdue",
    "close_round",
    "enter",
    "give_up_silent",
    "invite",
    "leave",
    "open_round",
    "plan_round",
    "record_result",
    "replay",
    "run_replay",
    "sweep",
]
