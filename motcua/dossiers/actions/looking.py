"""Looking at a dossier leaves a trace; so does guessing at one."""

from django.db import transaction
from django.utils.translation import gettext_noop

from motcua.core.journal import emit
from motcua.dossiers.events import DossierSeen
from motcua.dossiers.models import Dossier, FailedLookup
from motcua.identity.models import User

HANDLING = gettext_noop("giải quyết hồ sơ")


@transaction.atomic
def look(dossier: Dossier, *, by: User, purpose: str = "") -> None:
    """Record that an official saw the personal data; the applicant can read who did, and when."""
    emit(DossierSeen(dossier=dossier.pk, purpose=purpose or HANDLING), by=by)


def note_failed_lookup(code: str) -> None:
    """Count a wrong answer to the tracking challenge of this code."""
    FailedLookup.objects.create(code=code[:60])
