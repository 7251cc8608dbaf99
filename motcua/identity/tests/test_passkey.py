"""A passkey in a real browser, with a virtual authenticator: added, used second, used alone."""

import shutil
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Page, sync_playwright
from pytest_django.live_server_helper import LiveServer

from motcua.identity.models import User
from motcua.identity.tests.conftest import PASSWORD

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed"),
]


@pytest.fixture
def page(live_server: LiveServer) -> Iterator[Page]:
    """While it is open no query may be asked: under its event loop a connection would leak."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        context = browser.new_context(base_url=live_server.url, locale="vi-VN")
        page = context.new_page()
        keys = context.new_cdp_session(page)
        keys.send("WebAuthn.enable")
        keys.send("WebAuthn.addVirtualAuthenticator", {"options": _KEY})
        yield page
        browser.close()


_KEY: dict[str, Any] = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


def enter_password(page: Page) -> None:
    page.goto("/tai-khoan/dang-nhap/can-bo/?next=/tai-khoan/phien/")
    page.fill("[name=login]", "lan.tt")
    page.fill("[name=password]", PASSWORD)
    page.press("[name=password]", "Enter")


def sign_out(page: Page) -> None:
    page.goto("/tai-khoan/dang-xuat/?next=/tai-khoan/dang-nhap/")
    page.click("main button")
    page.wait_for_url("**/tai-khoan/dang-nhap/")


def test_a_passkey_is_added_and_opens_the_account(lan: User, page: Page) -> None:
    enter_password(page)
    page.wait_for_url("**/tai-khoan/phien/")
    page.goto("/tai-khoan/hai-buoc/khoa/them/")
    page.fill("[name=password]", PASSWORD)
    page.press("[name=password]", "Enter")
    page.check("[name=passwordless]")
    page.click("#mfa_webauthn_add")
    page.wait_for_url("**/ma-du-phong/")
    page.goto("/tai-khoan/hai-buoc/khoa/")
    assert "Khóa chính" in page.inner_text("main")

    sign_out(page)
    enter_password(page)
    page.wait_for_url("**/hai-buoc/dang-nhap/")
    page.click("#mfa_webauthn_authenticate")
    page.wait_for_url("**/tai-khoan/phien/")

    sign_out(page)
    page.goto("/tai-khoan/dang-nhap/can-bo/?next=/tai-khoan/phien/")
    page.click("#passkey_login")
    page.wait_for_url(lambda address: "dang-nhap" not in address)
    page.goto("/tai-khoan/phien/")
    assert "Phiên này" in page.inner_text("main")
