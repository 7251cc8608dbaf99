"""Everything that can be done to manuscripts. The only code that writes them."""

from motcua.workshop.actions.beginning import begin, begin_from_national, begin_from_text, renew
from motcua.workshop.actions.saving import Saved, put_away, save, settle, take_up, undo
from motcua.workshop.actions.submitting import submit

__all__ = [
    "Saved",
    "begin",
    "begin_from_national",
    "begin_from_text",
    "put_away",
    "renew",
    "save",
    "settle",
    "submit",
    "take_up",
    "undo",
]
