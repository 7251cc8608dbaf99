"""Which calendar an area works by, now or as it was known at an earlier time."""

import functools
from datetime import datetime
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext as _

from motcua.calendars.calendar import Calendar, Hours, Kind, Special, Week
from motcua.calendars.models import CalendarVersion, OfficeHours, SpecialDay
from motcua.core.refusals import NotFound


def calendar_for(area_code: str = "", on: datetime | None = None, *, within: str = "") -> Calendar:
    """The calendar of a province or commune by its code, of the whole country without one.

    `within`: the province of a commune, whose days and hours hold where it has none of its own.
    `on`: as it stood at that moment. Kept in the process by version: one short query a call.
    """
    version = _version(on)
    return _calendar(_areas(area_code, within), version.pk, version.number)


def calendar_at(version: int, area_code: str = "", *, within: str = "") -> Calendar:
    """The calendar as it was at a version, to count again what was counted then."""
    row = CalendarVersion.objects.filter(number=version).first()
    if row is None:
        raise NotFound(_("Không có lịch làm việc phiên bản %(n)s.") % {"n": version})
    return _calendar(_areas(area_code, within), row.pk, row.number)


def _areas(area_code: str, within: str) -> tuple[str, ...]:
    """From the whole country to the narrowest; the narrower goes before the wider."""
    return tuple(dict.fromkeys(("", within, area_code)))


def _version(on: datetime | None) -> CalendarVersion:
    versions = CalendarVersion.objects.order_by("-number").only("id", "number")
    if on is not None:
        versions = versions.filter(created_at__lte=on)
    version = versions.first()
    if version is None:
        raise NotFound(
            _("Chưa có lịch làm việc. Đề nghị người quản trị nạp dữ liệu bằng lệnh “motcua facts”.")
        )
    return version


# The version's id, not only its number: a number given back by a rollback may come again.
@functools.lru_cache(maxsize=256)
def _calendar(areas: tuple[str, ...], version: UUID, number: int) -> Calendar:
    in_force = Q(since__number__lte=number) & (Q(until=None) | Q(until__number__gt=number))
    days = SpecialDay.objects.filter(in_force, area_code__in=areas)
    hours = OfficeHours.objects.filter(in_force, area_code__in=areas).order_by("valid_from")
    return Calendar(
        version=number,
        years=frozenset(d.date.year for d in days if not d.area_code and d.kind == Kind.HOLIDAY),
        days={
            day.date: Special(Kind(day.kind), day.name_vi, day.name_en, day.official)
            for day in sorted(days, key=lambda day: areas.index(day.area_code))
        },
        hours=tuple(
            Hours(row.valid_from, row.valid_to, as_week(row.week))
            for row in sorted(hours, key=lambda row: areas.index(row.area_code))
        )[::-1],
    )


def as_week(stored: list[list[list[int]]]) -> Week:
    return tuple(tuple((opens, closes) for opens, closes in day) for day in stored)
