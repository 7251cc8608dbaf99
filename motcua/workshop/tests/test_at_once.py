"""Several officials save at the same moment, in threads of their own."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connection

from motcua.identity.models import User
from motcua.workshop import actions, queries
from motcua.workshop.models import Manuscript
from motcua.workshop.source.places import path_of, put

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(manuscript: Manuscript, by: User, saves: list[tuple[str, Any]]) -> None:
    """Each place saved by a thread that saw the first revision."""

    def one(place: str, value: Any) -> None:
        try:
            source = put(dict(manuscript.source), path_of(place), value)
            actions.save(manuscript, by=by, seen=0, source=source)
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as threads:
        for done in [threads.submit(one, *each) for each in saves]:
            done.result()


def test_eight_who_save_different_places_at_once_lose_nothing(kite: Manuscript, nam: User) -> None:
    pages = range(5)
    saves: list[tuple[str, Any]] = [(f"form.pages[{n}].title", f"Trang {n}") for n in pages]
    saves += [("summary", "Tóm tắt"), ("process.steps[0].name", "Nhận"), ("guide", ["Đến"])]
    at_once(kite, nam, saves)
    kite.refresh_from_db()
    assert [page["title"] for page in kite.source["form"]["pages"]] == [f"Trang {n}" for n in pages]
    assert (kite.source["summary"], kite.source["guide"]) == ("Tóm tắt", ["Đến"])
    assert kite.revision == len(saves)
    assert not queries.clashes(kite).exists()


def test_eight_who_save_the_same_place_at_once_all_leave_their_words(
    kite: Manuscript, nam: User
) -> None:
    said = [f"Tên {n}" for n in range(8)]
    at_once(kite, nam, [("name", one) for one in said])
    kite.refresh_from_db()
    waiting = [clash.mine[0] for clash in queries.clashes(kite)]
    assert sorted([kite.source["name"], *waiting]) == said
