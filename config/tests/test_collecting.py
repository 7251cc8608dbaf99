"""A build beside a running site: what the site serves stays, for one build."""

from pathlib import Path
from typing import Any

import pytest

from config import collecting


@pytest.fixture
def build(tmp_path: Path, settings: Any) -> Any:
    """`build("colour: red")`: the style as it is now, collected; the names of what is there."""
    source = tmp_path / "source"
    source.mkdir()
    settings.STATIC_ROOT = tmp_path / "collected"
    settings.STATICFILES_DIRS = [source]
    settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
    }

    def collect(style: str) -> set[str]:
        (source / "a.css").write_text(style)
        collecting.collect()
        return {one.name for one in settings.STATIC_ROOT.glob("a.*.css")}

    return collect


def test_the_style_that_a_running_site_serves_outlives_the_next_build(build: Any) -> None:
    first = build("p { color: red }")
    second = build("p { color: green }")
    assert first < second
    third = build("p { color: blue }")
    assert not first & third
    assert second - first < third


def test_an_unchanged_file_is_not_touched(build: Any, settings: Any) -> None:
    (name,) = build("p { color: red }")
    served = settings.STATIC_ROOT / name
    before = served.stat()
    build("p { color: red }")
    assert (served.stat().st_ino, served.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_the_manifest_names_what_is_there(build: Any, settings: Any) -> None:
    names = build("p { color: red }") | build("p { color: green }")
    manifest = (settings.STATIC_ROOT / collecting.MANIFEST).read_text()
    assert sum(name in manifest for name in names) == 1
