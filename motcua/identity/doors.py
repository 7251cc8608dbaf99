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
from django.utils.translation import gettext_lazy

from motcua.core import sandbox
from motcua.core.refusals import NotAllowed
from motcua.identity import queries
from motcua.identity.models import User

_SECOND_FACTOR = gettext_lazy("Vui lòng thiết lập xác thực hai bước trước khi xử lý công việc.")
View = Callable[..., HttpResponseBase]


class UserRequest(HttpRequest):
    """A request behind one of these doors: its user is signed in."""

    user: User


def signed_in_required(view: View) -> View:
    """Anyone signed in; a visitor is asked to sign in and comes back here."""
    return _guarded(view, lambda request, user: None)


def assured_required(view: View) -> View:
    """Anyone signed in, an official with a second factor: for pages that both may open."""
    return _guarded(view, _only_assured)


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


def is_assured(user: User) -> bool:
    """Whether a password alone is not all there is: always so for citizens, and in a demo.

    Officials of a sandbox are made up and sign in nowhere: who plays them was asked before.
    """
    if settings.DEMO or not user.is_official or sandbox.current():
        return True
    return queries.is_second_factor_set(user)


def require_assured(user: User) -> None:
    """Refuse an official with a password alone: for the API, which cannot show the way."""
    if not is_assured(user):
        raise NotAllowed(str(_SECOND_FACTOR))


def _only_assured_officials(request: HttpRequest, user: User) -> HttpResponse | None:
    _only_officials(request, user)
    return _only_assured(request, user)


def _only_assured(request: HttpRequest, user: User) -> HttpResponse | None:
    if is_assured(user):
        return None
    messages.warning(request, _SECOND_FACTOR)
    return HttpResponseRedirect(reverse("mfa_index"))
