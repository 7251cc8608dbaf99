"""Publication decisions: procedures made public, changed or ended by a numbered, signed act."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from motcua.agencies.models import Agency, AgencyLevel
from motcua.calendars.queries import calendar_for
from motcua.core import clock
from motcua.core.actors import Actor
from motcua.core.journal import emit
from motcua.core.refusals import Invalid, Problem, WrongState
from motcua.core.text import clean
from motcua.procedures.actions.enacting import Terms, enact, held
from motcua.procedures.actions.permission import require_decider
from motcua.procedures.actions.publishing import make_public
from motcua.procedures.events import PublicationDecided
from motcua.procedures.models import (
    PUBLIC,
    DecisionKind,
    Procedure,
    PublicationDecision,
    State,
    Transition,
    Version,
)
from motcua.procedures.publication import Days, Duty, duties

NUMBER = re.compile(r"[0-9A-ZĐ][0-9A-Za-zĐđÐ/.&-]{1,59}")
Held = list[tuple[Version, Procedure]]


@dataclass(frozen=True)
class Decision:
    """What a decision says. Without `effective_from`, procedures apply with the legal text."""

    number: str
    signed_on: date
    agency: Agency
    kind: DecisionKind
    law_effective_on: date
    effective_from: date | None = None
    shortened: bool = False
    transition: Transition = Transition.SUBMITTED
    transition_note: str = ""


@transaction.atomic
def decide(versions: Sequence[Version], *, by: Actor, decision: Decision) -> PublicationDecision:
    """Record a signed decision: new and amended versions become public, or versions end.

    Whether it was signed and entered in time is counted, kept and shown; late ones are valid too.
    Decree 63/2010/NĐ-CP as amended, articles 13 to 17, 24, 25.
    """
    _require_sense(versions, decision)
    together = [held(one) for one in sorted(versions, key=lambda one: one.procedure_id)]
    require_decider(by, decision.agency, (version for version, _procedure in together))
    for version, procedure in together:
        _require_kind(version, procedure, decision.kind)
    made = _recorded(decision)
    terms = Terms(
        made.effective_from, decision.transition, clean(decision.transition_note).strip(), made
    )
    for version, procedure in together:
        if decision.kind == DecisionKind.ABOLISHED:
            enact(procedure, None, terms)
        else:
            make_public(version, procedure, terms, by=by)
    _tell(made, together, by)
    return made


def _require_sense(versions: Sequence[Version], decision: Decision) -> None:
    problems = []
    if not versions:
        problems.append(Problem("versions", _("Chọn ít nhất một thủ tục.")))
    if len({one.procedure_id for one in versions}) < len(versions):
        problems.append(Problem("versions", _("Mỗi thủ tục chỉ có một bản trong một quyết định.")))
    if not NUMBER.fullmatch(decision.number):
        problems.append(Problem("number", _("Viết số quyết định như 123/QĐ-BTP.")))
    if decision.signed_on > clock.today():
        problems.append(Problem("signed_on", _("Ngày ký không được ở tương lai.")))
    if decision.effective_from and decision.effective_from < decision.law_effective_on:
        said = _("Thủ tục không áp dụng trước ngày văn bản có hiệu lực.")
        problems.append(Problem("effective_from", said))
    known = PublicationDecision.objects.filter(agency=decision.agency, number=decision.number)
    if not problems and known.exists():
        problems.append(Problem("number", _("Quyết định này đã được ghi nhận.")))
    if problems:
        raise Invalid(_("Quyết định công bố chưa ghi nhận được."), problems)


def _require_kind(version: Version, procedure: Procedure, kind: DecisionKind) -> None:
    """New: never public before; amended and abolished: in force now."""
    code = {"code": procedure.code}
    if kind == DecisionKind.NEW and procedure.enactments.filter(revoked_at=None).exists():
        raise WrongState(_("Thủ tục %(code)s đã từng công bố: chọn loại sửa đổi, bổ sung.") % code)
    if kind != DecisionKind.NEW and procedure.current_id is None:
        raise WrongState(_("Thủ tục %(code)s hiện không công khai.") % code)
    if kind == DecisionKind.ABOLISHED:
        if procedure.current_id != version.pk or version.state not in PUBLIC:
            raise WrongState(_("Chỉ bãi bỏ được bản đang áp dụng của %(code)s.") % code)
    elif version.state != State.APPROVED:
        raise WrongState(_("Bản mới của %(code)s chưa được duyệt.") % code)


def _recorded(decision: Decision) -> PublicationDecision:
    counted = _duties(decision)
    return PublicationDecision.objects.create(
        number=decision.number,
        signed_on=decision.signed_on,
        agency=decision.agency,
        kind=decision.kind,
        effective_from=decision.effective_from or decision.law_effective_on,
        law_effective_on=decision.law_effective_on,
        shortened=decision.shortened,
        duties=[duty.to_json() for duty in counted],
        is_late=any(duty.is_late for duty in counted),
    )


def _duties(decision: Decision) -> list[Duty]:
    level = decision.agency.level
    area = decision.agency.area if level == AgencyLevel.PROVINCE else None
    calendar = calendar_for(area.code if area else "")
    days = Days(decision.signed_on, decision.law_effective_on, clock.today())
    return list(duties(calendar, days, level=level, shortened=decision.shortened))


def _tell(made: PublicationDecision, together: Held, by: Actor) -> None:
    emit(
        PublicationDecided(
            decision=made.pk,
            number=made.number,
            kind=made.kind,
            agency=made.agency.code,
            codes=[procedure.code for _version, procedure in together],
            effective_from=made.effective_from,
            is_late=made.is_late,
        ),
        by=by,
    )
