"""What may be kept of anything typed: plain, readable, bounded; right or wrong."""

import unicodedata
from typing import Any

LONGEST = 20_000
MOST_PARTS = 100


def kept(raw: Any) -> Any:
    """The raw answer as it can be stored: what no database or reader can hold is left out."""
    if isinstance(raw, str):
        return _text(raw[:LONGEST])
    if isinstance(raw, bool) or raw is None:
        return raw
    if isinstance(raw, int):
        return raw if abs(raw) < 2**63 else str(raw)[:LONGEST] if raw.bit_length() < 4000 else None
    if isinstance(raw, float):
        return raw if raw == raw and abs(raw) != float("inf") else None
    if isinstance(raw, list):
        return [_leaf(one) for one in raw[:MOST_PARTS]]
    if isinstance(raw, dict):
        parts = list(raw.items())[:MOST_PARTS]
        return {_text(str(key)[:100]): _leaf(value) for key, value in parts}
    return None


def text_kept(text: str, longest: int = LONGEST) -> str:
    """A text as it can be stored."""
    return _text(text[:longest])


def _leaf(value: Any) -> Any:
    return None if isinstance(value, list | dict) else kept(value)


def _text(text: str) -> str:
    """NFC, lines ended by LF, without control characters and lone surrogates."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    readable = (
        char for char in lines if char in "\n\t" or unicodedata.category(char) not in {"Cc", "Cs"}
    )
    return unicodedata.normalize("NFC", "".join(readable))
