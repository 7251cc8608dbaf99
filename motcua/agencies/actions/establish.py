"""Establishing and dissolving agencies, opening desks, creating posts."""

from datetime import date, timedelta
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from motcua.agencies import codes
from motcua.agencies.events import AgencyDissolved, AgencyEstablished, DeskOpened, PostCreated
from motcua.agencies.models import Agency, AgencyKind, AgencyLevel, Area, Desk, Post, Role
from motcua.core import clock
from motcua.core.actors import Actor
from motcua.core.journal import emit
from motcua.core.refusals import Invalid, WrongState
from motcua.core.search import fold
from motcua.core.text import clean

_LEVELS = {
    AgencyKind.MINISTRY: AgencyLevel.CENTRAL,
    AgencyKind.PROVINCE_COMMITTEE: AgencyLevel.PROVINCE,
    AgencyKind.COMMUNE_COMMITTEE: AgencyLevel.COMMUNE,
}
_COMMITTEES = {AgencyKind.PROVINCE_COMMITTEE, AgencyKind.COMMUNE_COMMITTEE}


@transaction.atomic
def establish(
    code: str,
    *,
    by: Actor,
    name: str,
    kind: AgencyKind,
    parent: Agency | None = None,
    area: Area | None = None,
    valid_from: date | None = None,
) -> Agency:
    """Establish an agency under a code of its own, in either written form.

    Its code lies under that of its parent. A people's committee needs the area that it governs.
    """
    agency = Agency(
        code=_free_code(code, parent),
        name=_text(name, 250),
        kind=kind,
        level=_LEVELS.get(kind, parent.level if parent else AgencyLevel.CENTRAL),
        parent=parent,
        area=area or (parent.area if parent else None),
        valid_from=valid_from or clock.today(),
    )
    if kind in _COMMITTEES:
        agency.area = _ungoverned(area, agency.level)
    agency.folded = fold(agency.name)
    try:
        with transaction.atomic():
            agency.save(force_insert=True)
    except IntegrityError as taken:  # by another act at the same moment
        raise Invalid(_("Mã hoặc địa bàn này vừa có cơ quan khác dùng.")) from taken
    emit(AgencyEstablished(agency=agency.pk, code=agency.code, name=agency.name), by=by)
    return agency


@transaction.atomic
def dissolve(
    agency: Agency, *, by: Actor, last_day: date, successor: Agency | None = None
) -> Agency:
    """End an agency, its desks and posts; refused while agencies under it are in being."""
    agency = _locked(agency.pk)
    if agency.valid_to is not None:
        raise WrongState(_("Cơ quan này đã kết thúc hoạt động từ trước."))
    if agency.children.filter(valid_to=None).exists():
        raise WrongState(_("Cơ quan này còn đơn vị trực thuộc. Vui lòng sắp xếp các đơn vị trước."))
    if agency.valid_from is not None and last_day < agency.valid_from:
        raise Invalid(_("Ngày kết thúc phải sau ngày thành lập. Vui lòng nhập lại."))
    agency.valid_to, agency.successor = last_day, successor
    agency.save(update_fields=["valid_to", "successor"])
    day_after = last_day + timedelta(days=1)
    agency.desks.filter(closed_on=None).update(closed_on=day_after)
    agency.posts.filter(abolished_on=None).update(abolished_on=day_after)
    emit(
        AgencyDissolved(
            agency=agency.pk,
            code=agency.code,
            valid_to=last_day,
            successor=successor.code if successor else "",
        ),
        by=by,
    )
    return agency


@transaction.atomic
def open_desk(
    agency: Agency, *, by: Actor, name: str, address: str, phone: str = "", opening: str = ""
) -> Desk:
    """Open a one-stop desk of an agency."""
    agency = _in_being(agency)
    name = _text(name, 250)
    if agency.desks.filter(name=name, closed_on=None).exists():
        raise Invalid(_("Cơ quan đã có bộ phận một cửa mang tên này. Vui lòng đặt tên khác."))
    desk = Desk.objects.create(
        agency=agency,
        name=name,
        address=_text(address, 300),
        phone=_text(phone, 50, needed=False),
        opening=_text(opening, 300, needed=False),
        opened_on=clock.today(),
    )
    emit(DeskOpened(desk=desk.pk, agency=agency.pk, name=desk.name), by=by)
    return desk


@transaction.atomic
def create_post(agency: Agency, *, by: Actor, role: Role, title: str) -> Post:
    """Create a post in an agency; an agency may have several of one role."""
    agency = _in_being(agency)
    post = Post.objects.create(agency=agency, role=Role(role), title=_text(title, 200))
    emit(PostCreated(post=post.pk, agency=agency.pk, role=post.role, title=post.title), by=by)
    return post


def _free_code(code: str, parent: Agency | None) -> str:
    code = codes.normal(code)
    if parent is not None and not codes.is_under(code, parent.code):
        raise Invalid(
            _("Mã %(code)s phải bắt đầu bằng mã của cơ quan cấp trên, %(parent)s.")
            % {"code": code, "parent": parent.code}
        )
    if Agency.objects.filter(code=code).exists():
        raise Invalid(_("Mã %(code)s đã có cơ quan khác dùng.") % {"code": code})
    return code


def _ungoverned(area: Area | None, level: str) -> Area:
    if area is None or area.level != level or area.valid_to is not None:
        raise Invalid(_("Ủy ban nhân dân cần địa bàn đúng cấp và đang có hiệu lực."))
    if Agency.objects.filter(area=area, kind__in=_COMMITTEES, valid_to=None).exists():
        raise Invalid(_("%(area)s đã có Ủy ban nhân dân.") % {"area": area.full_name})
    return area


def _in_being(agency: Agency) -> Agency:
    agency = _locked(agency.pk)
    if agency.valid_to is not None:
        raise WrongState(_("Cơ quan này đã kết thúc hoạt động."))
    return agency


def _locked(pk: UUID) -> Agency:
    return Agency.objects.select_for_update(of=("self",)).get(pk=pk)


def _text(text: str, longest: int, *, needed: bool = True) -> str:
    text = clean(text).strip()
    if len(text) > longest or (needed and not text):
        raise Invalid(_("Vui lòng nhập nội dung, không quá %(n)d ký tự.") % {"n": longest})
    return text
