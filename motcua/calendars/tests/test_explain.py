"""What people are told about a deadline."""

from datetime import datetime, time

import pytest
from django.utils.translation import override

from motcua.calendars.calendar import Calendar
from motcua.calendars.counting import Deadline, Rule, Term, Unit, deadline, remaining
from motcua.core.clock import VIETNAM


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=VIETNAM)


@pytest.fixture
def spring(vietnam: Calendar) -> Deadline:
    return deadline(vietnam, at("2026-04-22T09:15"), Term(10, Unit.WORKING_DAYS))


def test_a_deadline_explains_itself_in_vietnamese(spring: Deadline) -> None:
    with override("vi"):
        assert spring.explanation() == (
            "Tiếp nhận thứ Tư 22/4/2026, cộng 10 ngày làm việc, bỏ qua"
            " 25/4 đến 27/4 (nghỉ hằng tuần, Ngày Giỗ Tổ Hùng Vương,"
            " Nghỉ bù Ngày Giỗ Tổ Hùng Vương);"
            " 30/4 đến 03/5 (Ngày Chiến thắng 30/4, Ngày Quốc tế Lao động, nghỉ hằng tuần);"
            " 09/5 đến 10/5 (nghỉ hằng tuần), đến hạn 17:00 thứ Hai 11/5/2026"
        )


def test_a_deadline_explains_itself_in_english(spring: Deadline) -> None:
    with override("en"):
        assert spring.explanation() == (
            "Received Wed 22 Apr 2026, plus 10 working days, skipping"
            " 25 Apr to 27 Apr (weekend, Hung Kings' Commemoration Day, Day in lieu of"
            " Hung Kings' Commemoration Day); 30 Apr to 3 May (Reunification Day, International"
            " Labour Day, weekend); 9 May to 10 May (weekend), due at 17:00 on Mon 11 May 2026"
        )


def test_many_weekends_are_told_by_their_number(vietnam: Calendar) -> None:
    due = deadline(vietnam, at("2026-06-01T09:00"), Term(30, Unit.WORKING_DAYS))
    assert "bỏ qua 6 kỳ nghỉ cuối tuần, đến hạn" in due.explanation()


def test_a_moved_end_is_told(vietnam: Calendar) -> None:
    due = deadline(vietnam, at("2026-06-08T09:00"), Term(5, Unit.CALENDAR_DAYS))
    assert due.explanation() == (
        "Tiếp nhận thứ Hai 08/6/2026, cộng 5 ngày, ngày cuối thứ Bảy 13/6/2026 là ngày nghỉ nên"
        " chuyển sang ngày làm việc tiếp theo, bỏ qua 13/6 đến 14/6 (nghỉ hằng tuần),"
        " đến hạn 17:00 thứ Hai 15/6/2026"
    )


def test_a_reception_after_the_cut_off_is_told(vietnam: Calendar) -> None:
    rule = Rule(cut_off=time(15))
    due = deadline(vietnam, at("2026-06-12T15:20"), Term(0, Unit.WORKING_DAYS), rule)
    assert due.explanation() == (
        "Tiếp nhận 15:20 thứ Sáu 12/6/2026, tính là ngày thứ Hai 15/6/2026, trong ngày,"
        " đến hạn 17:00 thứ Hai 15/6/2026"
    )


def test_the_midnight_that_ends_a_day_is_written_24(vietnam: Calendar) -> None:
    rule = Rule(until_midnight=True)
    due = deadline(vietnam, at("2026-06-10T09:00"), Term(2, Unit.WORKING_DAYS), rule)
    assert due.explanation().endswith("đến hạn 24:00 thứ Sáu 12/6/2026")


@pytest.mark.parametrize(
    ("now", "told"),
    [
        ("2026-06-08T08:00", "còn 3 ngày làm việc"),
        ("2026-06-10T23:00", "còn 1 ngày làm việc"),
        ("2026-06-11T08:30", "còn 7 giờ 30 phút"),
        ("2026-06-11T12:30", "còn 4 giờ"),
        ("2026-06-11T17:00", "còn 0 phút"),
        ("2026-06-11T18:05", "quá hạn 1 giờ 5 phút"),
        ("2026-06-13T08:00", "quá hạn 2 ngày"),
    ],
)
def test_the_time_left_is_told_in_days_and_on_the_last_day_in_minutes(
    vietnam: Calendar, now: str, told: str
) -> None:
    assert str(remaining(vietnam, at(now), at("2026-06-11T17:00"))) == told


def test_a_term_until_midnight_is_not_late_on_its_evening(vietnam: Calendar) -> None:
    due_at = at("2026-06-12T00:00")  # 24:00 on Thu 11/6
    assert not remaining(vietnam, at("2026-06-11T22:00"), due_at).is_late
    assert remaining(vietnam, at("2026-06-12T08:00"), due_at).days == 1
