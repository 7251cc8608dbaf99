"""The nouns of a dossier."""

from motcua.dossiers.models.dossier import MOVES, OPEN_STATUSES, RATED, Channel, Dossier, Status
from motcua.dossiers.models.draft import Attachment, Draft
from motcua.dossiers.models.lookup import FailedLookup
from motcua.dossiers.models.paper import Paper, PaperKind, Rating
from motcua.dossiers.models.sequence import CodeSequence
from motcua.dossiers.models.step import Decision, Pause, PauseCause, Step

__all__ = [
    "MOVES",
    "OPEN_STATUSES",
    "RATED",
    "Attachment",
    "Channel",
    "CodeSequence",
    "Decision",
    "Dossier",
    "Draft",
    "FailedLookup",
    "Paper",
    "PaperKind",
    "Pause",
    "PauseCause",
    "Rating",
    "Status",
    "Step",
]
