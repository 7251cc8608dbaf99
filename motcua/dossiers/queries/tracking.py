"""Public tracking: by code, behind a simple challenge, with no personal data in the answer."""

import hmac
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from motcua.core import clock
from motcua.core.refusals import NotFound, TooMany
from motcua.dossiers.models import Dossier, FailedLookup, Status
from motcua.dossiers.queries.history import Moment, history, whereabouts

ATTEMPTS = 5
WINDOW = timedelta(minutes=15)


@dataclass(frozen=True)
class Tracked:
    """What anybody who holds the receipt may know."""

    code: str
    procedure: str
    agency: str
    status: Status
    received_at: datetime | None
    due_at: datetime | None
    finished_at: datetime | None
    whereabouts: str
    moments: list[Moment]
    tone: str


def written(code: str) -> str:
    """A code as it is kept, however it was typed; wrong answers are counted under this."""
    return code.strip().upper()[:60]


def tracked(code: str, answer: str, *, may_guess: bool = True) -> Tracked:
    """The state of a dossier for who knows its code, and its key or the last 4 digits of its
    owner's number. Wrong answers are refused alike, whether or not the code exists.

    Who holds the key is never kept waiting for somebody else's wrong guesses.
    """
    code, answer = written(code), answer.strip()
    rows = Dossier.objects.select_related("version__procedure", "agency", "applicant")
    dossier = rows.filter(code=code).first()
    by_key = dossier is not None and _same(answer, dossier.tracking_key)
    if not by_key and not (may_guess and _few_guesses(code)):
        raise TooMany(_("Bạn đã nhập sai nhiều lần. Vui lòng thử lại sau 15 phút."))
    if dossier is None or not (by_key or _same(answer, dossier.applicant.number[-4:])):
        raise NotFound(
            _("Mã hồ sơ hoặc 4 số cuối chưa đúng. Hãy xem lại trên Giấy tiếp nhận hồ sơ.")
        )
    return Tracked(
        code=code,
        procedure=dossier.version.procedure.title,
        agency=dossier.agency.name,
        status=Status(dossier.status),
        received_at=dossier.received_at,
        due_at=dossier.due_at,
        finished_at=dossier.finished_at,
        whereabouts=whereabouts(dossier, named=False),
        moments=history(dossier, named=False),
        tone=dossier.tone,
    )


def _few_guesses(code: str) -> bool:
    since = clock.now() - WINDOW
    return FailedLookup.objects.filter(code=code, at__gt=since).count() < ATTEMPTS


def _same(given: str, right: str) -> bool:
    return hmac.compare_digest(given.encode(), right.encode())
