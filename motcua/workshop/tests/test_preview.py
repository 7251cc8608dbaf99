"""Beside the boxes: the form as citizens see it, the process drawn; half-written too."""

import copy
from collections.abc import Callable
from typing import Any

import pytest
import yaml
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from motcua.identity.models import User
from motcua.procedures import bpmn, form
from motcua.procedures.package import load
from motcua.procedures.package.reading import read
from motcua.workshop import actions
from motcua.workshop.checking import checked, process_of, salvaged
from motcua.workshop.models import Manuscript
from motcua.workshop.source.places import NOTHING, at, leaves, path_of, put
from motcua.workshop.tests.conftest import SMALL
from motcua.workshop.tests.reading import boxes
from motcua.workshop.trying import tried

At = Callable[[User], Client]
WHOLE: dict[str, Any] = read(SMALL).data
WHOLE["examples"] = []
EVERYWHERE = [path for path, _value in leaves(WHOLE)]
SPOILS: st.SearchStrategy[Any] = st.sampled_from(
    ["", "x y", 7, -1, None, True, [], {}, [[]], "approved", NOTHING]
)


def page(manuscript: Manuscript, rest: str) -> str:
    return f"/xuong/{manuscript.pk}/{rest}"


def test_a_whole_source_is_a_whole_preview() -> None:
    works = salvaged(WHOLE)
    assert works
    assert works.whole
    assert works.package == load(yaml.safe_dump(WHOLE, allow_unicode=True))


@pytest.mark.django_db
@given(st.lists(st.tuples(st.sampled_from(EVERYWHERE), SPOILS), min_size=1, max_size=6))
def test_whatever_is_spoilt_the_rest_is_shown_drawn_and_judged(spoilt: Any) -> None:
    source = copy.deepcopy(WHOLE)
    for path, value in spoilt:
        source = put(source, path, value)
    works = salvaged(source)
    assert works
    in_work = tried(source)
    assert in_work
    for shown in form.flow(in_work.version, {}):
        form.page_form(in_work.version, shown.id, {})
    if process := process_of(source):
        assert bpmn.svg(bpmn.drawn(process), "x").startswith("<svg")
    for one in checked(source).findings:
        assert one.message


def test_what_is_wrong_elsewhere_does_not_hide_a_condition_that_cannot_be_used() -> None:
    source = put(copy.deepcopy(WHOLE), path_of("summary"), NOTHING)
    source = put(source, path_of("form.pages[0].questions[0].label"), NOTHING)
    source = put(source, path_of("form.pages[1].questions[1].when"), "nonsense == 1")
    found = {one.place: one.message for one in checked(source).findings}
    assert {"summary", "form.pages[0].questions[0].label"} <= found.keys()
    assert "nonsense" in found["form.pages[1].questions[1].when"]


def test_a_finding_keeps_its_place_when_items_before_it_are_left_out() -> None:
    source = put(copy.deepcopy(WHOLE), path_of("form.pages[1].questions[0].options"), "none")
    source = put(source, path_of("form.pages[1].questions[2].when"), "1 +")
    places = [one.place for one in checked(source).findings]
    assert "form.pages[1].questions[2].when" in places


def test_what_names_something_left_out_is_not_called_wrong() -> None:
    source = put(copy.deepcopy(WHOLE), path_of("form.pages[0].questions[4].label"), NOTHING)
    places = {one.place for one in checked(source).findings}
    assert places == {"form.pages[0].questions[4].label"}


def test_the_preview_is_the_page_that_citizens_see(at: At, nam: User, kite: Manuscript) -> None:
    shown = at(nam).get(page(kite, "sua/form.pages.0/"))
    live = BeautifulSoup(shown.content, "html.parser").find(id="live")
    assert live
    assert live.find("input", {"name": "full_name"})
    english = at(nam).get(page(kite, "sua/form.pages.0/?xem=en")).content.decode()
    assert "Full name" in BeautifulSoup(english, "html.parser").find(id="live").text  # type: ignore[union-attr]


def test_conditions_follow_the_answers_that_are_tried(at: At, nam: User, kite: Manuscript) -> None:
    browser, kite_page = at(nam), page(kite, "sua/form.pages.1/")
    assert b"has_kite" in browser.get(kite_page).content
    browser.post(page(kite, "khai-thu/person/"), {"has_kite": "yes", "back": "form.pages.0"})
    live = BeautifulSoup(browser.get(kite_page).content, "html.parser").find(id="live")
    assert live
    assert live.find("input", {"name": "shape"})
    assert not live.find("input", {"name": "wings"})
    browser.post(page(kite, "khai-thu/kite/"), {"shape": "bird", "back": "form.pages.1"})
    live = BeautifulSoup(browser.get(kite_page).content, "html.parser").find(id="live")
    assert live
    assert live.find("input", {"name": "wings"})


def test_typing_shows_at_once_and_saves_nothing(at: At, nam: User, kite: Manuscript) -> None:
    browser, there = at(nam), page(kite, "sua/form.pages.0.questions.0/")
    sent = boxes(browser.get(there).content)
    sent["p-label-vi"] = "Tên người thả diều"
    live = page(kite, "xem/form.pages.0.questions.0/")
    answer = browser.post(live, sent.urlencode(), "application/x-www-form-urlencoded")
    assert "Tên người thả diều" in answer.content.decode()
    kite.refresh_from_db()
    assert kite.revision == 0


def test_a_step_that_is_typed_is_drawn_at_once(at: At, nam: User, kite: Manuscript) -> None:
    browser = at(nam)
    sent = boxes(browser.get(page(kite, "sua/process.steps.1/")).content)
    sent["p-name-vi"] = "Ký và đóng dấu"
    live = page(kite, "xem/process.steps.1/")
    answer = browser.post(live, sent.urlencode(), "application/x-www-form-urlencoded").content
    assert "Ký và đóng dấu" in answer.decode()
    assert b"<svg" in answer


def test_a_warning_stands_at_its_step(at: At, nam: User, kite: Manuscript) -> None:
    source = put(dict(kite.source), path_of("process.steps[1].outcomes[0].next"), "nowhere")
    actions.save(kite, by=nam, seen=0, source=source)
    shown = at(nam).get(page(kite, "phan/quy-trinh/")).content.decode()
    assert "nowhere" in shown
    assert f"{page(kite, 'sua/process.steps.1/')}#p-outcomes-0-next" in shown


def test_the_whole_form_is_tried_without_becoming_a_dossier(
    at: At, nam: User, kite: Manuscript
) -> None:
    browser = at(nam)
    assert browser.get(page(kite, "khai-thu/")).status_code == 200
    assert browser.post(page(kite, "khai-thu/person/"), {"number": "1"}).status_code == 422
    browser.post(page(kite, "khai-thu/person/"), {"has_kite": "yes", "back": "form.pages.0"})
    browser.post(page(kite, "khai-thu/kite/"), {"attach": "photo"})
    assert "Ảnh diều" in browser.get(page(kite, "khai-thu/kite/")).content.decode()
    assert browser.get(page(kite, "khai-thu/")).status_code == 200
    browser.post(page(kite, "khai-thu/"))
    assert browser.session["workshop"][str(kite.pk)] == {}
    assert browser.get(page(kite, "khai-thu/nowhere/")).status_code == 404


def test_a_drawn_process_is_taken_or_refused_element_by_element(
    at: At, nam: User, kite: Manuscript
) -> None:
    browser, there = at(nam), page(kite, "bpmn/")
    process = load(SMALL).process
    longer = process.model_copy(
        update={"steps": [one.model_copy(update={"name": "Mới"}) for one in process.steps]}
    )
    file = SimpleUploadedFile("a.bpmn", bpmn.xml(bpmn.drawn(longer), "x"))
    assert browser.post(there, {"revision": "0", "file": file}).status_code == 302
    kite.refresh_from_db()
    assert at_(kite, "process.steps[1].name") == "Mới"
    for wrong in (b"<a/>", b"no xml", b"<!DOCTYPE a><a/>"):
        file = SimpleUploadedFile("a.bpmn", wrong)
        assert browser.post(there, {"revision": "1", "file": file}).status_code == 422
    assert browser.post(there, {"revision": "1"}).status_code == 422


def at_(manuscript: Manuscript, place: str) -> Any:
    return at(manuscript.source, path_of(place))


@pytest.mark.parametrize("steps", [None, "x", [], [1], [{}], [{"id": "a"}], [{"id": "approved"}]])
def test_a_process_that_is_hardly_begun_is_drawn_as_far_as_it_goes(steps: Any) -> None:
    process = process_of({"process": {"steps": steps}})
    if process:
        bpmn.svg(bpmn.drawn(process), "x")
