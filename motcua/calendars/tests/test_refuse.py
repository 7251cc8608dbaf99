"""What cannot be counted is refused with a sentence."""

from datetime import datetime

import pytest

from motcua.calendars.calendar import Calendar
from motcua.calendars.counting import Term, Unit, deadline
from motcua.core.clock import VIETNAM
from motcua.core.refusals import Invalid


@pytest.mark.parametrize("unit", Unit)
@pytest.mark.parametrize("amount", [-1, 20_001, 2**64])
def test_an_absurd_term_is_refused(unit: Unit, amount: int) -> None:
    with pytest.raises(Invalid, match="Thời hạn phải từ 0 đến"):
        Term(amount, unit)


@pytest.mark.parametrize("unit", Unit)
@pytest.mark.parametrize("start", [datetime.min, datetime(1999, 6, 1), datetime(9999, 12, 30)])  # noqa: DTZ001, DTZ901  # made aware below
def test_a_start_outside_the_calendar_is_refused(
    vietnam: Calendar, unit: Unit, start: datetime
) -> None:
    with pytest.raises(Invalid, match="từ năm 2015 đến năm 2035"):
        deadline(vietnam, start.replace(tzinfo=VIETNAM), Term(1, unit))


@pytest.mark.parametrize(
    "term",
    [
        Term(2_500, Unit.WORKING_DAYS),
        Term(3_660, Unit.CALENDAR_DAYS),
        Term(120, Unit.MONTHS),
        Term(20_000, Unit.WORKING_HOURS),
    ],
)
def test_an_end_outside_the_calendar_is_refused(vietnam: Calendar, term: Term) -> None:
    start = datetime(2030, 6, 3, 9, tzinfo=VIETNAM)
    with pytest.raises(Invalid, match="chưa có ngày"):
        deadline(vietnam, start, term)
