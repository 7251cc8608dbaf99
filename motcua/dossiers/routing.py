"""Which agency is competent for a dossier: the package's selector, resolved on the day."""

from typing import Any

from django.utils.translation import gettext as _

from motcua.agencies import queries as agencies
from motcua.agencies.models import Agency, Area
from motcua.calendars.calendar import Calendar
from motcua.calendars.queries import calendar_for
from motcua.core.refusals import Invalid
from motcua.procedures import form
from motcua.procedures.models import Version


def competent_agency(version: Version, answers: dict[str, Any]) -> Agency:
    """The agency that handles this dossier. Refuses where none is connected yet."""
    found = form.reception(version, answers)
    if found.by == "agency":
        return agencies.agency(found.agency_code)
    at = agencies.commune if found.by == "commune" else agencies.province
    area = at(found.area_code)
    agency = agencies.agency_of_area(area)
    if agency is None:
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
