"""Questions about procedures. Published versions are public; drafts are asked for by identifier."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import (
    Count,
    F,
    Max,
    Min,
    OuterRef,
    Prefetch,
    QuerySet,
    Subquery,
    prefetch_related_objects,
)
from django.utils.translation import gettext as _

from motcua.core import clock
from motcua.core.refusals import NotFound
from motcua.core.search import fold
from motcua.procedures.models import Enactment, Procedure, Transition, Version, spoken
from motcua.procedures.seeking import facets
from motcua.procedures.seeking.matching import Asked, Matches, in_force, matching, readable
from motcua.procedures.seeking.understanding import understood

CHANGES_ON_A_PAGE = 100


@dataclass(frozen=True)
class Found:
    """Some procedures, best first, and whether there are more."""

    procedures: list[Procedure]
    more: bool
    meant: str = ""


@dataclass(frozen=True)
class Field:
    """A field of administration, with the number of its live procedures."""

    code: str
    name: str
    count: int


@dataclass(frozen=True)
class Instead:
    """What is shown when nothing matches: other words (`meant`), or the same without filters."""

    matches: Matches
    meant: str = ""


def search(text: str = "", *, start: int = 0, limit: int = 20, **chosen: str) -> Found:
    """Some of the matches, and whether there are more; mistyped words are understood."""
    found, meant = matches(text, **chosen), ""
    page = found[start : start + limit + 1]
    if not page and not (start and found.count()):
        other = instead(text)
        if other and other.meant:
            found, meant = matches(other.meant, **chosen), other.meant
            page = found[start : start + limit + 1]
    versions = Version.objects.defer("source")
    prefetch_related_objects(page[:limit], Prefetch("current", versions))
    return Found(page[:limit], more=len(page) > limit, meant=meant)


def instead(text: str) -> Instead | None:
    """What was probably meant by words that find nothing; None when nothing like it is known.

    A few queries. Nothing `meant`: the words are right, the filters hide what has them.
    """
    reading = understood(Asked(readable(text)))
    if reading is None:
        return None
    meant = "" if reading.is_typed else reading.text
    return Instead(matches(meant or text), meant)


def matches(text: str = "", **chosen: str) -> Matches:
    """Live procedures in which every word of `text` begins a word, however it is accented.

    The better match first (`seeking.matching`). No text: by title. `chosen`: field, agency,
    audience, level.
    """
    return matching(text, **chosen)


def counts(found: Matches) -> tuple[int, dict[str, list[facets.Choice]]]:
    """How many match, and how many each field, agency, audience and level leaves: one query."""
    return facets.counts(found)


def catalogue() -> QuerySet[Procedure]:
    """Procedures with a version in force, by title."""
    return in_force()


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


def overtaken(begun: Version, *, since: date, submitted_on: date | None = None) -> Version | None:
    """The version to which a form begun on this one has to be brought over; None: it stays.

    A form follows the rule of each version that came after the day on which it was begun
    (`since`); once filed, only rules that look at reception. What was begun on the very day of
    the change, on what the site then offered, stays. Raises NotFound where the procedure ended.
    """
    code, today = begun.procedure.code, clock.today()
    rules = [Transition.RECEIVED] if submitted_on else [Transition.SUBMITTED, Transition.RECEIVED]
    came = _enactments(code).filter(effective_from__gt=since, effective_from__lte=today)
    if not came.filter(transition__in=rules).exists():
        return None
    found = applicable(code, submitted_on=submitted_on or today, received_on=today)
    return None if found.pk == begun.pk else found


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


def catalogue_stamp() -> tuple[datetime | None, int]:
    """When the catalogue last changed, and how often it did: what every copy of it depends on."""
    taken = Enactment.objects.exclude(taken_at=None)
    said = taken.aggregate(last=Max("taken_at"), number=Count("pk"))
    return said["last"], said["number"]


def changes(page: int = 1) -> list[tuple[Enactment, str]]:
    """What took effect, newest first, and what it was: published, amended or abolished."""
    earlier = Enactment.objects.filter(
        procedure=OuterRef("procedure"), number__lt=OuterRef("number"), taken_at__isnull=False
    ).order_by("-number")
    rows = Enactment.objects.exclude(taken_at=None).select_related(
        "procedure", "version", "decision__agency"
    )
    rows = rows.defer("version__source").annotate(replaced=Subquery(earlier.values("version")[:1]))
    start = (page - 1) * CHANGES_ON_A_PAGE
    found = list(rows.order_by("-taken_at", "-pk")[start : start + CHANGES_ON_A_PAGE])
    return [(one, _kind(one, one.replaced)) for one in found]


def _kind(enactment: Enactment, replaced: UUID | None) -> str:
    if enactment.version_id is None:
        return "abolished"
    return "amended" if replaced else "published"


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


def published_all(codes: set[str]) -> dict[str, Version]:
    """The versions shown as in force today of those of these codes that have one: one query."""
    rows = Version.objects.filter(procedure__code__in=codes, procedure__current=F("pk"))
    return {one.procedure.code: one for one in rows.select_related("procedure")}
