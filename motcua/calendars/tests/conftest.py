"""The calendar of the data files, built without a database."""

from datetime import date

import pytest

from motcua.calendars import facts
from motcua.calendars.calendar import Calendar, Hours, Kind, Special
from motcua.calendars.queries import as_week


@pytest.fixture(scope="session")
def vietnam() -> Calendar:
    days = {fact.date: fact for fact in facts.days()}
    return Calendar(
        version=1,
        years=frozenset(day.year for day in days),
        days={
            day: Special(Kind(fact.kind), fact.name_vi, fact.name_en, fact.official)
            for day, fact in days.items()
        },
        hours=(Hours(date(2000, 1, 1), None, as_week(facts.week())),),
    )
