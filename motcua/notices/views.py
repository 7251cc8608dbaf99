"""A person's notices."""

from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from motcua.identity.doors import UserRequest, signed_in_required
from motcua.notices import actions, queries

ON_A_PAGE = 20


@never_cache
@require_safe
@signed_in_required
def notices(request: UserRequest) -> HttpResponse:
    page = Paginator(queries.notices_of(request.user), ON_A_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "unread": queries.unread_count(request.user)}
    return render(request, "notices/list.html", context)


@never_cache
@require_POST
@signed_in_required
def open_notice(request: UserRequest, notice_id: UUID) -> HttpResponse:
    """Note that it was read, and go where it leads."""
    notice = actions.mark_read(queries.notice_of(request.user, notice_id), by=request.user)
    return redirect(notice.link or "notices:list")


@never_cache
@require_POST
@signed_in_required
def read_all(request: UserRequest) -> HttpResponse:
    actions.mark_all_read(request.user, by=request.user)
    return redirect("notices:list")
