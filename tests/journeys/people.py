"""What people do on the pages: sign in, fill in forms. Everything is found as people find it."""

from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Locator, Page, expect

from demo.accounts import PASSWORD
from demo.identity_provider.citizens import Citizen, everyone

__all__ = ["Citizen", "Site", "citizen"]


def citizen(name: str) -> Citizen:
    """Who is called so in the demo country."""
    return next(person for person in everyone().values() if person.full_name == name)


class Site:
    """Somebody's window on the site. Words are those on the page."""

    def __init__(self, page: Page) -> None:
        self.page = page

    # Going about

    def go(self, path: str) -> None:
        self.page.goto(path)

    def press(self, button: str) -> None:
        """A button, or a link that looks like one."""
        self.page.get_by_role("button", name=button, exact=True).click()

    def follow(self, link: str) -> None:
        self.page.get_by_role("link", name=link, exact=True).first.click()

    def open(self, details: str) -> None:
        """Unfold what is folded."""
        self.page.locator("summary", has_text=details).click()

    def go_to_page(self, id: str) -> None:
        """Another page of the form that is being filled in."""
        self.go(self.path[: self.path.index("/khai/")] + f"/khai/{id}/")

    def wait_for_link(self, words: str) -> None:
        """A paper that a job prints: load the page again until it is there."""
        for _ in range(40):
            if self.page.get_by_role("link", name=words).count():
                return
            self.page.wait_for_timeout(250)
            self.page.reload()
        raise AssertionError(f"no link “{words}” came")

    @property
    def heading(self) -> str:
        return " ".join(self.page.locator("h1").inner_text().split())

    @property
    def path(self) -> str:
        return urlsplit(self.page.url).path

    @property
    def text(self) -> str:
        """The words of the page, without its frame."""
        return " ".join(self.page.locator("main").inner_text().split())

    def sees(self, *words: str) -> None:
        """Every one of these is on the page."""
        for one in words:
            expect(self.page.locator("main")).to_contain_text(one)

    # Signing in

    def sign_in(self, person: Citizen) -> None:
        """By e-identity: number, PIN, consent."""
        self.go("/tai-khoan/dang-nhap/")
        self.press("Đăng nhập bằng định danh điện tử")
        self.identify(person)

    def identify(self, person: Citizen) -> None:
        """Answer the e-identity provider, and come back."""
        self.page.get_by_label("Số định danh cá nhân").fill(person.number)
        self.page.get_by_label("Mã PIN").fill(person.pin)
        self.press("Đăng nhập")
        if "/consent?" in self.page.url:
            self.press("Đồng ý")
        expect(self.page.get_by_role("link", name=person.full_name)).to_be_visible()

    def sign_in_as_official(self, username: str) -> None:
        self.go("/tai-khoan/dang-nhap/can-bo/")
        self.page.get_by_label("Tên đăng nhập").fill(username)
        self.page.get_by_label("Mật khẩu").fill(PASSWORD)
        self.press("Đăng nhập")
        expect(self.page.locator("h1")).to_have_text("Bàn làm việc")

    def sign_out(self) -> None:
        self.page.get_by_role("banner").get_by_role("button", name="Đăng xuất").click()

    # Forms

    def write(self, label: str, text: str, within: str = "") -> None:
        """Type into the box of this label; `within` is the legend of its group."""
        self._part(within).get_by_role("textbox", name=label).first.fill(text)

    def choose(self, legend: str, answer: str) -> None:
        """Tick one answer of a question."""
        self._part(legend).get_by_role("radio", name=answer, exact=True).check()

    def pick(self, label: str, answer: str, within: str = "") -> None:
        """Choose from a list."""
        part = self._part(within)
        part.get_by_role("combobox", name=label, exact=True).select_option(label=answer)

    def date(self, legend: str, day: date) -> None:
        """Fill in the three boxes of a date."""
        for label, number in (("Ngày", day.day), ("Tháng", day.month), ("Năm", day.year)):
            self.write(label, str(number), within=legend)

    def commune(self, legend: str, province: str, commune: str) -> None:
        """Choose a province, have its communes shown, choose one."""
        self.pick("Tỉnh, thành phố", province, within=legend)
        self._part(legend).get_by_role("button", name="Hiện danh sách phường, xã").click()
        self.pick("Phường, xã, đặc khu", commune, within=legend)

    def attach(self, label: str, path: Path) -> None:
        self.page.get_by_label(label, exact=True).set_input_files(path)

    def next(self) -> None:
        self.page.get_by_role("button", name="Lưu và tiếp tục", exact=True).click()

    def download(self, link: str) -> bytes:
        """What comes when the link is followed."""
        with self.page.expect_download() as coming:
            self.follow(link)
        return Path(coming.value.path()).read_bytes()

    def _part(self, legend: str) -> "Page | Locator":
        return self.page.get_by_role("group", name=legend) if legend else self.page
