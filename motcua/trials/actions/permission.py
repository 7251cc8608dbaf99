"""Who runs test rounds: procedure control of a ministry or a province, each its own."""

from django.utils.translation import gettext as _

from motcua.agencies.models import Agency
from motcua.core.actors import Actor
from motcua.core.refusals import NotAllowed
from motcua.procedures.actions.permission import is_the_platform, require_govern
from motcua.trials import queries
from motcua.trials.models import TestRound


def planner(by: Actor, agency: Agency | None) -> Agency | None:
    """The agency for which this actor plans; none for the platform itself."""
    require_govern(by)
    if is_the_platform(by):
        return agency
    own = queries.offices_of(by)
    if agency is not None and agency not in own:
        raise NotAllowed(_("Bạn không tổ chức kiểm thử thay cơ quan này được."))
    return agency or own[0]


def require_runner(by: Actor, round: TestRound) -> None:
    """Refuse who does not run this round."""
    if not queries.administers(by, round):
        raise NotAllowed(
            _("Chỉ cán bộ kiểm soát thủ tục của cơ quan tổ chức đợt kiểm thử làm được việc này.")
        )
