"""Who may do what: the one place where it is asked."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _

from motcua.agencies.models import Agency, Post, Role
from motcua.core import clock
from motcua.core.actors import ActorRef, Machine
from motcua.core.refusals import NotAllowed
from motcua.identity.models import Appointment, Business, Mandate, Substitution, User

_generation = 0


@dataclass(frozen=True)
class Representative:
    """A citizen acting for a business; `acting_for` makes one after asking for the mandate."""

    user: User
    business: Business

    @property
    def actor_ref(self) -> ActorRef:
        return ActorRef(
            kind="business",
            id=str(self.user.pk),
            name=self.user.full_name,
            on_behalf_of=f"{self.business.tax_code} {self.business.name}"[:200],
        )


def posts_of(user: Any, on: date | None = None) -> tuple[Post, ...]:
    """The posts that this user holds on a day, or exercises for an absent holder.

    One query; the answer is kept on this user object (in a request: for this request) until an
    action of this process changes who holds what.
    """
    if not isinstance(user, User) or not (user.is_active and user.is_official):
        return ()
    day = on or clock.today()
    kept: dict[tuple[date, int], tuple[Post, ...]] = user.__dict__.setdefault("_posts", {})
    key = (day, _generation)
    if key not in kept:
        kept.clear()
        kept[key] = tuple(_ask_posts(user, day))
    return kept[key]


def forget_posts() -> None:
    """Called by the actions that change who holds what: no answer kept so far counts any more."""
    global _generation
    _generation += 1


def holds(user: Any, *roles: str, at: Agency | None = None, on: date | None = None) -> bool:
    """Whether the user holds one of these roles (any role, if none is given) at this agency."""
    return any(
        (not roles or post.role in roles) and (at is None or post.agency_id == at.pk)
        for post in posts_of(user, on)
    )


def require(user: Any, *roles: str, at: Agency | None = None, to: str) -> None:
    """Refuse unless the user holds one of these roles here. `to` completes "You may not ..."."""
    if holds(user, *roles, at=at):
        return
    where = at.name if at else _("cơ quan của bạn")
    who = ", ".join(str(Role(role).label) for role in roles)
    raise NotAllowed(
        _("Bạn không có quyền %(to)s tại %(where)s. Việc này thuộc về: %(who)s.")
        % {"to": to, "where": where, "who": who}
    )


def agencies_of(user: Any, *roles: str) -> list[Agency]:
    """The agencies at which the user holds one of these roles (any role, if none is given)."""
    found = {
        post.agency_id: post.agency for post in posts_of(user) if not roles or post.role in roles
    }
    return list(found.values())


def may_administer(user: Any, at: Agency | None = None) -> bool:
    """The platform itself, a superuser, or an administrator of this agency or of one above it."""
    if isinstance(user, Machine):
        return True
    if not isinstance(user, User) or not (user.is_active and user.is_official):
        return False
    if user.is_superuser or (at is None and holds(user, Role.ADMINISTRATOR)):
        return True
    while at is not None:
        if holds(user, Role.ADMINISTRATOR, at=at):
            return True
        at = at.parent
    return False


def require_administrator(user: Any, *, at: Agency | None = None, to: str) -> None:
    """Refuse unless the user administers this agency (without one: any agency)."""
    if not may_administer(user, at):
        raise NotAllowed(
            _("Bạn không có quyền %(to)s. Vui lòng liên hệ quản trị viên của cơ quan.") % {"to": to}
        )


def require_desk(user: Any, *, to: str) -> None:
    """Refuse unless the platform itself, or an official who receives people at a desk, asks."""
    if not isinstance(user, Machine):
        require(user, Role.RECEIVER, to=to)


def acting_for(user: User, business: Business, on: date | None = None) -> Representative:
    """The same user, acting for a business; refuses without a mandate in force."""
    mandates = Mandate.objects.on(on or clock.today())
    if not mandates.filter(citizen__user=user, business=business).exists():
        raise NotAllowed(_("Bạn không phải là người đại diện của doanh nghiệp này."))
    return Representative(user, business)


def _ask_posts(user: User, day: date) -> Any:
    in_person = Appointment.objects.on(day).filter(user=user, post=OuterRef("pk"))
    holders = Appointment.objects.on(day).filter(post=OuterRef(OuterRef("pk")))
    for_another = Substitution.objects.on(day).filter(
        substitute=user, appointment__in=holders.values("pk")
    )
    posts = Post.objects.filter(
        Q(abolished_on=None) | Q(abolished_on__gt=day),
        Q(agency__valid_to=None) | Q(agency__valid_to__gte=day),
        Exists(in_person) | Exists(for_another),
    )
    return posts.select_related("agency").order_by("agency__name", "role", "pk")
