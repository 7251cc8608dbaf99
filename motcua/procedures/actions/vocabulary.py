"""The words of the catalogue, from which mistyped ones are understood."""

from collections.abc import Iterable, Mapping

from django.db import connection, transaction

from motcua.core.actors import Actor
from motcua.procedures.models import Procedure, Word
from motcua.procedures.package import Package
from motcua.procedures.seeking.spelling import canonical, syllables, traces
from motcua.procedures.seeking.spelling import words as folded
from motcua.procedures.texts import vietnamese

SHORTEST, LONGEST = 2, 20
_IN_BATCH = 500
_EACH = """
SELECT word, (SELECT count(*) FROM procedures_procedure
              WHERE current_id IS NOT NULL AND searched @@ word::tsquery)
FROM unnest(%s::text[]) AS word
"""
_ALL = """
SELECT word, ndoc FROM ts_stat(
    'SELECT searched FROM procedures_procedure WHERE current_id IS NOT NULL')
"""


@transaction.atomic
def learn_words(procedure: Procedure, *, by: Actor) -> int:
    """Know the words of one procedure, and in how many each of them is now. Safe to repeat."""
    read = procedure.current.package if procedure.current else None
    surfaces = _surfaces(_texts(procedure, read))
    with connection.cursor() as cursor:
        cursor.execute(_EACH, [sorted(surfaces)])
        counted = dict(cursor.fetchall())
    return _keep(surfaces, counted)


@transaction.atomic
def learn_all_words(*, by: Actor) -> int:
    """Know the words of the whole catalogue, and forget those that it has no more."""
    surfaces: dict[str, str] = {}
    live = Procedure.objects.filter(current__isnull=False).select_related("current")
    for procedure in live.defer("headed", "searched").iterator(chunk_size=100):
        for word, surface in _surfaces(_texts(procedure, None)).items():
            surfaces.setdefault(word, surface)
    with connection.cursor() as cursor:
        cursor.execute(_ALL)
        counted = dict(cursor.fetchall())
    for word in counted:
        if _is_word(word):
            surfaces.setdefault(word, word)
    Word.objects.exclude(folded__in=counted).delete()
    return _keep(surfaces, counted)


def _texts(procedure: Procedure, read: Package | None) -> Iterable[str]:
    yield procedure.name
    yield procedure.field_name
    if read is not None:
        yield from read.keywords
        yield from (vietnamese(result.name) for result in read.results)
        yield from (vietnamese(paper.name) for case in read.cases for paper in case.papers)
    yield from (procedure.name_en, procedure.field_name_en)


def _surfaces(texts: Iterable[str]) -> dict[str, str]:
    """Each word of the texts, as it was first written."""
    found: dict[str, str] = {}
    for text in texts:
        for written in syllables(text):
            for word in folded(written):
                if _is_word(word):
                    found.setdefault(canonical(word), written)
    return found


def _is_word(word: str) -> bool:
    return SHORTEST <= len(word) <= LONGEST and word.isalpha()


def _keep(surfaces: Mapping[str, str], counted: Mapping[str, int]) -> int:
    """In the order of the words, so that two who learn at once never wait for each other."""
    words = [
        Word(folded=word, surface=surface[:80], count=counted[word], traces=sorted(traces(word)))
        for word, surface in sorted(surfaces.items())
        if counted.get(word)
    ]
    Word.objects.bulk_create(
        words,
        batch_size=_IN_BATCH,
        update_conflicts=True,
        unique_fields=["folded"],
        update_fields=["count"],
    )
    return len(words)
