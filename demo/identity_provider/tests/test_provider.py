"""The demo provider keeps the rules of OpenID Connect, also towards hostile callers."""

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt
import pytest
import requests

from demo.identity_provider.citizens import everyone
from demo.identity_provider.protocol import Provider
from demo.identity_provider.server import CALLBACK, CLIENT_ID, CLIENT_SECRET, provider, running
from demo.identity_provider.tokens import challenge_of
from motcua.identity import numbers

SITE = "http://site.example"
BACK = SITE + CALLBACK
VERIFIER = "v" * 64
MAI = "001190012345"


@pytest.fixture(scope="module")
def who() -> Iterator[Provider]:
    who = provider("http://127.0.0.1", [SITE])
    with running(who):
        yield who


def asked(**changed: Any) -> dict[str, Any]:
    ask = {
        "client_id": CLIENT_ID,
        "redirect_uri": BACK,
        "response_type": "code",
        "scope": "openid profile address",
        "state": "state-1",
        "nonce": "nonce-1",
        "code_challenge": challenge_of(VERIFIER),
        "code_challenge_method": "S256",
        **changed,
    }
    return {name: value for name, value in ask.items() if value is not None}


def go(who: Provider, **changed: Any) -> requests.Response:
    return requests.get(
        f"{who.issuer}/authorize", params=asked(**changed), allow_redirects=False, timeout=5
    )


def answer_of(response: requests.Response) -> dict[str, str]:
    address = response.headers["Location"]
    assert address.startswith(BACK + "?")
    return {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}


def code_of(who: Provider, number: str = MAI) -> str:
    browser = requests.Session()
    page = browser.get(f"{who.issuer}/authorize", params=asked(), timeout=5)
    key = {"key": re.search(r'name="key" value="([^"]+)"', page.text)[1]}  # type: ignore[index]  # the page has it
    pin = everyone()[number].pin
    consent = browser.post(
        f"{who.issuer}/login", data={**key, "number": number, "pin": pin}, timeout=5
    )
    assert "Chia sẻ thông tin" in consent.text
    back = browser.post(
        f"{who.issuer}/consent", data={**key, "answer": "yes"}, allow_redirects=False, timeout=5
    )
    said = answer_of(back)
    assert (said["state"], said["iss"]) == ("state-1", who.issuer)
    return said["code"]


def exchange(who: Provider, code: str, /, **changed: Any) -> requests.Response:
    form = {
        "grant_type": "authorization_code",
        "code": code,
        "redirect_uri": BACK,
        "client_id": CLIENT_ID,
        "client_secret": CLIENT_SECRET,
        "code_verifier": VERIFIER,
        **changed,
    }
    return requests.post(f"{who.issuer}/token", data=form, timeout=5)


def test_a_whole_sign_in_tells_who_it_is(who: Provider) -> None:
    got = exchange(who, code_of(who)).json()
    keys = requests.get(f"{who.issuer}/jwks", timeout=5).json()
    key = jwt.PyJWKSet.from_dict(keys).keys[0]
    claims = jwt.decode(got["id_token"], key.key, ["RS256"], audience=CLIENT_ID, issuer=who.issuer)
    assert (claims["nonce"], claims["acr"]) == ("nonce-1", "LoA2")
    bearer = {"Authorization": f"Bearer {got['access_token']}"}
    person = requests.get(f"{who.issuer}/userinfo", headers=bearer, timeout=5).json()
    assert person["sub"] == claims["sub"]
    assert (person["so_dinh_danh"], person["name"]) == (MAI, "Nguyễn Thị Mai")
    assert person["ma_xa"] == "00070"
    assert "email" not in person  # it was not asked for


def test_a_client_may_use_basic_authentication(who: Provider) -> None:
    form = {
        "grant_type": "authorization_code",
        "code": code_of(who),
        "redirect_uri": BACK,
        "code_verifier": VERIFIER,
    }
    auth = (CLIENT_ID, CLIENT_SECRET)
    assert requests.post(f"{who.issuer}/token", data=form, auth=auth, timeout=5).ok


def test_a_code_works_once_and_a_replay_ends_its_token(who: Provider) -> None:
    code = code_of(who)
    token = exchange(who, code).json()["access_token"]
    replayed = exchange(who, code)
    assert (replayed.status_code, replayed.json()) == (400, {"error": "invalid_grant"})
    bearer = {"Authorization": f"Bearer {token}"}
    assert requests.get(f"{who.issuer}/userinfo", headers=bearer, timeout=5).status_code == 401


@pytest.mark.parametrize(
    "changed",
    [
        {"code_verifier": "w" * 64},
        {"code_verifier": ""},
        {"code_verifier": "v"},
        {"redirect_uri": BACK + "?x=1"},
        {"redirect_uri": ""},
        {"code": "invented"},
    ],
)
def test_a_code_is_worthless_without_what_belongs_to_it(
    who: Provider, changed: dict[str, str]
) -> None:
    refused = exchange(who, code_of(who), **changed)
    assert (refused.status_code, refused.json()) == (400, {"error": "invalid_grant"})


@pytest.mark.parametrize(
    "changed", [{"client_secret": "wrong"}, {"client_id": "other"}, {"client_secret": ""}]
)
def test_a_stranger_gets_no_token(who: Provider, changed: dict[str, str]) -> None:
    refused = exchange(who, code_of(who), **changed)
    assert (refused.status_code, refused.json()) == (401, {"error": "invalid_client"})


def test_an_expired_code_is_worthless(who: Provider, monkeypatch: pytest.MonkeyPatch) -> None:
    code = code_of(who)
    monkeypatch.setattr(who.memory.codes, "_clock", lambda: 1e12)
    assert exchange(who, code).json() == {"error": "invalid_grant"}


@pytest.mark.parametrize(
    "address",
    [
        "http://evil.example" + CALLBACK,
        BACK + "x",
        BACK.rstrip("/"),
        BACK + "?next=//evil.example",
        SITE + "@evil.example" + CALLBACK,
        BACK.upper(),
        "",
    ],
)
def test_nobody_is_sent_to_an_unknown_address(who: Provider, address: str) -> None:
    refused = go(who, redirect_uri=address)
    assert refused.status_code == 400
    assert "Location" not in refused.headers


@pytest.mark.parametrize("client_id", ["other", "", None])
def test_an_unknown_site_is_refused(who: Provider, client_id: str | None) -> None:
    assert go(who, client_id=client_id).status_code == 400


@pytest.mark.parametrize(
    ("changed", "error"),
    [
        ({"code_challenge": None, "code_challenge_method": None}, "invalid_request"),
        ({"code_challenge_method": None}, "invalid_request"),
        ({"code_challenge_method": "plain", "code_challenge": VERIFIER}, "invalid_request"),
        ({"code_challenge": "short"}, "invalid_request"),
        ({"response_type": "token"}, "unsupported_response_type"),
        ({"scope": "profile"}, "invalid_scope"),
        ({"response_mode": "fragment"}, "invalid_request"),
        ({"prompt": "none"}, "login_required"),
        ({"request": "x.y.z"}, "request_not_supported"),
        ({"state": "s" * 1001}, "invalid_request"),
    ],
)
def test_a_bad_request_is_told_to_the_site(
    who: Provider, changed: dict[str, Any], error: str
) -> None:
    assert answer_of(go(who, **changed))["error"] == error


def test_a_field_sent_twice_is_refused(who: Provider) -> None:
    query = urlencode([*asked().items(), ("redirect_uri", "http://evil.example/")])
    refused = requests.get(f"{who.issuer}/authorize?{query}", allow_redirects=False, timeout=5)
    assert refused.status_code == 400


def test_another_browser_cannot_finish_a_sign_in(who: Provider) -> None:
    first = go(who)
    address = who.issuer + first.headers["Location"]
    assert requests.get(address, timeout=5).status_code == 400
    assert requests.get(address, cookies=first.cookies, timeout=5).status_code == 200


def test_wrong_pins_are_limited(who: Provider) -> None:
    first = go(who)
    key = parse_qs(urlsplit(first.headers["Location"]).query)["key"][0]
    hung = everyone()["001088004512"]
    answers = [
        requests.post(
            f"{who.issuer}/login",
            data={"key": key, "number": hung.number, "pin": pin},
            cookies=first.cookies,
            timeout=5,
        )
        for pin in [*["000000"] * 5, hung.pin]
    ]
    assert {answer.status_code for answer in answers} == {422}
    assert "đợi 5 phút" in answers[-1].text


def test_who_cancels_goes_back_with_nothing(who: Provider) -> None:
    first = go(who)
    key = parse_qs(urlsplit(first.headers["Location"]).query)["key"][0]
    back = requests.post(
        f"{who.issuer}/login",
        data={"key": key, "cancel": "1"},
        cookies=first.cookies,
        allow_redirects=False,
        timeout=5,
    )
    assert answer_of(back) == {"error": "access_denied", "state": "state-1", "iss": who.issuer}


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/token", 405),
        ("DELETE", "/authorize", 405),
        ("GET", "/../../etc/passwd", 404),
        ("GET", "/userinfo", 401),
        ("GET", "/login?key=\u0000", 400),
        ("GET", "/authorize?" + "a=1&" * 200, 400),
        ("GET", "/end_session?post_logout_redirect_uri=http://evil.example/", 200),
        ("GET", "/end_session?id_token_hint=not.a.token", 200),
        ("GET", "/", 200),
        ("GET", "/style.css", 200),
    ],
)
def test_odd_requests_get_plain_answers(who: Provider, method: str, path: str, status: int) -> None:
    answer = requests.request(method, who.issuer + path, allow_redirects=False, timeout=5)
    assert answer.status_code == status


def test_a_huge_body_is_not_read(who: Provider) -> None:
    answer = requests.post(f"{who.issuer}/token", data="x" * 70_000, timeout=5)
    assert answer.status_code == 413


def test_after_sign_out_a_known_site_gets_its_person_back(who: Provider) -> None:
    token = exchange(who, code_of(who)).json()["id_token"]
    answer = requests.get(
        f"{who.issuer}/end_session",
        params={"id_token_hint": token, "post_logout_redirect_uri": f"{SITE}/"},
        allow_redirects=False,
        timeout=5,
    )
    assert answer.headers["Location"] == f"{SITE}/"


def test_every_page_says_that_it_is_a_demonstration(who: Provider) -> None:
    page = requests.get(who.issuer, timeout=5)
    assert "không phải VNeID" in page.text
    assert "default-src 'none'" in page.headers["Content-Security-Policy"]


@pytest.mark.parametrize(
    ("wanted", "accepted", "language"),
    [
        (None, "", "vi"),
        ("en", "", "en"),
        ("vi", "en-US,en;q=0.9", "vi"),
        ("fr en-GB vi", "vi", "en"),
        (None, "fr, vi;q=0.3, en;q=0.5", "en"),
        ("xx", "en;q=0, vi;q=no, *", "vi"),
    ],
)
def test_a_sign_in_is_in_the_language_asked_for(
    who: Provider, wanted: str | None, accepted: str, language: str
) -> None:
    headers = {"Accept-Language": accepted}
    browser = requests.Session()
    ask = asked(ui_locales=wanted)
    page = browser.get(f"{who.issuer}/authorize", params=ask, headers=headers, timeout=5)
    assert f'<html lang="{language}">' in page.text
    key = re.search(r'name="key" value="([^"]+)"', page.text)[1]  # type: ignore[index]  # the page has it
    form = {"key": key, "number": MAI, "pin": everyone()[MAI].pin}
    consent = browser.post(f"{who.issuer}/login", data=form, timeout=5)  # asks for no language
    told = {"vi": "Mức định danh (mức 2)", "en": "Identity level (level 2)"}
    assert told[language] in consent.text
    assert ("Date of birth" in consent.text) == (language == "en")


def test_every_english_page_and_sentence_is_there(who: Provider) -> None:
    english = {"Accept-Language": "en"}
    for path in ("/", "/nowhere", "/login", "/authorize", "/end_session"):
        page = requests.get(who.issuer + path, headers=english, timeout=5)
        assert '<html lang="en">' in page.text
        assert "This is not VNeID" in page.text
        assert not re.search("[ạảấầẩẫậắằẳẵặẹẻẽếềểễệ]", page.text.partition("<table>")[0])


def test_a_wrong_pin_is_told_in_english(who: Provider) -> None:
    browser = requests.Session()
    page = browser.get(f"{who.issuer}/authorize", params=asked(ui_locales="en"), timeout=5)
    key = re.search(r'name="key" value="([^"]+)"', page.text)[1]  # type: ignore[index]  # the page has it
    form = {"key": key, "number": "000000000009", "pin": "0"}
    told = browser.post(f"{who.issuer}/login", data=form, timeout=5)
    assert told.status_code == 422
    assert "The number or the PIN is wrong." in told.text


def test_the_invented_people_have_numbers_that_fit_them() -> None:
    assert len(everyone()) >= 12
    for one in everyone().values():
        known = numbers.citizen_number(one.number)
        assert known.agrees_with(born_on=one.born_on, sex=one.sex), one.full_name
        assert numbers.name(one.full_name) == one.full_name
        assert not one.phone or numbers.phone(one.phone) == one.phone
