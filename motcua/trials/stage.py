"""Setting a sandbox: versions put in force, and synthetic people for everybody they need.

Everything here runs inside a sandbox. Names have “Thử” in them, so that nobody takes one for real.
"""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from motcua.agencies import actions as agencies
from motcua.agencies import queries as areas
from motcua.agencies.models import Agency, Area, AreaLevel, Role
from motcua.core import clock
from motcua.core.actors import SYSTEM
from motcua.core.journal import tell_untold
from motcua.core.models import Entry
from motcua.core.refusals import NotFound
from motcua.dossiers.models import Dossier, Draft, Status, Step
from motcua.identity import actions as identity
from motcua.identity import queries as people
from motcua.identity.models import Assurance, Citizen, User
from motcua.procedures import actions as procedures
from motcua.procedures import queries
from motcua.procedures.models import Version
from motcua.trials import offices, sandbox

SINCE = date(2000, 1, 1)
"""Posts are held from long ago, so that past dossiers find them held too."""
MOST_ROUNDS = 10
"""How often reactions may lead to further acts; what fails stays untold."""
FAMILIES = ("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Vũ", "Đặng", "Bùi", "Đỗ", "Hồ", "Ngô")
GIVEN = ("An", "Bình", "Cúc", "Dũng", "Giang", "Hạnh", "Khánh", "Linh", "Nam", "Oanh", "Phúc")


@dataclass(frozen=True)
class Person:
    """A synthetic person, as the live side remembers them."""

    id: str
    name: str
    kind: str
    role: str = ""
    place: str = ""


def needed_versions(versions: Iterable[Version]) -> dict[str, Version]:
    """These versions by procedure code, and those in force that they begin as children.

    Asked of live data, before a sandbox is entered.
    """
    found: dict[str, Version] = {}
    waiting = list(versions)
    given = {one.procedure.code for one in waiting}
    while waiting:
        version = waiting.pop(0)
        found[version.procedure.code] = version
        for step in version.package.process.steps:
            code = step.child.procedure if step.child else ""
            if code and code not in found and code not in given:
                known = _in_force(code)
                waiting += [known] if known else []
                given.add(code)
    return found


def put_in_force(versions: Iterable[Version]) -> dict[str, Version]:
    """The same packages as versions of the sandbox, in force there; by procedure code."""
    inside = {}
    for version in versions:
        taken = procedures.import_package(version.source, by=SYSTEM)
        procedures.publish(taken, by=SYSTEM)
        inside[version.procedure.code] = queries.version(taken.pk)
    return inside


def settle(commune: str) -> list[Person]:
    """A citizen, and another who acts for a business, both of this commune."""
    area = areas.commune(commune)
    citizen = _citizen("001190990001", "Nguyễn Thị Thử Nghiệm", date(1990, 1, 1), commune)
    director = _citizen("001090990002", "Trần Văn Thử Nghiệm", date(1990, 1, 1), commune)
    business = identity.register_business(
        "0100109106",
        by=SYSTEM,
        name="Công ty TNHH Thử Nghiệm",
        address="Số 2 phố Thử Nghiệm",
        commune=area,
    )
    identity.grant_mandate(
        business, by=SYSTEM, to=director, capacity="Người đại diện theo pháp luật", from_date=SINCE
    )
    return [
        Person(str(citizen.user_id), citizen.full_name, "citizen", place=area.full_name),
        Person(str(director.user_id), director.full_name, "business", place=business.name),
    ]


def staff(versions: dict[str, Version], commune: str) -> list[Person]:
    """An official for each role that is needed at each agency and that nobody holds there yet."""
    return [
        Person(str(user.pk), user.full_name, "official", role=role, place=agency.name)
        for agency, roles in offices.needed(versions, commune).items()
        for role in Role
        if role in roles and (user := appointed(agency, role)) is not None
    ]


def staff_what_waits() -> list[Person]:
    """An official for each open step, and each dossier to take in, for which nobody is there.

    What testers answer may lead to agencies that nobody foresaw.
    """
    open_steps = Step.objects.filter(done_at=None).values_list("agency", "role")
    to_take_in = Dossier.objects.filter(status=Status.REGISTERED).values_list("agency")
    waiting = {*open_steps.distinct(), *((id, Role.RECEIVER) for (id,) in to_take_in.distinct())}
    found = Agency.objects.in_bulk([id for id, _role in waiting])
    return [
        Person(str(user.pk), user.full_name, "official", role=role, place=found[id].name)
        for id, role in sorted(waiting, key=str)
        if (user := appointed(found[id], Role(role))) is not None
    ]


def appointed(agency: Agency, role: Role) -> User | None:
    """A new official who holds this role at this agency; None if somebody does already."""
    if people.holders_of(agency, role):
        return None
    number = User.objects.count()
    family, given = FAMILIES[number % 11], GIVEN[number * 5 % 11]
    user = identity.register_official(
        f"thu-nghiem-{number}",
        by=SYSTEM,
        full_name=f"{family} Thử {given}",
        password=None,
    )
    posts = areas.posts_at(agency).filter(role=role)
    post = posts.first() or agencies.create_post(
        agency, by=SYSTEM, role=role, title=str(Role(role).label).capitalize()
    )
    identity.appoint(user, post=post, by=SYSTEM, from_date=SINCE)
    return user


def counts() -> dict[str, int]:
    """What was done in the sandbox, in numbers."""
    dossiers = Dossier.objects.all()
    return {
        "drafts": Draft.objects.filter(submitted_at=None).count(),
        "submitted": dossiers.count(),
        "received": dossiers.exclude(received_at=None).count(),
        "decided": dossiers.filter(status__in=(Status.DONE, Status.RETURNED)).count(),
    }


def any_commune() -> str:
    """The code of some commune in being: where it does not matter which."""
    found = Area.objects.valid_on(clock.today()).filter(level=AreaLevel.COMMUNE)
    return found.order_by("code").values_list("code", flat=True)[:1][0]


def tell_all() -> None:
    """Tell what was done in the sandbox to those who react, and what they did, to the end.

    No worker works there: this is called when a request, or a step of a replay, is over.
    """
    for _round in range(MOST_ROUNDS):
        if not Entry.objects.filter(told_at=None).exists():
            return
        tell_untold()


def as_plain(found: Iterable[Person]) -> list[dict[str, Any]]:
    """The people as the live row keeps them."""
    return [asdict(one) for one in found]


def require_inside() -> None:
    """A guard against our own mistakes: synthetic people never come into live data."""
    if not sandbox.current():
        raise RuntimeError("synthetic people live in sandboxes only")


def _citizen(number: str, name: str, born_on: date, commune: str) -> Citizen:
    require_inside()
    return identity.recognize_citizen(
        number,
        by=SYSTEM,
        assurance=Assurance.TWO,
        full_name=name,
        born_on=born_on,
        address="Số 1 phố Thử Nghiệm",
        commune=areas.commune(commune),
    )


def _in_force(code: str) -> Version | None:
    try:
        return queries.published(code)
    except NotFound:
        return None
