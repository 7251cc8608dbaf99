"""Lists of the API: the cursor leads through everything, once."""

from typing import Any

import pytest

from motcua.agencies.models import Agency
from motcua.core.api import PageQuery, page_of


@pytest.mark.django_db
def test_pages_follow_the_cursor_to_the_end_without_gap_or_repeat() -> None:
    everyone = set(Agency.objects.values_list("pk", flat=True))
    seen: list[Any] = []
    query = PageQuery(limit=7, after=None)
    while True:
        page = page_of(Agency.objects.all(), query)
        seen += [one.pk for one in page["items"]]
        if page["next"] is None:
            break
        query = PageQuery(limit=7, after=page["next"])
    assert len(seen) == len(set(seen))
    assert set(seen) == everyone
