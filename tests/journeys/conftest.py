"""One demo country for all journeys, windows of Chromium in it, and pictures of what failed."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import (
    Browser,
    ConsoleMessage,
    Page,
    Response,
    ViewportSize,
    sync_playwright,
)

from tests.journeys.country import Country, abandoned, founded
from tests.journeys.people import Site

PICTURES = Path(__file__).resolve().parents[2] / "build" / "journeys"
PHONE: ViewportSize = {"width": 360, "height": 740}
DESK: ViewportSize = {"width": 1280, "height": 900}
QUIET = [
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    *(["--no-sandbox"] if os.geteuid() == 0 else []),
]
Window = Callable[..., Site]


@pytest.hookimpl(tryfirst=True)  # before xdist reads the marks
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """One worker plays all journeys, since they share a country."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.xdist_group("journeys"))
            item.add_marker(pytest.mark.browser)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Any:
    """Let fixtures see whether the test failed."""
    report = yield
    if report.when == "call":
        item.stash[FAILED] = report.failed
    return report


FAILED = pytest.StashKey[bool]()


@pytest.fixture(scope="package")
def country() -> Iterator[Country]:
    """The real `motcua demo`; MOTCUA_JOURNEYS names a port where one runs already."""
    if port := os.environ.get("MOTCUA_JOURNEYS"):
        yield Country(int(port), Path(os.environ.get("MOTCUA_DATA", "/nowhere")))
        return
    country = founded()
    try:
        country.start()
        yield country
        country.stop()
        assert country.processes() == []
    finally:
        if country.running and country.running.poll() is None:
            country.running.kill()
        abandoned(country)


@pytest.fixture(scope="package")
def chromium() -> Iterator[Browser]:
    """The machine's Chromium. Of the package only: Django refuses its database beside a browser."""
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    assert program, "The journeys need Chromium (Debian: apt-get install chromium)."
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=QUIET)
        yield browser
        browser.close()


@pytest.fixture
def window(request: pytest.FixtureRequest, country: Country, chromium: Browser) -> Iterator[Window]:
    """`window(phone=True)`: somebody's own browser. Nobody may meet a 5xx or a script's error."""
    opened: list[Page] = []
    wrong: list[str] = []

    def open_window(*, phone: bool = False, **options: Any) -> Site:
        context = chromium.new_context(
            base_url=country.site,
            viewport=PHONE if phone else DESK,
            locale=options.pop("locale", "vi-VN"),
            reduced_motion="reduce",
            **options,
        )
        context.set_default_timeout(15_000)
        page = context.new_page()
        page.on("pageerror", lambda error: wrong.append(f"{page.url}: {error}"))
        page.on("console", lambda said: wrong.extend(_complaints(said)))
        page.on("response", lambda answer: wrong.extend(_failures(answer)))
        opened.append(page)
        return Site(page)

    yield open_window
    if request.node.stash.get(FAILED, False) or wrong:
        _picture(request.node.name, opened)
    for page in opened:
        page.context.close()
    assert wrong == []


def _complaints(said: ConsoleMessage) -> list[str]:
    about_policy = "Content Security Policy" in said.text or "Refused to" in said.text
    return [said.text] if said.type == "error" and about_policy else []


def _failures(answer: Response) -> list[str]:
    return [f"{answer.status} {answer.url}"] if answer.status >= 500 else []


def _picture(name: str, pages: list[Page]) -> None:
    PICTURES.mkdir(parents=True, exist_ok=True)
    for number, page in enumerate(pages):
        path = PICTURES / f"{name.replace('/', '_')}-{number}"
        path.with_suffix(".html").write_text(page.content())
        page.screenshot(path=path.with_suffix(".png"), full_page=True)


@pytest.fixture
def scan(tmp_path: Path) -> Path:
    """A real scan: one page with a picture of a stamp, as a phone would send it."""
    from motcua.documents import printing

    path = tmp_path / "Giấy chứng sinh.pdf"
    facts = {"title": "Giấy chứng sinh", "name": "Nguyễn Thị Mai", "date": "13/11/2026"}
    source = Path(__file__).resolve().parents[2] / "demo" / "papers" / "scan.typ"
    path.write_bytes(printing.pdf(source, facts, title="Giấy chứng sinh"))
    return path
