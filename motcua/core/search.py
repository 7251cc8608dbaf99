"""The folded search text: what a Vietnamese reader means, however it is typed.

Folding in Python, before storing and before asking, gives the same answer on every PostgreSQL
and needs no extension: lower case, no diacritics, đ as d, letters and digits only.
"""

import re
import unicodedata

_DSTROKE = str.maketrans({"đ": "d", "Đ": "d", "ð": "d", "ø": "o", "ł": "l", "ß": "ss", "æ": "ae"})
_MARKS = dict.fromkeys(range(0x0300, 0x0370))
_NOT_WORD = re.compile(r"[^0-9a-z]+")
_QUERY_WORDS = 12


def fold(text: str) -> str:
    """`"Đăng ký Khai sinh"` -> `"dang ky khai sinh"`. NFC and NFD give the same."""
    plain = unicodedata.normalize("NFKD", text).translate(_MARKS).lower().translate(_DSTROKE)
    return _NOT_WORD.sub(" ", plain).strip()


def prefix_query(text: str) -> str:
    """A tsquery text (configuration `simple`) in which every word typed may be a beginning.

    Empty when nothing searchable was typed.
    """
    return " & ".join(f"{word}:*" for word in fold(text).split()[:_QUERY_WORDS])
