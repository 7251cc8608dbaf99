"""The life of services in the story: opened over months, one suspended, tested, idle, stopped."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from demo.accounts import official
from motcua.agencies import queries as areas
from motcua.agencies.models import Agency, Area
from motcua.core import clock
from motcua.core.actors import SYSTEM
from motcua.core.clock import VIETNAM
from motcua.core.journal import tell_untold
from motcua.identity.models import User
from motcua.procedures import actions as procedures
from motcua.procedures.models import Version
from motcua.procedures.package.reading import read
from motcua.services import actions, queries
from motcua.services.checklist import CHECKLIST
from motcua.services.models import Launch, RemovalProposal, Service, Verdict
from motcua.trials import actions as trials
from motcua.trials.models import State, TestedVersion, Tester, TestResult, TestRound

IN_FORCE = date(2026, 7, 1)
FIRST, LAST = 150, 2
"""Days ago between which the services went live."""
USED = ("dang-ky-khai-sinh", "doi-giay-phep-lai-xe", "cap-lai-the-bhyt")
"""Those that the tales file came first."""
IDLE = "khai-tu-luu-dong"
STOPPED = "dang-ky-khuyen-mai"
PASSED = actions.Finding(Verdict.PASSED)


def take_online(packages: Mapping[str, Any]) -> dict[str, Version]:
    """Publish every package, a few each week; by name."""
    names = sorted(packages, key=lambda name: name not in USED)
    step = (FIRST - LAST) / max(len(names) - 1, 1)
    found = {}
    for place, name in enumerate(names):
        with clock.moved_to(_ago(FIRST - round(place * step))):
            version = procedures.import_package(packages[name], by=SYSTEM)
            since = min(IN_FORCE, clock.today())
            found[name] = procedures.publish(version, by=SYSTEM, effective_from=since)
            tell_untold()
    return found


def live_on(packages: Mapping[str, Any], versions: Mapping[str, Version], ha_noi: Agency) -> None:
    """What officials do with services, once there are some."""
    _launch_and_suspend(packages["xac-nhan-tinh-trang-hon-nhan"], ha_noi)
    _bring_to_test(packages["dang-ky-tam-tru"], ha_noi)
    _begin_a_review(packages["chung-thuc-chu-ky"])
    _ask_about(versions[IDLE])
    _announce(versions[STOPPED])
    tell_untold()


def _launch_and_suspend(package: Any, ha_noi: Agency) -> None:
    """A whole life: proposed, reviewed, tested, approved, live, and not taking dossiers today."""
    with clock.moved_to(_ago(60)):
        launch = _proposed(package)
    with clock.moved_to(_ago(56)):
        _review(launch)
        actions.begin_testing(launch, by=_controller())
    with clock.moved_to(_ago(40)):
        _remember_a_round(launch.version, ha_noi)
    with clock.moved_to(_ago(38)):
        actions.approve(launch, by=official("hanoi", "signer"))
    with clock.moved_to(_ago(36)):
        service = actions.go_live(launch, by=_administrator())
        tell_untold()
    with clock.moved_to(_ago(1)):
        actions.suspend(
            service,
            by=official("hanoi", "signer"),
            reason="Đang sửa lỗi tra cứu tình trạng hôn nhân; hồ sơ đã nộp vẫn được giải quyết",
            until=clock.today() + timedelta(days=8),
        )
        tell_untold()


def _bring_to_test(package: Any, ha_noi: Agency) -> None:
    with clock.moved_to(_ago(9)):
        launch = _proposed(package)
    with clock.moved_to(_ago(6)):
        _review(launch)
        actions.begin_testing(launch, by=_controller())
    with clock.moved_to(_ago(5)):
        day = clock.today()
        plan = trials.plan_round(
            "Đợt kiểm thử cư trú trực tuyến",
            by=_administrator(),
            commune=_commune(),
            opens_on=day + timedelta(days=7),
            closes_on=day + timedelta(days=21),
            agency=ha_noi,
        )
        trials.add_version(plan, by=_administrator(), version=launch.version)


def _begin_a_review(package: Any) -> None:
    with clock.moved_to(_ago(4)):
        launch = _proposed(package)
    with clock.moved_to(_ago(3)):
        note = "Bỏ yêu cầu nộp bản sao giấy tờ tùy thân: đã có trong cơ sở dữ liệu dân cư."
        found = {line.code: PASSED for line in CHECKLIST[:4]}
        found["known"] = actions.Finding(Verdict.FAILED, note)
        actions.review(launch, by=_controller(), found=found)


def _ask_about(version: Version) -> None:
    """Nobody used it: with a shorter time of its own, a person is asked; another was kept."""
    service = Service.objects.get(procedure=version.procedure)
    with clock.moved_to(_ago(20)):
        actions.set_idle_time(service, by=SYSTEM, days=60)
    if not queries.idle_services().filter(pk=service.pk).exists():
        return
    actions.propose_removals()
    others = RemovalProposal.objects.exclude(service=service)
    for proposal in others:
        until = clock.today() + timedelta(days=180)
        actions.keep(proposal, by=SYSTEM, reason="Mới đưa lên, chờ thêm", until=until)


def _announce(version: Version) -> None:
    """Two hours of a night, well ahead."""
    begins = _ago(-16).replace(hour=22)
    stop = actions.Stop(
        begins,
        begins + timedelta(hours=2),
        "Nâng cấp kết nối với sở công thương các tỉnh",
        procedure=version.procedure,
    )
    actions.announce(stop, by=SYSTEM)


def _proposed(package: Any) -> Launch:
    """The variant of Hà Nội, imported and proposed by its administrator."""
    data = dict(read(package).data if isinstance(package, str) else package)
    name = data["name"]
    named = {"vi": f"{name['vi']} (Hà Nội)", "en": f"{name['en']} (Hanoi)"}
    data |= {"code": f"{data['code']}.H26", "name": named, "publisher": "H26"}
    version = procedures.import_package(data, by=_administrator())
    return actions.propose(version, by=_administrator())


def _review(launch: Launch) -> None:
    found = {line.code: PASSED for line in CHECKLIST}
    actions.review(launch, by=_controller(), found=found)
    actions.conclude_review(launch, by=_controller())


def _remember_a_round(version: Version, agency: Agency) -> None:
    """A round that is over: its sandbox is gone, what its testers wrote has stayed."""
    day = clock.today()
    over = TestRound.objects.create(
        name="Đợt kiểm thử hộ tịch trực tuyến",
        agency=agency,
        commune=_commune(),
        opens_on=day - timedelta(days=10),
        closes_on=day,
        state=State.CLOSED,
        opened_at=_ago(50),
        closed_at=clock.now(),
    )
    tested = TestedVersion.objects.create(round=over, version=version)
    for office, role in (("hanoi", "handler"), ("hoankiem", "receiver")):
        tester = Tester.objects.create(round=over, user=official(office, role))
        TestResult.objects.create(
            tested=tested, tester=tester, passed=True, note="Nộp được trên điện thoại, đúng hạn."
        )


def _administrator() -> User:
    return official("hanoi", "administrator")


def _controller() -> User:
    """Who controls procedures at Hà Nội."""
    return official("hanoi", "handler")


def _commune() -> Area:
    return areas.commune("00070")


def _ago(days: int) -> datetime:
    """Nine o'clock, so many days ago."""
    day = clock.today() - timedelta(days=days)
    return datetime(day.year, day.month, day.day, 9, tzinfo=VIETNAM)
