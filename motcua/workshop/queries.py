"""Questions about manuscripts: whose one sees, what they were, who wrote what."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _

from motcua.core.actors import Actor
from motcua.core.refusals import Invalid, NotFound
from motcua.procedures.actions.permission import is_the_platform, may_publish
from motcua.procedures.models import State, Version
from motcua.workshop import permission
from motcua.workshop.models import Clash, Edit, Manuscript
from motcua.workshop.source.differing import undone
from motcua.workshop.source.places import Path, Source, place_of

ON_ITS_WAY = (State.DRAFT, State.AWAITING, State.APPROVED)


def manuscripts(by: Actor, *, away: bool = False) -> QuerySet[Manuscript]:
    """Those of the agencies that this person writes or signs for, last changed first."""
    permission.require_entry(by)
    rows = Manuscript.objects.select_related("owner", "submitted").defer("source")
    rows = rows.filter(put_away_at__isnull=not away)
    if not is_the_platform(by):
        rows = rows.filter(owner__in=permission.reads_for(by))
    unsettled = Count("clashes", filter=Q(clashes__settled_at=None))
    return rows.annotate(unsettled=unsettled).order_by("-changed_at")


def manuscript(by: Actor, id: UUID) -> Manuscript:
    """One that this person may see."""
    permission.require_entry(by)
    rows = Manuscript.objects.select_related("owner", "submitted__procedure", "begun_from")
    found = rows.filter(pk=id).first()
    seen = found and (is_the_platform(by) or found.owner in permission.reads_for(by))
    if found is None or not seen:
        raise NotFound(_("Không có bản thảo này, hoặc nó thuộc cơ quan khác."))
    return found


def edits(manuscript: Manuscript, within: Path = ()) -> QuerySet[Edit]:
    """What was changed there, newest first."""
    rows = manuscript.edits.order_by("-revision", "place")
    if not within:
        return rows
    place = place_of(within)
    around = [place_of(within[:length]) for length in range(1, len(within))]
    here = Q(place__in=[place, *around])
    return rows.filter(here | Q(place__startswith=f"{place}.") | Q(place__startswith=f"{place}["))


def edits_since(manuscript: Manuscript, revision: int) -> list[Edit]:
    """Everything that was changed after a revision, newest first."""
    return list(manuscript.edits.filter(revision__gt=revision).order_by("-revision", "place"))


def source_at(manuscript: Manuscript, revision: int) -> Source:
    """The source as it was at a revision."""
    if not 0 <= revision <= manuscript.revision:
        raise Invalid(_("Trang này không còn khớp với bản thảo. Hãy mở lại trang rồi sửa tiếp."))
    if revision == manuscript.revision:
        return dict(manuscript.source)
    later = edits_since(manuscript, revision)
    return undone(dict(manuscript.source), (edit.change for edit in later))


def clashes(manuscript: Manuscript) -> QuerySet[Clash]:
    """Places that two people changed, still to be settled."""
    return manuscript.clashes.filter(settled_at=None).order_by("created_at")


def clash(manuscript: Manuscript, id: UUID) -> Clash:
    """One of them."""
    found = clashes(manuscript).filter(pk=id).first()
    if found is None:
        raise NotFound(_("Chỗ này đã có người chọn xong."))
    return found


def writers(rows: Iterable[Edit]) -> list[str]:
    """Who made these edits, each once."""
    return list(dict.fromkeys(row.by_name for row in rows))


def version(by: Actor, id: UUID) -> Version:
    """A version that this person's agency may publish; another's is not there."""
    permission.require_entry(by)
    rows = Version.objects.select_related("procedure__current")
    found = rows.filter(pk=id).first()
    if found is None or not (
        is_the_platform(by) or any(may_publish(one, found) for one in permission.reads_for(by))
    ):
        raise NotFound(_("Không có bản này, hoặc nó thuộc thẩm quyền của cơ quan khác."))
    return found


def versions_on_their_way(by: Actor) -> list[Version]:
    """Versions not yet public that manuscripts of this person's agencies became."""
    permission.require_entry(by)
    rows = Version.objects.filter(manuscripts__isnull=False, state__in=ON_ITS_WAY)
    if not is_the_platform(by):
        rows = rows.filter(manuscripts__owner__in=permission.reads_for(by))
    return list(rows.select_related("procedure").defer("source").distinct().order_by("-created_at"))
