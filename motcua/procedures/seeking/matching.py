"""The procedures in which all the words stand, best first.

What decides, in this order: the accents as they were typed; where the words stand (title, then
synonyms, then papers, results and field) and whether together, whole, or as beginnings; how near
to each other; the shorter title.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property

from django.db import connection
from django.db.models import QuerySet

from motcua.procedures.models import Procedure
from motcua.procedures.seeking.spelling import is_accented, spelt, words

LONGEST = 200
MOST_WORDS = 12
UNLISTED = (
    *("folded_synonyms", "folded_rest", "spelt_title", "spelt_synonyms", "headed", "searched"),
    "current__source",
)
"""What only the search reads."""
_CODE = re.compile(r"([1-9])\.?(\d{1,6})(?:\.000\.00\.00)?((?:\.[A-Z]\d{0,2})?)", re.IGNORECASE)
_CODE_BEGINS = 4


def readable(text: str) -> str:
    """What was typed, without what no database takes, and no longer than a question is."""
    plain = (char for char in text[:LONGEST] if char.isprintable())
    return unicodedata.normalize("NFC", "".join(plain)).strip()


@dataclass(frozen=True)
class Asked:
    """What somebody types into the box."""

    text: str

    @cached_property
    def words(self) -> list[str]:
        """The words, as the index keeps them."""
        return words(self.text)[:MOST_WORDS]

    @cached_property
    def code(self) -> str:
        """The code (or its beginning) that was typed; "" when it is none."""
        found = _CODE.fullmatch(self.text)
        if not found or len(self.text) < _CODE_BEGINS:
            return ""
        return f"{found[1]}.{found[2]}{found[3].upper()}"

    def everywhere(self, weights: str = "") -> str:
        """A tsquery text: every word begins a word, in parts of these weights."""
        return " & ".join(_beginning(word, weights) for word in self.words)

    def together(self, weights: str, *, whole: bool) -> str:
        """The words follow each other; the last may still be a beginning."""
        *first, last = self.words
        end = f"{last}:{weights}" if whole else _beginning(last, weights)
        return " <-> ".join([*(f"{word}:{weights}" for word in first), end])


def _beginning(word: str, weights: str) -> str:
    """`ky` is typed by who writes `kĩ`, and by who is on the way to `kinh`."""
    if word.endswith("y") and len(word) > 1 and words(f"{word[:-1]}i") == [word]:
        return f"({word}:*{weights} | {word[:-1]}i:*{weights})"
    return f"{word}:*{weights}"


def in_force() -> QuerySet[Procedure]:
    """Procedures with a version in force, by title."""
    rows = Procedure.objects.filter(current__isnull=False).select_related("current")
    return rows.defer(*UNLISTED).order_by("folded_title", "code")


@dataclass(frozen=True)
class Matches:
    """What matches under the filters, best first; read in parts. No text: everything, by title.

    Written as SQL by hand: the ranking decides what a search costs, and reads one table only.
    """

    asked: Asked
    chosen: tuple[tuple[str, str], ...] = ()

    def __getitem__(self, part: slice) -> list[Procedure]:
        """One query."""
        start, stop = part.start or 0, part.stop
        where, given = self.condition()
        order, ranked = self._order()
        found = Procedure.objects.raw(
            f"SELECT {_LISTED} FROM procedures_procedure WHERE {where} "  # noqa: S608  # own SQL
            f"ORDER BY {order} LIMIT %s OFFSET %s",
            [*given, *ranked, None if stop is None else stop - start, start],
        )
        return list(found)

    def count(self) -> int:
        """One query."""
        where, given = self.condition()
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT count(*) FROM procedures_procedure WHERE {where}", given)  # noqa: S608
            return int(cursor.fetchone()[0])

    def condition(self, *, filtered: bool = True) -> tuple[str, list[str]]:
        """The WHERE of the matches, and its values."""
        lines, given = ["current_id IS NOT NULL"], []
        if self.asked.code:
            lines.append("code LIKE %s")
            given.append(f"{self.asked.code}%")
        elif self.asked.words:
            lines.append("searched @@ %s::tsquery")
            given.append(self.asked.everywhere())
        elif self.asked.text:
            lines.append("false")
        for name, value in self.chosen if filtered else ():
            lines.append(FILTERS[name])
            given.append(value)
        return " AND ".join(lines), given

    def _order(self) -> tuple[str, list[str]]:
        if self.asked.code:
            return "code", []
        if not self.asked.words:
            return "folded_title, code", []
        accents, typed = _accents(self.asked)
        tier, tested = _tier(self.asked)
        rank = "ts_rank(headed, %s::tsquery) DESC"
        order = f"{accents}{tier}, {rank}, length(folded_title), folded_title, code"
        return order, [*typed, *tested, self.asked.everywhere()]


FILTERS = {
    "field": "field_code = %s",
    "agency": "agency_slugs @> ARRAY[%s]::varchar[]",
    "audience": "subjects @> ARRAY[%s]::varchar[]",
    "level": "levels @> ARRAY[%s]::varchar[]",
}
_LISTED = (
    "id, created_at, code, current_id, name, name_en, summary, summary_en,"
    " field_code, field_name, field_name_en, levels, subjects"
)


def matching(text: str, **chosen: str) -> Matches:
    """The matches of what was typed; `chosen`: field, agency, audience, level."""
    picked = {name: readable(value) for name, value in chosen.items()}
    unknown = picked.keys() - FILTERS.keys()
    if unknown:
        raise TypeError(f"no such filter: {sorted(unknown)}")
    return Matches(Asked(readable(text)), tuple((name, one) for name, one in picked.items() if one))


def _tier(asked: Asked) -> tuple[str, list[str]]:
    """Where the words stand; the first line that holds counts."""
    tests = (
        ("headed", asked.together("A", whole=True)),
        ("headed", asked.together("AB", whole=True)),
        ("headed", asked.together("A", whole=False)),
        ("headed", asked.everywhere("A")),
        ("headed", asked.everywhere()),
        ("searched", asked.together("ABC", whole=False)),
    )
    lines = " ".join(
        f"WHEN {column} @@ %s::tsquery THEN {number}" for number, (column, _q) in enumerate(tests)
    )
    return f"CASE {lines} ELSE {len(tests)} END", [query for _column, query in tests]


def _accents(asked: Asked) -> tuple[str, list[str]]:
    if not is_accented(asked.text):
        return "", []
    typed = f"%{spelt(asked.text).rstrip()}%"
    lines = "WHEN spelt_title LIKE %s THEN 0 WHEN spelt_synonyms LIKE %s THEN 1 ELSE 2"
    return f"CASE {lines} END, ", [typed, typed]
