"""Citizens: registered once by their number, confirmed by the national e-identity."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import uuid4

from django.db import transaction
from django.utils.translation import gettext as _

from motcua.agencies.models import Area
from motcua.core import clock
from motcua.core.actors import Actor, Machine
from motcua.core.journal import emit
from motcua.core.refusals import Invalid, NotAllowed, WrongState
from motcua.identity import access, contacts, numbers
from motcua.identity.events import CitizenConfirmed, CitizenRegistered, ContactChanged
from motcua.identity.models import Assurance, Citizen, Kind, Sex, Source, User
from motcua.identity.turns import hold


@dataclass(frozen=True)
class Said:
    """What the national e-identity says of a person."""

    full_name: str
    born_on: date | None = None
    sex: str = ""
    address: str = ""
    commune: Area | None = None


@transaction.atomic
def register_citizen(
    number: str,
    *,
    by: Actor,
    full_name: str,
    born_on: date | None = None,
    sex: str = "",
    address: str = "",
    commune: Area | None = None,
    phone: str = "",
    email: str = "",
) -> Citizen:
    """Make a person known, from their papers; refuses a number that is known already.

    The account has no password: a citizen signs in by the national e-identity only.
    """
    access.require_desk(by, to=_("đăng ký công dân"))
    known = numbers.citizen_number(number)
    facts = _checked(known, Said(full_name, born_on, sex, address))
    hold(f"citizen {known.number}")
    if Citizen.objects.filter(number=known.number).exists():
        raise WrongState(_("Số định danh này đã có trên hệ thống. Vui lòng tra cứu theo số."))
    reach = {"phone": contacts.phone(phone), "email": contacts.email(email)}
    user = User(username=f"cd-{uuid4().hex}", kind=Kind.CITIZEN, full_name=facts["full_name"])
    user.set_unusable_password()
    user.save()
    citizen = Citizen.objects.create(
        user=user, number=known.number, commune=commune, source=Source.DESK, **facts, **reach
    )
    emit(CitizenRegistered(citizen=citizen.pk, source=citizen.source), by=by)
    return citizen


@transaction.atomic
def recognize_citizen(
    number: str,
    *,
    by: Actor,
    assurance: Assurance,
    **said: Any,
) -> Citizen:
    """The person of whom the national e-identity speaks: known by number, or made known now.

    `said` are the parts of Said.
    """
    _require_e_identity(by)
    known = numbers.citizen_number(number)
    hold(f"citizen {known.number}")
    citizen = Citizen.objects.filter(number=known.number).first()
    if citizen is None:
        citizen = register_citizen(known.number, by=by, **said)
    return confirm_citizen(citizen, by=by, assurance=assurance, said=Said(**said))


@transaction.atomic
def confirm_citizen(
    citizen: Citizen,
    *,
    by: Actor,
    assurance: Assurance,
    said: Said,
) -> Citizen:
    """Take over what the national e-identity says of a person; its word replaces ours."""
    _require_e_identity(by)
    citizen = _locked(citizen)
    known = numbers.citizen_number(citizen.number)
    facts = {**vars(said), **_checked(known, said)}
    heard = {field: value for field, value in facts.items() if value}
    changed = tuple(field for field, value in heard.items() if getattr(citizen, field) != value)
    for field, value in heard.items():
        setattr(citizen, field, value)
    citizen.assurance = assurance
    citizen.source = Source.E_IDENTITY
    citizen.confirmed_at = clock.now()
    citizen.save()
    User.objects.filter(pk=citizen.user_id).update(full_name=citizen.full_name)
    citizen.user.full_name = citizen.full_name
    emit(CitizenConfirmed(citizen=citizen.pk, assurance=assurance, changed=changed), by=by)
    return citizen


@transaction.atomic
def change_contact(citizen: Citizen, *, by: Actor, phone: str, email: str) -> Citizen:
    """A citizen says how to reach them. The register's data is not theirs to change here."""
    citizen = _locked(citizen)
    if by != citizen.user:
        raise NotAllowed(_("Chỉ chính công dân được đổi thông tin liên hệ của mình."))
    said = {"phone": contacts.phone(phone), "email": contacts.email(email)}
    changed = tuple(field for field, value in said.items() if getattr(citizen, field) != value)
    if changed:
        citizen.phone, citizen.email = said["phone"], said["email"]
        citizen.save(update_fields=["phone", "email"])
        emit(ContactChanged(citizen=citizen.pk, changed=changed), by=by)
    return citizen


def _checked(known: numbers.CitizenNumber, said: Said) -> dict[str, Any]:
    if said.born_on is not None and said.born_on > clock.today():
        raise Invalid(_("Ngày sinh không thể ở tương lai."))
    if said.sex and said.sex not in Sex.values:
        raise Invalid(_("Giới tính chưa đúng. Vui lòng chọn nam hoặc nữ."))
    numbers.require_agreement(known, born_on=said.born_on, sex=said.sex)
    return {
        "full_name": numbers.name(said.full_name),
        "born_on": said.born_on,
        "sex": said.sex or known.sex,
        "address": contacts.line(said.address, limit=300, what=_("Địa chỉ")),
    }


def _require_e_identity(by: Actor) -> None:
    if not isinstance(by, Machine):
        raise NotAllowed(_("Chỉ hệ thống định danh điện tử được xác nhận dữ liệu công dân."))


def _locked(citizen: Citizen) -> Citizen:
    rows = Citizen.objects.select_for_update(of=("self",)).select_related("user", "commune")
    return rows.get(pk=citizen.pk)
