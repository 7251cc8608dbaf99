"""Two changes of the calendars at the same moment make two versions, one after the other."""

import threading
from datetime import date

import pytest
from django.db import connection

from motcua.calendars import actions, queries
from motcua.calendars.models import DayKind
from motcua.core.actors import SYSTEM


@pytest.mark.django_db(transaction=True)
def test_two_changes_at_once_make_two_versions() -> None:
    before = queries.calendar_for().version
    together, versions = threading.Barrier(2), []

    def declare(day: int) -> None:
        together.wait()
        try:
            declared = actions.declare_day(
                date(2026, 10, day),
                by=SYSTEM,
                kind=DayKind.HOLIDAY,
                name_vi="Nghỉ bão",
                source="Công điện",
            )
            versions.append(declared.since.number)
        finally:
            connection.close()

    threads = [threading.Thread(target=declare, args=[day]) for day in (6, 7)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert sorted(versions) == [before + 1, before + 2]
    assert not any(queries.calendar_for().is_working(date(2026, 10, day)) for day in (6, 7))
