"""At the one-stop desk: take a dossier in, or turn it away."""

from django.db import transaction
from django.utils.translation import gettext as _

from motcua.agencies.models import Role
from motcua.core import clock
from motcua.core.actors import Actor
from motcua.core.journal import emit
from motcua.core.refusals import Invalid, WrongState
from motcua.core.text import clean
from motcua.dossiers import process, routing
from motcua.dossiers.actions.advancing import begin
from motcua.dossiers.actions.following import follow_rule
from motcua.dossiers.actions.holding import held, require_post, save
from motcua.dossiers.events import DossierAccepted, DossierNotAccepted
from motcua.dossiers.models import CodeSequence, Dossier, Status
from motcua.identity.models import User
from motcua.procedures.texts import figures


@transaction.atomic
def accept(dossier: Dossier, *, by: User, revision: int | None = None) -> Dossier:
    """Take the dossier in: it gets a code, and its legal clock starts now.

    Nghị định 118/2025/NĐ-CP: a receipt states the day of the result, counted from reception.
    """
    dossier = held(dossier, revision)
    require_post(by, dossier, Role.RECEIVER, to=_("tiếp nhận hồ sơ"))
    if dossier.status == Status.REGISTERED:
        follow_rule(dossier, by=by)
    take_in(dossier, by=by)
    return dossier


def take_in(dossier: Dossier, *, by: Actor) -> None:
    """Give a dossier its code, start its legal clock and open its first step."""
    dossier.move_to(Status.RECEIVED)
    dossier.received_at = clock.now()
    deadline = process.due(dossier, routing.calendar_of(dossier.agency))
    dossier.code = _code(dossier)
    dossier.deadline, dossier.due_at = deadline.to_json(), deadline.due_at
    save(dossier, "status", "code", "received_at", "deadline", "due_at")
    emit(DossierAccepted(dossier=dossier.pk, code=dossier.code, due_at=deadline.due_at), by=by)
    begin(dossier, by=by)


@transaction.atomic
def refuse(
    dossier: Dossier, *, by: User, reason: str, legal_basis: str, revision: int | None = None
) -> Dossier:
    """Turn the dossier away with a written reason (form 03)."""
    dossier = held(dossier, revision)
    require_post(by, dossier, Role.RECEIVER, to=_("từ chối tiếp nhận hồ sơ"))
    if dossier.received_at:
        raise WrongState(_("Hồ sơ đã được tiếp nhận nên không từ chối tiếp nhận được nữa."))
    dossier.move_to(Status.NOT_RECEIVED)
    dossier.reason = required(reason, _("Hãy ghi lý do từ chối và cách khắc phục."))
    basis = required(legal_basis, _("Hãy ghi căn cứ pháp lý của việc từ chối."))
    dossier.paused_at = None
    save(dossier, "status", "reason", "paused_at")
    emit(DossierNotAccepted(dossier=dossier.pk, reason=dossier.reason, legal_basis=basis), by=by)
    return dossier


def required(text: str, otherwise: str, *, limit: int = 4000) -> str:
    """The text, clean, short enough and not empty; otherwise a refusal in these words."""
    text = limited(text, limit=limit)
    if not text:
        raise Invalid(otherwise)
    return text


def limited(text: str, *, limit: int = 4000) -> str:
    """The text, clean and short enough to keep."""
    text = clean(text).strip()
    if len(text) > limit:
        refusal = _("Nội dung dài quá %(limit)s ký tự. Hãy viết gọn lại.")
        raise Invalid(refusal % {"limit": figures(limit)})
    return text


def _code(dossier: Dossier) -> str:
    """Agency code - day of reception - number of that day, e.g. `H26.5.1-20260422-0001`."""
    day = clock.today()
    number = CodeSequence.next(dossier.agency.code, day)
    return f"{dossier.agency.code}-{day:%Y%m%d}-{number:04d}"
