"""Submitting: a manuscript becomes a draft version of its procedure."""

from django.db import transaction
from django.utils.translation import gettext as _

from motcua.core.actors import Actor
from motcua.core.journal import emit
from motcua.core.refusals import NotAllowed, WrongState
from motcua.procedures import actions as procedures
from motcua.procedures import gate
from motcua.procedures.actions.permission import is_the_platform, may_publish, owner_of
from motcua.procedures.models import State, Version
from motcua.services import actions as services
from motcua.workshop import permission, queries
from motcua.workshop.events import ManuscriptSubmitted
from motcua.workshop.models import Manuscript


@transaction.atomic
def submit(manuscript: Manuscript, *, by: Actor) -> Version:
    """Make it a draft version, and propose it when the gate has nothing against it.

    Refuses with every problem while the package does not load.
    """
    rows = Manuscript.objects.select_for_update(of=("self",)).select_related("owner")
    held = rows.get(pk=manuscript.pk)
    permission.require_writer(by, held.owner)
    if held.put_away_at:
        raise WrongState(_("Bản thảo này đã cất đi. Hãy lấy ra rồi trình."))
    if queries.clashes(held).exists():
        raise WrongState(_("Còn chỗ hai người cùng sửa chưa chọn. Hãy chọn xong rồi trình."))
    version = procedures.import_package(held.source, by=by)
    _require_theirs(held, version, by)
    held.submitted, held.submitted_revision = version, held.revision
    held.save(update_fields=["submitted", "submitted_revision"])
    emit(
        ManuscriptSubmitted(
            manuscript=held.pk,
            version=version.pk,
            code=version.procedure.code,
            number=version.number,
            revision=held.revision,
        ),
        by=by,
    )
    _propose(version, by)
    return version


def _propose(version: Version, by: Actor) -> None:
    """What the gate has nothing against goes on its way at once: to approval, and online."""
    if version.state != State.DRAFT or gate.examine(version.package, gate.here()):
        return
    if version.package.channel("online"):
        services.propose(version, by=by)
    else:
        procedures.ask_approval(version, by=by)
    version.refresh_from_db()


def _require_theirs(held: Manuscript, version: Version, by: Actor) -> None:
    """Whoever writes in an agency's name writes procedures of that agency."""
    if not is_the_platform(by) and not may_publish(held.owner, version):
        raise NotAllowed(
            _("Thủ tục %(code)s thuộc thẩm quyền công bố của %(owner)s, không phải %(yours)s.")
            % {
                "code": version.procedure.code,
                "owner": owner_of(version) or _("cơ quan khác"),
                "yours": held.owner.name,
            }
        )
