"""Worked examples: the answers that were tried are kept, the process is walked to its end."""

from collections.abc import Callable
from typing import Any

from django.test import Client

from motcua.identity.models import User
from motcua.procedures.package import load
from motcua.workshop.models import Manuscript
from motcua.workshop.source.places import at, path_of
from motcua.workshop.tests.conftest import SMALL
from motcua.workshop.walking import walked

At = Callable[[User], Client]
ANSWERS = {
    "full_name": "Nguyễn Thị Mai",
    "number": "001190012345",
    "born_on-day": "8",
    "born_on-month": "3",
    "born_on-year": "1990",
    "has_kite": "no",
}


def page(manuscript: Manuscript, rest: str) -> str:
    return f"/xuong/{manuscript.pk}/{rest}"


def now(manuscript: Manuscript, place: str) -> Any:
    manuscript.refresh_from_db()
    return at(manuscript.source, path_of(place))


def test_what_was_tried_is_kept_with_what_is_wrong_in_it(
    at: At, nam: User, kite: Manuscript
) -> None:
    browser, keep = at(nam), page(kite, "vi-du/giu/")
    named = {"name": "Thiếu nơi cư trú", "revision": "0"}
    assert browser.post(keep, named).status_code == 409
    browser.post(page(kite, "khai-thu/person/"), {**ANSWERS, "back": "form.pages.0"})
    assert browser.post(keep, {"name": " ", "revision": "0"}).status_code == 422
    answer = browser.post(keep, named)
    example = now(kite, "examples")[-1]
    last = len(now(kite, "examples")) - 1
    assert answer.headers["Location"] == page(kite, f"sua/examples.{last}/")
    assert example["answers"]["full_name"] == "Nguyễn Thị Mai"
    assert "residence" in example["wrong"]
    assert browser.get(answer.headers["Location"]).status_code == 200


def test_outcomes_are_chosen_by_walking_to_the_end(at: At, nam: User, kite: Manuscript) -> None:
    browser = at(nam)
    browser.post(page(kite, "khai-thu/person/"), {**ANSWERS, "back": "form.pages.0"})
    browser.post(page(kite, "vi-du/giu/"), {"name": "Đủ", "revision": "0"})
    last = len(now(kite, "examples")) - 1
    walk, example = page(kite, f"vi-du/{last}/"), f"examples[{last}]"
    shown = browser.get(page(kite, f"sua/examples.{last}/"))
    assert "Tiếp nhận" in shown.content.decode()
    for revision, code in enumerate(("accept", "back", "accept", "sign"), start=1):
        assert browser.post(walk, {"outcome": code, "revision": str(revision)}).status_code == 302
    assert now(kite, f"{example}.outcomes") == ["accept", "back", "accept", "sign"]
    assert now(kite, f"{example}.end") == "approved"
    assert browser.post(walk, {"outcome": "sign", "revision": "5"}).status_code == 422
    browser.post(walk, {"back": "1", "revision": "5"})
    assert now(kite, f"{example}.outcomes") == ["accept", "back", "accept"]
    assert "end" not in now(kite, example)
    assert browser.post(page(kite, "vi-du/99/"), {"revision": "6"}).status_code == 404


def test_walking_says_where_one_stands() -> None:
    process = load(SMALL).process
    assert [step.id for step in walked(process, []).open] == ["receive"]
    assert [step.id for step in walked(process, ["accept"]).open] == ["sign"]
    assert walked(process, ["accept", "sign"]).end == "approved"
    assert walked(process, ["sign"]).stuck == "sign"
    assert walked(process, ["accept", "sign", "sign"]).stuck == "sign"
