"""axe on every page, on a phone and on a desk, and nothing that scrolls sideways on a phone."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.journeys import birth
from tests.journeys.conftest import DESK, PHONE, Window
from tests.journeys.people import Site, citizen

AXE = Path(__file__).resolve().parents[2] / "assets/node_modules/axe-core/axe.min.js"
LAWS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"]
ASK = "laws => axe.run(document, {runOnly: laws, resultTypes: ['violations']})"
BAD = '<img src="/favicon.ico"><p class="govuk-body" style="width: 500px">.</p>'
Found = dict[str, list[str]]


class Inspector:
    """Looks at one page after another, and remembers what is wrong."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self.found: Found = {}
        self.seen: list[str] = []

    def visit(self, path: str) -> None:
        self.site.go(path)
        self.look(path)

    def look(self, name: str = "") -> None:
        """Judge the page that is open, at both sizes."""
        name = name or self.site.path
        self.seen.append(name)
        for size in (PHONE, DESK):
            self.site.page.set_viewport_size(size)
            if wrong := [*self._axe(), *self._overflow()]:
                self.found[f"{name} at {size['width']}"] = wrong

    def _axe(self) -> list[str]:
        page = self.site.page
        if not page.evaluate("'axe' in window"):
            page.add_script_tag(path=AXE)
        answer: dict[str, Any] = page.evaluate(ASK, {"type": "tag", "values": LAWS})
        return [
            f"{one['id']}: {json.dumps(node['target'])} {node['html'][:120]}"
            for one in answer["violations"]
            for node in one["nodes"]
        ]

    def _overflow(self) -> list[str]:
        width, room = self.site.page.evaluate(
            "[document.scrollingElement.scrollWidth, document.documentElement.clientWidth]"
        )
        return [f"scrolls sideways: {width} in {room}"] if width > room else []


@pytest.fixture
def inspector(window: Window) -> Callable[[], Inspector]:
    """An inspector in a window of their own; axe is let in past the content policy."""
    return lambda: Inspector(window(bypass_csp=True))


def test_the_inspector_sees_what_is_wrong(inspector: Callable[[], Inspector]) -> None:
    eye = inspector()
    eye.site.go("/")
    eye.site.page.evaluate(
        f"document.querySelector('main').insertAdjacentHTML('beforeend', '{BAD}')"
    )
    eye.look("spoilt")
    assert list(eye.found) == ["spoilt at 360", "spoilt at 1280"]
    assert any("scrolls sideways" in one for one in eye.found["spoilt at 360"])
    assert any("image-alt" in one for one in eye.found["spoilt at 1280"])


def test_everybodys_pages(inspector: Callable[[], Inspector]) -> None:
    eye = inspector()
    for path in (
        "/",
        "/thu-tuc/",
        "/thu-tuc/?q=khai+sinh",
        "/thu-tuc/?q=khongcothutucnaynhuthe",
        "/thu-tuc/1.001193/",
        "/thu-tuc/?q=khai+sinhh",
        "/thu-tuc/1.001193/lich-su/",
        "/thu-tuc/1.001193/truong-hop/",
        "/thu-tuc/1.001193/truong-hop/?registered=never&abroad=domestic&place=facility",
        "/viec-cua-toi/",
        "/viec-cua-toi/sinh-con/",
        "/viec-cua-toi/sinh-con/?plan=1",
        "/viec-cua-toi/sinh-con/?plan=1&married=no&insured=yes&happened=2026-05-01&commune=00070",
        "/du-lieu-mo/",
        "/thu-tuc/khong-co/",
        "/tra-cuu/",
        "/tra-cuu/?code=H26.1.2-20260422-0001&answer=0001",
        "/tai-khoan/dang-nhap/",
        "/tai-khoan/dang-nhap/can-bo/",
        "/tro-giup/",
        "/gioi-thieu/",
        "/quyen-rieng-tu/",
        "/kha-nang-truy-cap/",
        "/khong-co-trang-nay/",
        "/thiet-ke/",
        "/thiet-ke/form/",
        "/thiet-ke/desk/",
    ):
        eye.visit(path)
    eye.visit("/tai-khoan/dang-nhap/can-bo/")
    eye.site.press("Đăng nhập")
    eye.look("sign-in with mistakes")
    eye.visit("/tai-khoan/dang-nhap/")
    eye.site.press("Đăng nhập bằng định danh điện tử")
    eye.look("e-identity sign-in")
    assert eye.found == {}


def test_a_citizens_pages(inspector: Callable[[], Inspector], scan: Path) -> None:
    eye = inspector()
    site = eye.site
    site.sign_in(citizen("Phạm Văn Thịnh"))
    for path in ("/", "/ho-so/", "/thong-bao/", "/tai-khoan/", "/tai-khoan/phien/"):
        eye.visit(path)
    eye.visit("/tai-khoan/lien-he/")
    eye.visit("/ban-lam-viec/")
    birth.find_and_start(site)
    eye.look("task list")
    the_form(eye, scan)
    birth.submit(site)
    eye.look("submitted")
    site.press("Xem hồ sơ")
    eye.look("dossier, filed")
    eye.visit(f"{site.path}rut/")
    assert eye.found == {}


def the_form(eye: Inspector, scan: Path) -> None:
    """Every page of the form: empty, with mistakes, and filled in."""
    site = eye.site
    pages: dict[str, Callable[[], None]] = {
        "declarant": lambda: birth.declarant(site),
        "residence": lambda: birth.residence(site),
        "child": lambda: birth.child(site),
        "birth_place": lambda: birth.birth_place(site),
        "facility": lambda: birth.facility(site, scan),
        "mother": lambda: birth.parents(site),
    }
    site.follow("Người đi đăng ký")
    for name, fill_in in pages.items():
        eye.look(f"form page {name}")
        site.next()
        if site.page.locator(".govuk-error-summary").count():
            eye.look(f"form page {name} with mistakes")
        else:
            site.go_to_page(name)
        fill_in()
    site.go_to_page("facility")
    eye.look("form page with a file")
    site.go_to_page("copies")
    site.press("Thêm nơi nhận")
    eye.look("form page with a group")
    site.press("Bỏ Nơi nhận 1")
    site.next()
    eye.look("review")
    site.press("Nộp hồ sơ")
    eye.look("review without declaration")


def test_pages_of_dossiers_in_every_state(inspector: Callable[[], Inspector]) -> None:
    """What the story left to four citizens: refused, waiting for papers, paid, returned."""
    statuses: set[str] = set()
    eye = inspector()
    for name in ("Nguyễn Thị Mai", "Trần Quốc Hùng", "Vũ Thị Thu Hà", "Bùi Thị Ngọc Ánh"):
        eye.site.sign_in(citizen(name))
        eye.site.go("/ho-so/")
        cards = eye.site.page.locator(".mc-card:has(.govuk-tag)")
        for status, path in statuses_and_paths(cards):
            if status not in statuses:
                statuses.add(status)
                eye.visit(path)
        eye.site.sign_out()
    assert len(statuses) >= 3, statuses
    assert eye.found == {}


def statuses_and_paths(cards: Any) -> list[tuple[str, str]]:
    return [
        (card.locator(".govuk-tag").inner_text(), card.locator("a").get_attribute("href"))
        for card in cards.all()
    ]


@pytest.mark.parametrize("who", ["lan.hoankiem", "vinh.hoankiem", "ngoc.halong"])
def test_an_officials_pages(who: str, inspector: Callable[[], Inspector]) -> None:
    eye = inspector()
    site = eye.site
    site.sign_in_as_official(who)
    for name in ("", "reception/", "mine/", "unit/", "overdue/", "waiting/", "khong-co/"):
        eye.visit(f"/ban-lam-viec/{name}")
    for path in ("/thong-bao/", "/tai-khoan/", "/tai-khoan/hai-buoc/", "/tai-khoan/phien/"):
        eye.visit(path)
    for path in of_every_list(site):
        eye.visit(path)
        for folded in site.page.locator("main summary").all():
            folded.click()
        eye.look(f"{path} unfolded")
    assert eye.found == {}


def of_every_list(site: Site) -> list[str]:
    """The first dossier of each list of the inbox."""
    found = []
    for name in ("reception", "mine", "unit", "overdue", "waiting"):
        site.go(f"/ban-lam-viec/{name}/")
        links = site.page.locator("main td a, main th a")
        found += [str(links.first.get_attribute("href"))] if links.count() else []
    return list(dict.fromkeys(found))
