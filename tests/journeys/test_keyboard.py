"""One page of a form with the keyboard alone, from the address bar to the next page."""

from playwright.sync_api import expect

from tests.journeys import birth
from tests.journeys.conftest import Window
from tests.journeys.people import Site, citizen


def test_a_page_is_filled_in_by_keyboard_alone(window: Window) -> None:
    site = window()
    site.sign_in(citizen("Hồ Sỹ Đạt"))
    birth.find_and_start(site)
    site.follow("Người đi đăng ký")
    keys = site.page.keyboard
    keys.press("Tab")
    assert focused(site) == "Chuyển đến nội dung chính"
    keys.press("Enter")
    forward(site, "declarant_phone")
    keys.type("0912345005")
    forward(site, "declarant_email")
    forward(site, "relation")
    keys.press("Space")
    keys.press("ArrowDown")
    keys.press("ArrowUp")
    expect(site.page.get_by_role("radio", name="Cha", exact=True)).to_be_checked()
    keys.press("Tab")
    assert focused(site) == "Lưu và tiếp tục"
    assert outline(site) != "none"
    keys.press("Enter")
    expect(site.page.locator("h1")).to_contain_text("Nơi đăng ký")


def test_enter_in_a_box_goes_on_and_a_mistake_takes_the_focus(window: Window) -> None:
    """The first button of the page decides what Enter does: it must not be “remove”."""
    site = window()
    site.sign_in(citizen("Hồ Sỹ Đạt"))
    birth.find_and_start(site)
    site.follow("Người đi đăng ký")
    site.page.get_by_role("textbox", name="Điện thoại").focus()
    site.page.keyboard.press("Enter")
    site.sees("Có lỗi cần sửa")
    assert site.page.evaluate("document.activeElement.className") == "govuk-error-summary"
    site.page.keyboard.press("Tab")
    site.page.keyboard.press("Enter")
    assert site.page.evaluate("document.activeElement.name") == "declarant_phone"


def forward(site: Site, name: str) -> None:
    """Tab until the control of this name has the focus."""
    for _ in range(15):
        site.page.keyboard.press("Tab")
        if site.page.evaluate("document.activeElement.name") == name:
            return
    raise AssertionError(f"Tab does not reach {name}")


def focused(site: Site) -> str:
    return str(site.page.evaluate("document.activeElement.innerText")).strip()


def outline(site: Site) -> str:
    """How the focus is shown."""
    return str(
        site.page.evaluate(
            "(s => s.outlineStyle !== 'none' || s.boxShadow !== 'none' ? 'shown' : 'none')"
            "(getComputedStyle(document.activeElement))"
        )
    )
