"""Filling in a form page by page: what is asked, what is kept, what is wrong."""

import json
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

from motcua.core.refusals import NotFound
from motcua.procedures import form
from motcua.procedures.models import Version

pytestmark = pytest.mark.django_db
Answers = dict[str, Any]


def _sent(**boxes: Any) -> QueryDict:
    data = QueryDict(mutable=True)
    for name, value in boxes.items():
        data.setlist(name.replace("__", "-"), value if isinstance(value, list) else [value])
    return data


def _ids(version: Version, answers: Answers) -> list[str]:
    return [page.id for page in form.flow(version, answers)]


def _places(version: Version, answers: Answers) -> set[str]:
    return {problem.place for problem in form.check(version, answers)}


PERSON = {
    "full_name": "Nguyễn  Văn Bình ",
    "number": "001 090 000 123",
    "born_on__day": "1",
    "born_on__month": "2",
    "born_on__year": "1990",
    "residence__province": "01",
    "residence__commune": "00004",
    "residence__detail": "Số 12 phố Đội Cấn",
    "has_kite": "yes",
}


def test_pages_appear_when_their_condition_is_known_to_hold(
    version: Version, answers: Answers
) -> None:
    assert _ids(version, {}) == ["person", "friends"]
    assert _ids(version, {"has_kite": False}) == ["person", "friends"]
    assert _ids(version, {"has_kite": True}) == ["person", "kite", "friends"]
    assert _ids(version, {"has_kite": "yes"}) == ["person", "friends"]
    assert _ids(version, {**answers, "shape": "fish"}) == ["person", "kite", "more", "friends"]
    assert _ids(version, {**answers, "wings": 5}) == ["person", "kite", "more", "friends"]
    children = [{"friend_name": "Bé", "friend_age": 9}]
    assert _ids(version, {**answers, "friends": children})[-1] == "children"


def test_right_answers_may_be_filed(version: Version, answers: Answers) -> None:
    assert form.check(version, answers) == []
    assert all(page.complete for page in form.flow(version, answers))


def test_a_page_sent_is_kept_in_its_normal_form(version: Version, answers: Answers) -> None:
    sent = form.page_form(version, "person", {}, _sent(**PERSON))
    assert sent.is_valid(), sent.errors
    kept = form.apply(version, "person", {}, sent)
    assert kept == {id: answers[id] for id in kept}
    assert set(kept) == {"full_name", "number", "born_on", "residence", "has_kite"}


def test_what_is_wrong_is_kept_as_typed_and_shown_again(version: Version) -> None:
    typed = {**PERSON, "born_on__day": "31", "number": "12", "full_name": ""}
    sent = form.page_form(version, "person", {}, _sent(**typed))
    assert set(sent.errors) == {"born_on", "number", "full_name"}
    kept = form.apply(version, "person", {}, sent)
    again = form.page_form(version, "person", kept)
    assert again["born_on"].value() == "1990-2-31"
    assert again["number"].value() == "12"
    assert {"born_on", "number", "full_name"} <= _places(version, kept)


def test_a_page_not_filled_in_says_so_in_words(version: Version) -> None:
    sent = form.page_form(version, "person", {}, _sent())
    assert sent.errors["full_name"] == ["Nhập họ và tên"]
    assert sent.errors["has_kite"] == ["Chọn Có hoặc Không: đã có diều"]


def test_another_page_is_left_alone(version: Version, answers: Answers) -> None:
    sent = form.page_form(version, "person", answers, _sent(**PERSON, shape="fish"))
    assert form.apply(version, "person", answers, sent)["shape"] == "bird"


def test_a_box_that_is_emptied_is_no_longer_answered(version: Version, answers: Answers) -> None:
    sent = form.page_form(version, "person", answers, _sent(**{**PERSON, "full_name": " "}))
    assert "full_name" not in form.apply(version, "person", answers, sent)


def test_ticks_taken_off_are_gone(version: Version, answers: Answers) -> None:
    ticked = _sent(shape="bird", wings="2", colours=["red", "gold"])
    kept = form.apply(version, "kite", answers, form.page_form(version, "kite", answers, ticked))
    assert kept["colours"] == ["red", "gold"]
    off = form.page_form(version, "kite", kept, _sent(shape="bird", wings="2"))
    assert "colours" not in form.apply(version, "kite", kept, off)


def test_a_question_that_appears_on_the_page_changes_its_shape(
    version: Version, answers: Answers
) -> None:
    before = {id: answer for id, answer in answers.items() if id not in {"shape", "wings"}}
    sent = form.page_form(version, "kite", before, _sent(shape="bird"))
    assert sent.changed_shape
    kept = form.apply(version, "kite", before, sent)
    assert "wings" in form.page_form(version, "kite", kept).fields
    assert not form.page_form(version, "kite", kept, _sent(shape="bird", wings="3")).changed_shape


def test_the_answer_to_a_hidden_question_waits_but_is_not_filed(
    version: Version, answers: Answers
) -> None:
    fish = form.page_form(version, "kite", answers, _sent(shape="fish", wings="2"))
    kept = form.apply(version, "kite", answers, fish)
    assert kept["wings"] == 2
    assert "wings" not in form.relevant(version, kept)
    assert "shape" not in form.relevant(version, {**kept, "has_kite": False})


def test_a_province_alone_shows_its_communes_and_nothing_is_lost(version: Version) -> None:
    typed = {**PERSON, "residence__commune": "", "refresh": "residence-province"}
    sent = form.page_form(version, "person", {}, _sent(**typed))
    assert sent.changed_shape
    kept = form.apply(version, "person", {}, sent)
    shown = form.page_form(version, "person", kept)
    assert shown["residence-province"].value() == "01"
    assert shown["residence-detail"].value() == "Số 12 phố Đội Cấn"
    assert len(shown.fields["residence-commune"].widget.choices) > 100


def test_a_commune_of_another_province_is_refused(version: Version, answers: Answers) -> None:
    moved = form.page_form(
        version, "person", answers, _sent(**{**PERSON, "residence__province": "79"})
    )
    assert "residence-commune" in moved.errors
    assert form.apply(version, "person", answers, moved)["residence"]["commune"] == ""


def test_items_are_added_filled_in_and_removed_without_a_script(
    version: Version, answers: Answers
) -> None:
    kept = {**answers, "friends": []}
    for _turn in range(2):
        count = str(len(kept["friends"]))
        typed = {f"friends__{n}__{id}": str(value) for n, item in enumerate(kept["friends"])
                 for id, value in item.items()}  # fmt: skip
        sent = form.page_form(
            version, "friends", kept, _sent(friends__count=count, add="friends", **typed)
        )
        assert sent.changed_shape
        kept = form.apply(version, "friends", kept, sent)
        first = kept["friends"][0]
        first.update(friend_name="Hoa", friend_age=30)
    assert kept["friends"] == [{"friend_name": "Hoa", "friend_age": 30}, {}]
    removed = form.page_form(
        version,
        "friends",
        kept,
        _sent(
            friends__count="2",
            friends__0__friend_name="Hoa",
            friends__0__friend_age="30",
            friends__1__friend_name="Bình",
            friends__1__friend_age="8",
            remove="friends-0",
        ),
    )
    kept = form.apply(version, "friends", kept, removed)
    assert kept["friends"] == [{"friend_name": "Bình", "friend_age": 8}]
    assert "friends[0].guardian" in _places(version, kept)


def test_a_question_that_appears_in_an_item_changes_the_shape(
    version: Version, answers: Answers
) -> None:
    kept = {**answers, "friends": [{}]}
    typed = {"friends__count": "1", "friends__0__friend_name": "Bé", "friends__0__friend_age": "8"}
    sent = form.page_form(version, "friends", kept, _sent(**typed))
    assert sent.changed_shape
    kept = form.apply(version, "friends", kept, sent)
    again = form.page_form(version, "friends", kept, _sent(**typed))
    assert not again.changed_shape
    assert "friends-0-guardian" in again.errors


def test_an_item_left_empty_is_told(version: Version, answers: Answers) -> None:
    assert "friends[0].friend_name" in _places(version, {**answers, "friends": [{}]})


def test_more_items_than_allowed_are_not_taken(version: Version, answers: Answers) -> None:
    many = [{"friend_name": "A", "friend_age": 30}] * 4
    assert "friends" in _places(version, {**answers, "friends": many})
    full = {**answers, "friends": many[:3]}
    typed = {f"friends__{n}__{id}": str(v) for n in range(3) for id, v in many[0].items()}
    sent = form.page_form(
        version, "friends", full, _sent(friends__count="3", add="friends", **typed)
    )
    assert len(form.apply(version, "friends", full, sent)["friends"]) == 3


@pytest.mark.parametrize("count", ["-1", "1e9", "999999999999", "x", "", "٣", "\x00"])
def test_a_forged_number_of_items_is_no_number(version: Version, count: str) -> None:
    sent = form.page_form(version, "friends", {}, _sent(friends__count=count))
    assert form.apply(version, "friends", {}, sent)["friends"] == []


def test_files_are_the_caller_s_to_keep(version: Version, answers: Answers) -> None:
    without = {id: answer for id, answer in answers.items() if id != "photo"}
    boxes = _sent(shape="bird", wings="2", photo="forged")
    upload = SimpleUploadedFile("diều.png", b"x")
    sent = form.page_form(version, "kite", without, boxes, MultiValueDict({"photo": [upload]}))
    assert sent.is_valid(), sent.errors
    assert sent.uploads == {"photo": [upload]}
    assert "photo" not in form.apply(version, "kite", without, sent)
    assert "photo" in form.page_form(version, "kite", without, boxes).errors
    asked = form.files(version, without)
    assert [(one.id, one.page_id, one.at_most, one.ids) for one in asked] == [
        ("photo", "kite", 2, [])
    ]


def test_known_facts_are_filled_in_where_the_package_says(version: Version) -> None:
    facts = {
        "citizen.full_name": "Nguyễn Văn Bình",
        "citizen.number": "not a number",
        "citizen.born_on": None,
        "citizen.address": "Số 1",
        "citizen.commune": "00004",
        "citizen.province": "01",
    }
    assert form.prefilled(version, facts) == {
        "full_name": "Nguyễn Văn Bình",
        "residence": {"province": "01", "commune": "00004", "detail": "Số 1"},
    }
    assert form.prefilled(version, {}) == {}


def test_the_summary_says_it_in_words_of_either_language(
    version: Version, answers: Answers
) -> None:
    shown = {row.label: row.value for s in form.summary(version, answers) for row in s.rows}
    assert shown["Ngày sinh"] == "01/02/1990"
    assert shown["Nơi cư trú"] == "Số 12 phố Đội Cấn, Phường Ba Đình, Thành phố Hà Nội"
    assert shown["Hình dáng"] == "Chim"
    assert shown["Người 1: Tuổi"] == "30"
    english = form.summary(version, answers, "en")
    assert english[0].title == "Kite flyer"
    assert english[0].rows[0].label == "Full name"


def test_the_place_of_reception_follows_the_answer(version: Version, answers: Answers) -> None:
    assert form.reception(version, answers).area_code == "00004"
    assert form.reception(version, {}).area_code == ""


def test_a_page_that_is_not_there_is_not_found(version: Version) -> None:
    with pytest.raises(NotFound):
        form.page_form(version, "nowhere", {})


def test_answers_stay_plain_json(version: Version) -> None:
    typed = {**PERSON, "full_name": "a\x00b\ud800", "number": "9" * 50_000}
    sent = form.page_form(version, "person", {}, _sent(**typed))
    kept = form.apply(version, "person", {}, sent)
    assert json.loads(json.dumps(kept).encode()) == kept
    assert kept["full_name"] == "ab"
    assert len(kept["number"]) <= 20_000


def test_a_page_costs_few_queries(
    version: Version, answers: Answers, django_assert_max_num_queries: Any
) -> None:
    form.page_form(version, "person", answers)  # areas are remembered for the day
    with django_assert_max_num_queries(0):
        shown = form.page_form(version, "person", answers, _sent(**PERSON))
        assert shown.is_valid()
        form.check(version, answers)
        form.summary(version, answers)
