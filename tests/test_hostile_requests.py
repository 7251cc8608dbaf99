"""Hostile requests: numbers beyond all bounds, foreign sites, stale pages, wrong bodies."""

import json
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from motcua.dossiers import actions
from motcua.dossiers.models import Dossier, Status
from motcua.identity.models import Citizen, User
from motcua.procedures.models import Version
from tests.routes import every_route

At = Callable[[User], Client]
PASSWORD = "mot-cua-rong-mo-2026"
NUMBERS = ("9" * 19, str(2**63), str(2**64), str(-(2**63) - 1), "9" * 5000, "1e400", "NaN", "٣", "")
TEXTS = ("\0", "%ff", "\ud800", "'", "%", "_", "\\", "a" * 5000, "<script>", "😀", "’" * 300)


def queries() -> list[tuple[str, str]]:
    """Every address that reads a query, with its parameters."""
    return [
        ("/thu-tuc/", "q field audience level page"),
        ("/tra-cuu/", "code answer"),
        ("/ban-lam-viec/", "q page"),
        ("/ban-lam-viec/overdue/", "q page"),
        ("/thong-bao/", "page"),
        ("/tai-khoan/dang-nhap/", "next"),
        ("/tai-khoan/dang-nhap/can-bo/", "next"),
        ("/tai-khoan/dinh-danh/login/callback/", "code state error iss"),
        ("/api/v1/procedures", "q field audience level start limit"),
        ("/api/v1/dossiers", "after limit status"),
        ("/", "q page next"),
    ]


@pytest.mark.parametrize(("path", "names"), queries())
def test_no_query_makes_the_site_fall(path: str, names: str, at: At, lan: User, birth: Any) -> None:
    browser = at(lan)
    for name in names.split():
        for value in (*NUMBERS, *TEXTS):
            raw = value.encode("utf-8", "surrogatepass")
            status = browser.get(path, {name: raw}).status_code
            assert status < 500, (name, value)


@pytest.mark.parametrize(
    "number", [2**31, 2**63, 2**64, -(2**63) - 1, 10**400, 1.5, True, "1", [1]]
)
def test_no_number_in_a_body_makes_the_api_fall(
    number: Any, at: At, submitted: Dossier, lan: User
) -> None:
    there = f"/api/v1/dossiers/{submitted.pk}/accept"
    answer = at(lan).post(there, json.dumps({"revision": number}), "application/json")
    assert answer.status_code == 422
    assert answer["Content-Type"].startswith("application/problem+json")
    submitted.refresh_from_db()
    assert submitted.status == Status.REGISTERED


@pytest.mark.parametrize(
    "body",
    ['{"reason": "\\ud800", "legal_basis": "x"}', '{"reason": "\\u0000", "legal_basis": "x"}',
     '{"reason": ' + "[" * 5000 + "]" * 5000 + "}", "null", "[]", '"x"', "{", "\xff", "",
     '{"reason": "' + "x" * 3_000_000 + '", "legal_basis": "x"}'],
    ids=["surrogate", "nul", "deep", "null", "list", "text", "cut", "bytes", "empty", "huge"],
)  # fmt: skip
def test_no_body_makes_the_api_fall(body: str, at: At, submitted: Dossier, lan: User) -> None:
    there = f"/api/v1/dossiers/{submitted.pk}/refuse"
    answer = at(lan).generic("POST", there, body.encode("latin-1"), "application/json")
    assert 400 <= answer.status_code < 500
    assert answer["Content-Type"].startswith("application/problem+json")
    submitted.refresh_from_db()
    assert submitted.status == Status.REGISTERED


@pytest.mark.parametrize(
    "revision", ["99999999999999999999", "-1", "x", "\0", "1e9", "9" * 5000, "٣"]
)
def test_no_revision_makes_an_act_fall(
    revision: str, at: At, submitted: Dossier, lan: User
) -> None:
    there = reverse("dossiers:desk:act", args=[submitted.pk, "accept"])
    assert at(lan).post(there, {"revision": revision}).status_code in {302, 409, 422}


def test_an_act_on_a_stale_page_is_refused_and_says_so(
    at: At, submitted: Dossier, lan: User
) -> None:
    stale = {"revision": str(submitted.revision), "reason": "Thiếu giấy", "legal_basis": "Điều 16"}
    actions.accept(submitted, by=lan)
    answer = at(lan).post(reverse("dossiers:desk:act", args=[submitted.pk, "refuse"]), stale)
    assert answer.status_code == 409
    text = answer.content.decode()
    assert "người khác cập nhật" in text
    submitted.refresh_from_db()
    assert submitted.status == Status.RECEIVED


# Foreign sites


def test_no_route_takes_a_post_without_its_token(
    submitted: Dossier, lan: User, birth: Version
) -> None:
    """Each route of the URLconf, asked as a foreign page would: with cookies, without the token."""
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(lan, "allauth.account.auth_backends.AuthenticationBackend")
    known = {"code": birth.procedure.code, "dossier_id": submitted.pk, "name": "accept"}
    exempt = []
    for route in every_route():
        answer = browser.post(route.any_address(known), {"revision": None}, "application/json")
        if route.is_exempt_from_csrf:
            exempt.append(route.name)
            assert answer.status_code in {403, 405}, route.name
        else:
            assert answer.status_code == 403, route.name
    assert all(name.startswith("api:") for name in exempt)
    submitted.refresh_from_db()
    assert submitted.status == Status.REGISTERED


ELSEWHERE = (
    "https://evil.example", "//evil.example", "/\\evil.example", "\\\\evil.example",
    "https:evil.example", "http:///evil.example", "/%2fevil.example", "///evil.example",
    "https://127.0.0.1@evil.example", "javascript:alert(1)", " //evil.example", "\t//evil.example",
    "//evil.example\\@127.0.0.1", "https://testserver.evil.example", "/\t/evil.example",
    "/x\r\nLocation: https://evil.example", "http://[::1", "////evil.example/%2e%2e",
)  # fmt: skip


@pytest.mark.parametrize("next_", ELSEWHERE)
def test_no_next_leads_elsewhere(next_: str, lan: User) -> None:
    for path, data in (
        ("/tai-khoan/dang-nhap/can-bo/", {"login": "lan", "password": PASSWORD}),
        ("/ngon-ngu/setlang/", {"language": "en"}),
        ("/tai-khoan/dang-xuat/", {}),
    ):
        answer = Client().post(path, {**data, "next": next_})
        assert answer.status_code in {204, 302}, path
        there = answer.headers.get("Location", "/")
        assert is_ours(there), (path, there)


def is_ours(location: str) -> bool:
    """As browsers read it: a backslash is a slash, tabs and line ends are nothing."""
    read = location.replace("\\", "/").replace("\t", "").strip()
    return read.startswith("/") and not read.startswith("//") and "\n" not in location


def test_a_page_may_not_be_framed_nor_run_foreign_script(client: Client, birth: Version) -> None:
    for path in ("/", "/thu-tuc/", "/tra-cuu/", "/khong-co/", "/api/v1/docs"):
        headers = client.get(path).headers
        policy = headers["Content-Security-Policy"]
        assert "frame-ancestors 'none'" in policy
        assert "unsafe-inline" not in policy
        assert headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    "path",
    ["/thu-tuc/%00/", "/thu-tuc/..%2f..%2fetc/", "/thu-tuc/%ff/", "/ho-so/x/", "/ho-so/%00/",
     f"/ho-so/{'0' * 36}/", "/ban-lam-viec/%00/", "/static/../config/settings.py", "/%2e%2e/",
     "/static/%00", "/api/v1/procedures/%00", "/api/v1/dossiers/x", "/" + "a" * 20_000],
)  # fmt: skip
def test_no_address_makes_the_site_fall(path: str, at: At, lan: User, birth: Version) -> None:
    assert at(lan).get(path).status_code in {400, 404, 422}


def test_what_is_found_of_others_is_nothing(
    at: At, mai: Citizen, hung: Citizen, submitted: Dossier
) -> None:
    """404, so that nobody learns that it exists; the same words as for what does not."""
    there = reverse("dossiers:dossier", args=[submitted.pk])
    nowhere = reverse("dossiers:dossier", args=[uuid4()])
    others, none = at(hung.user).get(there), at(hung.user).get(nowhere)
    assert others.status_code == none.status_code == 404
    assert heading(others) == heading(none)


def heading(answer: Any) -> str:
    text = answer.content.decode()
    return str(text[text.index("<h1") : text.index("</h1>")])
