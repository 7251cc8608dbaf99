"""Who may bring a service online, and who may not look at their own."""

from django.utils.translation import gettext as _

from motcua.agencies import queries as agencies
from motcua.agencies.models import Agency, Role
from motcua.core.actors import Actor, Machine
from motcua.core.refusals import Invalid, NotAllowed, Problem
from motcua.core.text import clean
from motcua.identity import access
from motcua.identity.models import User
from motcua.procedures.actions.permission import is_the_platform, may_publish, owner_of
from motcua.procedures.models import Version
from motcua.services.models import Launch


def proposing_agency(version: Version, by: Actor) -> Agency:
    """The agency for which `by` proposes: an administrator where the procedure is published."""
    if is_the_platform(by):
        owner = owner_of(version)
        if not owner:
            raise Invalid(_("Gói thủ tục chưa ghi cơ quan công bố (publisher). Hãy bổ sung."))
        return agencies.agency(owner)
    for agency in access.agencies_of(by, Role.ADMINISTRATOR):
        if may_publish(agency, version):
            return agency
    raise NotAllowed(
        _("Chỉ quản trị viên của cơ quan công bố thủ tục được đề xuất đưa lên trực tuyến.")
    )


def require_role(launch: Launch, by: Actor, *roles: str, to: str) -> None:
    """The platform, or who holds one of these roles at the publishing agency."""
    if not is_the_platform(by):
        access.require(by, *roles, at=launch.agency, to=to)


def require_other(launch: Launch, by: Actor) -> None:
    """Nobody judges what they proposed themselves; the machine neither."""
    if proposed(launch, by):
        raise NotAllowed(_("Người đề xuất không tự rà soát, phê duyệt. Hãy nhờ người khác."))


def proposed(launch: Launch, by: Actor) -> bool:
    """Whether it was `by` who proposed."""
    if isinstance(by, User):
        return launch.proposed_by_id == by.pk
    return isinstance(by, Machine) and launch.proposed_by_id is None


def reasoned(text: str, place: str = "reason") -> str:
    """A reason, cleaned; refuses none."""
    reason = clean(text).strip()[:2000]
    if not reason:
        raise Invalid(_("Hãy nêu lý do."), [Problem(place, _("Nêu lý do."))])
    return reason
