"""Who may see which draft and which dossier. There is no other way to one."""

from typing import TypeVar
from uuid import UUID

from django.db.models import Model, Q, QuerySet
from django.utils.translation import gettext as _

from motcua.core.refusals import NotFound
from motcua.documents.models import File
from motcua.dossiers.models import Attachment, Dossier, Draft, Rating, Step
from motcua.identity import access
from motcua.identity.models import User

M = TypeVar("M", bound=Model)
DRAWN = ("version__procedure", "agency", "applicant")


def drafts_of(owner: User) -> QuerySet[Draft]:
    """A person's unsent forms, the last changed first."""
    rows = Draft.objects.filter(owner=owner, submitted_at=None)
    return rows.select_related("version__procedure").order_by("-changed_at")


def draft_of(owner: User, draft_id: UUID) -> Draft:
    """One form of one's own, sent or not."""
    rows = Draft.objects.filter(owner=owner).select_related("version__procedure", "owner__citizen")
    return _one(rows, draft_id)


def dossiers_of(user: User) -> QuerySet[Dossier]:
    """Dossiers that a person filed, or that were filed for them; newest first.

    What other agencies do for one of them stands on its page.
    """
    rows = Dossier.objects.filter(Q(submitter=user) | Q(applicant__user=user), asked_by=None)
    return rows.select_related(*DRAWN).order_by("-submitted_at")


def dossiers_seen_by(user: User) -> QuerySet[Dossier]:
    """One's own, and those of the agencies in which one holds a post today."""
    mine = Q(submitter=user) | Q(applicant__user=user)
    ids = Dossier.objects.filter(mine | _at_work(user)).values("pk")
    return Dossier.objects.filter(pk__in=ids).select_related(*DRAWN)


def dossiers_at_work(user: User) -> QuerySet[Dossier]:
    """Those of the agencies in which one holds a post today, each once."""
    ids = Dossier.objects.filter(_at_work(user)).values("pk")
    return Dossier.objects.filter(pk__in=ids)


def _at_work(user: User) -> Q:
    agencies = access.agencies_of(user)
    return Q(agency__in=agencies) | Q(steps__agency__in=agencies)


def dossier_seen_by(user: User, dossier_id: UUID) -> Dossier:
    """One dossier, if this person may see it; otherwise it does not exist for them."""
    return _one(dossiers_seen_by(user).select_related("applicant__user"), dossier_id)


def attachments_of(dossier: Dossier) -> QuerySet[Attachment]:
    """The files that came with a dossier, or with the one that it serves; those supplied later."""
    parents = Step.objects.filter(child=dossier).values("dossier")
    rows = Attachment.objects.filter(Q(draft=dossier.pk) | Q(draft__in=parents))
    return rows.select_related("file").order_by("id")


def file_seen_by(user: User, dossier_id: UUID, file_id: UUID) -> File:
    """A file of one's own draft, or a file or paper of a dossier that one may see."""
    if Draft.objects.filter(pk=dossier_id, owner=user, submitted_at=None).exists():
        held = Q(pk__in=Attachment.objects.filter(draft=dossier_id).values("file"))
    else:
        dossier = dossier_seen_by(user, dossier_id)
        held = Q(pk__in=attachments_of(dossier).values("file"))
        held |= Q(pk__in=dossier.papers.values("file"))
    return _one(File.objects.filter(held), file_id)


def rating_of(dossier: Dossier) -> Rating | None:
    """How the applicant rated, if they did."""
    return Rating.objects.filter(dossier=dossier).first()


def _one(rows: QuerySet[M], pk: UUID) -> M:
    row = rows.filter(pk=pk).first()
    if row is None:
        raise NotFound(
            _("Không tìm thấy hồ sơ này, hoặc bạn không có quyền xem. Hãy kiểm tra lại địa chỉ.")
        )
    return row
