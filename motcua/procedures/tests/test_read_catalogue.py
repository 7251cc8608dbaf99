"""The pages and the API of the catalogue: for everybody, without a script, kept by caches."""

import json
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from motcua.core.actors import SYSTEM
from motcua.procedures import actions, package
from motcua.procedures.models import Version

pytestmark = pytest.mark.django_db
PAGE = "/thu-tuc/1.999001/"


def _text(response: Any) -> str:
    return " ".join(BeautifulSoup(response.content, "html.parser").get_text(" ").split())


def test_the_list_finds_what_is_typed_without_accents(client: Client, version: Version) -> None:
    response = client.get("/thu-tuc/", {"q": "tha dieu"})
    assert response.status_code == 200
    assert "Cấp giấy phép thả diều" in _text(response)


def test_an_empty_list_says_what_to_do(client: Client, version: Version) -> None:
    said = _text(client.get("/thu-tuc/", {"q": "không có đâu"}))
    assert "Không tìm thấy thủ tục nào" in said
    assert "xem tất cả thủ tục" in said


@pytest.mark.parametrize(
    "query",
    [
        {"q": "\x00"},
        {"page": "99999999999999999999"},
        {"page": "x"},
        {"field": "x' --"},
        {"audience": "\x00"},
        {"level": "x" * 5_000},
        {"q": "<script>alert(1)</script>"},
    ],
)
def test_any_question_gets_a_page(client: Client, version: Version, query: Any) -> None:
    response = client.get("/thu-tuc/", query)
    assert response.status_code == 200
    assert b"<script>alert" not in response.content


def test_the_page_of_a_procedure_says_all_that_matters(client: Client, version: Version) -> None:
    said = _text(client.get(PAGE))
    for words in (
        "Cấp giấy phép thả diều", "20.000 đồng", "nhận sau 15:00", "3 ngày làm việc", "Tờ khai",
        "77/2006/QH11", "cần kiểm tra lại", "Công dân Việt Nam", "Ủy ban nhân dân cấp xã", "Bản 1",
        "Nộp trực tuyến", "Thể thao",
    ):  # fmt: skip
        assert words in said, words


def test_the_page_is_said_in_english_too(client: Client, version: Version) -> None:
    client.cookies["django_language"] = "en"
    said = _text(client.get(PAGE))
    assert "Kite licence" in said
    assert "A licence to fly kites" in said


@pytest.mark.parametrize("code", ["1.000000", "x", "%00", "1.999001%20", "..", "a" * 500])
def test_what_is_not_published_is_not_found(client: Client, version: Version, code: str) -> None:
    assert client.get(f"/thu-tuc/{code}/").status_code == 404


def test_a_page_had_before_is_not_sent_again(client: Client, version: Version) -> None:
    client.get(PAGE)
    first = client.get(PAGE)
    again = client.get(PAGE, headers={"if-none-match": first["ETag"]})
    assert again.status_code == 304
    assert "private" in first["Cache-Control"]


def test_a_new_version_is_a_new_page(client: Client, version: Version, spoilt: Any) -> None:
    client.get(PAGE)
    first = client.get(PAGE)
    newer = actions.import_package(spoilt("keywords", ["mới"]), by=SYSTEM)
    actions.publish(newer, by=SYSTEM)
    again = client.get(PAGE, headers={"if-none-match": first["ETag"]})
    assert again.status_code == 200


@pytest.mark.parametrize("ending", ["json", "yaml"])
def test_the_package_may_be_taken_away_and_imported(
    client: Client, version: Version, ending: str
) -> None:
    response = client.get(f"{PAGE}goi.{ending}")
    assert "public" in response["Cache-Control"]
    assert "attachment" in response["Content-Disposition"]
    assert package.sha256(package.load(response.content.decode())) == version.sha256


def test_nothing_but_reading_is_done_here(client: Client, version: Version) -> None:
    assert client.post(PAGE).status_code == 405
    assert client.post("/thu-tuc/").status_code == 405


def test_the_catalogue_page_costs_few_queries(
    client: Client, version: Version, django_assert_max_num_queries: Any
) -> None:
    with django_assert_max_num_queries(3):
        client.get("/thu-tuc/", {"q": "dieu"})
    with django_assert_max_num_queries(3):  # its version; its stops; the stops of everything
        client.get(PAGE)


def test_the_api_finds_reads_and_gives_the_schema(client: Client, version: Version) -> None:
    found = client.get("/api/v1/procedures", {"q": "tha dieu"}).json()
    assert [one["code"] for one in found["items"]] == ["1.999001"]
    assert found["next"] is None
    whole = client.get("/api/v1/procedures/1.999001").json()
    assert package.sha256(package.load(json.dumps(whole["package"]))) == version.sha256
    schema = client.get("/api/v1/procedures/1.999001/schema").json()
    assert schema["properties"]["wings"]["maximum"] == 8


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/api/v1/procedures/1.000000", 404),
        ("/api/v1/procedures?limit=0", 422),
        ("/api/v1/procedures?limit=99999999999999999999999", 422),
        ("/api/v1/procedures?start=-1", 422),
        ("/api/v1/procedures?q=" + "x" * 201, 422),
        ("/api/v1/procedures?q=%00", 200),
        ("/api/v1/procedures?field=%00", 200),
    ],
)
def test_the_api_refuses_plainly(
    client: Client, version: Version, address: str, status: int
) -> None:
    assert client.get(address).status_code == status
