"""Who may open and write manuscripts: those who may govern procedures, for their own agency."""

from django.utils.translation import gettext as _

from motcua.agencies.models import Agency, Role
from motcua.core.actors import Actor
from motcua.core.refusals import NotAllowed
from motcua.identity import access
from motcua.procedures.actions.permission import MAY_PUBLISH, is_the_platform

WRITERS = (Role.ADMINISTRATOR,)
SIGNERS = (Role.SIGNER,)
READERS = (*WRITERS, *SIGNERS)


def writes_for(by: Actor) -> list[Agency]:
    """The ministries and provinces for which this person writes procedures."""
    return [agency for agency in access.agencies_of(by, *WRITERS) if agency.level in MAY_PUBLISH]


def reads_for(by: Actor) -> list[Agency]:
    """The same, and those for which this person signs."""
    return [agency for agency in access.agencies_of(by, *READERS) if agency.level in MAY_PUBLISH]


def may_enter(by: Actor) -> bool:
    """Whether the workshop is a place for this person."""
    return is_the_platform(by) or bool(reads_for(by))


def may_write(by: Actor, owner: Agency) -> bool:
    """Whether this person writes what the agency owns."""
    return is_the_platform(by) or owner.pk in {one.pk for one in writes_for(by)}


def require_entry(by: Actor) -> None:
    """Refuse whom the workshop is not for."""
    if not may_enter(by):
        raise NotAllowed(
            _(
                "Xưởng thủ tục dành cho đơn vị kiểm soát thủ tục của bộ và Ủy ban nhân dân cấp"
                " tỉnh. Nếu bạn phụ trách việc này, hãy nhờ quản trị viên cơ quan bổ nhiệm."
            )
        )


def require_writer(by: Actor, owner: Agency) -> None:
    """Refuse who may look, but not write."""
    if not may_write(by, owner):
        raise NotAllowed(
            _("Bạn xem được bản thảo này nhưng không sửa được. Người sửa: quản trị của %(agency)s.")
            % {"agency": owner.name}
        )
