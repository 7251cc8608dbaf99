"""A citizen signs in through the demo identity provider, page by page."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
import requests
from allauth.socialaccount.models import SocialAccount
from django.core.cache import cache
from django.test import Client
from pytest_django import Settings

from demo.identity_provider.citizens import everyone
from demo.identity_provider.protocol import Provider
from demo.identity_provider.server import provider, running
from motcua.core.actors import SYSTEM
from motcua.core.journal import entries_about
from motcua.identity import actions
from motcua.identity.models import Assurance, Citizen, Source, User
from motcua.identity.tests.conftest import PASSWORD

pytestmark = pytest.mark.django_db
START = "/tai-khoan/dinh-danh/login/"
CALLBACK = START + "callback/"
MAI, CHAU = "001190012345", "001306001122"


@pytest.fixture(scope="module")
def running_provider() -> Iterator[Provider]:
    who = provider("http://127.0.0.1", ["http://testserver"])
    with running(who):
        yield who


@pytest.fixture
def who(running_provider: Provider, settings: Settings) -> Iterator[Provider]:
    point_at(settings, running_provider.issuer)
    running_provider.memory.misses.drop(MAI)
    cache.clear()
    yield running_provider
    cache.clear()


def point_at(settings: Settings, server: str) -> None:
    settings.E_IDENTITY_SERVER = server
    (app,) = settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"]
    told = {**app, "settings": {**app["settings"], "server_url": server}}
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [told]}}


def send(client: Client, **fields: str) -> str:
    """The provider's address to which the site sends the person."""
    response = client.post(START, fields)
    assert response.status_code == 302
    return str(response["Location"])


def agree(address: str, number: str = MAI, answer: str = "yes") -> str:
    """What the person does at the provider; the address to which it sends them back."""
    browser = requests.Session()
    page = browser.get(address, timeout=5)
    found = re.search(r'name="key" value="([^"]+)"', page.text)
    assert found, page.text
    form = {"key": found[1], "number": number, "pin": everyone()[number].pin}
    browser.post(urlsplit(address)._replace(path="/login", query="").geturl(), form, timeout=5)
    back = browser.post(
        urlsplit(address)._replace(path="/consent", query="").geturl(),
        {"key": found[1], "answer": answer},
        allow_redirects=False,
        timeout=5,
    )
    return back.headers["Location"]


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_e_identity_is_asked_in_the_language_of_the_page(
    who: Provider, client: Client, language: str
) -> None:
    client.post("/ngon-ngu/setlang/", {"language": language})
    address = send(client)
    assert parse_qs(urlsplit(address).query)["ui_locales"] == [language]
    assert f'<html lang="{language}">' in requests.get(address, timeout=5).text


def enter(client: Client, number: str = MAI, **fields: str) -> Any:
    return client.get(agree(send(client, **fields), number))


def test_a_citizen_signs_in_and_becomes_known(who: Provider, client: Client) -> None:
    response = enter(client)
    assert (response.status_code, response["Location"]) == (302, "/")
    mai = Citizen.objects.get(number=MAI)
    assert (mai.full_name, mai.born_on, mai.sex) == ("Nguyễn Thị Mai", date(1990, 3, 8), "female")
    assert (mai.assurance, mai.source) == (Assurance.TWO, Source.E_IDENTITY)
    assert mai.commune is not None
    assert mai.commune.code == "00070"
    assert not mai.user.has_usable_password()
    assert str(mai.user.pk) == client.session["_auth_user_id"]
    page = client.get("/tai-khoan/").content.decode()
    assert "Nguyễn Thị Mai" in page
    assert MAI in page
    events = [entry.event.removeprefix("identity.") for entry in entries_about(mai.pk)]
    assert events == ["CitizenRegistered", "CitizenConfirmed"]


def test_the_second_sign_in_finds_the_same_person(who: Provider, client: Client) -> None:
    enter(client)
    enter(Client())
    assert Citizen.objects.count() == User.objects.count() == SocialAccount.objects.count() == 1


def test_the_link_keeps_no_personal_data(who: Provider, client: Client) -> None:
    enter(client)
    assert SocialAccount.objects.get().extra_data == {}


def test_a_lower_level_gives_a_lower_assurance(who: Provider, client: Client) -> None:
    enter(client, CHAU)
    assert Citizen.objects.get(number=CHAU).assurance == Assurance.ONE


def test_a_person_registered_at_a_desk_is_found_by_number(who: Provider, client: Client) -> None:
    known = actions.register_citizen(MAI, full_name="Nguyễn Mai", by=SYSTEM)
    enter(client)
    known.refresh_from_db()
    assert known.full_name == "Nguyễn Thị Mai"
    assert client.session["_auth_user_id"] == str(known.user_id)


def test_an_email_address_links_nobody(who: Provider, client: Client) -> None:
    mail = everyone()[MAI].email
    official = actions.register_official(
        "mai", full_name="Nguyễn Thị Mai", password=PASSWORD, email=mail, by=SYSTEM
    )
    other = actions.register_citizen("001190000001", full_name="Mai Khác", email=mail, by=SYSTEM)
    enter(client)
    mai = Citizen.objects.get(number=MAI)
    assert mai.user_id not in {official.pk, other.user_id}


def test_an_e_identity_that_changes_its_number_is_refused(who: Provider, client: Client) -> None:
    enter(client)
    other = actions.register_citizen("001190000001", full_name="Người Khác", by=SYSTEM)
    SocialAccount.objects.update(user=other.user)
    stranger = Client()
    response = enter(stranger)
    assert response.status_code == 403
    assert "_auth_user_id" not in stranger.session


def test_signing_in_ends_what_another_was_signed_in_as(
    who: Provider, client: Client, lan: User
) -> None:
    client.force_login(lan)
    response = enter(client, process="connect")
    assert response.status_code == 302
    assert client.session["_auth_user_id"] != str(lan.pk)
    assert not SocialAccount.objects.filter(user=lan).exists()


def test_a_closed_account_does_not_sign_in(who: Provider, client: Client) -> None:
    known = actions.register_citizen(MAI, full_name="Nguyễn Mai", by=SYSTEM)
    User.objects.filter(pk=known.user_id).update(is_active=False)
    response = enter(client)
    assert response["Location"] == "/tai-khoan/khoa/"
    assert "_auth_user_id" not in client.session
    assert client.get("/tai-khoan/khoa/").status_code == 200


def test_the_way_back_is_kept_inside_this_site_only(who: Provider) -> None:
    assert enter(Client(), next="/thu-tuc/1.001193/")["Location"] == "/thu-tuc/1.001193/"
    for outside in (
        "//evil.example",
        "https://evil.example",
        "/\\evil.example",
        "\\/evil.example",
        "http:evil.example",
        "javascript:alert(1)",
        "https://testserver@evil.example/",
        "///evil.example",
        "/%2f%2fevil.example\r\nX: y",
        "ht\ttps://evil.example",
    ):
        target = enter(Client(), next=outside)["Location"]
        assert target == "/" or (target[0] == "/" and target[1] not in "/\\"), outside
        assert not urlsplit(target).netloc


def test_a_plain_visit_starts_nothing(who: Provider, client: Client) -> None:
    response = client.get(START)
    assert (response.status_code, response["Location"]) == (302, "/tai-khoan/dang-nhap/")


def test_starting_needs_the_form_token(who: Provider) -> None:
    assert Client(enforce_csrf_checks=True).post(START).status_code == 403


def test_pkce_nonce_and_state_are_sent_and_the_address_changes_nothing(
    who: Provider, client: Client
) -> None:
    response = client.post(START + "?scope=phone&auth_params=nonce%3Dx%26prompt%3Dnone")
    asked = parse_qs(urlsplit(response["Location"]).query)
    assert asked["code_challenge_method"] == ["S256"]
    assert len(asked["nonce"][0]) > 20
    assert len(asked["state"][0]) >= 16
    assert set(asked["scope"][0].split()) == {"openid", "profile", "address"}
    assert "prompt" not in asked


def test_who_says_no_gets_a_page_that_helps(who: Provider, client: Client) -> None:
    response = client.get(agree(send(client), answer="no"), follow=True)
    assert response.status_code == 200
    assert "Bạn chưa đăng nhập" in response.content.decode()


def test_a_code_cannot_be_used_in_another_browser(who: Provider, client: Client) -> None:
    back = agree(send(client))
    assert Client().get(back).status_code == 401
    assert client.get(back).status_code == 302
    assert client.get(back).status_code == 401  # nor twice


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"code": "x"},
        {"code": "x", "state": "y"},
        {"error": "server_error", "state": "y"},
        {"error": "access_denied"},
        {"state": "\x00", "code": "\x00"},
        {"code": "x" * 5000, "state": "s" * 5000},
        {"iss": "https://evil.example", "code": "x", "state": "y"},
    ],
)
def test_an_invented_answer_is_refused_on_a_page(
    who: Provider, client: Client, fields: dict[str, str]
) -> None:
    response = client.get(f"{CALLBACK}?{urlencode(fields)}", follow=True)
    assert response.status_code in {200, 401, 403}
    assert "Đăng nhập lại" in response.content.decode()
    assert "_auth_user_id" not in client.session


def test_an_answer_of_another_provider_is_refused(who: Provider, client: Client) -> None:
    back = agree(send(client))
    mixed = re.sub(r"iss=[^&]+", "iss=https%3A%2F%2Fevil.example", back)
    assert mixed != back
    assert client.get(mixed).status_code == 403


def test_a_token_for_another_nonce_is_refused(who: Provider, client: Client) -> None:
    address = send(client)
    back = agree(re.sub(r"nonce=[^&]+", "nonce=stolen", address))
    response = client.get(back)
    assert response.status_code == 403
    assert "_auth_user_id" not in client.session
    assert not Citizen.objects.exists()


def test_a_token_signed_by_another_key_is_refused(
    who: Provider, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    from demo.identity_provider.tokens import Signer

    back = agree(send(client))
    other = Signer()
    published = other.jwks()["keys"][0]
    known = who.signer.jwks()["keys"][0]
    monkeypatch.setattr(who.signer, "jwks", lambda: {"keys": [{**published, "kid": known["kid"]}]})
    assert client.get(back).status_code == 401
    assert "_auth_user_id" not in client.session


def test_a_provider_out_of_reach_is_told_on_a_page(client: Client, settings: Settings) -> None:
    cache.clear()
    point_at(settings, "http://127.0.0.1:9")
    response = client.post(START)
    assert response.status_code == 401
    assert "Vui lòng thử lại sau ít phút" in response.content.decode()


def test_a_provider_lost_on_the_way_back_is_told_on_a_page(
    who: Provider, client: Client, settings: Settings
) -> None:
    back = agree(send(client))
    cache.clear()
    point_at(settings, "http://127.0.0.1:9")
    assert client.get(back).status_code == 401


@pytest.mark.parametrize(
    "answer", [[], {}, "x", {"issuer": 5}, {"issuer": "https://evil.example"}, None]
)
def test_a_provider_that_talks_nonsense_is_told_on_a_page(
    who: Provider, client: Client, monkeypatch: pytest.MonkeyPatch, answer: Any
) -> None:
    monkeypatch.setattr(Provider, "discovery", lambda self: answer)
    assert client.post(START).status_code == 401


@pytest.mark.parametrize(
    "claims",
    [
        {},
        {"sub": "s"},
        {"name": "Không Số"},
        {"name": "A", "so_dinh_danh": "123"},
        {"name": "A", "so_dinh_danh": 5},
        {"name": "A\x00", "so_dinh_danh": MAI},
        {"name": "Nguyễn Thị Mai", "so_dinh_danh": MAI, "birthdate": "1991-01-01"},
        {"name": "Nguyễn Thị Mai", "so_dinh_danh": MAI, "gender": "male"},
        {"name": "x" * 5000, "so_dinh_danh": MAI},
    ],
)
def test_claims_that_describe_nobody_are_refused(
    who: Provider, client: Client, monkeypatch: pytest.MonkeyPatch, claims: dict[str, Any]
) -> None:
    from demo.identity_provider.citizens import Citizen as Shown

    monkeypatch.setattr(Shown, "claims", lambda self, scopes: {"sub": self.sub, **claims})
    response = enter(client)
    assert response.status_code in {401, 403}
    assert "_auth_user_id" not in client.session
    assert not Citizen.objects.exists()


@pytest.mark.parametrize(
    "claims",
    [
        {"birthdate": "31/02/1990"},
        {"gender": "?"},
        {"address": "phố Hàng Trống"},
        {"address": {"formatted": 5}},
        {"ma_xa": "99999"},
        {"ma_xa": ["00070"]},
    ],
)
def test_a_lesser_claim_that_cannot_be_read_stops_nobody(
    who: Provider, client: Client, monkeypatch: pytest.MonkeyPatch, claims: dict[str, Any]
) -> None:
    from demo.identity_provider.citizens import Citizen as Shown

    least = {"name": "Nguyễn Thị Mai", "so_dinh_danh": MAI}
    monkeypatch.setattr(Shown, "claims", lambda self, scopes: {"sub": self.sub, **least, **claims})
    assert enter(client).status_code == 302
    assert Citizen.objects.get().number == MAI


def test_answers_about_two_people_are_refused(
    who: Provider, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    from demo.identity_provider.citizens import Citizen as Shown

    monkeypatch.setattr(Shown, "claims", lambda self, scopes: {"sub": "another"})
    assert enter(client).status_code == 401
