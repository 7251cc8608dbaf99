"""Questions about life events. All is public; whose plan it is, nobody keeps."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from motcua.agencies import queries as areas
from motcua.agencies.models import Agency, Area, AreaLevel, Desk
from motcua.calendars.queries import calendar_for
from motcua.core import clock
from motcua.core.refusals import Invalid, NotFound
from motcua.guidance import library
from motcua.guidance.format import LifeEvent
from motcua.guidance.plans import Plan, plan
from motcua.identity.models import Citizen
from motcua.procedures import queries as procedures

MOST_COMMUNES = 10


@dataclass(frozen=True)
class Place:
    """A commune, who governs it, and the desks where one can go."""

    area: Area
    name: str
    agency: Agency | None
    desks: list[Desk]


def events() -> tuple[LifeEvent, ...]:
    """All life events, in their order."""
    return library.events()


def event(slug: str) -> LifeEvent:
    """One of them. Raises NotFound."""
    for one in library.events():
        if one.slug == slug:
            return one
    raise NotFound(_("Chưa có hướng dẫn cho việc này. Hãy tìm thủ tục theo tên."))


def plan_of(
    event: LifeEvent,
    said: Mapping[str, str],
    *,
    starts_on: date,
    happened_on: date | None,
    commune: Area | None = None,
) -> Plan:
    """The plan of somebody, by the calendar of where they live. Raises Invalid for absurd days."""
    codes = {step.procedure for step in event.steps if step.procedure}
    calendar = calendar_for(commune.code if commune else "")
    return plan(
        event,
        said,
        procedures.published_all(codes),
        calendar,
        starts_on=starts_on,
        happened_on=happened_on,
    )


def place(commune_code: str) -> Place | None:
    """Where somebody of this commune goes; None when there is no such commune."""
    try:
        area = areas.commune(commune_code, clock.today())
    except (NotFound, Invalid):
        return None
    agency = areas.agency_of_area(area)
    desks = list(areas.desks_of(agency)) if agency else []
    return Place(area, areas.path(area), agency, desks)


def communes_called(text: str) -> list[tuple[str, str]]:
    """Code and full name of communes whose words begin as typed."""
    found = areas.search_areas(text, level=AreaLevel.COMMUNE, on=clock.today())
    return [(area.code, areas.path(area)) for area in found[:MOST_COMMUNES]]


def home_of(user: object) -> str:
    """The code of the commune of a signed-in citizen; "" of anybody else."""
    pk = getattr(user, "pk", None)
    if pk is None:
        return ""
    code = Citizen.objects.filter(user=pk).values_list("commune__code", flat=True).first()
    return code or ""
