"""How Vietnamese words are written, and how they are mistyped. Pure.

A word here is a folded syllable (`core.search.fold`) in which a lone `i` after consonants is `y`:
`kỹ` and `kĩ`, `lý` and `lí` are one word to a reader.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator

from motcua.core.search import fold

LONGEST_INDEXED = 200_000
"""PostgreSQL takes a vector of 1 MB."""
_LONE_I = re.compile(r"(?:[bcdghklmnpqrstvx]|ch|gh|gi|kh|nh|ng|ph|qu|th|tr)i")
_TONES = {"\u0301": "1", "\u0300": "2", "\u0309": "3", "\u0303": "4", "\u0323": "5"}
_SYLLABLE = re.compile(r"[^\W_]+")
_TWO_ERRORS_FROM = 6
"""The length from which a word may have two errors."""


def words(text: str) -> list[str]:
    """The words of a text as the index keeps them."""
    return [canonical(word) for word in fold(text).split()]


def indexed(texts: Iterable[str]) -> str:
    """Some texts as the index takes them, one after the other."""
    return " ".join(word for text in texts for word in words(text))[:LONGEST_INDEXED]


def slug(text: str) -> str:
    """A name as part of an address."""
    return fold(text).replace(" ", "-")[:200]


def canonical(word: str) -> str:
    """`ki` -> `ky`; every other folded word is as it is."""
    return f"{word[:-1]}y" if _LONE_I.fullmatch(word) else word


def spelt(text: str) -> str:
    """The text with its accents, in one spelling: `hoà` and `hòa` give `hoa2`. Between spaces."""
    return f" {' '.join(_spelt(one) for one in syllables(text))} "


def syllables(text: str) -> list[str]:
    """The words of a text as they are written, in lower case and NFC."""
    return _SYLLABLE.findall(unicodedata.normalize("NFC", text).lower())


def _spelt(syllable: str) -> str:
    marks = unicodedata.normalize("NFD", syllable)
    tone = "".join(_TONES[mark] for mark in marks if mark in _TONES)
    plain = "".join(mark for mark in marks if mark not in _TONES)
    return canonical(plain) + tone


def is_accented(text: str) -> bool:
    """Whether it was typed with Vietnamese letters, so that the accents mean something."""
    return any(
        one in "đĐ" or unicodedata.combining(one) for one in unicodedata.normalize("NFD", text)
    )


def traces(word: str) -> set[str]:
    """The word, and what is left when one letter (two of a longer word) is taken away."""
    found = once = {word, *_without_one(word)}
    if len(word) >= _TWO_ERRORS_FROM:
        found = once.union(*(_without_one(one) for one in once))
    return {one for one in found if one}


def _without_one(word: str) -> Iterator[str]:
    return (word[:at] + word[at + 1 :] for at in range(len(word)))


# Sounds that many write alike, at the beginning and at the end of a syllable.
_BEGINNINGS = (
    *(("s", "x"), ("tr", "ch"), ("d", "gi"), ("d", "r"), ("gi", "r"), ("l", "n"), ("c", "k")),
    *(("k", "q"), ("ng", "ngh"), ("g", "gh"), ("ph", "f"), ("gi", "j")),
)
_ENDINGS = (("n", "ng"), ("t", "c"), ("nh", "n"), ("y", "i"))
_DOUBLED = re.compile(r"([a-z])\1+")
_TONE_KEYS = re.compile(r"[sfrxjz]+$")
_DIGITS = re.compile(r"(?<=[a-z])[0-9]")


def variants(word: str) -> dict[str, float]:
    """Other ways to write what was meant, each with how unlikely it is."""
    found = dict.fromkeys(_untangled(word), 0.4)
    for one in (word, *found):
        for beginning in _exchanged(one, _BEGINNINGS, at_end=False):
            found.setdefault(canonical(beginning), 0.5 if one == word else 0.8)
        for ending in _exchanged(one, _ENDINGS, at_end=True):
            found.setdefault(canonical(ending), 0.7 if one == word else 1.0)
    found.pop(word, None)
    return {one: cost for one, cost in found.items() if one}


def _untangled(word: str) -> set[str]:
    """Keys of Telex and VNI that no input method took: `kees`, `ddawng`, `ky1`; `sinhh`."""
    plain = _DIGITS.sub("", word)
    single = _DOUBLED.sub(r"\1", plain)
    found = {plain, single}
    for one in (plain, single):
        bare = one[0] + one[1:].replace("w", "") if one else one
        found |= {bare, _TONE_KEYS.sub("", bare), _DOUBLED.sub(r"\1", _TONE_KEYS.sub("", bare))}
        found.add(_DOUBLED.sub(r"\1", re.sub(r"(?<=[aeiouy])[sfrxjz]", "", bare)))
    return {canonical(one) for one in found if one} - {word}


def _exchanged(word: str, pairs: Iterable[tuple[str, str]], *, at_end: bool) -> Iterator[str]:
    for pair in pairs:
        for here, there in (pair, pair[::-1]):
            if at_end and word.endswith(here):
                yield word.removesuffix(here) + there
            elif not at_end and word.startswith(here):
                yield there + word.removeprefix(here)


def distance(typed: str, known: str) -> int:
    """Letters to add, remove, change or swap with the neighbour (optimal string alignment)."""
    two_back: list[int] = []
    back = list(range(len(known) + 1))
    for i, letter in enumerate(typed):
        row = [i + 1]
        for j, other in enumerate(known):
            best = min(back[j + 1] + 1, row[j] + 1, back[j] + (letter != other))
            if i and j and letter == known[j - 1] and typed[i - 1] == other:
                best = min(best, two_back[j - 1] + 1)
            row.append(best)
        two_back, back = back, row
    return back[-1]


def unlikeness(typed: str, known: str, ways: dict[str, float]) -> float | None:
    """How unlikely it is that who typed this meant that; None: too far."""
    if known in ways:
        return ways[known]
    errors = distance(typed, known)
    if errors > (2 if len(typed) >= _TWO_ERRORS_FROM else 1):
        return None
    # People seldom miss the first letter, and vowels and consonants are not near each other.
    return errors + (0.3 if typed[:1] != known[:1] else 0.0)
