"""A version on its way online: proposed, reviewed, tested, approved, live; or turned down."""

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import override

from motcua.agencies.models import Role
from motcua.core import clock
from motcua.core.actors import SYSTEM, Actor
from motcua.core.journal import emit
from motcua.core.refusals import WrongState
from motcua.identity.models import User
from motcua.procedures import actions as procedures
from motcua.procedures.actions.filing import withdraw_clearance
from motcua.procedures.models import Filing, Procedure, Version
from motcua.procedures.models import State as Record
from motcua.services.actions.permission import (
    proposed,
    proposing_agency,
    reasoned,
    require_other,
    require_role,
)
from motcua.services.actions.running import follow
from motcua.services.checklist import CHECKLIST
from motcua.services.events import LaunchMoved, LaunchProposed
from motcua.services.models import ENDED, REVIEWERS, Launch, ReviewLine, Service, Stage, Verdict
from motcua.trials import queries as trials


@transaction.atomic
def propose(version: Version, *, by: Actor) -> Launch:
    """Ask that a version go online. A draft is sent for approval too: the gate examines it.

    An earlier proposal of one's own for the same procedure gives way; another's stands.
    """
    procedure = Procedure.objects.select_for_update(of=("self",)).get(pk=version.procedure_id)
    version = Version.objects.get(pk=version.pk)
    version.procedure = procedure
    agency = proposing_agency(version, by)
    _require_proposable(version)
    if standing := _under_way(procedure).first():
        _give_way(standing, version, by)
    if version.state == Record.DRAFT:
        version = procedures.ask_approval(version, by=by)
    launch = Launch.objects.create(
        procedure=procedure,
        version=version,
        agency=agency,
        proposed_by=by if isinstance(by, User) else None,
        proposer=by.actor_ref.name,
    )
    _lay_out(launch)
    emit(
        LaunchProposed(
            launch=launch.pk,
            version=version.pk,
            code=procedure.code,
            number=version.number,
            agency=agency.code,
        ),
        by=by,
    )
    return launch


@transaction.atomic
def conclude_review(launch: Launch, *, by: Actor) -> Launch:
    """Every line of the checklist was passed: the version may be tested."""
    launch = held(launch)
    require_role(launch, by, *REVIEWERS, to=_("kết luận rà soát"))
    require_other(launch, by)
    left = launch.lines.filter(round=launch.round).exclude(verdict=Verdict.PASSED).count()
    if left:
        raise WrongState(_("Còn %(count)d mục chưa đạt hoặc chưa xem.") % {"count": left})
    return _moved(launch, Stage.REVIEWED, by)


@transaction.atomic
def begin_testing(launch: Launch, *, by: Actor) -> Launch:
    """Hand the version to a test round; testers say what they find there."""
    launch = held(launch)
    require_role(launch, by, *REVIEWERS, to=_("chuyển sang kiểm thử"))
    return _moved(launch, Stage.TESTING, by)


@transaction.atomic
def approve(launch: Launch, *, by: Actor) -> Launch:
    """A signer of the publishing agency, who did not propose it, lets it go online."""
    launch = held(launch)
    require_role(launch, by, Role.SIGNER, to=_("phê duyệt đưa lên trực tuyến"))
    require_other(launch, by)
    if not trials.passed(launch.version):
        raise WrongState(_("Chưa đợt kiểm thử nào xác nhận bản này đạt. Hãy xem kết quả thử."))
    if launch.version.state == Record.AWAITING:
        launch.version = procedures.approve(launch.version, by=by)
    procedures.clear(launch.version, by=by)
    launch.approver, launch.approved_at = by.actor_ref.name, clock.now()
    return _moved(launch, Stage.APPROVED, by)


@transaction.atomic
def go_live(launch: Launch, *, by: Actor) -> Service:
    """Put the version in force if it is not, and take it online.

    A suspended service stays so until it is resumed: its reason may be another than the version.
    """
    launch = held(launch)
    require_role(launch, by, Role.ADMINISTRATOR, to=_("đưa dịch vụ lên trực tuyến"))
    _moved(launch, Stage.LIVE, by)
    if coming := launch.version.enactments.filter(taken_at=None, revoked_at=None).first():
        raise WrongState(
            _("Bản này áp dụng từ ngày %(day)s theo quyết định công bố: hãy chờ đến ngày ấy.")
            % {"day": f"{coming.effective_from:%d/%m/%Y}"}
        )
    procedures.publish(launch.version, by=by)
    procedure = Procedure.objects.get(pk=launch.procedure_id)
    if procedure.filing in {Filing.NONE, Filing.CLOSED}:
        procedures.open_filing(procedure, by=by)
    service = follow(procedure, by=by)
    if service is None:
        raise WrongState(_("Thủ tục chưa công khai nên chưa mở nộp trực tuyến được."))
    return service


@transaction.atomic
def arrive(procedure: Procedure, *, by: Actor = SYSTEM) -> None:
    """A cleared version that came into force where filing is open is live; nobody has to say so."""
    if procedure.filing != Filing.OPEN:
        return
    arrived = _under_way(procedure).filter(version=procedure.current_id)
    for launch in arrived:
        launch = held(launch)
        if launch.stage == Stage.APPROVED:
            _moved(launch, Stage.LIVE, by)


@transaction.atomic
def return_to_review(launch: Launch, *, by: Actor, reason: str) -> Launch:
    """Look at everything again, and say why; what was approved is so no more."""
    launch = held(launch)
    roles = (Role.ADMINISTRATOR, Role.HEAD, Role.SIGNER)
    require_role(launch, by, *roles, to=_("trả lại để rà soát"))
    reason = reasoned(reason)
    _take_clearance_back(launch, by, reason)
    launch.round += 1
    _lay_out(launch)
    return _moved(launch, Stage.PROPOSED, by, reason)


@transaction.atomic
def turn_down(launch: Launch, *, by: Actor, reason: str) -> Launch:
    """It does not go online: said by a signer; or its proposer takes it back."""
    launch = held(launch)
    if not proposed(launch, by):
        require_role(launch, by, Role.SIGNER, to=_("từ chối đề xuất"))
    reason = reasoned(reason)
    _take_clearance_back(launch, by, reason)
    if launch.version.state in {Record.AWAITING, Record.APPROVED}:
        procedures.send_back(launch.version, by=by, reason=reason)
    return _moved(launch, Stage.TURNED_DOWN, by, reason)


def held(launch: Launch) -> Launch:
    """The same launch, read again; its procedure, then itself held until the transaction ends."""
    Procedure.objects.select_for_update(of=("self",)).get(pk=launch.procedure_id)
    rows = Launch.objects.select_for_update(of=("self",))
    return rows.select_related("version__procedure", "agency").get(pk=launch.pk)


def _under_way(procedure: Procedure) -> QuerySet[Launch]:
    return Launch.objects.filter(procedure=procedure).exclude(stage__in=ENDED)


def _require_proposable(version: Version) -> None:
    if version.state == Record.WITHDRAWN:
        raise WrongState(_("Bản này đã bãi bỏ. Hãy nhập một bản mới."))
    if version.package.channel("online") is None:
        raise WrongState(_("Bản này không có cách nộp trực tuyến."))
    online = version.procedure.filing in {Filing.OPEN, Filing.SUSPENDED}
    if online and version.procedure.current_id == version.pk:
        raise WrongState(_("Bản này đang được nộp trực tuyến rồi."))


def _give_way(standing: Launch, version: Version, by: Actor) -> None:
    if standing.version_id == version.pk or not proposed(standing, by):
        raise WrongState(
            _("Thủ tục này đang có đề xuất của %(who)s. Hãy chờ xong hoặc đề nghị người ấy rút.")
            % {"who": standing.proposer}
        )
    turn_down(standing, by=by, reason=_("Thay bằng bản số %d.") % version.number)


def _lay_out(launch: Launch) -> None:
    """The checklist of today, in the language of the law, for the round that begins."""
    with override("vi"):
        ReviewLine.objects.bulk_create(
            ReviewLine(
                launch=launch,
                round=launch.round,
                number=number,
                code=line.code,
                text=str(line.text),
                source=str(line.source),
            )
            for number, line in enumerate(CHECKLIST, start=1)
        )


def _take_clearance_back(launch: Launch, by: Actor, reason: str) -> None:
    if launch.stage == Stage.APPROVED:
        withdraw_clearance(launch.version, by=by, reason=reason)


def _moved(launch: Launch, stage: Stage, by: Actor, reason: str = "") -> Launch:
    launch.move_to(stage)
    launch.reason = reason
    launch.save()
    emit(
        LaunchMoved(
            launch=launch.pk, code=launch.version.procedure.code, stage=stage, reason=reason
        ),
        by=by,
    )
    return launch
