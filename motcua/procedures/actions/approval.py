"""A draft on its way to publication: sent for approval, approved by another, or sent back."""

from django.db import transaction
from django.utils.translation import gettext as _

from motcua.agencies.models import Role
from motcua.core.actors import Actor
from motcua.core.journal import emit
from motcua.core.refusals import Invalid, NotAllowed, Problem
from motcua.core.text import clean
from motcua.identity import access
from motcua.identity.models import User
from motcua.procedures import package
from motcua.procedures.actions.enacting import held, mark_amendment
from motcua.procedures.actions.permission import (
    is_the_platform,
    may_publish,
    require_govern,
    require_publisher,
)
from motcua.procedures.actions.publishing import require_publishable
from motcua.procedures.events import VersionMoved
from motcua.procedures.models import Procedure, State, Version


@transaction.atomic
def ask_approval(version: Version, *, by: Actor) -> Version:
    """Send a complete draft for approval."""
    require_govern(by)
    version, procedure = held(version)
    require_publisher(by, version)
    require_publishable(package.load(version.source))
    version.asked_by = by if isinstance(by, User) else None
    return _moved(version, procedure, State.AWAITING, by)


@transaction.atomic
def approve(version: Version, *, by: Actor) -> Version:
    """A signer of the agency approves what somebody else has sent."""
    version, procedure = held(version)
    _require_signer(by, version)
    if isinstance(by, User) and version.asked_by_id == by.pk:
        raise NotAllowed(_("Người trình không tự duyệt. Hãy đề nghị người khác duyệt."))
    return _moved(version, procedure, State.APPROVED, by)


@transaction.atomic
def send_back(version: Version, *, by: Actor, reason: str) -> Version:
    """Make it a draft again, and say why: by a signer, or by who sent it and takes it back."""
    reason = clean(reason).strip()[:2000]
    if not reason:
        raise Invalid(_("Hãy nêu lý do trả lại."), [Problem("reason", _("Nêu lý do."))])
    version, procedure = held(version)
    own = isinstance(by, User) and version.asked_by_id == by.pk
    if not (own and version.state == State.AWAITING):
        _require_signer(by, version)
    return _moved(version, procedure, State.DRAFT, by, reason)


def _moved(
    version: Version, procedure: Procedure, state: State, by: Actor, reason: str = ""
) -> Version:
    version.move_to(state)
    version.save(update_fields=["state", "asked_by"])
    mark_amendment(procedure)
    emit(
        VersionMoved(
            procedure=procedure.pk,
            version=version.pk,
            code=procedure.code,
            number=version.number,
            state=state,
            reason=reason,
        ),
        by=by,
    )
    return version


def _require_signer(by: Actor, version: Version) -> None:
    if is_the_platform(by):
        return
    agencies = access.agencies_of(by, Role.SIGNER)
    if not any(may_publish(agency, version) for agency in agencies):
        raise NotAllowed(_("Chỉ người ký của cơ quan công bố thủ tục được duyệt hoặc trả lại."))
