"""What was meant by words that no procedure has: the likeliest reading that finds something.

Each word may be as it is, another word of the catalogue that it looks like, two words without
their space, or superfluous. Readings are tried from the likeliest on, in two to four queries.
"""

import heapq
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count, islice

from django.db import connection

from motcua.procedures.seeking.matching import Asked
from motcua.procedures.seeking.spelling import traces, unlikeness, variants

MOST_READINGS = 40
MOST_WAYS = 7
LONGEST_WORD = 20
SPACE_MISSING, SUPERFLUOUS, COURTESY = 0.6, 2.5, 0.1
_COURTESIES = frozenset(
    (
        *("anh", "ban", "bi", "can", "cai", "cho", "co", "cua", "de", "den", "duoc", "em", "giup"),
        *("hay", "hoi", "la", "lam", "mot", "muon", "nao", "nay", "nhu", "o", "qua", "sao", "se"),
        *("tai", "the", "thy", "thu", "toi", "tuc", "va", "vay", "ve", "voi", "xin"),
        *("how", "to", "want", "for", "of", "my"),
    )
)
"""Words that people say around what they want."""

_KNOWN = """
SELECT folded, surface, count FROM procedures_word WHERE traces && %(traces)s::varchar[]
UNION ALL
SELECT typed, '', 0 FROM unnest(%(typed)s::varchar[]) AS typed
WHERE EXISTS (SELECT FROM procedures_word WHERE folded COLLATE "C" >= typed COLLATE "C"
              AND folded COLLATE "C" < (typed || '~') COLLATE "C")
"""
_FINDING = """
SELECT min(position) FROM unnest(%s::tsquery[]) WITH ORDINALITY AS tried (reading, position)
WHERE EXISTS (
    SELECT FROM procedures_procedure WHERE current_id IS NOT NULL AND {column} @@ reading)
"""


@dataclass(frozen=True)
class Way:
    """One way to read one word: what it stands for (nothing: superfluous), and how unlikely."""

    cost: float
    words: tuple[str, ...]


@dataclass(frozen=True)
class Reading:
    """What was probably meant, as the index writes it and as people do."""

    words: tuple[str, ...]
    surfaces: Mapping[str, str]
    is_typed: bool

    @property
    def text(self) -> str:
        """The words as the catalogue writes them."""
        return " ".join(self.surfaces.get(word) or word for word in self.words)


def understood(asked: Asked) -> Reading | None:
    """The likeliest reading that finds a procedure; None when none does."""
    typed = [word for word in asked.words if len(word) <= LONGEST_WORD]
    if not typed or asked.code:
        return None
    known = _known(typed)
    surfaces = {word: surface for word, surface, _count in known if surface}
    readings = list(islice(_readings([_ways(word, known) for word in typed]), MOST_READINGS))
    best = _best(readings, surfaces)
    if best is None:
        return None
    return Reading(best, surfaces, is_typed=list(best) == asked.words)


def _known(typed: Sequence[str]) -> list[tuple[str, str, int]]:
    """Words of the catalogue near the typed ones; with no surface: typed beginnings of some."""
    looked_for = {trace for word in typed for one in _looks(word) for trace in one}
    with connection.cursor() as cursor:
        cursor.execute(_KNOWN, {"traces": sorted(looked_for), "typed": list(set(typed))})
        return [(word, surface, seen) for word, surface, seen in cursor.fetchall()]


def _looks(word: str) -> Iterator[Iterable[str]]:
    yield traces(word)
    yield variants(word)
    yield (half for pair in _halves(word) for half in pair)


def _halves(word: str) -> Iterator[tuple[str, str]]:
    return ((word[:at], word[at:]) for at in range(2, len(word) - 1))


def _ways(word: str, known: Sequence[tuple[str, str, int]]) -> list[Way]:
    whole = {one for one, surface, _seen in known if surface}
    found = [Way(0.0, (word,))] if any(one == word for one, _s, _c in known) else []
    alike = variants(word)
    for one, surface, seen in known:
        cost = unlikeness(word, one, alike) if surface and one != word else None
        if cost is not None:
            found.append(Way(cost - min(seen, 10_000) / 100_000, (one,)))
    found += [Way(SPACE_MISSING, pair) for pair in _halves(word) if whole.issuperset(pair)]
    found = sorted(found, key=lambda way: way.cost)[:MOST_WAYS]
    superfluous = COURTESY if word in _COURTESIES else SUPERFLUOUS
    return [*found, Way(superfluous, ())]


def _readings(ways: Sequence[Sequence[Way]]) -> Iterator[tuple[str, ...]]:
    """Readings of all the words, the likeliest first; at least half of what matters is kept."""
    order = count()
    start = (0,) * len(ways)
    waiting = [(_cost(ways, start), next(order), start)]
    seen = {start}
    while waiting:
        _cost_of_it, _turn, chosen = heapq.heappop(waiting)
        picked = [ways[at][way] for at, way in enumerate(chosen)]
        dropped = sum(not one.words and one.cost >= SUPERFLUOUS for one in picked)
        kept = tuple(word for one in picked for word in one.words)
        if kept and dropped * 2 <= len(kept):
            yield kept
        for at, way in enumerate(chosen):
            further = (*chosen[:at], way + 1, *chosen[at + 1 :])
            if way + 1 < len(ways[at]) and further not in seen:
                seen.add(further)
                heapq.heappush(waiting, (_cost(ways, further), next(order), further))


def _cost(ways: Sequence[Sequence[Way]], chosen: Sequence[int]) -> float:
    return sum(ways[at][way].cost for at, way in enumerate(chosen))


def _best(readings: Sequence[tuple[str, ...]], whole: Mapping[str, str]) -> tuple[str, ...] | None:
    """The first reading whose words stand in one title or its synonyms; else anywhere."""
    tried = [" & ".join(one if one in whole else f"{one}:*" for one in words) for words in readings]
    for column, start, stop in _ROUNDS:
        with connection.cursor() as cursor:
            cursor.execute(_FINDING.format(column=column), [tried[start:stop]])
            position: int | None = cursor.fetchone()[0]
        if position:
            return readings[start + position - 1]
    return None


_ROUNDS = (("headed", 0, 6), ("headed", 6, MOST_READINGS), ("searched", 0, 12))
