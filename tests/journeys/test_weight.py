"""How much a first visit transfers, on an old phone without JavaScript."""

from tests.journeys import birth
from tests.journeys.conftest import Window
from tests.journeys.people import Site, citizen

MOST = 60 * 1024


def test_the_first_visit_to_the_home_page_is_light(window: Window) -> None:
    site = window(phone=True, java_script_enabled=False)
    weigh(site, "/")


def test_a_form_page_on_an_empty_cache_is_light(window: Window) -> None:
    site = window(phone=True, java_script_enabled=False)
    site.sign_in(citizen("Lê Hoàng Nam"))
    birth.find_and_start(site)
    site.follow("Người đi đăng ký")
    weigh(site, site.path)


def weigh(site: Site, path: str) -> None:
    """All bytes of all answers, as they come over the wire with their headers."""
    devtools = site.page.context.new_cdp_session(site.page)
    devtools.send("Network.enable")
    devtools.send("Network.clearBrowserCache")
    came: list[float] = []
    devtools.on("Network.loadingFinished", lambda one: came.append(one["encodedDataLength"]))
    site.page.goto(path, wait_until="networkidle")
    print(f"{path}: {sum(came) / 1024:.1f} KB in {len(came)} answers")  # noqa: T201  # a figure of the README
    assert len(came) >= 2
    assert sum(came) <= MOST
