"""Who may make which procedure public: a ministry its own, a province its variants."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from motcua.agencies.models import Agency, AgencyLevel, Role
from motcua.core.actors import Actor, Machine
from motcua.core.refusals import NotAllowed
from motcua.identity import access
from motcua.identity.models import User
from motcua.procedures.models import PublicationDecision, Version

MAY_PUBLISH = {AgencyLevel.CENTRAL, AgencyLevel.PROVINCE}


def require_govern(by: Actor) -> None:
    """Packages are prepared by the platform itself, a ministry or a province."""
    access.require_administrator(by, to=_("nhập và công bố thủ tục"))
    if isinstance(by, User) and not by.is_superuser:
        levels = {agency.level for agency in access.agencies_of(by, Role.ADMINISTRATOR)}
        if not levels & MAY_PUBLISH:
            raise NotAllowed(_("Thủ tục do bộ hoặc Ủy ban nhân dân cấp tỉnh công bố."))


def require_publisher(by: Actor, version: Version) -> None:
    """Whoever publishes or ends a version serves at an agency whose procedure it is."""
    if is_the_platform(by):
        return
    agencies = access.agencies_of(by, Role.ADMINISTRATOR, Role.SIGNER)
    if not any(may_publish(agency, version) for agency in agencies):
        raise NotAllowed(_not_theirs(version))


def require_decider(by: Actor, agency: Agency, versions: Iterable[Version]) -> None:
    """A decision is recorded by a signer or administrator of the agency that took it."""
    if agency.level not in MAY_PUBLISH:
        raise NotAllowed(_("Thủ tục do bộ hoặc Ủy ban nhân dân cấp tỉnh công bố."))
    if not is_the_platform(by):
        access.require(
            by, Role.SIGNER, Role.ADMINISTRATOR, at=agency, to=_("công bố thủ tục hành chính")
        )
    for version in versions:
        if not may_publish(agency, version):
            raise NotAllowed(_not_theirs(version))


def may_publish(agency: Agency, version: Version) -> bool:
    """A variant is its province's; else it is whose record says so, or who decided on it before.

    A procedure of which neither is known may be set by a ministry, or by a province's own rules.
    """
    if owner := owner_of(version):
        return agency.code == owner
    return agency.level in MAY_PUBLISH


def owner_of(version: Version) -> str:
    """The code of the agency whose procedure it is; "" if nothing says whose."""
    variant = version.procedure.code[len("1.000000.") :]
    decided = PublicationDecision.objects.filter(enactments__procedure=version.procedure)
    last = decided.order_by("-created_at").values_list("agency__code", flat=True).first()
    return variant or last or version.package.publisher or ""


def is_the_platform(by: Actor) -> bool:
    """The machine itself, or its superuser."""
    return isinstance(by, Machine) or (isinstance(by, User) and by.is_active and by.is_superuser)


def _not_theirs(version: Version) -> str:
    owner = owner_of(version) or _("bộ hoặc Ủy ban nhân dân cấp tỉnh")
    return _("Thủ tục %(code)s thuộc thẩm quyền công bố của %(owner)s.") % {
        "code": version.procedure.code,
        "owner": owner,
    }
