"""Many change one procedure while many use it: nothing is lost, all are on a lawful version."""

import itertools
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.db import connection

from motcua.agencies import queries as agencies
from motcua.agencies.models import Agency, Role
from motcua.core import clock
from motcua.core.actors import SYSTEM
from motcua.core.models import Entry
from motcua.core.refusals import NotFound, Refusal, WrongState
from motcua.dossiers import actions
from motcua.dossiers.models import Dossier, Draft, Status
from motcua.identity import actions as identity
from motcua.identity.models import Assurance, Citizen, User
from motcua.procedures import actions as procedures
from motcua.procedures import form
from motcua.procedures import queries as catalogue
from motcua.procedures.models import DecisionKind, Enactment, State, Version
from motcua.procedures.package import reading

pytestmark = pytest.mark.django_db(transaction=True)
CODE = "1.999001"
SMALL = Path(__file__).parents[2] / "procedures" / "tests" / "small.yaml"
TIME = {"amount": 1, "unit": "working_days"}
NEXT = threading.Lock()
VERSIONS, APPLICANTS, EACH = 10, 5, 4
PERSON = {
    "full_name": "Nguyễn Văn Bình", "number": "001090000123", "born_on-day": "1",
    "born_on-month": "2", "born_on-year": "1990", "residence-province": "01",
    "residence-commune": "00070", "has_kite": "no",
}  # fmt: skip


def content(number: int) -> dict[str, Any]:
    """A version whose steps carry its number, so that walking by another one's steps shows."""

    def step(id: str, kind: str, role: str, *next: str) -> dict[str, Any]:
        outcomes = [
            {"code": f"to_{one}", "name": one, "next": one, "needs_reason": one == "refused"}
            for one in next
        ]
        return {
            "id": f"{id}_{number}", "name": f"{id} {number}", "kind": kind, "role": role,
            "duration": TIME, "outcomes": outcomes,
        }  # fmt: skip

    steps = [
        step("receive", "receive", "receiver", f"examine_{number}"),
        step("examine", "examine", "handler", f"sign_{number}"),
        step("sign", "sign", "signer", f"hand_{number}", "refused"),
        step("hand", "return", "receiver", "approved"),
    ]
    data: dict[str, Any] = dict(reading.read(SMALL.read_text()).data)
    name = f"Cấp giấy phép thả diều, bản {number}"
    return {**data, "name": name, "process": {"steps": steps}, "examples": []}


@dataclass
class Log:
    """What was done when, on the real clock, and what went wrong."""

    acts: dict[UUID | int, tuple[float, float]] = field(default_factory=dict)
    """Of a version that was put in force, or of the nth time that there was none."""
    drafts: dict[UUID, tuple[float, float]] = field(default_factory=dict)
    typed: dict[UUID, str] = field(default_factory=dict)
    refused: Counter[str] = field(default_factory=Counter)
    broken: list[BaseException] = field(default_factory=list)
    settled: threading.Event = field(default_factory=threading.Event)
    """Nobody changes the procedure any more."""
    done: threading.Event = field(default_factory=threading.Event)

    @contextmanager
    def trying(self, *refusals: type[Refusal]) -> Iterator[None]:
        """Being refused is an answer; these are the ones that make sense here."""
        try:
            yield
        except refusals as refusal:
            self.refused[type(refusal).__name__] += 1


@pytest.fixture
def applicants(db: None) -> list[Citizen]:
    return [
        identity.recognize_citizen(
            f"00109000{number:04d}", by=SYSTEM, assurance=Assurance.TWO, full_name="Trần Văn Nam"
        )
        for number in range(APPLICANTS)
    ]


@pytest.fixture
def everyone(appointed: Callable[..., User], ward: Agency) -> list[User]:
    """Two officials who hold every post, and so get in each other's way."""
    return [appointed(name, "Đào Thị Vân", ward, *Role) for name in ("van", "thuy")]


# Those who change the procedure.


def put_in_force(log: Log, numbers: Iterator[int]) -> None:
    """Publish at once; or written yesterday for today; or approved and decided."""
    ministry = agencies.ministries().first()
    assert ministry
    for number in numbers:
        version = procedures.import_package(content(number), by=SYSTEM)
        began = time.monotonic()
        if number % 3 == 0:
            procedures.publish(version, by=SYSTEM)
        elif number % 3 == 1:
            today = clock.today()
            with clock.moved_to(clock.now() - timedelta(days=1)):
                procedures.publish(version, by=SYSTEM, effective_from=today)
        else:
            with log.trying(WrongState):
                decide(version, number, ministry)
        log.acts[version.pk] = began, time.monotonic()


def decide(version: Version, number: int, ministry: Agency) -> None:
    procedures.approve(procedures.ask_approval(version, by=SYSTEM), by=SYSTEM)
    today = clock.today()
    decision = procedures.Decision(
        number=f"{number}/QĐ-BVH",
        signed_on=today,
        agency=ministry,
        kind=DecisionKind.AMENDED,
        law_effective_on=today,
    )
    procedures.decide([version], by=SYSTEM, decision=decision)


def withdraw(log: Log) -> None:
    """Now and then nothing is in force, until the next version comes."""
    gaps = itertools.count()
    while not log.settled.wait(0.3):
        ends = Enactment.objects.filter(version=None).count()
        began = time.monotonic()
        with log.trying(NotFound, WrongState):
            procedures.withdraw(catalogue.published(CODE), by=SYSTEM, reason="Thay bản khác")
        if Enactment.objects.filter(version=None).count() > ends:
            log.acts[next(gaps)] = began, time.monotonic()


def take_effect(log: Log) -> None:
    while not log.settled.wait(0.02):
        procedures.take_effect()


# Those who use it.


def apply(log: Log, citizen: Citizen) -> None:
    """Begin what is in force, fill it in from two devices at once, file it."""
    filed = 0
    while filed < EACH:
        began = time.monotonic()
        try:
            draft = actions.start(catalogue.published(CODE), by=citizen.user)
        except NotFound:
            log.refused["NotFound"] += 1
            time.sleep(0.05)
            continue
        log.drafts[draft.pk] = began, time.monotonic()
        log.typed[draft.pk] = f"Số {len(log.drafts)} phố Hàng Trống"
        join(start(log, (add_friend, draft, citizen), (type_person, draft, citizen)))
        join(start(log, (submit, draft, citizen), (submit, draft, citizen)))
        filed += 1


def type_person(log: Log, draft: Draft, citizen: Citizen) -> None:
    data = {**PERSON, "residence-detail": log.typed[draft.pk]}
    actions.save_page(draft, by=citizen.user, page="person", data=data)


def add_friend(log: Log, draft: Draft, citizen: Citizen) -> None:
    data = {"friends-count": "1", "friends-0-friend_name": "Lê An", "friends-0-friend_age": "30"}
    actions.save_page(draft, by=citizen.user, page="friends", data=data)


def submit(log: Log, draft: Draft, citizen: Citizen) -> None:
    actions.submit(draft, by=citizen.user, declared=True)


def handle(log: Log, official: User) -> None:
    """Take in and complete whatever is there, until told to stop and nothing is left."""
    while True:
        stopped = log.done.is_set()
        rows = list(Dossier.objects.exclude(status__in=[Status.RETURNED]))
        for dossier in rows:
            with log.trying(Refusal):  # somebody else was quicker
                handle_one(dossier, official)
        if stopped and not rows:
            return
        time.sleep(0.01)


def handle_one(dossier: Dossier, official: User) -> None:
    if dossier.status == Status.REGISTERED:
        actions.accept(dossier, by=official, revision=dossier.revision)
        return
    step = dossier.steps.filter(done_at=None).first()
    if step is None:  # it was completed since
        return
    if step.kind == "return":
        actions.return_result(dossier, by=official, how="Tại quầy", step=step.pk)
        return
    definition = dossier.version.package.process.step(step.step_id)
    assert definition
    refuses = step.kind == "sign" and dossier.pk.int % 3 == 0
    outcome = definition.outcomes[-1 if refuses else 0].code
    actions.complete(dossier, by=official, outcome=outcome, note="Đã xem xét", step=step.pk)


def work(log: Log, what: Callable[..., None], *given: Any) -> None:
    """In a thread of its own: what breaks is remembered, whatever it is."""
    try:
        what(log, *given)
    except BaseException as error:
        log.broken.append(error)
    finally:
        connection.close()


def shared(numbers: Iterator[int]) -> Iterator[int]:
    """The same numbers for several threads, each once, a moment apart."""
    while True:
        with NEXT:
            number = next(numbers, None)
        if number is None:
            return
        yield number
        time.sleep(0.15)


def start(log: Log, *works: tuple[Any, ...]) -> list[threading.Thread]:
    threads = [threading.Thread(target=work, args=[log, *one]) for one in works]
    for thread in threads:
        thread.start()
    return threads


def join(threads: list[threading.Thread]) -> None:
    for thread in threads:
        thread.join(120)
        assert not thread.is_alive(), "it hangs"


@pytest.mark.usefixtures("before_the_gate")
def test_publishing_and_using_at_once_loses_nothing(
    ward: Agency, applicants: list[Citizen], everyone: list[User]
) -> None:
    log = Log()
    put_in_force(log, iter([0]))
    numbers = iter(range(1, VERSIONS))
    publishing = start(log, *((put_in_force, shared(numbers)) for _one in range(2)))
    changing = start(log, (withdraw,), (take_effect,))
    applying = start(log, *((apply, one) for one in applicants))
    handling = start(log, *((handle, one) for one in everyone))
    join(publishing)
    log.settled.set()
    join(changing)
    put_in_force(log, iter([VERSIONS * 3]))
    join(applying)
    log.done.set()
    join(handling)
    assert not log.broken, log.broken
    require_nothing_lost(log)
    require_versions_in_force(log)
    require_one_history()


def require_nothing_lost(log: Log) -> None:
    """Every form is filed with what both devices typed, once, and handled to its end."""
    assert len(log.drafts) == APPLICANTS * EACH == Dossier.objects.count() == Draft.objects.count()
    assert not Draft.objects.filter(submitted_at=None)
    assert Entry.objects.filter(event="dossiers.DossierSubmitted").count() == len(log.drafts)
    for dossier in Dossier.objects.all():
        draft = Draft.objects.get(pk=dossier.pk)
        assert dossier.status == Status.RETURNED
        assert draft.version_id == dossier.version_id
        assert draft.answers["residence"]["detail"] == log.typed[draft.pk]
        assert dossier.answers["residence"]["detail"] == log.typed[draft.pk]
        assert dossier.answers["friends"] == [{"friend_name": "Lê An", "friend_age": 30}]
        assert [page.complete for page in form.flow(draft.version, draft.answers)] == [True] * 2
        steps = list(dossier.steps.values_list("step_id", flat=True))
        number = dossier.version.package.process.steps[0].id.rpartition("_")[2]
        assert {one.rpartition("_")[2] for one in steps} == {number}
        assert len(steps) == len(set(steps)) == (3 if dossier.decision == "approved" else 2)
    assert {one.decision for one in Dossier.objects.all()} == {"approved", "refused"}


def require_versions_in_force(log: Log) -> None:
    """Each was begun on a version that was in force while it was begun.

    From before the act that put it in force until after the act that put the next one in force.
    """
    gaps = itertools.count()
    acts = [
        log.acts[one.version_id or next(gaps)]
        for one in Enactment.objects.filter(procedure__code=CODE).order_by("number")
    ]
    versions = list(
        Enactment.objects.filter(procedure__code=CODE)
        .order_by("number")
        .values_list("version", flat=True)
    )
    ends = [after for _before, after in acts[1:]] + [float("inf")]
    for draft in Draft.objects.all():
        began, ended = log.drafts[draft.pk]
        number = versions.index(draft.version_id)
        assert acts[number][0] <= ended
        assert began <= ends[number]
    assert len({draft.version_id for draft in Draft.objects.all()}) > 2


def require_one_history() -> None:
    """Versions and enactments are numbered without gaps; one is in force, as lists show it."""
    versions = Version.objects.filter(procedure__code=CODE)
    assert sorted(versions.values_list("number", flat=True)) == list(range(1, VERSIONS + 2))
    enacted = Enactment.objects.filter(procedure__code=CODE).order_by("number")
    assert [one.number for one in enacted] == list(range(1, len(enacted) + 1))
    assert not enacted.filter(taken_at=None)
    current = catalogue.published(CODE)
    assert current.procedure.current == current
    waits = versions.filter(state=State.APPROVED).exists()  # its decision came in a gap
    assert current.state == (State.AMENDING if waits else State.PUBLISHED)
    assert str(VERSIONS * 3) in current.procedure.name
