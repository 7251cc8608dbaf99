"""The build: small, our own, and with no address of anyone's registry in it."""

import json
import re
from pathlib import Path

import brotli
import pytest

from config import assets

SOURCE = Path(__file__).parents[2] / "assets"
FIRST_LOAD = 60 * 1024


def built(name: str) -> bytes:
    path = assets.STATIC / name
    assert path.exists(), "run `motcua assets` first"
    return path.read_bytes()


def test_the_lock_file_names_no_registry() -> None:
    assert "://" not in (SOURCE / "package-lock.json").read_text()


def test_every_package_is_pinned() -> None:
    wanted = json.loads((SOURCE / "package.json").read_text())["devDependencies"]
    assert all(version[0].isdigit() for version in wanted.values())


def test_the_style_is_small_and_carries_nothing_of_another_state() -> None:
    style = built("motcua.css")
    assert len(brotli.compress(style)) <= 14 * 1024
    assert b"GDS Transport" not in style
    assert b"crest" not in style
    addresses = re.findall(rb'url\("?([^")]+)', style)
    assert all(address.startswith((b"data:", b"be-vietnam-pro-")) for address in addresses)


def test_a_first_page_fits_in_sixty_kilobytes() -> None:
    fonts = sum(len(built(name)) for name in assets.SCREEN_FONTS)
    rest = sum(len(brotli.compress(built(name))) for name in ("motcua.css", "favicon.svg"))
    page = 10 * 1024  # a long page, compressed
    assert fonts + rest + page <= FIRST_LOAD


def test_the_fonts_have_every_vietnamese_letter() -> None:
    from fontTools.ttLib import TTFont

    needed = {ord(letter) for letter in "ẮẰẲẴẶẤẦẨẪẬẾỀỂỄỆỐỒỔỖỘỚỜỞỠỢỨỪỬỮỰỲÝỶỸỴĐđữợảỹ₫–“”…"}
    for name in assets.SCREEN_FONTS:
        assert needed <= set(TTFont(assets.STATIC / name).getBestCmap())
    for font in assets.PAPER_FONTS:
        assert needed <= set(TTFont(assets.FONTS / font.name).getBestCmap()), font.name


def test_an_unreachable_registry_is_one_clear_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("package.json", "package-lock.json", ".npmrc"):
        (tmp_path / name).write_text((SOURCE / name).read_text())
    monkeypatch.setattr(assets, "SOURCE", tmp_path)
    monkeypatch.setattr(assets, "PACKAGES", tmp_path / "node_modules")
    monkeypatch.setitem(assets._QUIET, "cwd", tmp_path)
    monkeypatch.setenv("npm_config_registry", "http://127.0.0.1:9/")
    monkeypatch.setenv("npm_config_cache", str(tmp_path / "cache"))
    monkeypatch.setenv("npm_config_fetch_retries", "0")
    with pytest.raises(assets.CannotBuild, match="npm could not fetch"):
        assets.install()


def test_nothing_is_built_twice() -> None:
    assets.build()
    assert assets.build() == []
