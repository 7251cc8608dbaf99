"""English and back: the frame of every main page follows, and stays so on the next page."""

import re

import pytest

from tests.journeys.conftest import Window
from tests.journeys.people import Site, citizen

VIETNAMESE = re.compile("[ăâđêôơưĂÂĐÊÔƠƯàáạảãèéẹẻẽìíịỉĩòóọỏõùúụủũỳýỵỷỹ\u1ea0-\u1ef9]")
NAMES = ("Một Cửa", "Tiếng Việt", "Nguyễn Thị Mai", "Lê Thị Lan")
PUBLIC = (
    "/",
    "/thu-tuc/",
    "/thu-tuc/1.001193/",
    "/tra-cuu/",
    "/tai-khoan/dang-nhap/",
    "/tro-giup/",
)
CITIZENS = ("/", "/ho-so/", "/thong-bao/", "/tai-khoan/", "/tai-khoan/phien/")
OFFICIALS = ("/ban-lam-viec/", "/tai-khoan/", "/thong-bao/")


@pytest.mark.parametrize(
    ("who", "paths"), [("", PUBLIC), ("citizen", CITIZENS), ("official", OFFICIALS)]
)
def test_a_person_who_chose_english_reads_english(
    who: str, paths: tuple[str, ...], window: Window
) -> None:
    site = window()
    if who == "citizen":
        site.sign_in(citizen("Nguyễn Thị Mai"))
    elif who == "official":
        site.sign_in_as_official("lan.hoankiem")
    site.go(paths[0])
    site.press("English")
    left = {path: words for path in paths if (words := left_over(site, path))}
    assert left == {}
    site.press("Tiếng Việt")
    assert "Thủ tục" in site.page.get_by_role("navigation", name="Menu").inner_text()


def left_over(site: Site, path: str) -> list[str]:
    """Vietnamese words in the frame, title and headings of a page that is to be English."""
    site.go(path)
    assert site.page.locator("html").get_attribute("lang") == "en"
    parts = ["header", "footer", "h1", "button", "label", "legend", "nav"]
    texts = [text for part in parts for text in site.page.locator(part).all_inner_texts()]
    texts.append(site.page.title())
    for name in NAMES:
        texts = [text.replace(name, "") for text in texts]
    return [text for text in texts if VIETNAMESE.search(text)]
