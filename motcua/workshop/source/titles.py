"""What lists show of a source: code, title; and how large it is. Pure."""

import json
from typing import Any

from motcua.workshop.source.places import Source


def code_of(source: Source) -> str:
    """The code as it is written, right or wrong."""
    code = source.get("code")
    return code.strip()[:60] if isinstance(code, str) else ""


def title_of(source: Source) -> str:
    """The Vietnamese name."""
    return words(source.get("name"))[:300]


def words(text: Any) -> str:
    """The Vietnamese of a text in one language or two; "" for anything else."""
    if isinstance(text, dict):
        text = text.get("vi") or text.get("en")
    return " ".join(text.split()) if isinstance(text, str) else ""


def size(source: Source) -> int:
    """Bytes as JSON."""
    return len(json.dumps(source, ensure_ascii=False).encode("utf-8", "surrogatepass"))
