"""Officials sign in: password, second factor, recovery codes, sessions, limits."""

import json
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urljoin

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from allauth.usersessions.models import UserSession
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.urls import reverse
from pytest_django import Settings

from motcua.core.actors import SYSTEM
from motcua.core.refusals import NotAllowed
from motcua.identity import actions, doors
from motcua.identity.models import Citizen, User
from motcua.identity.tests.conftest import PASSWORD
from motcua.identity.views.devices import device_name

pytestmark = pytest.mark.django_db
LOGIN = "/tai-khoan/dang-nhap/can-bo/"
KEY_PAGES = ["mfa_login_webauthn", "mfa_add_webauthn", "mfa_reauthenticate_webauthn"]


@pytest.fixture(autouse=True)
def _no_limits_left_over() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


def sign_in(
    client: Client, username: str = "lan.tt", password: str = PASSWORD, **fields: str
) -> Any:
    return client.post(LOGIN, {"login": username, "password": password, **fields})


def is_signed_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def code_for(secret: str, *, step: int = 0) -> str:
    (counter,) = list(totp.yield_hotp_counters_from_time())[:1]
    return str(totp.format_hotp_value(totp.hotp_value(secret, counter + step)))


def turn_on_app(client: Client) -> tuple[str, list[str]]:
    """Set up an authenticator app through the pages; its secret and the recovery codes."""
    asked = client.get(reverse("mfa_activate_totp"))
    client.post(asked["Location"], {"password": PASSWORD})
    page = client.get(reverse("mfa_activate_totp")).content.decode()
    found = re.search(r"<code>([A-Z2-7]+)</code>", page)
    assert found
    saved = client.post(reverse("mfa_activate_totp"), {"code": code_for(found[1])}, follow=True)
    codes = re.findall(r"<code>(\w+)</code>", saved.content.decode())
    assert len(codes) == 10
    return found[1], codes


def test_an_official_signs_in(lan: User, client: Client) -> None:
    response = sign_in(client)
    assert response.status_code == 302
    assert is_signed_in(client)
    page = client.get("/tai-khoan/").content.decode()
    assert "Trần Thị Lan" in page
    assert "Chưa bật" in page


def test_the_username_may_be_typed_in_capitals(lan: User, client: Client) -> None:
    sign_in(client, "LAN.TT")
    assert is_signed_in(client)


@pytest.mark.parametrize(
    ("username", "password"),
    [
        ("lan.tt", "sai"),
        ("khong-co", PASSWORD),
        ("lan.tt\x00", PASSWORD),
        ("lan.tt", PASSWORD + "\x00"),
        ("", ""),
        ("x" * 10_000, "y" * 10_000),
        ("lan.tt", "y" * 100_000),
        ("ｌａｎ.tt", PASSWORD),
        ("' or 1=1 --", "x"),
    ],
)
def test_wrong_words_open_nothing(lan: User, client: Client, username: str, password: str) -> None:
    response = sign_in(client, username, password)
    assert response.status_code == 200
    assert not is_signed_in(client)


def test_an_unknown_name_and_a_wrong_password_get_the_same_answer(
    lan: User, client: Client
) -> None:
    wrong = sign_in(client, "lan.tt", "sai").content.decode()
    unknown = sign_in(client, "ai-do", "sai").content.decode()
    plain = re.compile(r'name="csrfmiddlewaretoken" value="\w+"|X-CSRFToken": "\w+"|lan.tt|ai-do')
    assert plain.sub("", wrong) == plain.sub("", unknown)
    assert "Tên đăng nhập hoặc mật khẩu" in wrong


def test_an_unknown_name_costs_a_hash_too(
    lan: User, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    hashed: list[str] = []
    monkeypatch.setattr(User, "set_password", lambda self, raw: hashed.append(raw))
    sign_in(client, "ai-do", "sai")
    assert hashed == ["sai"]


def test_a_citizen_has_no_password_to_guess(an: Citizen, client: Client) -> None:
    sign_in(client, an.user.username, "!")
    sign_in(client, an.number, PASSWORD)
    assert not is_signed_in(client)


def test_a_deactivated_official_neither_signs_in_nor_stays_in(lan: User, client: Client) -> None:
    sign_in(client)
    actions.deactivate(lan, by=SYSTEM)
    assert client.get("/tai-khoan/").status_code == 302
    again = Client()
    assert sign_in(again)["Location"] == "/tai-khoan/khoa/"
    assert not is_signed_in(again)


def test_guessing_one_account_is_stopped_from_everywhere(lan: User) -> None:
    answers = [
        Client(REMOTE_ADDR=f"10.0.0.{place}").post(LOGIN, {"login": "lan.tt", "password": "sai"})
        for place in range(6)
    ]
    assert "quá nhiều lần" in answers[-1].content.decode()
    right = Client(REMOTE_ADDR="10.0.1.1")
    sign_in(right)
    assert not is_signed_in(right)


def test_guessing_many_accounts_from_one_place_is_stopped(lan: User, client: Client) -> None:
    statuses = [sign_in(client, f"ten-{number}", "sai").status_code for number in range(40)]
    assert statuses[0] == 200
    assert statuses[-1] == 429
    sign_in(client)
    assert not is_signed_in(client)
    assert "quá nhiều lần" in sign_in(client).content.decode()


def test_the_second_factor_is_asked_for(lan: User, client: Client) -> None:
    sign_in(client)
    secret, _codes = turn_on_app(client)
    again = Client()
    assert sign_in(again)["Location"].startswith(reverse("mfa_authenticate"))
    assert not is_signed_in(again)
    assert again.get("/tai-khoan/").status_code == 302
    page = again.post(reverse("mfa_authenticate"), {"code": "000000"})
    assert "Mã chưa đúng" in page.content.decode()
    cache.clear()  # the code of this half minute was used when the app was set up
    again.post(reverse("mfa_authenticate"), {"code": code_for(secret)})
    assert is_signed_in(again)


def test_a_code_works_once(lan: User, client: Client) -> None:
    sign_in(client)
    secret, _codes = turn_on_app(client)
    cache.clear()
    first, second = Client(), Client()
    code = code_for(secret)
    for browser in (first, second):
        sign_in(browser)
        browser.post(reverse("mfa_authenticate"), {"code": code})
    assert [is_signed_in(first), is_signed_in(second)] == [True, False]


def test_a_recovery_code_works_once(lan: User, client: Client) -> None:
    sign_in(client)
    _secret, codes = turn_on_app(client)
    for expected in (True, False):
        browser = Client()
        sign_in(browser)
        browser.post(reverse("mfa_authenticate"), {"code": codes[0]})
        assert is_signed_in(browser) is expected


def test_guessing_codes_is_stopped(lan: User, client: Client) -> None:
    sign_in(client)
    secret, _codes = turn_on_app(client)
    browser = Client()
    sign_in(browser)
    pages = [
        browser.post(reverse("mfa_authenticate"), {"code": f"{guess:06}"}) for guess in range(12)
    ]
    assert {page.status_code for page in pages} == {200}
    browser.post(reverse("mfa_authenticate"), {"code": code_for(secret)})
    assert not is_signed_in(browser)


def test_the_secret_of_an_app_is_not_kept_in_the_clear(lan: User, client: Client) -> None:
    sign_in(client)
    secret, codes = turn_on_app(client)
    kept = json.dumps(list(Authenticator.objects.values_list("data", flat=True)))
    assert secret not in kept
    assert not any(code in kept for code in codes)


def test_the_second_factor_is_changed_only_by_who_proves_it_again(
    lan: User, client: Client, settings: Settings
) -> None:
    sign_in(client)
    turn_on_app(client)
    settings.ACCOUNT_REAUTHENTICATION_TIMEOUT = 0
    response = client.post(reverse("mfa_deactivate_totp"))
    assert response["Location"].startswith(reverse("account_reauthenticate"))
    page = client.get(response["Location"]).content.decode()
    assert "Xác nhận lại là bạn" in page
    assert reverse("mfa_reauthenticate") in page
    assert Authenticator.objects.filter(type=Authenticator.Type.TOTP).exists()


def test_outside_a_demo_the_desk_asks_for_a_second_factor(
    lan: User, an: Citizen, client: Client, settings: Settings
) -> None:
    settings.DEMO = False
    desk = doors.official_required(lambda request: HttpResponse("bàn làm việc"))
    assert sign_in(client)["Location"] == reverse("mfa_index")
    assert _answer(desk, lan).headers["Location"] == reverse("mfa_index")
    turn_on_app(client)
    assert _answer(desk, lan).content.decode() == "bàn làm việc"
    with pytest.raises(NotAllowed):
        _answer(desk, an.user)
    settings.DEMO = True
    Authenticator.objects.all().delete()
    assert _answer(desk, lan).content.decode() == "bàn làm việc"


def _answer(view: Any, user: User) -> HttpResponse:
    request: HttpRequest = RequestFactory().get("/ban-lam-viec/")
    request.user = user
    request.session = Client().session
    from django.contrib.messages.storage.fallback import FallbackStorage

    request._messages = FallbackStorage(request)  # type: ignore[attr-defined]  # as the middleware does
    response: HttpResponse = view(request)
    return response


@pytest.mark.parametrize(
    "name",
    [
        "mfa_index",
        "mfa_activate_totp",
        "mfa_generate_recovery_codes",
        "mfa_list_webauthn",
        "mfa_add_webauthn",
        "account_change_password",
        "account_reauthenticate",
    ],
)
def test_a_citizen_sets_up_no_password_and_no_key(an: Citizen, client: Client, name: str) -> None:
    assert client.get(reverse(name)).status_code == 302
    client.force_login(an.user, "allauth.account.auth_backends.AuthenticationBackend")
    assert client.get(reverse(name)).status_code == 403


@pytest.mark.parametrize("name", KEY_PAGES)
@pytest.mark.parametrize(
    "credential",
    [
        "",
        "x",
        "[]",
        "{}",
        "null",
        "5",
        '"x"',
        '{"id": 1}',
        '{"id": "x", "rawId": "x", "type": "public-key", "response": {}}',
        '{"id": "AA", "rawId": "AA", "type": "public-key", "response": {"userHandle": "AA"}}',
        '{"id":"AA","rawId":"AA","type":"public-key","response":{"userHandle":"AA",'
        '"clientDataJSON":"AA","authenticatorData":"AA","signature":"AA"}}',
        '{"id":"AA","rawId":"AA","type":"public-key","response":{"clientDataJSON":"e30",'
        '"attestationObject":"oA"}}',
        '{"a":' * 500 + "1" + "}" * 500,
        "\x00",
    ],
)
def test_what_is_no_key_opens_nothing(
    lan: User, client: Client, name: str, credential: str
) -> None:
    if name != "mfa_login_webauthn":
        sign_in(client)
        client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
        client.get(reverse(name))
    response = client.post(reverse(name), {"credential": credential, "name": "x"})
    assert response.status_code in {200, 302, 403}
    assert not Authenticator.objects.exists()
    if name == "mfa_login_webauthn":
        assert not is_signed_in(client)


def test_the_browser_is_asked_for_a_verified_person(lan: User, client: Client) -> None:
    asked = client.get(reverse("mfa_login_webauthn"), headers={"Accept": "application/json"})
    options = asked.json()["request_options"]["publicKey"]
    assert options["userVerification"] == "required"


@pytest.mark.parametrize(
    "name",
    [
        "account_signup",
        "account_email",
        "account_reset_password",
        "account_set_password",
        "socialaccount_signup",
        "socialaccount_connections",
    ],
)
def test_pages_that_this_site_does_not_have_are_closed(
    lan: User, client: Client, name: str
) -> None:
    assert client.get(reverse(name)).status_code == 404
    sign_in(client)
    assert client.post(reverse(name), {"username": "moi", "password1": PASSWORD}).status_code == 404


def test_a_password_is_changed_and_other_sessions_end(lan: User, client: Client) -> None:
    other = Client()
    sign_in(client)
    sign_in(other)
    new = "mat-khau-moi-cua-lan"
    form = {"oldpassword": PASSWORD, "password1": new, "password2": new}
    assert client.post(reverse("account_change_password"), form).status_code == 302
    assert client.get("/tai-khoan/").status_code == 200
    assert other.get("/tai-khoan/").status_code == 302
    weak = {"oldpassword": new, "password1": "12345678", "password2": "12345678"}
    page = client.post(reverse("account_change_password"), weak)
    assert "phổ biến" in page.content.decode()


def test_my_sessions_are_listed_and_ended(lan: User, client: Client) -> None:
    other = Client(headers={"User-Agent": "Máy lạ <script>"})
    sign_in(client)
    sign_in(other)
    client.get("/tai-khoan/")
    other.get("/tai-khoan/")
    page = client.get(reverse("identity:sessions")).content.decode()
    assert "Phiên này" in page
    assert "<script>" not in page.split("<main")[1]
    theirs = UserSession.objects.get(session_key=other.session.session_key)
    ended = client.post(reverse("identity:end_session", kwargs={"session_id": theirs.pk}))
    assert ended.status_code == 302
    assert other.get("/tai-khoan/").status_code == 302
    assert client.get("/tai-khoan/").status_code == 200


@pytest.mark.parametrize(
    ("user_agent", "name"),
    [
        ("Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537 Chrome/142 Safari/537", "Chrome, Linux"),
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/142 Safari/537 Edg/142", "Edge, Windows"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18 like Mac OS X) Safari/604", "Safari, iPhone"),
        ("curl/8.0", "curl/8.0"),
        ("", "Không rõ thiết bị"),
        ("x" * 500, "x" * 60),
    ],
)
def test_a_device_has_a_name_that_its_owner_knows(user_agent: str, name: str) -> None:
    assert device_name(user_agent) == name


def test_all_other_sessions_are_ended(lan: User, client: Client) -> None:
    others = [Client(), Client()]
    for browser in (client, *others):
        sign_in(browser)
        browser.get("/tai-khoan/")
    client.post(reverse("identity:end_other_sessions"))
    assert [browser.get("/tai-khoan/").status_code for browser in others] == [302, 302]
    assert client.get("/tai-khoan/").status_code == 200


def test_a_stranger_ends_no_session_of_mine(lan: User, binh: User, client: Client) -> None:
    sign_in(client)
    client.get("/tai-khoan/")
    mine = UserSession.objects.get(user=lan)
    stranger = Client()
    sign_in(stranger, "binh.pv")
    address = reverse("identity:end_session", kwargs={"session_id": mine.pk})
    assert stranger.post(address).status_code == 404
    assert client.get("/tai-khoan/").status_code == 200
    huge = f"/tai-khoan/phien/{'9' * 30}/ket-thuc/"
    assert stranger.post(huge).status_code in {404, 422}


def test_signing_out_asks_first_and_then_ends_the_session(lan: User, client: Client) -> None:
    sign_in(client)
    assert "Bạn muốn đăng xuất?" in client.get("/tai-khoan/dang-xuat/").content.decode()
    assert is_signed_in(client)
    assert client.post("/tai-khoan/dang-xuat/")["Location"] == "/"
    assert not is_signed_in(client)


@pytest.mark.parametrize(
    "outside",
    [
        "//evil.example",
        "https://evil.example",
        "/\\evil.example",
        "javascript:alert(1)",
        "%2f%2fx.y",
    ],
)
def test_the_way_back_stays_here(lan: User, client: Client, outside: str) -> None:
    choice = "/tai-khoan/dang-nhap/"
    page = client.get(choice, {"next": outside}).content.decode().split("<main")[1]
    assert "evil.example" not in page
    assert _leads_home(sign_in(client, next=outside)["Location"])
    assert _leads_home(client.get(choice, {"next": outside})["Location"])


def _leads_home(target: str) -> bool:
    """As a browser reads it: backslashes are slashes."""
    whole = urljoin("http://testserver/tai-khoan/", target.replace("\\", "/"))
    return whole.startswith("http://testserver/")


def test_pages_ask_a_visitor_to_sign_in_and_come_back(lan: User, client: Client) -> None:
    asked = client.get("/tai-khoan/phien/")
    assert asked["Location"] == "/tai-khoan/dang-nhap/?next=/tai-khoan/phien/"
    assert sign_in(client, next="/tai-khoan/phien/")["Location"] == "/tai-khoan/phien/"


def test_a_citizen_changes_contact_only(an: Citizen, client: Client) -> None:
    client.force_login(an.user, "allauth.account.auth_backends.AuthenticationBackend")
    address = reverse("identity:contact")
    good = {"phone": "+84 912 345 678", "email": "an@example.vn", "full_name": "Kẻ Khác"}
    assert client.post(address, good).status_code == 302
    an.refresh_from_db()
    assert (an.phone, an.full_name) == ("0912345678", "Nguyễn Văn An")
    bad = client.post(address, {"phone": "123", "email": "an@@"})
    assert bad.status_code == 422
    assert "Số điện thoại phải gồm" in bad.content.decode()


def test_forms_need_their_token(lan: User) -> None:
    strict = Client(enforce_csrf_checks=True)
    for address in (LOGIN, "/tai-khoan/dang-xuat/", "/tai-khoan/phien/khac/ket-thuc/"):
        assert strict.post(address, {"login": "lan.tt", "password": PASSWORD}).status_code == 403


def test_english_pages_speak_english(lan: User, client: Client) -> None:
    client.cookies["django_language"] = "en"
    page = client.get("/tai-khoan/dang-nhap/").content.decode()
    assert "Sign in" in page
    assert "Đăng nhập bằng" not in page
