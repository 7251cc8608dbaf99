"""Reading "what was merged into what" from the words of the resolutions. Pure; never guesses.

A mention names an old unit. It is read only if the old units of the same province leave one
answer: by kind and name, by the district in brackets, by the code that the new unit kept, or
because every other unit of that name has gone whole elsewhere. Otherwise only its text is kept.
"""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from motcua.core.search import fold

UNCHANGED = "giữ nguyên"
_KINDS = "phường|xã|thị trấn|huyện|quận|thị xã|thành phố|đặc khu"
_UNIT = re.compile(rf"(?:^|\s)({_KINDS})\s+(?!(?:{_KINDS})\s)(.+)$", re.IGNORECASE)
_AFTERMATH = re.compile(r"\s+sau khi sắp xếp.*$", re.IGNORECASE)
_ONLY_AMOUNT = re.compile(r"(sắp xếp )?(một phần|toàn bộ) diện tích (tn|tự nhiên)", re.IGNORECASE)
_PART = re.compile(r"một phần|phần còn lại|phần còn lai", re.IGNORECASE)
_TONES = {"\u0300", "\u0301", "\u0303", "\u0309", "\u0323"}
_BRACKETS = re.compile(r"\(([^()]*)\)")


@dataclass(frozen=True)
class Unit:
    """An old commune, or an old district without communes. Names in full, `Xã Tân Lập`."""

    code: str
    full_name: str
    district: str
    province: str


@dataclass(frozen=True)
class Mention:
    """An old unit as a text names it; `place` is the district, perhaps the province, if said."""

    text: str
    full_name: str
    place: str
    is_part: bool


@dataclass(frozen=True)
class Reading:
    """Which old unit went into the new one; None if the text allows no one certain answer."""

    new_code: str
    old: Unit | None
    is_part: bool
    text: str


def read(texts: Mapping[str, str], units: Iterable[Unit]) -> list[Reading]:
    """Read the texts of one new province, by the codes of its new communes."""
    by_code: dict[str, Unit] = {}
    by_name: defaultdict[str, list[Unit]] = defaultdict(list)
    for unit in units:
        by_code[unit.code] = unit
        by_name[_spelling(unit.full_name)].append(unit)
        by_name[_letters(unit.full_name)].append(unit)
    readings, asked = [], []
    for code, text in texts.items():
        if text.strip() == UNCHANGED:
            readings.append(Reading(code, by_code.get(code), False, text))
            continue
        asked += [
            (code, each, _candidates(each, code, _namesakes(each, by_name)))
            for each in mentions(text)
        ]
    _strike_out(asked)
    return readings + _settled(asked)


_Question = tuple[str, Mention, list[Unit]]


def _namesakes(mention: Mention, by_name: Mapping[str, list[Unit]]) -> list[Unit]:
    """Units so spelled; only if there is none, those that differ in diacritics or spaces."""
    return by_name.get(_spelling(mention.full_name)) or by_name.get(_letters(mention.full_name), [])


def _candidates(mention: Mention, new_code: str, namesakes: list[Unit]) -> list[Unit]:
    found = [unit for unit in namesakes if _lies_in(unit, mention.place)]
    kept_code = [unit for unit in found if unit.code == new_code]
    return kept_code or found


def _lies_in(unit: Unit, place: str) -> bool:
    parts = {_letters(part) for part in place.split(",") if part.strip()}
    return parts <= {_letters(unit.district), _letters(unit.province)}


def _strike_out(asked: list[_Question]) -> None:
    """Where a name is said just as often as there are units of it, a unit that is certainly
    gone whole into one new commune is no answer for another.
    """
    said = Counter(_spelling(mention.full_name) for _code, mention, _found in asked)
    settled = True
    while settled:
        gone = {
            found[0].code
            for _code, mention, found in asked
            if len(found) == 1 and not mention.is_part
        }
        settled = False
        for _code, mention, found in asked:
            others = [unit for unit in found if unit.code not in gone]
            if len(found) > len(others) == 1 and said[_spelling(mention.full_name)] == len(found):
                found[:] = others
                settled = True


def _settled(asked: list[_Question]) -> list[Reading]:
    times = Counter(found[0].code for _code, _mention, found in asked if len(found) == 1)
    readings: dict[tuple[str, str], Reading] = {}
    for code, mention, found in asked:
        old = found[0] if len(found) == 1 else None
        # A unit named for several new ones went into each of them in part.
        is_part = mention.is_part or (old is not None and times[old.code] > 1)
        key = (code, old.code if old else mention.text)
        readings.setdefault(key, Reading(code, old, is_part, mention.text))
    return list(readings.values())


def mentions(text: str) -> Iterator[Mention]:
    """`Xã A, Phường B (huyện C), một phần diện tích TN của xã D` -> A, B and D."""
    kind, is_part_said = "", False
    for token in _tokens(text):
        notes = _BRACKETS.findall(token)
        words = _AFTERMATH.sub("", _BRACKETS.sub(" ", token)).strip()
        if _ONLY_AMOUNT.fullmatch(words):
            is_part_said = "một phần" in words.casefold()
            continue
        name = words
        if unit := _UNIT.search(words):
            kind, name = unit[1], unit[2]
        yield Mention(
            text=token,
            full_name=f"{kind} {name}",
            place=next((note for note in notes if _UNIT.match(note)), ""),
            is_part=is_part_said or any(_PART.search(each) for each in (words, *notes)),
        )
        is_part_said = False


def _spelling(name: str) -> str:
    """Equal for `Hoà` and `Hòa`: the tone is set after the letters of its word."""
    return " ".join(map(_tone_last, name.casefold().replace("’", "'").split()))


def _tone_last(word: str) -> str:
    marks = unicodedata.normalize("NFD", word)
    return "".join(sorted(marks, key=_TONES.__contains__))


def _letters(name: str) -> str:
    """`EaMDroh` for `Ea M’Droh`: letters without marks; never equal to a spelling of two words."""
    return fold(name).replace(" ", "").replace("nongtruong", "nt")


def _tokens(text: str) -> Iterator[str]:
    """Split at commas and "và" outside brackets."""
    depth, token = 0, ""
    for piece in re.split(r"([(),]| và )", " ".join(unicodedata.normalize("NFC", text).split())):
        depth += (piece == "(") - (piece == ")")
        if depth or piece not in {",", " và "}:
            token += piece
        elif token.strip():
            yield token.strip()
            token = ""
    if token.strip():
        yield token.strip()
