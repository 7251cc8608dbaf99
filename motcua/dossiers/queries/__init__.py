"""Questions about drafts and dossiers. Who may see what lives here."""

from motcua.dossiers.queries.desk import ALL, Inbox, Item, after, inbox, inbox_counts
from motcua.dossiers.queries.doable import doable_by, open_step_of, supplements_asked
from motcua.dossiers.queries.following import REFILED, Move, move_of, newer_for
from motcua.dossiers.queries.history import Moment, history, looks, whereabouts
from motcua.dossiers.queries.legs import (
    Leg,
    legs,
    parent_of,
    standing_still,
    steps_to_escalate,
    steps_to_lapse,
    steps_with_idle_children,
)
from motcua.dossiers.queries.seen import (
    attachments_of,
    dossier_seen_by,
    dossiers_of,
    dossiers_seen_by,
    draft_of,
    drafts_of,
    file_seen_by,
    rating_of,
)
from motcua.dossiers.queries.tracking import Tracked, tracked

__all__ = [
    "ALL",
    "REFILED",
    "Inbox",
    "Item",
    "Leg",
    "Moment",
    "Move",
    "Tracked",
    "after",
    "attachments_of",
    "doable_by",
    "dossier_seen_by",
    "dossiers_of",
    "dossiers_seen_by",
    "draft_of",
    "drafts_of",
    "file_seen_by",
    "history",
    "inbox",
    "inbox_counts",
    "legs",
    "looks",
    "move_of",
    "newer_for",
    "open_step_of",
    "parent_of",
    "rating_of",
    "standing_still",
    "steps_to_escalate",
    "steps_to_lapse",
    "steps_with_idle_children",
    "supplements_asked",
    "tracked",
    "whereabouts",
]
