"""Mistyped words are understood; nothing that anybody types breaks the search."""

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from motcua.core.actors import SYSTEM
from motcua.core.journal import tell_untold
from motcua.procedures import actions, queries
from motcua.procedures.models import Procedure, Version, Word
from motcua.procedures.seeking import spelling
from motcua.procedures.tests.test_search import Spoil, _add

pytestmark = pytest.mark.django_db
TITLES = {
    "1.999101": ("Đăng ký khai sinh", ["giấy khai sinh", "mới sinh con"]),
    "1.999102": ("Đăng ký kết hôn", ["lấy chồng", "cưới"]),
    "1.999103": ("Đổi giấy phép lái xe", ["bằng lái"]),
    "1.999104": ("Đăng ký thành lập hộ kinh doanh", ["mở cửa hàng"]),
    "1.999105": ("Đăng ký thường trú", ["hộ khẩu", "nhập khẩu"]),
    "1.999106": ("Cấp lại bằng tốt nghiệp", []),
    "1.999107": ("Xác nhận tình trạng hôn nhân", ["độc thân"]),
    "1.999108": ("Đăng ký khai tử", ["qua đời"]),
}


@pytest.fixture
def catalogue(spoilt: Spoil) -> None:
    for code, (name, keywords) in TITLES.items():
        _add(spoilt, code, name, keywords=keywords)
    assert tell_untold() == 0


def _first(typed: str) -> str:
    found = queries.search(typed).procedures
    return found[0].code if found else ""


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("khai sinhh", "1.999101"),
        ("khaisinh", "1.999101"),
        ("khai snih", "1.999101"),
        ("khai xinh", "1.999101"),
        ("dang ky kai sinh", "1.999101"),
        ("đăng kí khai sinh", "1.999101"),
        ("dawng kys khai sinh", "1.999101"),
        ("dang9 ky1 khai sinh", "1.999101"),
        ("dang ky ket hom", "1.999102"),
        ("dăng kí kết hôn", "1.999102"),
        ("keets hoon", "1.999102"),
        ("cet hon", "1.999102"),
        ("giay fep lai xe", "1.999103"),
        ("dổi giấy phép lái xe", "1.999103"),
        ("bằng lái", "1.999103"),
        ("giay phep nai xe", "1.999103"),
        ("ho kinh doan", "1.999104"),
        ("ho kinh doanhh", "1.999104"),
        ("thuownwg trus", "1.999105"),
        ("tinh chang hon nhan", "1.999107"),
        ("tôi muốn làm giấy khai sinh cho con", "1.999101"),
    ],
)
def test_a_mistyped_question_finds_what_was_meant(catalogue: None, typed: str, code: str) -> None:
    assert _first(typed) == code


def test_what_was_meant_is_said_as_the_catalogue_writes_it(catalogue: None) -> None:
    assert queries.search("dang ky ket hom").meant == "đăng ký kết hôn"
    assert queries.search("ket hon").meant == ""


def test_together_in_a_synonym_comes_before_scattered_in_a_title(catalogue: None) -> None:
    assert _first("bang lai") == "1.999103"


@pytest.mark.parametrize("typed", ["1.9991", "1999101", "1.999101", "1.999101.000.00.00"])
def test_a_code_finds_its_procedure(catalogue: None, typed: str) -> None:
    assert _first(typed) == "1.999101"


def test_what_no_word_is_like_finds_nothing(catalogue: None) -> None:
    assert queries.search("qwrtpsdfg hjklzx").procedures == []


HOSTILE = [
    "\x00", "a\x00b", "' OR 1=1 --", "&|!():*<->", "khai:*A & !sinh", "<2>", "\\", "%_%", "😀😀",
    "\u0301\u0301\u0301", "ﷺ" * 50, "\ud800", "x" * 10_000_000, "khai " * 100_000, "é" * 500,
    "-" * 200, '"khai sinh" -con', "(((((", "{}", "\u202ekhai", "1." * 90,
    "a b c d e f g h i j k l m",
]  # fmt: skip


@pytest.mark.parametrize("typed", HOSTILE, ids=range(len(HOSTILE)))
def test_any_question_is_answered(catalogue: None, typed: str) -> None:
    assert isinstance(queries.search(typed, field=typed, agency=typed).procedures, list)
    queries.instead(typed)
    queries.counts(queries.matches(typed))


@given(st.text(max_size=60))
def test_spelling_takes_any_text(text: str) -> None:
    for word in spelling.words(text):
        assert spelling.canonical(word) == word
        assert word in spelling.traces(word)
        assert word not in spelling.variants(word)
    assert spelling.spelt(text).startswith(" ")


def test_one_spelling_of_a_tone_is_as_good_as_another() -> None:
    assert spelling.spelt("Hoà  thuý, KÍ") == spelling.spelt("hòa thúy ký") == " hoa2 thuy1 ky1 "


@pytest.mark.parametrize(
    ("one", "other", "errors"),
    [("hom", "hon", 1), ("snih", "sinh", 1), ("", "ab", 2), ("ab", "ab", 0), ("kia", "ki", 1)],
)
def test_errors_are_counted(one: str, other: str, errors: int) -> None:
    assert spelling.distance(one, other) == errors


def test_words_are_learnt_once_a_version_is_in_force_and_counted_again(catalogue: None) -> None:
    assert Word.objects.get(folded="hon").count == 2
    assert Word.objects.get(folded="hon").surface == "hôn"
    marriage = Procedure.objects.get(code="1.999102")
    assert marriage.current is not None
    actions.withdraw(marriage.current, by=SYSTEM, reason="Bãi bỏ")
    tell_untold()
    assert Word.objects.get(folded="hon").count == 1
    actions.learn_all_words(by=SYSTEM)
    assert not Word.objects.filter(folded="chong").exists()


def test_learning_everything_gives_what_was_learnt_piece_by_piece(catalogue: None) -> None:
    rows = set(Word.objects.values_list("folded", "count"))
    actions.learn_all_words(by=SYSTEM)
    assert set(Word.objects.values_list("folded", "count")) == rows


def test_every_facet_is_counted_under_the_filters_of_the_others(
    version: Version, spoilt: Spoil, django_assert_num_queries: Any
) -> None:
    _add(
        spoilt,
        "1.999201",
        "Cấp phép bay",
        levels=["province"],
        field={"code": "hang_khong", "name": {"vi": "Hàng không", "en": "Aviation"}},
    )
    with django_assert_num_queries(1):
        total, choices = queries.counts(queries.matches("cấp", level="province"))
    assert total == 1
    assert [(one.value, one.count) for one in choices["level"]] == [("commune", 1), ("province", 1)]
    assert [(one.value, one.count) for one in choices["field"]] == [("hang_khong", 1)]
    assert [one.value for one in choices["agency"]] == ["uy-ban-nhan-dan-cap-xa"]


def _page(client: Client, **asked: str) -> str:
    response = client.get("/thu-tuc/", asked)
    assert response.status_code == 200
    return " ".join(BeautifulSoup(response.content, "html.parser").get_text(" ").split())


def test_the_page_says_what_it_took_the_words_for(client: Client, catalogue: None) -> None:
    said = _page(client, q="dang ky ket hom")
    assert "Có phải ý bạn là đăng ký kết hôn ?" in said
    assert "Đăng ký kết hôn" in said


def test_the_page_says_when_only_the_filters_hide_it(client: Client, catalogue: None) -> None:
    said = _page(client, q="kết hôn", level="ministry")
    assert "khi bỏ mọi điều kiện lọc" in said


def test_an_empty_page_says_where_to_go(client: Client, catalogue: None) -> None:
    said = _page(client, q="qwrtpsdfg")
    assert "18001096" in said
    assert "xem tất cả thủ tục" in said


def test_the_page_costs_as_much_for_one_as_for_many(
    client: Client, catalogue: None, django_assert_max_num_queries: Any
) -> None:
    with django_assert_max_num_queries(3):  # one of them: announced stops, above every page
        _page(client, q="dang ky")
    with django_assert_max_num_queries(8):
        _page(client, q="dang ky ket hom")
