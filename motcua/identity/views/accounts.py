"""Signing in, who I am, and where I am signed in."""

from typing import Any

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from motcua.core.middleware import forms_may_leave
from motcua.core.refusals import NotFound
from motcua.identity import access, queries
from motcua.identity.doors import citizen_required, signed_in_required
from motcua.identity.forms import ContactForm
from motcua.identity.models import Citizen, User
from motcua.identity.views.devices import device_name


@never_cache
@require_safe
def sign_in(request: HttpRequest) -> HttpResponse:
    """A citizen by e-identity, an official by password: the person chooses."""
    way_back = request.GET.get("next", "")
    if not url_has_allowed_host_and_scheme(way_back, {request.get_host()}, settings.HTTPS):
        way_back = ""
    if request.user.is_authenticated:
        return HttpResponseRedirect(way_back or "/")
    context = {
        "next": way_back,
        "has_e_identity": bool(settings.E_IDENTITY_SERVER),
        "is_demo": settings.DEMO,
    }
    return forms_may_leave(render(request, "identity/sign_in.html", context))


@never_cache
@require_safe
@signed_in_required
def profile(request: HttpRequest) -> HttpResponse:
    """Who the site takes me for, and where it has that from."""
    user = _user(request)
    context: dict[str, Any]
    if user.is_official:
        context = {
            "posts": access.posts_of(user),
            "appointments": queries.appointments_of(user),
            "has_second_factor": queries.is_second_factor_set(user),
        }
    else:
        context = {
            "citizen": queries.citizen_of(user),
            "businesses": queries.businesses_of(user),
        }
    return render(request, "identity/profile.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@citizen_required
def contact(request: HttpRequest) -> HttpResponse:
    """A citizen says how to reach them."""
    user = _user(request)
    citizen = _citizen(user)
    form = ContactForm(
        request.POST or None, initial={"phone": citizen.phone, "email": citizen.email}
    )
    if form.is_valid():
        form.save(citizen, by=user)
        messages.success(request, _("Đã lưu thông tin liên hệ của bạn."))
        return redirect("identity:profile")
    status = 422 if form.is_bound else 200
    return render(request, "identity/contact.html", {"form": form}, status=status)


@never_cache
@require_safe
@signed_in_required
def sessions(request: HttpRequest) -> HttpResponse:
    """Where this account is signed in."""
    user = _user(request)
    found = sorted(
        UserSession.objects.purge_and_list(user), key=lambda one: one.last_seen_at, reverse=True
    )
    context = {
        "sessions": [(one, device_name(one.user_agent)) for one in found],
        "others": sum(not one.is_current() for one in found),
    }
    return render(request, "identity/sessions.html", context)


@never_cache
@require_POST
@signed_in_required
def end_session(request: HttpRequest, session_id: int) -> HttpResponse:
    """End one of my own sessions on another device."""
    session = UserSession.objects.filter(user=_user(request), pk=session_id).first()
    if session is None:
        raise NotFound(_("Không tìm thấy phiên đăng nhập này. Có thể phiên đã kết thúc."))
    is_current = session.is_current()
    session.end()
    if is_current:
        request.session.flush()
        return redirect("identity:sign_in")
    messages.success(request, _("Đã kết thúc phiên đăng nhập trên thiết bị đó."))
    return redirect("identity:sessions")


@never_cache
@require_POST
@signed_in_required
def end_other_sessions(request: HttpRequest) -> HttpResponse:
    """End every session of mine but this one."""
    for session in UserSession.objects.filter(user=_user(request)):
        if not session.is_current():
            session.end()
    messages.success(request, _("Đã kết thúc mọi phiên đăng nhập khác."))
    return redirect("identity:sessions")


def _user(request: HttpRequest) -> User:
    """Behind `signed_in_required` there is always one."""
    assert isinstance(request.user, User)  # noqa: S101  # narrows the type
    return request.user


def _citizen(user: User) -> Citizen:
    citizen = queries.citizen_of(user)
    if citizen is None:
        raise NotFound(_("Tài khoản này chưa có dữ liệu công dân. Vui lòng đăng nhập lại."))
    return citizen
