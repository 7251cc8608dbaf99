"""Dates, moments and reasons as people write them, in the language that is active."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from django.utils.translation import get_language, ngettext, npgettext
from django.utils.translation import gettext as _

from motcua.core.clock import VIETNAM

_WEEKDAYS_EN = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_WEEKDAYS_VI = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")


def is_english() -> bool:
    return (get_language() or "vi").startswith("en")


def named(name_vi: str, name_en: str) -> str:
    """The name in the active language, or in Vietnamese if it has no English one."""
    return (name_en if is_english() else "") or name_vi


def short(day: date, *, with_year: bool = False) -> str:
    """`08/5` or `08/5/2026`; in English `8 May` or `8 May 2026`.

    Decree 30/2020/ND-CP on clerical work: a zero before days under 10 and months 1 and 2 only.
    """
    if is_english():
        return f"{day.day} {day:%b}" + (f" {day.year}" if with_year else "")
    month = f"{day.month:02}" if day.month < 3 else str(day.month)
    return f"{day.day:02}/{month}" + (f"/{day.year}" if with_year else "")


def long(day: date) -> str:
    """`thứ Sáu 08/5/2026`; in English `Fri 8 May 2026`."""
    weekday = (_WEEKDAYS_EN if is_english() else _WEEKDAYS_VI)[day.weekday()]
    return f"{weekday} {short(day, with_year=True)}"


def clock_time(moment: datetime, day: date) -> str:
    """`17:00`; the midnight that ends a day is `24:00` of that day, as the law writes it."""
    local = moment.astimezone(VIETNAM)
    return f"{local:%H:%M}" if local.date() == day else "24:00"


def reason(kind: str) -> str:
    return {"weekend": _("nghỉ hằng tuần"), "clock_stopped": _("tạm dừng tính giờ")}.get(kind, "")


def span(first: date, last: date) -> str:
    """`25/4`, or `25/4 đến 27/4`; the year is written only when the two differ in it."""
    if first == last:
        return short(first)
    with_year = first.year != last.year
    return _("%(first)s đến %(last)s") % {
        "first": short(first, with_year=with_year),
        "last": short(last, with_year=with_year),
    }


def weekends(amount: int) -> str:
    return ngettext("%(n)d kỳ nghỉ cuối tuần", "%(n)d kỳ nghỉ cuối tuần", amount) % {"n": amount}


def listed(parts: Iterable[str]) -> str:
    return ", ".join(dict.fromkeys(part for part in parts if part))


def joined(parts: Sequence[str]) -> str:
    """Clauses made one sentence without a full stop, with a capital letter."""
    text = ", ".join(part for part in parts if part)
    return text[:1].upper() + text[1:]


def unit(unit: str, amount: int) -> str:
    """The name of a unit of time after a number."""
    return {
        "working_hours": npgettext("unit of time", "giờ làm việc", "giờ làm việc", amount),
        "working_days": npgettext("unit of time", "ngày làm việc", "ngày làm việc", amount),
        "calendar_days": npgettext("unit of time", "ngày", "ngày", amount),
        "months": npgettext("unit of time", "tháng", "tháng", amount),
    }[unit]


def days(amount: int) -> str:
    return f"{amount} {unit('calendar_days', amount)}" if amount else ""


def working_days(amount: int) -> str:
    return f"{amount} {unit('working_days', amount)}" if amount else ""


def hours_and_minutes(minutes: int) -> str:
    """`3 giờ 20 phút`; nothing is written for a part that is zero."""
    hours, rest = divmod(minutes, 60)
    parts = []
    if hours:
        parts.append(ngettext("%(n)d giờ", "%(n)d giờ", hours) % {"n": hours})
    if rest or not hours:
        parts.append(ngettext("%(n)d phút", "%(n)d phút", rest) % {"n": rest})
    return " ".join(parts)
