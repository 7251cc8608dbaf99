"""Businesses, and who may act for them."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from motcua.agencies.models import Area
from motcua.core import clock
from motcua.core.actors import Actor
from motcua.core.journal import emit
from motcua.core.refusals import Invalid, WrongState
from motcua.identity import access, contacts, numbers
from motcua.identity.events import BusinessRegistered, MandateEnded, MandateGranted
from motcua.identity.models import Business, Citizen, Mandate


@transaction.atomic
def register_business(
    tax_code: str,
    *,
    by: Actor,
    name: str,
    address: str = "",
    commune: Area | None = None,
    phone: str = "",
    email: str = "",
) -> Business:
    """Make a business known, from its papers; refuses a tax code that is known already."""
    access.require_desk(by, to=_("đăng ký doanh nghiệp"))
    title = contacts.line(name, limit=300, what=_("Tên doanh nghiệp"))
    if not title:
        raise Invalid(_("Vui lòng nhập tên doanh nghiệp."))
    business, is_new = Business.objects.get_or_create(
        tax_code=numbers.tax_code(tax_code),
        defaults={
            "name": title,
            "address": contacts.line(address, limit=300, what=_("Địa chỉ")),
            "commune": commune,
            "phone": contacts.phone(phone),
            "email": contacts.email(email),
        },
    )
    if not is_new:
        raise WrongState(_("Mã số thuế này đã có trên hệ thống. Vui lòng tra cứu theo mã."))
    emit(BusinessRegistered(business=business.pk, tax_code=business.tax_code), by=by)
    return business


@transaction.atomic
def grant_mandate(
    business: Business,
    *,
    by: Actor,
    to: Citizen,
    capacity: str,
    from_date: date | None = None,
    to_date: date | None = None,
) -> Mandate:
    """Let a citizen act for a business, as its papers say, for a period."""
    access.require_desk(by, to=_("ghi nhận người đại diện"))
    start = from_date or clock.today()
    if to_date is not None and to_date < start:
        raise Invalid(_("Ngày kết thúc phải từ ngày bắt đầu trở đi."))
    business = Business.objects.select_for_update().get(pk=business.pk)
    if business.mandates.during(start, to_date).filter(citizen=to).exists():
        raise WrongState(_("Người này đang là người đại diện của doanh nghiệp."))
    said = contacts.line(capacity, limit=100, what=_("Tư cách"))
    mandate = business.mandates.create(citizen=to, capacity=said, from_date=start, to_date=to_date)
    emit(
        MandateGranted(
            business=business.pk,
            mandate=mandate.pk,
            citizen=to.pk,
            from_date=start,
            to_date=to_date,
        ),
        by=by,
    )
    return mandate


@transaction.atomic
def end_mandate(mandate: Mandate, *, by: Actor, to_date: date | None = None) -> Mandate:
    """The mandate's last day becomes this one (without one: today)."""
    access.require_desk(by, to=_("chấm dứt việc đại diện"))
    mandate = Mandate.objects.select_for_update().get(pk=mandate.pk)
    last = to_date or clock.today()
    if last < mandate.from_date or (mandate.to_date is not None and mandate.to_date < last):
        raise WrongState(_("Ngày kết thúc phải nằm trong thời gian đại diện đang ghi nhận."))
    mandate.to_date = last
    mandate.save(update_fields=["to_date"])
    emit(MandateEnded(business=mandate.business_id, mandate=mandate.pk, to_date=last), by=by)
    return mandate
