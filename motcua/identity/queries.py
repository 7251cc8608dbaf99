"""Questions about people, businesses and posts. They never write."""

from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext as _

from motcua.agencies.models import Agency, Role
from motcua.core import clock
from motcua.core.actors import Actor
from motcua.core.refusals import NotFound
from motcua.identity import access, numbers
from motcua.identity.models import Appointment, Business, Citizen, Mandate, User


def citizen_of(user: Any) -> Citizen | None:
    """The citizen behind this account; none for an official or a visitor."""
    if not isinstance(user, User):
        return None
    return Citizen.objects.select_related("commune", "user").filter(user=user).first()


def citizen_by_number(text: str, *, by: Actor) -> Citizen:
    """A person as an official at a desk looks them up, by the number on their card."""
    access.require_desk(by, to=_("tra cứu công dân"))
    number = numbers.citizen_number(text).number
    found = Citizen.objects.select_related("commune", "user").filter(number=number).first()
    if found is None:
        raise NotFound(_("Chưa có công dân nào mang số định danh này trên hệ thống."))
    return found


def business_by_tax_code(text: str, *, by: Actor) -> Business:
    """A business as the platform or an official at a desk looks it up."""
    access.require_desk(by, to=_("tra cứu doanh nghiệp"))
    code = numbers.tax_code(text)
    found = Business.objects.select_related("commune").filter(tax_code=code).first()
    if found is None:
        raise NotFound(_("Chưa có doanh nghiệp nào mang mã số thuế này trên hệ thống."))
    return found


def businesses_of(by: User, on: date | None = None) -> QuerySet[Business]:
    """The businesses for which this user may act today."""
    in_force = Mandate.objects.on(on or clock.today()).filter(citizen__user=by)
    return Business.objects.filter(pk__in=in_force.values("business")).order_by("name")


def appointments_of(by: User) -> QuerySet[Appointment]:
    """The user's own posts, past and present, latest first."""
    return (
        Appointment.objects.filter(user=by)
        .select_related("post__agency")
        .order_by("-from_date", "-pk")
    )


def officials_at(agency: Agency, *, by: Actor, on: date | None = None) -> QuerySet[User]:
    """Who holds which post at an agency, for those who work there or administer it."""
    if not access.may_administer(by, agency) and not access.holds(by, at=agency):
        raise NotFound(_("Không tìm thấy cơ quan này trong phạm vi của bạn."))
    in_force = Appointment.objects.on(on or clock.today()).filter(post__agency=agency)
    return (
        User.objects.filter(appointments__in=in_force, is_active=True)
        .prefetch_related(Prefetch("appointments", in_force.select_related("post"), "posts_here"))
        .order_by("full_name")
        .distinct()
    )


def holders_of(agency: Agency, role: Role, *, on: date | None = None) -> list[UUID]:
    """The accounts that hold or exercise a role at an agency: to whom work there may fall."""
    day = on or clock.today()
    held = Appointment.objects.on(day).filter(
        post__agency=agency, post__role=role, user__is_active=True
    )
    found = {appointment.user_id for appointment in held}
    for appointment in held.filter(substitutions__isnull=False).prefetch_related("substitutions"):
        found |= {one.substitute_id for one in appointment.substitutions.all() if one.covers(day)}
    return sorted(found)


def email_of(user: User) -> str:
    """Where a person wants to be written to: a citizen's own word, an official's account."""
    if user.is_official:
        return user.email
    return Citizen.objects.filter(user=user).values_list("email", flat=True).first() or ""


def is_second_factor_set(user: Any) -> bool:
    """Whether an authenticator app or a security key stands behind this account's password."""
    from allauth.mfa.models import Authenticator

    types = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
    return bool(Authenticator.objects.filter(user_id=user.pk, type__in=types).exists())
