"""Một Cửa: a digital government in one house. Its version is the newest one in CHANGELOG.md."""

import re
from pathlib import Path

CHANGELOG = Path(__file__).resolve().parent.parent / "CHANGELOG.md"


def newest_version(changelog: str) -> str:
    """The number in the first heading that has one: `## 0.1.0 - 2026-11-22`."""
    found = re.search(r"^## (\d+\.\d+\.\d+)\b", changelog, re.MULTILINE)
    if found is None:
        raise ValueError("CHANGELOG.md names no version")
    return found[1]


__version__ = newest_version(CHANGELOG.read_text(encoding="utf-8"))
