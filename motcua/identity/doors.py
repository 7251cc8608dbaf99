"""What a view asks before it opens: signed in, a citizen, an official with a second factor."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.core import ratelimit
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from motcua.core.refusals import NotAllowed
from motcua.identity import queries
from motcua.identity.models import User

View = Callable[..., HttpResponseBase]


class UserRequest(HttpRequest):
    """A request behind one of these doors: its user is signed in."""

    user: User


def signed_in_required(view: View) -> View:
    """Anyone signed in; a visitor is asked to sign in and comes back here."""
    return _guarded(view, lambda request, user: None)


def citizen_required(view: View) -> View:
    """A citizen. An official is told to use their own e-identity for their own affairs."""
    return _guarded(view, _only_citizens)


def official_required(view: View) -> View:
    """An official with a second factor (in a demo country a password is enough)."""
    return _guarded(view, _only_assured_officials)


def official_account_required(view: View) -> View:
    """An official, with or without a second factor: for the pages that set one up."""
    return _guarded(view, _only_officials)


def may_guess(request: HttpRequest, what: str) -> bool:
    """Whether this address has guesses left, by the limit of this name."""
    return bool(ratelimit.consume(request, action=what, dry_run=True))


def note_guess(request: HttpRequest, what: str) -> None:
    """Count a wrong guess of this address."""
    ratelimit.consume(request, action=what)


def _guarded(view: View, ask: Callable[[HttpRequest, User], HttpResponse | None]) -> View:
    @wraps(view)
    def guarded(request: HttpRequest, /, *args: Any, **kwargs: Any) -> HttpResponseBase:
        user: Any = request.user
        if not isinstance(user, User):
            return redirect_to_login(request.get_full_path())
        return ask(request, user) or view(request, *args, **kwargs)

    return guarded


def _only_citizens(request: HttpRequest, user: User) -> HttpResponse | None:
    if user.is_official:
        raise NotAllowed(
            _("Trang này dành cho công dân. Vui lòng đăng nhập bằng định danh của bạn.")
        )
    return None


def _only_officials(request: HttpRequest, user: User) -> HttpResponse | None:
    if not user.is_official:
        raise NotAllowed(_("Trang này dành cho cán bộ. Vui lòng quay về trang chủ."))
    return None


def _only_assured_officials(request: HttpRequest, user: User) -> HttpResponse | None:
    _only_officials(request, user)
    if settings.DEMO or queries.is_second_factor_set(user):
        return None
    messages.warning(request, _("Vui lòng thiết lập xác thực hai bước trước khi xử lý công việc."))
    return HttpResponseRedirect(reverse("mfa_index"))
