"""Ways in which a dossier ends before its result, and what the applicant thinks of it."""

from django.db import transaction
from django.utils.translation import gettext as _

from motcua.agencies.models import Role
from motcua.core import clock
from motcua.core.journal import emit
from motcua.core.refusals import Invalid, NotAllowed, WrongState
from motcua.core.text import clean
from motcua.dossiers.actions.holding import held, require_post, save
from motcua.dossiers.actions.reception import required
from motcua.dossiers.events import DossierStopped, DossierWithdrawn, ServiceRated
from motcua.dossiers.models import RATED, Dossier, Rating, Status
from motcua.identity.models import User


@transaction.atomic
def withdraw(dossier: Dossier, *, by: User, reason: str = "") -> Dossier:
    """Take one's dossier back. What was signed cannot be withdrawn."""
    dossier = held(dossier)
    _require_own(dossier, by, _("Chỉ người nộp hoặc chủ hồ sơ mới được rút hồ sơ."))
    dossier.move_to(Status.WITHDRAWN)
    dossier.reason = clean(reason).strip()[:4000]
    _end(dossier, by)
    emit(DossierWithdrawn(dossier=dossier.pk, reason=dossier.reason), by=by)
    return dossier


@transaction.atomic
def stop(
    dossier: Dossier, *, by: User, reason: str, legal_basis: str, revision: int | None = None
) -> Dossier:
    """Stop handling by a decision of the head of unit or the signer (form 05)."""
    dossier = held(dossier, revision)
    require_post(by, dossier, Role.HEAD, Role.SIGNER, to=_("dừng giải quyết hồ sơ"))
    dossier.move_to(Status.STOPPED)
    dossier.reason = required(reason, _("Hãy ghi rõ lý do dừng giải quyết."))
    basis = required(legal_basis, _("Hãy ghi căn cứ pháp lý của việc dừng giải quyết."))
    _end(dossier, by)
    emit(DossierStopped(dossier=dossier.pk, reason=dossier.reason, legal_basis=basis), by=by)
    return dossier


@transaction.atomic
def rate(dossier: Dossier, *, by: User, stars: int, comment: str = "") -> Rating:
    """Say how one was served, once, after the result or a refusal."""
    dossier = held(dossier)
    _require_own(dossier, by, _("Chỉ người nộp hoặc chủ hồ sơ mới được đánh giá."))
    if dossier.status not in RATED:
        raise WrongState(_("Bạn có thể đánh giá sau khi hồ sơ có kết quả."))
    if Rating.objects.filter(dossier=dossier).exists():
        raise WrongState(_("Bạn đã đánh giá hồ sơ này rồi. Cảm ơn bạn."))
    if not 1 <= stars <= 5:
        raise Invalid(_("Hãy chọn mức hài lòng từ 1 đến 5."))
    comment = clean(comment).strip()
    if len(comment) > 2000:
        raise Invalid(_("Góp ý dài quá 2.000 ký tự. Hãy viết gọn lại."))
    rating = Rating.objects.create(dossier=dossier, stars=stars, comment=comment)
    emit(ServiceRated(dossier=dossier.pk, stars=stars, comment=comment), by=by)
    return rating


def _require_own(dossier: Dossier, by: User, otherwise: str) -> None:
    if not dossier.is_of(by):
        raise NotAllowed(otherwise)


def _end(dossier: Dossier, by: User) -> None:
    """Close the open step and pause, if any: nothing is left waiting."""
    now = clock.now()
    dossier.steps.filter(done_at=None).update(done_at=now, done_by=by, outcome="ended")
    dossier.pauses.filter(stopped_at=None).update(stopped_at=now)
    dossier.paused_at = None
    save(dossier, "status", "reason", "paused_at")
