"""A round from its plan to its end."""

from datetime import date

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from motcua.agencies.models import Agency, Area, AreaLevel
from motcua.core import clock
from motcua.core.actors import SYSTEM, Actor
from motcua.core.journal import emit
from motcua.core.refusals import Invalid, Problem, WrongState
from motcua.core.text import clean
from motcua.identity.contacts import line
from motcua.identity.models import User
from motcua.notices.actions import notify
from motcua.procedures import gate
from motcua.procedures.actions.permission import require_publisher
from motcua.procedures.models import State as VersionState
from motcua.procedures.models import Version
from motcua.trials import queries, sandbox, stage
from motcua.trials.actions.permission import planner, require_runner
from motcua.trials.events import (
    RoundClosed,
    RoundOpened,
    RoundPlanned,
    TesterInvited,
    VersionAdded,
)
from motcua.trials.models import State, TestedVersion, Tester, TestRound

MOST_VERSIONS = 40
MOST_TESTERS = 500
LONGEST_PURPOSE = 4000


@transaction.atomic
def plan_round(
    name: str,
    *,
    by: Actor,
    commune: Area,
    opens_on: date,
    closes_on: date,
    purpose: str = "",
    agency: Agency | None = None,
) -> TestRound:
    """Plan a round. Its synthetic people will live in this commune and serve there."""
    owner = planner(by, agency)
    title = line(name, limit=200, what=_("Tên đợt"))
    said = clean(purpose).strip()
    problems = []
    if not title:
        problems.append(Problem("name", _("Nhập tên đợt kiểm thử.")))
    if closes_on < opens_on:
        problems.append(Problem("closes_on", _("Ngày kết thúc phải từ ngày bắt đầu trở đi.")))
    if closes_on < clock.today():
        problems.append(Problem("closes_on", _("Ngày kết thúc đã qua.")))
    if commune.level != AreaLevel.COMMUNE or commune.valid_to is not None:
        problems.append(Problem("commune", _("Chọn một xã, phường đang có hiệu lực.")))
    if len(said) > LONGEST_PURPOSE:
        problems.append(Problem("purpose", _("Mục đích dài quá 4.000 ký tự.")))
    if problems:
        raise Invalid(_("Chưa lập được đợt kiểm thử."), problems)
    planned = TestRound.objects.create(
        name=title,
        purpose=said,
        agency=owner,
        commune=commune,
        opens_on=opens_on,
        closes_on=closes_on,
    )
    emit(RoundPlanned(round=planned.pk, name=title, opens_on=opens_on, closes_on=closes_on), by=by)
    return planned


@transaction.atomic
def add_version(round: TestRound, *, by: Actor, version: Version) -> TestedVersion:
    """Have a version tested. In an open round it is put in force in the sandbox at once.

    Another version of the same procedure replaces it there: what was mended is tested anew.
    """
    round = held(round)
    require_runner(by, round)
    require_publisher(by, version)
    if round.state == State.CLOSED:
        raise WrongState(_("Đợt kiểm thử đã đóng nên không thêm thủ tục được nữa."))
    if version.state == VersionState.WITHDRAWN:
        raise WrongState(_("Bản này đã bãi bỏ nên không kiểm thử nữa."))
    known = TestedVersion.objects.filter(round=round, version=version).first()
    if known:
        return known
    require_sound(version)
    if round.tested.count() >= MOST_VERSIONS:
        raise Invalid(
            _("Mỗi đợt thử nhiều nhất %(most)d thủ tục. Hãy lập thêm một đợt.")
            % {"most": MOST_VERSIONS}
        )
    tested = TestedVersion.objects.create(round=round, version=version)
    emit(
        VersionAdded(
            round=round.pk,
            version=version.pk,
            code=version.procedure.code,
            number=version.number,
        ),
        by=by,
    )
    if round.state == State.OPEN:
        round.people = [*round.people, *_staged(round.sandbox, round.commune.code, [version])]
        round.save(update_fields=["people"])
    return tested


@transaction.atomic
def invite(round: TestRound, *, by: Actor, user: User) -> Tester:
    """Name a real official or citizen who may enter; they are told, with the way in."""
    round = held(round)
    require_runner(by, round)
    if round.state == State.CLOSED:
        raise WrongState(_("Đợt kiểm thử đã đóng nên không mời thêm người được nữa."))
    if not user.is_active:
        raise Invalid(_("Tài khoản này đã khóa nên không tham gia kiểm thử được."))
    known = Tester.objects.filter(round=round, user=user).first()
    if known:
        return known
    if round.testers.count() >= MOST_TESTERS:
        raise Invalid(_("Đợt kiểm thử này đã đủ người."))
    tester = Tester.objects.create(round=round, user=user)
    emit(TesterInvited(round=round.pk, user=user.pk), by=by)
    with override("vi"):
        subject, body = _invitation(round)
    with override("en"):
        english = _invitation(round)
    link = reverse("trials:round", args=[round.pk])
    notify(user, by=by, subject=subject, body=body, link=link, english=english)
    return tester


def open_round(round: TestRound, *, by: Actor) -> TestRound:
    """Make the round's sandbox, put its versions in force there, and let testers in.

    The sandbox is ready before the round says so; whatever fails in between leaves none behind.
    """
    require_runner(by, round)
    versions = [one.version for one in round.tested.select_related("version__procedure")]
    if not versions:
        raise WrongState(_("Hãy chọn ít nhất một thủ tục để kiểm thử trước khi mở đợt."))
    if round.closes_on < clock.today():
        raise WrongState(_("Ngày kết thúc của đợt đã qua nên không mở được nữa."))
    TestRound.objects.get(pk=round.pk).move_to(State.OPEN)  # refuse before the work, not after
    with sandbox.made() as name:
        people = _staged(name, round.commune.code, versions, first=True)
        return _opened(round, name, people, by=by)


@transaction.atomic
def _opened(round: TestRound, name: str, people: list[dict[str, str]], *, by: Actor) -> TestRound:
    round = held(round)
    round.move_to(State.OPEN)
    round.sandbox, round.people, round.opened_at = name, people, clock.now()
    round.save(update_fields=["state", "sandbox", "people", "opened_at"])
    emit(RoundOpened(round=round.pk, sandbox=name, people=len(people)), by=by)
    return round


def close_round(round: TestRound, *, by: Actor) -> TestRound:
    """End a round: its results and numbers are kept, its sandbox goes. Who is inside is put out."""
    require_runner(by, round)
    round = TestRound.objects.get(pk=round.pk)
    counts = queries.counts(round) if round.state == State.OPEN else {}
    closed, name = _closed(round, counts, by=by)
    sandbox.drop(name)  # if somebody stays too long, the sweep removes it
    return closed


@transaction.atomic
def _closed(round: TestRound, counts: dict[str, int], *, by: Actor) -> tuple[TestRound, str]:
    round = held(round)
    round.move_to(State.CLOSED)
    name, round.sandbox = round.sandbox, ""
    round.counts, round.closed_at = counts, clock.now()
    round.save(update_fields=["state", "sandbox", "counts", "closed_at"])
    emit(RoundClosed(round=round.pk, counts=counts), by=by)
    return round, name


def close_overdue(*, by: Actor = SYSTEM) -> int:
    """Close the rounds whose last day is over; returns how many."""
    overdue = TestRound.objects.filter(state=State.OPEN, closes_on__lt=clock.today())
    return len([close_round(round, by=by) for round in overdue])


def sweep() -> list[str]:
    """Remove the sandboxes that nobody owns: of a server that died in between. Their names."""
    return sandbox.sweep(queries.is_owned)


def require_sound(version: Version) -> None:
    """Refuse a draft that the publish gate refuses by itself, whoever serves where."""
    found = [] if version.published_at else gate.examine(version.package, gate.nowhere())
    if found:
        raise Invalid(
            _("Gói thủ tục còn %(count)d chỗ phải sửa trước khi đem thử.") % {"count": len(found)},
            [one.problem for one in found],
        )


def held(round: TestRound) -> TestRound:
    """The same round, read again and held until the transaction ends."""
    rows = TestRound.objects.select_for_update(of=("self",)).select_related("commune", "agency")
    return rows.get(pk=round.pk)


def _staged(
    name: str, commune: str, versions: list[Version], first: bool = False
) -> list[dict[str, str]]:
    """Who was added to the sandbox so that these versions can be tried in it."""
    needed = stage.needed_versions(versions)
    with sandbox.entered(name):
        people = stage.settle(commune) if first else []
        people += stage.staff(stage.put_in_force(needed.values()), commune)
    return stage.as_plain(people)


def _invitation(round: TestRound) -> tuple[str, str]:
    return (
        _("Mời tham gia đợt kiểm thử"),
        _(
            "Bạn được mời thử dịch vụ công trong đợt “%(name)s”, từ %(opens)s đến %(closes)s. "
            "Mọi dữ liệu trong đợt là dữ liệu thử."
        )
        % {
            "name": round.name,
            "opens": f"{round.opens_on:%d/%m/%Y}",
            "closes": f"{round.closes_on:%d/%m/%Y}",
        },
    )
