"""Questions about areas and agencies. What they answer is public."""

from datetime import date

from django.contrib.postgres.search import SearchQuery, SearchVector
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from motcua.agencies import codes
from motcua.agencies.models import Agency, AgencyKind, Area, AreaLevel, Desk, Post
from motcua.core import clock
from motcua.core.refusals import Invalid, NotFound
from motcua.core.search import fold, prefix_query

_COMMITTEES = (AgencyKind.PROVINCE_COMMITTEE, AgencyKind.COMMUNE_COMMITTEE)


def provinces(on: date | None = None) -> QuerySet[Area]:
    """34 since 01/07/2025, 63 before."""
    return _areas(AreaLevel.PROVINCE, on).order_by("code")


def districts_of(province_code: str, on: date) -> QuerySet[Area]:
    """Districts of a province; there are none after 30/06/2025."""
    return (
        _areas(AreaLevel.DISTRICT, on).filter(parent__code=_digits(province_code)).order_by("code")
    )


def communes_of(province_code: str, on: date | None = None) -> QuerySet[Area]:
    """Communes of a province, of all its districts when there were districts."""
    communes = _areas(AreaLevel.COMMUNE, on)
    code = _digits(province_code)
    directly = Q(parent__level=AreaLevel.PROVINCE, parent__code=code)
    return communes.filter(directly | Q(parent__parent__code=code)).order_by("code")


def province(code: str, on: date | None = None) -> Area:
    return _one(AreaLevel.PROVINCE, code, on)


def commune(code: str, on: date | None = None) -> Area:
    return _one(AreaLevel.COMMUNE, code, on)


def province_of(area: Area, on: date | None = None) -> Area:
    """The province in which an area lies, in its form of a day (by default, the newest)."""
    while area.parent is not None:
        area = area.parent
    return area if on is None else _one(AreaLevel.PROVINCE, area.code, on)


def path(area: Area) -> str:
    """`Phường Ba Đình, Thành phố Hà Nội`."""
    names = [area.full_name]
    while area.parent is not None:
        area = area.parent
        names.append(area.full_name)
    return ", ".join(names)


def search_areas(
    text: str,
    *,
    level: AreaLevel = AreaLevel.COMMUNE,
    province_code: str = "",
    on: date | None = None,
) -> QuerySet[Area]:
    """Areas whose full path has words beginning as those typed, with or without diacritics."""
    query = prefix_query(text)
    if not query:
        return Area.objects.none()
    found = _areas(level, on).select_related("parent__parent")
    if province_code:
        found = communes_of(province_code, on).select_related("parent__parent")
    return found.annotate(words=SearchVector("folded", config="simple")).filter(
        words=SearchQuery(query, search_type="raw", config="simple")
    )


def successors(area: Area, on: date | None = None) -> list[Area]:
    """Into what an area went, as it stands on a day: itself if it still stands."""
    day = on or clock.today()
    found: dict[str, Area] = {}
    waiting = [area]
    while waiting:
        each = waiting.pop()
        if each.valid_from <= day and (each.valid_to is None or each.valid_to >= day):
            found[each.code] = each
        elif each.valid_from <= day:
            waiting += Area.objects.filter(came_from__old=each).distinct()
    return sorted(found.values(), key=lambda each: each.code)


def predecessors(area: Area) -> QuerySet[Area]:
    """The units that went into an area, whole or in part; those certainly known."""
    return (
        Area.objects.filter(went_into__new=area).select_related("parent__parent").order_by("code")
    )


def agency(code: str) -> Agency:
    """The agency of a code in either written form, whether or not it still exists."""
    try:
        found = Agency.objects.select_related("parent", "area").filter(code=codes.normal(code))
    except Invalid as refusal:
        raise NotFound(refusal.message) from refusal
    if agency := found.first():
        return agency
    raise NotFound(_("Không có cơ quan nào mang mã %(code)s.") % {"code": code[:40]})


def agencies(on: date | None = None) -> QuerySet[Agency]:
    return Agency.objects.valid_on(on or clock.today()).order_by("code")


def ministries(on: date | None = None) -> QuerySet[Agency]:
    return agencies(on).filter(kind=AgencyKind.MINISTRY)


def search_agencies(text: str) -> QuerySet[Agency]:
    """Agencies in being whose name has the folded text in it."""
    return agencies().filter(folded__contains=fold(text)) if fold(text) else Agency.objects.none()


def agency_of_area(area: Area) -> Agency | None:
    """The people's committee that governs an area today, or None: not yet established here.

    For an area that is gone: that of its successor, if it has only one.
    """
    heirs = successors(area)
    if len(heirs) != 1:
        return None
    governing = agencies().filter(kind__in=_COMMITTEES, area__level=area.level)
    return governing.filter(area__code=heirs[0].code).first()


def acting_agency(agency: Agency) -> Agency:
    """The agency itself, or the one that took its work over, today."""
    while agency.valid_to is not None and agency.valid_to < clock.today() and agency.successor:
        agency = agency.successor
    return agency


def desks_of(agency: Agency) -> QuerySet[Desk]:
    """Open desks."""
    return Desk.objects.filter(agency=agency, closed_on=None).order_by("name")


def posts_at(agency: Agency) -> QuerySet[Post]:
    """Posts not abolished."""
    return Post.objects.filter(agency=agency, abolished_on=None).order_by("role", "title")


def _areas(level: AreaLevel, on: date | None) -> QuerySet[Area]:
    return Area.objects.valid_on(on or clock.today()).filter(level=level)


def _one(level: AreaLevel, code: str, on: date | None) -> Area:
    found = _areas(level, on).select_related("parent").filter(code=_digits(code)).first()
    if found is None:
        raise NotFound(_("Không có đơn vị hành chính mã “%(code)s”.") % {"code": code[:10]})
    return found


def _digits(code: str) -> str:
    """A code from outside that is not one matches nothing, and upsets no database."""
    return code if code.isascii() and code.isdigit() else ""
