"""Pages: whole, safe under the strict content policy, and of use when something went wrong."""

import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.test import Client, RequestFactory
from django.utils import translation

from motcua.core.middleware import refusal_page
from motcua.core.refusals import (
    Invalid,
    NotAllowed,
    NotFound,
    Problem,
    Refusal,
    TooMany,
    WrongState,
)
from motcua.design.components import lists, pages
from motcua.design.components.content import button

TEMPLATES = Path(__file__).parent.parent / "templates"
ADDRESSES = ["/thiet-ke/", "/thiet-ke/form/", "/thiet-ke/desk/"]
INLINE = re.compile(r"<style|style=|<script(?![^>]*\ssrc=)|\son[a-z]+=|javascript:", re.IGNORECASE)


@pytest.fixture
def request_(rf: RequestFactory) -> HttpRequest:
    request = rf.get("/")
    return request


@pytest.mark.django_db
@pytest.mark.parametrize("address", ADDRESSES)
def test_a_page_has_nothing_inline_and_nothing_from_elsewhere(client: Client, address: str) -> None:
    html = client.get(address).content.decode()
    assert not INLINE.search(html)
    assert not re.search(r'(?:src|href|action)="(?:https?:)?//', html)


@pytest.mark.django_db
@pytest.mark.parametrize("address", ADDRESSES)
def test_a_page_has_one_heading_one_main_and_no_id_twice(client: Client, address: str) -> None:
    soup = BeautifulSoup(client.get(address).content, "html.parser")
    assert len(soup.select("h1")) == 1
    assert len(soup.select("main")) == 1
    ids = [str(tag["id"]) for tag in soup.select("[id]")]
    assert sorted(set(ids)) == sorted(ids)


@pytest.mark.django_db
def test_a_form_with_errors_says_so_in_the_title(client: Client) -> None:
    answer = client.post("/thiet-ke/form/", {"full_name": "\x00"})
    assert answer.status_code == 422
    title = BeautifulSoup(answer.content, "html.parser").title
    assert title is not None
    assert title.get_text().startswith("Lỗi:")


@pytest.mark.django_db
def test_the_gallery_is_not_there_on_a_live_server(client: Client, settings: object) -> None:
    settings.DEMO = False  # type: ignore[attr-defined]  # pytest-django's settings
    assert client.get("/thiet-ke/").status_code == 404


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("refusal", "status"),
    [
        (NotFound("Không có hồ sơ này."), 404),
        (NotAllowed("Việc này của người khác."), 403),
        (WrongState("Hồ sơ đã trả."), 409),
        (TooMany("Hãy đợi."), 429),
        (Invalid("Chưa đúng.", [Problem("a", "Thiếu <b>ảnh</b>.")]), 422),
    ],
)
def test_a_refusal_becomes_a_page_that_says_what_to_do(
    client: Client, request_: HttpRequest, refusal: Refusal, status: int
) -> None:
    answer = refusal_page(request_, refusal)
    soup = BeautifulSoup(answer.content, "html.parser")
    assert answer.status_code == status
    assert refusal.message in soup.get_text()
    assert soup.select("main a[href='/']")
    assert all(problem.message in soup.get_text() for problem in refusal.problems)


def test_the_page_of_last_resort_needs_no_context() -> None:
    assert "Hệ thống gặp trục trặc" in render_to_string("500.html")


def test_the_page_of_last_resort_needs_no_build(settings: object) -> None:
    settings.STORAGES = {  # type: ignore[attr-defined]  # pytest-django's settings
        **settings.STORAGES,  # type: ignore[attr-defined]
        "staticfiles": {
            "BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage",
            "OPTIONS": {"location": "/nowhere"},
        },
    }
    assert "design/motcua.css" in render_to_string("500.html")


def test_pages_show_the_ends_and_the_neighbours() -> None:
    from django.core.paginator import Paginator
    from django.http import QueryDict

    page = Paginator(range(400), 10).page(20)
    soup = BeautifulSoup(pages.pages(page, QueryDict("q=khai+sinh&page=3")), "html.parser")
    shown = [item.get_text(strip=True) for item in soup.select("li")]
    assert shown == ["1", "⋯", "19", "20", "21", "⋯", "40"]
    assert soup.select("[rel=next]")[0]["href"] == "?q=khai+sinh&page=21"
    assert pages.pages(Paginator([1], 10).page(1), QueryDict()) == ""


def test_attributes_are_escaped_and_named_with_hyphens() -> None:
    html = button("<Lưu>", hx_get='/a"b', hidden=True, data_x=None)
    assert "&lt;Lưu&gt;" in html
    assert 'hx-get="/a&quot;b"' in html
    assert " hidden" in html
    assert "data-x" not in html


def test_a_table_tells_phones_the_name_of_each_column() -> None:
    html = lists.table([["H26", "Khai sinh"]], head=["Mã", "Thủ tục"])
    soup = BeautifulSoup(html, "html.parser")
    assert [cell["data-label"] for cell in soup.select("td")] == ["Mã", "Thủ tục"]


@pytest.mark.django_db
def test_the_page_speaks_the_language_of_its_reader(client: Client) -> None:
    assert '<html lang="vi"' in client.get("/thiet-ke/").content.decode()
    with translation.override("en"):
        assert '<html lang="en"' in render_to_string("design/page.html")
