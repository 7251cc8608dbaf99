"""Names of files from outside: kept readable in Vietnamese, made harmless for every computer."""

import re
import unicodedata

LONGEST = 120
_LONGEST_BYTES = 240  # file systems allow 255 bytes; Vietnamese letters take up to three each
_NEVER = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}  # controls, bidi and invisible marks, ...
_WINDOWS = str.maketrans(dict.fromkeys('<>:"|?*', "_"))
_RESERVED = re.compile(r"(?i)\A(con|prn|aux|nul|com[0-9]|lpt[0-9])\Z")
_EXTENSION = re.compile(r"\.([a-z][a-z0-9]{0,7})\Z")


def safe_name(raw: str) -> str:
    """A name without path, control, bidi or reserved parts, at most 120 letters, never empty."""
    stem, extension = split(raw)
    return joined(stem, extension)


def split(raw: str) -> tuple[str, str]:
    """A harmless stem and the ending in small letters (empty when the name has none)."""
    last = re.split(r"[/\\]", raw)[-1]
    kept = "".join(char for char in last if unicodedata.category(char) not in _NEVER)
    name = " ".join(unicodedata.normalize("NFC", kept).translate(_WINDOWS).split())
    ending = _EXTENSION.search(name.lower().rstrip(". "))
    if not ending:
        return name.strip(". "), ""
    return name.rstrip(". ")[: -len(ending.group())].strip(". "), ending.group(1)


def joined(stem: str, extension: str) -> str:
    """The two put together within the limits of every file system."""
    stem = stem or "tep"
    if _RESERVED.match(stem.split(".")[0].strip()):
        stem = f"_{stem}"
    tail = f".{extension}" if extension else ""
    stem = stem[: LONGEST - len(tail)]
    while len(f"{stem}{tail}".encode()) > _LONGEST_BYTES:
        stem = stem[:-1]
    return f"{stem.rstrip('. ')}{tail}"


def short(name: str) -> str:
    """The name as a sentence can bear it."""
    return name if len(name) <= 60 else f"{name[:40]}…{name[-16:]}"
