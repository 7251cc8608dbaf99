"""Questions about test rounds: what is on, who may see it, whether a version passed."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from motcua.agencies.models import Agency, Role
from motcua.core.actors import Actor
from motcua.core.refusals import NotFound
from motcua.identity import access
from motcua.identity.models import Citizen, User
from motcua.procedures.actions.permission import MAY_PUBLISH, is_the_platform, may_publish
from motcua.procedures.models import BEFORE_PUBLICATION, Version
from motcua.trials import sandbox, stage
from motcua.trials.models import Replay, State, TestedVersion, Tester, TestResult, TestRound

MOST_SHOWN = 200


@dataclass(frozen=True)
class Visit:
    """Somebody is inside a round, as a synthetic person."""

    round: TestRound
    person: dict[str, Any]


def passed(version: Version) -> bool:
    """Whether it was tested, and nobody's latest word on it is that it failed."""
    verdicts = [one.passed for one in _latest(TestResult.objects.filter(tested__version=version))]
    return bool(verdicts) and all(verdicts)


def results(version: Version) -> list[TestResult]:
    """What testers found of a version, in every round, newest first."""
    rows = TestResult.objects.filter(tested__version=version)
    return list(rows.select_related("tested__round", "tester__user"))


def controls(by: Actor) -> bool:
    """Whether this actor belongs to procedure control: the platform, a ministry or a province."""
    return is_the_platform(by) or bool(offices_of(by))


def offices_of(by: Actor) -> list[Agency]:
    """The agencies for whose procedure control this official acts."""
    found = access.agencies_of(by, Role.ADMINISTRATOR)
    return [agency for agency in found if agency.level in MAY_PUBLISH]


def administers(by: Actor, round: TestRound) -> bool:
    """Whether this actor runs this round: who serves where it was planned, or the platform."""
    if is_the_platform(by):
        return True
    return any(agency.pk == round.agency_id for agency in offices_of(by))


def rounds(*, by: Actor) -> QuerySet[TestRound]:
    """The rounds that this actor runs or is a tester of, newest first, with their sizes."""
    rows = _seen(by).annotate(
        versions=Count("tested", distinct=True), people_testing=Count("testers", distinct=True)
    )
    return rows.select_related("agency")


def round_seen_by(by: Actor, id: UUID) -> TestRound:
    """One of these rounds. Raises NotFound: others need not know that there is one."""
    found = _seen(by).select_related("agency", "commune").filter(pk=id).first()
    if found is None:
        raise NotFound(_("Không có đợt kiểm thử này, hoặc bạn không tham gia đợt này."))
    return found


def tester(round: TestRound, *, by: Actor) -> Tester | None:
    """This person as a tester of the round."""
    user = by if isinstance(by, User) else None
    return Tester.objects.filter(round=round, user=user).first() if user else None


def tested(round: TestRound) -> list[TestedVersion]:
    """The versions of a round, each with `latest`: the latest result of each of its testers."""
    rows = list(
        TestedVersion.objects.filter(round=round)
        .select_related("version__procedure")
        .defer("version__source")
    )
    found = _latest(TestResult.objects.filter(tested__in=rows))
    for row in rows:
        mine = [one for one in found if one.tested_id == row.pk]
        row.latest = mine  # type: ignore[attr-defined]  # for the page
    return rows


def tested_in(round: TestRound, id: UUID) -> TestedVersion:
    """One of a round's versions. Raises NotFound."""
    rows = TestedVersion.objects.select_related("version__procedure", "round")
    found = rows.filter(pk=id, round=round).first()
    if found is None:
        raise NotFound(_("Đợt kiểm thử không có thủ tục này."))
    return found


def testers(round: TestRound) -> list[Tester]:
    """Who may enter a round, with `given`: how many results each has written."""
    rows = Tester.objects.filter(round=round).select_related("user")
    return list(rows.annotate(given=Count("results")))


def visit(*, by: User, round: str, person: str) -> Visit | None:
    """The visit that a session says it is on; None when it is over, or was never allowed."""
    running = TestRound.objects.filter(pk=round, state=State.OPEN)
    found = running.filter(Exists(Tester.objects.filter(round=OuterRef("pk"), user=by))).first()
    played = found.person(person) if found and found.is_running else None
    return Visit(found, played) if found and played else None


def counts(round: TestRound) -> dict[str, int]:
    """What was done in the sandbox, in numbers: as it stands, or as it stood at the end."""
    if round.state != State.OPEN:
        return dict(round.counts)
    with sandbox.entered(round.sandbox):
        return stage.counts()


def replays(version: Version, *, by: Actor) -> list[Replay]:
    """The replays on a version, newest first, for those whose procedure it is. Raises NotFound."""
    if not _owns(by, version):
        raise NotFound(_("Không có bản thủ tục này trong phạm vi của bạn."))
    return list(Replay.objects.filter(version=version).defer("rows")[:MOST_SHOWN])


def replay_seen_by(by: Actor, id: UUID) -> Replay:
    """One report, likewise."""
    found = Replay.objects.select_related("version__procedure").filter(pk=id).first()
    if found is None or not _owns(by, found.version):
        raise NotFound(_("Không có lần chạy lại này trong phạm vi của bạn."))
    return found


def _owns(by: Actor, version: Version) -> bool:
    return is_the_platform(by) or any(may_publish(one, version) for one in offices_of(by))


def is_owned(name: str) -> bool:
    """Whether an open round or a running replay has this sandbox."""
    rounds = TestRound.objects.filter(sandbox=name, state=State.OPEN)
    return rounds.exists() or Replay.objects.filter(sandbox=name).exists()


def versions_to_test(*, by: Actor, text: str = "") -> list[Version]:
    """Versions that this actor may have tested: drafts, and what is in force."""
    if not controls(by):
        return []
    coming = Q(state__in=BEFORE_PUBLICATION) | Q(procedure__current=F("pk"))
    rows = Version.objects.select_related("procedure").filter(coming)
    if text:
        rows = rows.filter(Q(procedure__code__startswith=text) | Q(procedure__name__icontains=text))
    return list(rows.defer("source").order_by("procedure__code", "-number")[:MOST_SHOWN])


def person_named(text: str, *, by: Actor) -> User:
    """An account by its sign-in name, or a citizen's by their number; for who invites testers."""
    if not controls(by):
        raise NotFound(_("Không có tài khoản nào như vậy."))
    name = text.strip().lower()
    known = User.objects.filter(is_active=True)
    found = known.filter(username=name, kind="official").first()
    if found is None and name.isascii() and name.isdigit():
        citizen = Citizen.objects.filter(number=name).select_related("user").first()
        found = citizen.user if citizen else None
    if found is None:
        raise NotFound(_("Không có tài khoản nào như vậy."))
    return found


def _seen(by: Actor) -> QuerySet[TestRound]:
    rows = TestRound.objects.all()
    if is_the_platform(by):
        return rows
    if not isinstance(by, User):
        return rows.none()
    mine = Exists(Tester.objects.filter(round=OuterRef("pk"), user=by))
    return rows.filter(Q(agency__in=offices_of(by)) | mine)


def _latest(rows: QuerySet[TestResult]) -> list[TestResult]:
    """The latest result of each tester on each version."""
    newest = rows.order_by("tested_id", "tester_id", "-created_at", "-id")
    return list(newest.distinct("tested_id", "tester_id").select_related("tester__user"))
