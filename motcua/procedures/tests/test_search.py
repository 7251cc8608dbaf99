"""Finding a procedure, however it is typed."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from motcua.core.actors import SYSTEM
from motcua.procedures import actions, queries
from motcua.procedures.models import Procedure, Version

pytestmark = pytest.mark.django_db
Spoil = Callable[[str, Any], dict[str, Any]]


def _add(spoilt: Spoil, code: str, name: str, **more: Any) -> None:
    package = {**spoilt("code", code), "name": {"vi": name, "en": name}, "keywords": [], **more}
    actions.publish(actions.import_package(package, by=SYSTEM), by=SYSTEM)


def _codes(text: str, **chosen: str) -> list[str]:
    return [one.code for one in queries.search(text, **chosen).procedures]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "typed",
    ["thả diều", "tha dieu", "THẢ DIỀU", "tha\u0309 die\u0302\u0300u", "dieu tha", "th di", "kite",
     "dieu sao", "choi dieu", "the thao", "1.999001", "giấy phép  thả,diều!"],
)  # fmt: skip
def test_a_procedure_is_found(version: Version, typed: str) -> None:
    assert _codes(typed) == ["1.999001"]


@pytest.mark.parametrize(
    "typed",
    ["bơi lội", "ieu", "!!!", "' OR 1=1 --", "<->", ":*", "&", "\\", "%", "\ud800!"],
)
def test_what_is_not_there_is_not_found(version: Version, typed: str) -> None:
    assert queries.matches(typed)[0:20] == []


@pytest.mark.parametrize("typed", ["", "  ", "\x00", "x" * 100_000, "diều " * 5_000])
def test_any_text_may_be_asked(version: Version, typed: str) -> None:
    assert isinstance(_codes(typed), list)


def test_words_of_the_title_come_before_keywords(version: Version, spoilt: Spoil) -> None:
    _add(spoilt, "1.999002", "Đăng ký xe máy", keywords=["thả diều"])
    assert _codes("tha dieu") == ["1.999001", "1.999002"]


def test_the_accents_that_were_typed_count(spoilt: Spoil) -> None:
    _add(spoilt, "1.999003", "Bán hàng rong")
    _add(spoilt, "1.999004", "Bản hàng ròng")
    assert _codes("bản hàng") == ["1.999004", "1.999003"]
    assert _codes("bán hàng") == ["1.999003", "1.999004"]


def test_browsing_narrows_by_field_audience_and_level(version: Version, spoilt: Spoil) -> None:
    _add(
        spoilt,
        "1.999005",
        "Đăng ký doanh nghiệp",
        field={"code": "kinh_doanh", "name": {"vi": "Kinh doanh", "en": "Business"}},
        subjects=["enterprise"],
        levels=["province"],
    )
    assert _codes("", field="kinh_doanh") == ["1.999005"]
    assert _codes("", audience="foreigner") == ["1.999001"]
    assert _codes("", level="province") == ["1.999005"]
    assert _codes("", level="commune", audience="enterprise") == []
    assert [(one.code, one.count) for one in queries.fields()] == [
        ("kinh_doanh", 1),
        ("the_thao", 1),
    ]


def test_what_is_withdrawn_or_a_draft_is_not_found(version: Version, spoilt: Spoil) -> None:
    actions.import_package(spoilt("code", "1.999006"), by=SYSTEM)
    assert _codes("thả diều") == ["1.999001"]
    actions.withdraw(version, by=SYSTEM, reason="Bãi bỏ")
    assert _codes("thả diều") == []


def test_a_list_is_read_in_parts(spoilt: Spoil) -> None:
    for number in range(5):
        _add(spoilt, f"1.99901{number}", f"Thủ tục {number}")
    first = queries.search("thu tuc", limit=2)
    last = queries.search("thu tuc", start=4, limit=2)
    assert first.more
    assert not last.more
    assert len(last.procedures) == 1


def test_a_search_is_two_queries_however_many_are_found(
    version: Version, django_assert_num_queries: Any
) -> None:
    with django_assert_num_queries(2):
        found = queries.search("thả diều").procedures
        assert [(one.title, one.in_force.number) for one in found]


def test_the_index_answers_the_search(version: Version) -> None:
    others = (
        Procedure(code=f"9.{n:06d}", current=version, folded_title=f"thu tuc so {n}")
        for n in range(3_000)
    )
    Procedure.objects.bulk_create(others)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE procedures_procedure")
    with CaptureQueriesContext(connection) as asked:
        assert len(queries.matches("tha dieu")[0:20]) == 1
    with connection.cursor() as cursor:
        cursor.execute("EXPLAIN " + asked[0]["sql"])
        plan = str(cursor.fetchall())
    assert "procedure_by_words" in plan
