"""Questions about procedures. Published versions are public; drafts are asked for by identifier."""

import unicodedata
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.contrib.postgres.search import SearchQuery, SearchRank
from django.db.models import BooleanField, Count, ExpressionWrapper, F, Min, Q, QuerySet, Subquery
from django.utils.translation import gettext as _

from motcua.core import clock
from motcua.core.refusals import NotFound
from motcua.core.search import fold, prefix_query
from motcua.procedures.models import Enactment, Procedure, Transition, Version, spoken

LONGEST_QUERY = 200


@dataclass(frozen=True)
class Found:
    """Some procedures, best first, and whether there are more."""

    procedures: list[Procedure]
    more: bool


@dataclass(frozen=True)
class Field:
    """A field of administration, with the number of its live procedures."""

    code: str
    name: str
    count: int


def search(
    text: str = "",
    *,
    field: str = "",
    audience: str = "",
    level: str = "",
    start: int = 0,
    limit: int = 20,
) -> Found:
    """Some of the matches, and whether there are more."""
    rows = matches(text, field=field, audience=audience, level=level)
    page = list(rows[start : start + limit + 1])
    return Found(page[:limit], more=len(page) > limit)


def matches(
    text: str = "", *, field: str = "", audience: str = "", level: str = ""
) -> QuerySet[Procedure]:
    """Live procedures in which every word of `text` begins a word, however it is accented.

    The better match first: the accents as typed, then words of the title. No text: by title.
    """
    rows = _chosen(catalogue(), field, audience, level)
    typed = _readable(text)
    if not typed:
        return rows
    words = prefix_query(typed)
    if not words:
        return rows.none()
    query = SearchQuery(words, config="simple", search_type="raw")
    exact = Q(name__icontains=typed) | Q(code=typed)
    rows = rows.filter(searched=query).annotate(
        exact=ExpressionWrapper(exact, output_field=BooleanField()),
        rank=SearchRank(F("searched"), query),
    )
    return rows.order_by("-exact", "-rank", "folded_title", "code")


def catalogue() -> QuerySet[Procedure]:
    """Procedures with a version in force, by title."""
    rows = Procedure.objects.filter(current__isnull=False).select_related("current")
    return rows.defer("current__source").order_by("folded_title", "code")


def published(code: str, on: date | None = None) -> Version:
    """The version of a procedure that is in force on a day (today). Raises NotFound.

    It asks what was enacted, so that a version published ahead is in force on its day at once.
    """
    enacted = _enactments(code).filter(effective_from__lte=on or clock.today())
    latest = enacted.order_by("-effective_from", "-number").values("version")[:1]
    found = Version.objects.select_related("procedure").filter(pk=Subquery(latest)).first()
    if found is None:
        raise NotFound(_("Không có thủ tục đang công bố mang mã này. Hãy tìm lại theo tên."))
    return found


def applicable(code: str, *, submitted_on: date, received_on: date) -> Version:
    """The version that a dossier follows, by the transition rule of each. Raises NotFound."""
    for enacted in _enactments(code).order_by("-effective_from", "-number"):
        by_reception = enacted.transition == Transition.RECEIVED
        if enacted.effective_from <= (received_on if by_reception else submitted_on):
            if enacted.version_id is None:
                break
            return version(enacted.version_id)
    raise NotFound(_("Ngày ấy thủ tục này chưa công bố hoặc đã bãi bỏ."))


def enactments(code: str) -> list[Enactment]:
    """What was ever in force, will be, and when it ended; newest first. Raises NotFound."""
    rows = _enactments(code).select_related("version", "decision__agency", "procedure")
    found = list(rows.defer("version__source").order_by("-effective_from", "-number"))
    if not found:
        raise NotFound(_("Chưa có thủ tục nào mang mã này được công bố."))
    return found


def public_version(code: str, number: int) -> Version:
    """A version that was ever made public, by its number. Raises NotFound."""
    rows = Version.objects.select_related("procedure").exclude(published_at=None)
    known = code.isprintable() and number < 2**31
    found = rows.filter(procedure__code=code, number=number).first() if known else None
    if found is None:
        raise NotFound(_("Thủ tục này không có bản công khai mang số ấy."))
    return found


def _enactments(code: str) -> QuerySet[Enactment]:
    known = code if code.isprintable() else ""
    return Enactment.objects.filter(procedure__code=known, revoked_at=None)


def live(codes: set[str]) -> set[str]:
    """Those of these codes that have a version in force."""
    rows = Procedure.objects.filter(code__in=codes, current__isnull=False)
    return set(rows.values_list("code", flat=True))


def version(id: UUID) -> Version:
    """A version, whatever its state. Raises NotFound."""
    found = Version.objects.select_related("procedure").filter(pk=id).first()
    if found is None:
        raise NotFound(_("Không có bản thủ tục này."))
    return found


def history(procedure: Procedure) -> QuerySet[Version]:
    """The versions that were ever published, newest first."""
    rows = Version.objects.filter(procedure=procedure).exclude(published_at=None)
    return rows.defer("source").order_by("-number")


def fields() -> list[Field]:
    """The fields of live procedures, with how many each has."""
    rows = Procedure.objects.filter(current__isnull=False).order_by("field_code")
    counted = rows.values_list("field_code").annotate(
        name=Min("field_name"), name_en=Min("field_name_en"), count=Count("pk")
    )
    found = [Field(code, spoken(name, name_en), count) for code, name, name_en, count in counted]
    return sorted(found, key=lambda field: fold(field.name))


def _readable(text: str) -> str:
    """The words asked for, without what no database takes."""
    plain = (char for char in text[:LONGEST_QUERY] if char.isprintable())
    return unicodedata.normalize("NFC", "".join(plain)).strip()


def _chosen(
    rows: QuerySet[Procedure], field: str, audience: str, level: str
) -> QuerySet[Procedure]:
    if field:
        rows = rows.filter(field_code=_readable(field))
    if audience:
        rows = rows.filter(subjects__contains=[_readable(audience)])
    if level:
        rows = rows.filter(levels__contains=[_readable(level)])
    return rows
