"""Reading a dossier again under its lock, and saving it, for the verbs beside."""

from motcua.agencies.models import Role
from motcua.dossiers.models import Dossier
from motcua.identity import access
from motcua.identity.models import User

RELATED = ("version__procedure", "agency__area", "applicant__user")


def held(dossier: Dossier, revision: int | None = None) -> Dossier:
    """The same dossier, held until the transaction ends; refused if it changed since `revision`."""
    rows = Dossier.objects.select_for_update(of=("self",)).select_related(*RELATED)
    dossier = rows.get(pk=dossier.pk)
    dossier.require_revision(revision)
    return dossier


def save(dossier: Dossier, *fields: str) -> None:
    """Write these fields, and count the change."""
    dossier.revision += 1
    dossier.save(update_fields=[*fields, "revision"])


def require_post(by: User, dossier: Dossier, *roles: Role, to: str) -> None:
    """Refuse unless `by` holds one of these posts at the dossier's agency today."""
    access.require(by, *roles, at=dossier.agency, to=to)
