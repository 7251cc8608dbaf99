"""How official papers write days, hours and sizes. Papers are in Vietnamese whoever reads them."""

from datetime import date, datetime

from motcua.core.clock import VIETNAM


def day(value: date) -> str:
    """`ngày 05 tháng 02 năm 2026`: a zero before days under 10, and January and February
    (Decree 30/2020/NĐ-CP, annex I, part I, section II.4)."""
    month = f"{value.month:02d}" if value.month < 3 else str(value.month)
    return f"ngày {value.day:02d} tháng {month} năm {value.year}"


def local_day(moment: datetime) -> str:
    """The day of a moment in Viet Nam."""
    return day(moment.astimezone(VIETNAM).date())


def hour(moment: datetime) -> str:
    """`09 giờ 05 phút, ngày 22 tháng 4 năm 2026`, by the clock of Viet Nam."""
    local = moment.astimezone(VIETNAM)
    return f"{local:%H} giờ {local:%M} phút, {day(local.date())}"


def size(count: int) -> str:
    """`12 KB`, `3,4 MB`."""
    if count < 1024 * 1024:
        return f"{max(1, round(count / 1024))} KB"
    return f"{count / (1024 * 1024):.1f} MB".replace(".", ",")
