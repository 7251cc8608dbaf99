"""Questions about drafts and dossiers. Who may see what lives here."""

from motcua.dossiers.queries.desk import Inbox, inbox, inbox_counts
from motcua.dossiers.queries.history import Moment, history, whereabouts
from motcua.dossiers.queries.seen import (
    dossier_seen_by,
    dossiers_of,
    dossiers_seen_by,
    draft_of,
    drafts_of,
)
from motcua.dossiers.queries.tracking import Tracked, tracked

__all__ = [
    "Inbox",
    "Moment",
    "Tracked",
    "dossier_seen_by",
    "dossiers_of",
    "dossiers_seen_by",
    "draft_of",
    "drafts_of",
    "history",
    "inbox",
    "inbox_counts",
    "tracked",
    "whereabouts",
]
