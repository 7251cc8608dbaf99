"""What stops the legal clock: a supplement asked for, a payment awaited. Nothing else does."""

from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from motcua.agencies.models import Role
from motcua.core.journal import emit
from motcua.core.refusals import Invalid, NotAllowed, WrongState
from motcua.documents import actions as documents
from motcua.dossiers.actions.holding import held, require_post, save
from motcua.dossiers.actions.reception import limited, required
from motcua.dossiers.actions.stepping import start_clock, stop_clock
from motcua.dossiers.events import (
    PaymentAsked,
    PaymentConfirmed,
    SupplementAsked,
    SupplementGiven,
)
from motcua.dossiers.models import Attachment, Dossier, Pause, PauseCause, Status
from motcua.dossiers.queries.doable import MOST_SUPPLEMENTS, supplements_asked
from motcua.identity.models import User


@transaction.atomic
def ask_supplement(
    dossier: Dossier,
    *,
    by: User,
    reason: str,
    legal_basis: str,
    exception: str = "",
    revision: int | None = None,
) -> Dossier:
    """Ask the applicant, once and completely, for what is missing (form 02). The clock stops.

    A second time is an exception that gives its reason; nobody is asked a third time on one
    dossier (Decree 63/2010/NĐ-CP: nobody comes back more than twice for one matter).
    """
    dossier = held(dossier, revision)
    require_post(by, dossier, Role.RECEIVER, Role.HANDLER, to=_("yêu cầu bổ sung hồ sơ"))
    why_again = _why_again(dossier, exception)
    dossier.move_to(Status.SUPPLEMENT_ASKED)
    dossier.reason = required(reason, _("Hãy ghi đầy đủ những gì cần bổ sung trong một lần."))
    otherwise = _("Hãy ghi căn cứ pháp lý của yêu cầu bổ sung.")
    basis = required(legal_basis, otherwise, limit=Pause.LONGEST_BASIS)
    if dossier.received_at:
        stop_clock(dossier, PauseCause.SUPPLEMENT, basis)
    save(dossier, "status", "reason", "paused_at")
    asked = SupplementAsked(
        dossier=dossier.pk, reason=dossier.reason, legal_basis=basis, exception=why_again
    )
    emit(asked, by=by)
    return dossier


def _why_again(dossier: Dossier, exception: str) -> str:
    asked = supplements_asked(dossier)
    if asked >= MOST_SUPPLEMENTS:
        raise WrongState(
            _(
                "Hồ sơ này đã được yêu cầu bổ sung hai lần nên không yêu cầu thêm được nữa. Hãy "
                "giải quyết theo giấy tờ đã có, hoặc từ chối, dừng giải quyết và nêu rõ lý do."
            )
        )
    if not asked:
        return ""
    otherwise = _("Hồ sơ này đã được yêu cầu bổ sung một lần: hãy nêu lý do phải yêu cầu lần nữa.")
    return required(exception, otherwise, limit=1000)


@transaction.atomic
def supplement(
    dossier: Dossier, *, by: User, note: str, uploads: "list[UploadedFile[Any]]"
) -> Dossier:
    """Give what was asked for. The clock runs again."""
    dossier = held(dossier)
    if not dossier.is_of(by):
        raise NotAllowed(_("Chỉ người nộp hoặc chủ hồ sơ mới được bổ sung hồ sơ."))
    if dossier.status != Status.SUPPLEMENT_ASKED:
        raise WrongState(_("Hồ sơ này không có yêu cầu bổ sung nào đang chờ bạn."))
    note = limited(note)
    if not note and not uploads:
        raise Invalid(_("Hãy đính kèm giấy tờ hoặc ghi nội dung bổ sung."))
    files = [documents.take_in(one, by=by, purpose=f"draft:{dossier.pk}") for one in uploads]
    Attachment.objects.bulk_create(Attachment(draft_id=dossier.pk, file=file) for file in files)
    dossier.move_to(Status.IN_PROCESS if dossier.received_at else Status.REGISTERED)
    dossier.reason = ""
    start_clock(dossier, PauseCause.SUPPLEMENT, PauseCause.PAYMENT)
    save(dossier, "status", "reason", "paused_at", "deadline", "due_at")
    emit(
        SupplementGiven(dossier=dossier.pk, note=note, files=[file.sha256 for file in files]), by=by
    )
    return dossier


@transaction.atomic
def ask_payment(
    dossier: Dossier, *, by: User, amount: int, what_for: str, revision: int | None = None
) -> Dossier:
    """Ask the applicant to pay `amount` dong. The clock stops until it is confirmed."""
    dossier = held(dossier, revision)
    require_post(by, dossier, Role.RECEIVER, Role.HANDLER, to=_("yêu cầu nộp phí, lệ phí"))
    dossier.move_to(Status.PAYMENT_ASKED)
    if not 0 < amount < 10**12:
        raise Invalid(_("Số tiền phải lớn hơn 0 và nhỏ hơn 1.000 tỷ đồng."))
    what_for = required(what_for, _("Hãy ghi khoản tiền này là gì."))
    dossier.reason = what_for
    stop_clock(dossier, PauseCause.PAYMENT, "")
    save(dossier, "status", "reason", "paused_at")
    emit(PaymentAsked(dossier=dossier.pk, amount=amount, what_for=what_for), by=by)
    return dossier


@transaction.atomic
def confirm_payment(
    dossier: Dossier, *, by: User, receipt_number: str, revision: int | None = None
) -> Dossier:
    """Record that the money was received at the desk. The clock runs again."""
    dossier = held(dossier, revision)
    require_post(by, dossier, Role.RECEIVER, to=_("xác nhận đã thu phí, lệ phí"))
    if dossier.status != Status.PAYMENT_ASKED:
        raise WrongState(_("Hồ sơ này không có khoản tiền nào đang chờ nộp."))
    number = required(receipt_number, _("Hãy ghi số biên lai thu tiền."))
    dossier.move_to(Status.IN_PROCESS)
    dossier.reason = ""
    start_clock(dossier, PauseCause.SUPPLEMENT, PauseCause.PAYMENT)
    save(dossier, "status", "reason", "paused_at", "deadline", "due_at")
    emit(PaymentConfirmed(dossier=dossier.pk, receipt_number=number), by=by)
    return dossier
