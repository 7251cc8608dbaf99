"""Everything that can be done to the calendars. Each act makes one new version of them all.

Who may do it is asked at the door: people and their posts are a floor above.
"""

import re
from collections.abc import Sequence
from datetime import date

from django.db import connection, transaction
from django.utils.translation import gettext as _

from motcua.calendars import facts
from motcua.calendars.calendar import Sitting
from motcua.calendars.events import CalendarFactsLoaded, DayDeclared, OfficeHoursSet
from motcua.calendars.models import AREA_CODE, CalendarVersion, DayKind, OfficeHours, SpecialDay
from motcua.core.actors import Actor
from motcua.core.journal import emit
from motcua.core.refusals import Invalid
from motcua.core.text import clean

_HOURS_KNOWN_FROM = date(2000, 1, 1)
_LOCK = 0x1C4A1  # any number that no other part of the house uses


@transaction.atomic
def load_facts(*, by: Actor) -> CalendarVersion | None:
    """Bring days and hours to what the data files say; None if they already did.

    What a person has declared stays as declared.
    """
    _hold()
    known = {row.date: row for row in SpecialDay.objects.filter(until=None, area_code="")}
    told = {fact.date: fact for fact in facts.days()}
    ended = {day for day, row in known.items() if row.from_facts and _as_fact(row) != told.get(day)}
    new = [fact for day, fact in told.items() if day in ended or day not in known]
    has_hours = OfficeHours.objects.filter(until=None, area_code="").exists()
    if not new and not ended and has_hours:
        return None
    version = _next_version("Nạp dữ liệu ngày nghỉ và giờ làm việc kèm theo hệ thống")
    SpecialDay.objects.filter(until=None, area_code="", date__in=ended).update(until=version)
    SpecialDay.objects.bulk_create(
        SpecialDay(since=version, from_facts=True, **vars(fact)) for fact in new
    )
    if not has_hours:
        _default_hours(version).save(force_insert=True)
    counts = {"added": len(new), "ended": len(ended)}
    emit(CalendarFactsLoaded(version=version.pk, number=version.number, **counts), by=by)
    return version


@transaction.atomic
def declare_day(
    on: date,
    *,
    by: Actor,
    kind: DayKind,
    name_vi: str,
    source: str,
    name_en: str = "",
    area_code: str = "",
) -> SpecialDay:
    """Make a day a day off, or a weekend day or holiday a working day, by its `kind`.

    `source` is the decision that says so.
    """
    _hold()
    day = SpecialDay(date=on, kind=kind, area_code=_area(area_code))
    day.name_vi, day.name_en = _text(name_vi, 200), clean(name_en).strip()[:200]
    day.source = _text(source, 500)
    day.since = _next_version(f"{day}: {day.source}"[:500])
    SpecialDay.objects.filter(until=None, area_code=day.area_code, date=on).update(until=day.since)
    day.save(force_insert=True)
    emit(
        DayDeclared(
            version=day.since.pk,
            number=day.since.number,
            area_code=day.area_code,
            date=day.date,
            kind=day.kind,
            name=day.name_vi,
            source=day.source,
        ),
        by=by,
    )
    return day


@transaction.atomic
def set_office_hours(
    week: Sequence[Sequence[Sitting]],
    *,
    by: Actor,
    valid_from: date,
    source: str,
    valid_to: date | None = None,
    area_code: str = "",
) -> OfficeHours:
    """Set seven days, from Monday, of sittings in minutes after midnight."""
    _hold()
    hours = OfficeHours(area_code=_area(area_code), valid_from=valid_from, valid_to=valid_to)
    hours.week = _week(week)
    hours.source = _text(source, 500)
    if valid_to is not None and valid_to < valid_from:
        raise Invalid(_("Ngày hết hiệu lực phải từ ngày bắt đầu trở đi. Vui lòng nhập lại."))
    hours.since = _next_version(f"Đặt giờ làm việc: {hours.source}"[:500])
    OfficeHours.objects.filter(until=None, area_code=hours.area_code, valid_from=valid_from).update(
        until=hours.since
    )
    hours.save(force_insert=True)
    emit(
        OfficeHoursSet(
            version=hours.since.pk,
            number=hours.since.number,
            area_code=hours.area_code,
            valid_from=valid_from,
            valid_to=valid_to,
            source=hours.source,
        ),
        by=by,
    )
    return hours


def _hold() -> None:
    """One change of the calendars at a time, until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(%s)", [_LOCK])


def _next_version(reason: str) -> CalendarVersion:
    last = CalendarVersion.objects.order_by("-number").first()
    return CalendarVersion.objects.create(number=last.number + 1 if last else 1, reason=reason)


def _default_hours(version: CalendarVersion) -> OfficeHours:
    return OfficeHours(
        since=version,
        valid_from=_HOURS_KNOWN_FROM,
        week=facts.week(),
        source="Mặc định: 8 giờ mỗi ngày, 40 giờ mỗi tuần",
    )


def _as_fact(row: SpecialDay) -> facts.DayFact:
    return facts.DayFact(row.date, row.kind, row.name_vi, row.name_en, row.official, row.source)


def _area(code: str) -> str:
    if not re.fullmatch(AREA_CODE, code):
        raise Invalid(_("Mã địa bàn gồm 2 chữ số (tỉnh) hoặc 5 chữ số (xã). Vui lòng nhập lại."))
    return code


def _text(text: str, longest: int) -> str:
    text = clean(text).strip()
    if not 0 < len(text) <= longest:
        raise Invalid(
            _("Vui lòng nhập tên và căn cứ, mỗi mục không quá %(n)d ký tự.") % {"n": longest}
        )
    return text


def _week(week: Sequence[Sequence[Sitting]]) -> list[list[list[int]]]:
    """The week as stored. Refuses sittings out of order, and a week without any."""
    for day in week:
        edges = [minute for sitting in day for minute in sitting]
        if edges != sorted(set(edges)) or any(not 0 <= minute <= 24 * 60 for minute in edges):
            raise Invalid(_("Giờ mở cửa phải trước giờ đóng cửa, các buổi không chồng lên nhau."))
    if len(week) != 7 or not any(week):
        raise Invalid(_("Cần giờ làm việc của đủ bảy ngày, có ít nhất một buổi làm việc."))
    return [[list(sitting) for sitting in day] for day in week]
