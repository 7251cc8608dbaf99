"""Looking at a dossier leaves a trace; so does guessing at one."""

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_noop

from motcua.core import clock
from motcua.core.journal import emit
from motcua.dossiers.events import DossierSeen
from motcua.dossiers.models import Dossier, FailedLookup
from motcua.dossiers.queries import tracking
from motcua.identity.models import User

HANDLING = gettext_noop("giải quyết hồ sơ")
PAPERS = gettext_noop("tải giấy tờ của hồ sơ")


@transaction.atomic
def look(dossier: Dossier, *, by: User, purpose: str = "") -> None:
    """Record that an official saw the personal data; the applicant can read who did, and when."""
    emit(DossierSeen(dossier=dossier.pk, purpose=purpose or HANDLING), by=by)


def look_at_papers(dossier_id: UUID, *, by: User) -> None:
    """Record that an official took a paper of a dossier away; what is one's own needs no trace."""
    if by.is_official:
        look(Dossier.objects.get(pk=dossier_id), by=by, purpose=PAPERS)


@transaction.atomic
def note_failed_lookup(code: str) -> None:
    """Count a wrong answer to the tracking challenge of this code; old ones no longer count."""
    FailedLookup.objects.filter(at__lt=clock.now() - tracking.WINDOW).delete()
    FailedLookup.objects.create(code=tracking.written(code))
