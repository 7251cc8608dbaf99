"""What the gate knows of the country outside the package: who serves where, what is in force."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple

from django.conf import settings
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef, Q

from motcua.agencies.models import Agency, Desk
from motcua.calendars.queries import calendar_for
from motcua.core import clock, sandbox
from motcua.core.refusals import NotFound
from motcua.identity.models import Appointment, Kind
from motcua.procedures import queries
from motcua.procedures.package import Package

OFFICE_MINUTES = 8 * 60
ACCOUNT = frozenset({"account"})


class Office(NamedTuple):
    """An agency: what it is, above whom it stands, whether it meets people, who works there."""

    code: str
    name: str
    kind: str
    parent: str
    heir: str
    """Who took its work over; "" while it exists."""
    exists: bool
    has_desk: bool
    roles: frozenset[str]


def _none(code: str) -> Package | None:
    return None


@dataclass(frozen=True)
class Ground:
    """The country as far as the gate asks. Not `known`: a bare file; what hangs on it is left."""

    known: bool
    offices: Mapping[str, Office] = field(default_factory=dict)
    in_force: Callable[[str], Package | None] = _none
    """The package in force of a code."""
    registers: frozenset[str] = ACCOUNT
    """The registers that fill questions in here."""
    office_minutes: int = OFFICE_MINUTES
    """Office time of a working day."""

    def acting(self, code: str) -> Office | None:
        """The agency of a code, or whoever took its work over; None: there is none today."""
        office, seen = self.offices.get(code), {code}
        while office and not office.exists and office.heir not in seen:
            seen.add(office.heir)
            office = self.offices.get(office.heir)
        return office if office and office.exists else None


def nowhere() -> Ground:
    """No country: for a package that is only a file."""
    return Ground(known=False)


def here() -> Ground:
    """This country, today: one query for all agencies, and a package when a child names it.

    In a sandbox there is none: its people are made up for the package, not found.
    """
    if sandbox.current():
        return nowhere()
    return Ground(
        known=True,
        offices={office.code: office for office in _offices()},
        in_force=cache(_in_force),
        registers=frozenset(settings.CONNECTED_REGISTERS),
        office_minutes=_office_minutes(),
    )


def _offices() -> list[Office]:
    day = clock.today()
    open_desks = Desk.objects.filter(agency=OuterRef("pk"), opened_on__lte=day)
    serving = Appointment.objects.on(day).filter(
        Q(post__abolished_on=None) | Q(post__abolished_on__gt=day),
        post__agency=OuterRef("pk"),
        user__is_active=True,
        user__kind=Kind.OFFICIAL,
    )
    rows = Agency.objects.annotate(
        has_desk=Exists(open_desks.filter(Q(closed_on=None) | Q(closed_on__gt=day))),
        roles=ArraySubquery(serving.values("post__role").distinct()),
        exists=Exists(Agency.objects.valid_on(day).filter(pk=OuterRef("pk"))),
    )
    told = ("code", "name", "kind", "parent__code", "successor__code")
    return [
        Office(code, name, kind, parent or "", heir or "", exists, has_desk, frozenset(roles))
        for code, name, kind, parent, heir, exists, has_desk, roles in rows.values_list(
            *told, "exists", "has_desk", "roles"
        )
    ]


def _in_force(code: str) -> Package | None:
    try:
        return queries.published(code).package
    except NotFound:
        return None


def _office_minutes() -> int:
    """Of the shortest day on which offices are open."""
    day, calendar = clock.today(), calendar_for()
    weeks = [hours.week for hours in calendar.hours if hours.cover(day)][:1]
    days = [sum(end - start for start, end in one) for week in weeks for one in week if one]
    return min(days, default=OFFICE_MINUTES)
