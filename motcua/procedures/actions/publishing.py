"""Making versions public, and ending that."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from motcua.core import clock, sandbox
from motcua.core.actors import Actor
from motcua.core.journal import emit
from motcua.core.refusals import Invalid, Problem, WrongState
from motcua.procedures import gate, package
from motcua.procedures.actions.enacting import Terms, enact, held, mark_amendment
from motcua.procedures.actions.filing import open_held, require_cleared
from motcua.procedures.actions.permission import is_the_platform, require_govern, require_publisher
from motcua.procedures.events import VersionPublished, VersionWithdrawn
from motcua.procedures.models import (
    BEFORE_PUBLICATION,
    PUBLIC,
    Enactment,
    Filing,
    Procedure,
    State,
    Transition,
    Version,
)
from motcua.procedures.package import Package


@transaction.atomic
def publish(
    version: Version,
    *,
    by: Actor,
    effective_from: date | None = None,
    transition: Transition = Transition.BEGUN,
) -> Version:
    """Make a version the one in force, today or from a day to come; dossiers keep theirs.

    So do forms begun before, unless `transition` says otherwise.

    The package is checked anew, with its worked examples. Refuses with every finding. What the
    platform itself publishes is taken online at once; what officials publish, when it is ready.
    """
    require_govern(by)
    version, procedure = held(version)
    require_publisher(by, version)
    coming = version.enactments.filter(taken_at=None, revoked_at=None)
    if procedure.current_id != version.pk and not coming.exists():
        terms = Terms(effective_from or clock.today(), transition)
        make_public(version, procedure, terms, by=by)
    online = version.package.channel("online")
    if online and is_the_platform(by) and procedure.filing == Filing.NONE:
        open_held(procedure, by)
    return version


def make_public(version: Version, procedure: Procedure, terms: Terms, *, by: Actor) -> Enactment:
    """Both are held by the caller, who has asked whether `by` may."""
    if version.state == State.WITHDRAWN:
        raise WrongState(_("Bản này đã thôi công bố. Hãy nhập một bản mới."))
    require_cleared(version, procedure, by)
    if not sandbox.current():  # there one finds out, with the few people that a sandbox has
        require_publishable(package.load(version.source))
    if version.state in BEFORE_PUBLICATION:
        version.move_to(State.PUBLISHED)
        version.effective_from = terms.effective_from
        version.published_at = clock.now()
        version.save(update_fields=["state", "effective_from", "published_at"])
    enactment = enact(procedure, version, terms)
    version.refresh_from_db(fields=["state"])
    emit(
        VersionPublished(
            procedure=procedure.pk,
            version=version.pk,
            code=procedure.code,
            number=version.number,
            effective_from=terms.effective_from,
        ),
        by=by,
    )
    return enactment


def require_publishable(read: Package) -> None:
    """Refuse a package that does not pass the publish gate, with every finding."""
    if found := gate.examine(read, gate.here()):
        raise Invalid(
            _("Gói thủ tục chưa công bố được: còn %(count)d chỗ phải sửa.") % {"count": len(found)},
            [one.problem for one in found],
        )


@transaction.atomic
def withdraw(version: Version, *, by: Actor, reason: str) -> Version:
    """End the publication of a version; it stays readable for the dossiers that follow it."""
    require_govern(by)
    if not reason.strip():
        raise Invalid(_("Hãy nêu lý do thôi công bố."), [Problem("reason", _("Nêu lý do."))])
    version, procedure = held(version)
    require_publisher(by, version)
    if version.state not in PUBLIC:
        raise WrongState(_("Chỉ thôi công bố được bản đang công bố."))
    coming = version.enactments.filter(taken_at=None, revoked_at=None)
    coming.update(revoked_at=clock.now())
    if procedure.current_id == version.pk:
        enact(procedure, None, Terms(clock.today()))
    version.refresh_from_db(fields=["state"])
    if version.state != State.WITHDRAWN:
        version.move_to(State.WITHDRAWN)
        version.save(update_fields=["state"])
    mark_amendment(procedure)
    emit(
        VersionWithdrawn(
            procedure=procedure.pk,
            version=version.pk,
            code=procedure.code,
            number=version.number,
            reason=reason.strip()[:500],
        ),
        by=by,
    )
    return version
