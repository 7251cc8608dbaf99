"""Officials: their accounts, their posts, and who stands in for them."""

from datetime import date

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from motcua.agencies.models import Post
from motcua.core import clock
from motcua.core.actors import Actor
from motcua.core.journal import emit
from motcua.core.refusals import Invalid, Problem, WrongState
from motcua.identity import access, contacts, numbers
from motcua.identity.events import (
    AppointmentEnded,
    OfficialAppointed,
    OfficialDeactivated,
    OfficialRegistered,
    SubstituteNamed,
)
from motcua.identity.models import Appointment, Kind, Substitution, User
from motcua.identity.turns import hold


@transaction.atomic
def register_official(
    username: str, *, by: Actor, full_name: str, password: str | None, email: str = ""
) -> User:
    """Give an official an account with a first password, which they change themselves.

    Without a password (None) nobody signs in with it: for officials who are made up.
    """
    access.require_administrator(by, to=_("mở tài khoản cán bộ"))
    user = User(
        username=username.strip().lower(),
        kind=Kind.OFFICIAL,
        full_name=numbers.name(full_name),
        email=contacts.email(email),
    )
    _check_account(user, password)
    _require_free(user.username)
    user.set_password(password)
    user.save()
    emit(OfficialRegistered(user=user.pk, username=user.username), by=by)
    return user


@transaction.atomic
def deactivate(user: User, *, by: Actor) -> User:
    """Close an official's account: every session of theirs ends with the next request."""
    access.require_administrator(by, to=_("khóa tài khoản cán bộ"))
    user = _locked(user)
    if not user.is_active:
        raise WrongState(_("Tài khoản này đã khóa từ trước."))
    user.is_active = False
    user.save(update_fields=["is_active"])
    _posts_changed()
    emit(OfficialDeactivated(user=user.pk), by=by)
    return user


@transaction.atomic
def appoint(
    user: User,
    *,
    post: Post,
    by: Actor,
    from_date: date | None = None,
    to_date: date | None = None,
) -> Appointment:
    """Put an official in a post from a day on (without one: today)."""
    access.require_administrator(by, at=post.agency, to=_("bổ nhiệm cán bộ"))
    start = from_date or clock.today()
    _require_period(start, to_date)
    user = _locked(user)
    _require_official(user)
    if user.appointments.during(start, to_date).filter(post=post).exists():
        raise WrongState(_("Cán bộ này đang giữ vị trí đó trong thời gian đã chọn."))
    appointment = user.appointments.create(post=post, from_date=start, to_date=to_date)
    _posts_changed()
    emit(
        OfficialAppointed(
            user=user.pk, appointment=appointment.pk, post=post.pk, from_date=start, to_date=to_date
        ),
        by=by,
    )
    return appointment


@transaction.atomic
def end_appointment(
    appointment: Appointment, *, by: Actor, to_date: date | None = None
) -> Appointment:
    """The appointment's last day becomes this one (without one: today)."""
    rows = Appointment.objects.select_for_update(of=("self",)).select_related("post__agency")
    appointment = rows.get(pk=appointment.pk)
    access.require_administrator(by, at=appointment.post.agency, to=_("cho thôi giữ vị trí"))
    last = to_date or clock.today()
    if last < appointment.from_date or not appointment.covers(last):
        raise WrongState(_("Ngày kết thúc phải nằm trong thời gian giữ vị trí."))
    appointment.to_date = last
    appointment.save(update_fields=["to_date"])
    _posts_changed()
    emit(
        AppointmentEnded(user=appointment.user_id, appointment=appointment.pk, to_date=last), by=by
    )
    return appointment


@transaction.atomic
def substitute(
    appointment: Appointment,
    *,
    by: Actor,
    substitute: User,
    from_date: date,
    to_date: date,
    basis: str = "",
) -> Substitution:
    """Name who exercises a post while its holder is away; `basis` is the written decision."""
    rows = Appointment.objects.select_for_update(of=("self",)).select_related("post__agency")
    appointment = rows.get(pk=appointment.pk)
    access.require_administrator(by, at=appointment.post.agency, to=_("cử người thay thế"))
    _require_period(from_date, to_date)
    _require_official(substitute)
    if substitute.pk == appointment.user_id:
        raise Invalid(_("Người thay thế phải là người khác với người đang giữ vị trí."))
    if not (appointment.covers(from_date) and appointment.covers(to_date)):
        raise WrongState(_("Thời gian thay thế phải nằm trong thời gian giữ vị trí."))
    if appointment.substitutions.during(from_date, to_date).filter(substitute=substitute).exists():
        raise WrongState(_("Người này đã được cử thay thế trong thời gian đó."))
    named = appointment.substitutions.create(
        substitute=substitute,
        from_date=from_date,
        to_date=to_date,
        basis=contacts.line(basis, limit=200, what=_("Căn cứ")),
    )
    _posts_changed()
    emit(
        SubstituteNamed(
            user=appointment.user_id,
            substitution=named.pk,
            appointment=appointment.pk,
            substitute=substitute.pk,
            from_date=from_date,
            to_date=to_date,
        ),
        by=by,
    )
    return named


def _check_account(user: User, password: str | None) -> None:
    problems = []
    try:
        user.clean_fields(exclude=["password"])
        if password is not None:
            validate_password(password, user)
    except ValidationError as error:
        said = error.message_dict if hasattr(error, "error_dict") else {"password": error.messages}
        problems = [Problem(place, text) for place, texts in said.items() for text in texts]
    if problems:
        raise Invalid(problems[0].message, problems)


def _require_free(username: str) -> None:
    hold(f"username {username}")
    if User.objects.filter(username=username).exists():
        taken = _("Tên đăng nhập này đã có người dùng.")
        raise Invalid(taken, [Problem("username", taken)])


def _require_official(user: User) -> None:
    if not (user.is_official and user.is_active):
        raise Invalid(_("Chỉ tài khoản cán bộ đang hoạt động mới giữ được vị trí công tác."))


def _require_period(from_date: date, to_date: date | None) -> None:
    if to_date is not None and to_date < from_date:
        raise Invalid(_("Ngày kết thúc phải từ ngày bắt đầu trở đi."))


def _posts_changed() -> None:
    """Now for this transaction, and once more when others can see what it did."""
    access.forget_posts()
    transaction.on_commit(lambda: access.forget_posts())


def _locked(user: User) -> User:
    return User.objects.select_for_update().get(pk=user.pk)
