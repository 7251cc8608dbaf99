"""What a page shows, sent back as a browser would, is what was there."""

from pathlib import Path
from typing import Any

import pytest
from django.template.loader import render_to_string
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as some

from motcua.core import clock
from motcua.core.actors import SYSTEM
from motcua.procedures import actions, form
from motcua.procedures.gate.proofs.examples import noon_of
from motcua.procedures.models import Version
from motcua.procedures.tests.form.sending import as_sent

pytestmark = pytest.mark.django_db
Answers = dict[str, Any]
PACKAGES = sorted((Path(__file__).parents[4] / "demo" / "procedures").glob("*.yaml"))

NAMES = some.sampled_from(["Nguyễn An", "Ê Đê Y'Ban", "Lò Thị Hương-Giang"])
TYPED = some.text(some.characters(codec="utf-8", exclude_categories=["C"]), max_size=12)
PERSON = some.fixed_dictionaries(
    {},
    optional={
        "full_name": NAMES | TYPED,
        "number": some.just("001090000123") | TYPED,
        "born_on": some.dates().map(str)
        | some.sampled_from(["2024-2-31", "--", "x-y-z", "1990--"]),
        "residence": some.fixed_dictionaries(
            {},
            optional={
                "province": some.sampled_from(["01", "79", ""]),
                "commune": some.sampled_from(["00004", "00008", ""]),
                "detail": TYPED,
            },
        ),
        "has_kite": some.booleans(),
    },
)
FRIENDS = some.lists(
    some.fixed_dictionaries(
        {},
        optional={
            "friend_name": NAMES | TYPED,
            "friend_age": some.integers(1, 120) | TYPED,
            "guardian": some.just("0912345678"),
        },
    ),
    max_size=3,
)


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(person=PERSON, friends=FRIENDS)
@example(person={}, friends=[{"friend_age": "1"}])  # a number as text is not right yet
@example(person={}, friends=[{"friend_name": "Nguyễn An", "friend_age": "x"}, {"friend_age": 7}])
def test_a_page_sent_back_untouched_changes_nothing(
    version: Version, person: Answers, friends: list[Answers]
) -> None:
    """Sending may make what was typed elsewhere normal; from then on it stays as it is."""
    for page, typed in (("person", person), ("friends", {"friends": friends})):
        before = form.merge(version, page, {}, typed)
        known = _by_place(before)
        right = known.keys() - {one.place for one in form.check(version, before)}
        once = _sent_back(version, page, before)
        twice = _sent_back(version, page, once)
        assert twice == once
        sent = _by_place(once)
        assert {place: sent.get(place) for place in right} == {one: known[one] for one in right}
        assert len(once.get("friends", [])) == len(friends if page == "friends" else [])


def _by_place(answers: Answers) -> Answers:
    """Each answer by its place, as problems name it: of a group, each item's answers alone."""
    groups = {id: items for id, items in answers.items() if id == "friends"}
    inside = {
        f"{id}[{number}].{name}": answer
        for id, items in groups.items()
        for number, item in enumerate(items)
        for name, answer in item.items()
    }
    return {id: answer for id, answer in answers.items() if id not in groups} | inside


def _sent_back(version: Version, page: str, answers: Answers) -> Answers:
    sent = as_sent(form.page_form(version, page, answers))
    return form.apply(version, page, answers, form.page_form(version, page, answers, sent))


@pytest.mark.parametrize("path", PACKAGES, ids=lambda path: path.stem)
def test_a_demo_example_is_filled_in_page_by_page(path: Path) -> None:
    """As a citizen does it: from the first page to the last, each shown, filled in, sent."""
    version = actions.import_package(path.read_text(), by=SYSTEM)
    for number, sample in enumerate(version.package.examples):
        with clock.moved_to(noon_of(sample.on)):
            given = version.source["examples"][number]["answers"]
            filled = _fill_in(version, given)
            places = {problem.place for problem in form.check(version, filled)}
            assert places == set(sample.wrong)
            sent, known = form.relevant(version, filled), form.relevant(version, given)
            assert sent.keys() == known.keys()  # what is wrong stays as typed: a text
            assert all(sent[id] == known[id] for id in known if not _in(id, places))


def _in(id: str, places: set[str]) -> bool:
    return any(place == id or place.startswith(f"{id}[") for place in places)


def _fill_in(version: Version, given: Answers) -> Answers:
    files = {one.id: given[one.id] for one in form.files(version, given) if one.id in given}
    filled: Answers = dict(files)
    seen: set[str] = set()
    while waiting := [one.id for one in form.flow(version, filled) if one.id not in seen]:
        page = waiting[0]
        seen.add(page)
        target = form.page_form(version, page, given)
        sent = form.page_form(version, page, filled, as_sent(target))
        filled = form.apply(version, page, filled, sent)
    return filled


@pytest.mark.parametrize("place", ["name", "form.pages.0.questions.0.label", "form.pages.0.title"])
def test_a_package_cannot_bring_markup_onto_a_page(client: Any, spoilt: Any, place: str) -> None:
    hostile = '<img src=x onerror="alert(1)">'
    version = actions.import_package(spoilt(place, hostile), by=SYSTEM)
    actions.publish(version, by=SYSTEM)
    page = render_to_string("procedures/form.html", {"form": form.page_form(version, "person", {})})
    shown = page + client.get("/thu-tuc/1.999001/").content.decode()
    shown += client.get("/thu-tuc/").content.decode()
    assert "<img src=x" not in shown
