"""Which agency is competent for a dossier, and for a step: selectors, resolved on the day."""

from typing import Any

from django.utils.translation import gettext as _

from motcua.agencies import queries as agencies
from motcua.agencies.models import Agency, Area
from motcua.calendars.calendar import Calendar
from motcua.calendars.queries import calendar_for
from motcua.core.refusals import Invalid, NotFound
from motcua.dossiers import process
from motcua.dossiers.models import Dossier
from motcua.procedures import form
from motcua.procedures.models import Version
from motcua.procedures.package.process import ByArea, ByParent, Selector, Step


def competent_agency(version: Version, answers: dict[str, Any]) -> Agency:
    """The agency that handles this dossier. Refuses where none is connected yet.

    Connected is an agency of an area with an open desk: there alone somebody receives.
    """
    found = form.reception(version, answers)
    if found.by == "agency":
        return agencies.agency(found.agency_code)
    at = agencies.commune if found.by == "commune" else agencies.province
    area = at(found.area_code)
    agency = agencies.agency_of_area(area)
    if agency is None or not agencies.desks_of(agency).exists():
        raise Invalid(
            _(
                "%(area)s chưa tiếp nhận trực tuyến thủ tục này. "
                "Hãy nộp trực tiếp tại Bộ phận Một cửa ở địa phương."
            )
            % {"area": area.full_name}
        )
    return agency


def province(area: Area) -> Area:
    """The province that an area lies in, or is."""
    while area.parent is not None:
        area = area.parent
    return area


def calendar_of(agency: Agency) -> Calendar:
    """The calendar that an agency keeps: its area's, within its province's."""
    if agency.area is None:
        return calendar_for()
    return calendar_for(agency.area.code, within=province(agency.area).code)


def agency_of_step(dossier: Dossier, step: Step) -> Agency:
    """The agency at which a step is done, as things stand today.

    Where the answers leave it open, or name an area without an open desk or a code without an
    agency, it is the competent one: a dossier is never left with nobody.
    """
    if step.agency == "competent":
        return dossier.agency
    if isinstance(step.agency, str):
        return agencies.acting_agency(agencies.agency(step.agency))
    found = _by_selector(dossier, step, step.agency)
    return agencies.acting_agency(found) if found else dossier.agency


def _by_selector(dossier: Dossier, step: Step, selector: Selector) -> Agency | None:
    try:
        if isinstance(selector, ByParent):
            return dossier.agency.parent
        if isinstance(selector, ByArea):
            found = agencies.agency_of_area(_area(selector, dossier.answers))
            return found if found and agencies.desks_of(found).exists() else None
        version = dossier.version
        return agencies.agency(process.rules_of(version).agency_code(step, dossier.answers))
    except NotFound:
        return None


def _area(selector: ByArea, answers: dict[str, Any]) -> Area:
    place = answers.get(selector.question) or ""
    code = str(place.get("commune", "") if isinstance(place, dict) else place)
    if selector.level == "commune":
        return agencies.commune(code)
    return agencies.province(code) if len(code) == 2 else province(agencies.commune(code))
