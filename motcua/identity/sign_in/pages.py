"""Pages that tell a person why signing in by e-identity did not work, and what to do."""

import logging

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from motcua.core.refusals import Refusal

log = logging.getLogger(__name__)


def refused(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """The e-identity answered, but its answer cannot be accepted."""
    return _page(request, [refusal.message, *(one.message for one in refusal.problems)], 403)


def cancelled(request: HttpRequest) -> HttpResponse:
    """The person said no at the provider."""
    text = _("Bạn đã hủy đăng nhập hoặc chưa đồng ý chia sẻ thông tin. Chưa có gì được ghi lại.")
    return _page(request, [text], 200, title=_("Bạn chưa đăng nhập"))


def failed(request: HttpRequest, error: str, exception: Exception | None) -> HttpResponse:
    """The provider is out of reach, or the exchange did not fit together."""
    if error == "cancelled":
        return cancelled(request)
    if exception is None:
        text = _("Phiên đăng nhập đã hết hạn hoặc không đúng. Vui lòng đăng nhập lại từ đầu.")
    else:
        log.warning("E-identity sign-in failed: %s", exception)
        text = _(
            "Hệ thống định danh điện tử đang không trả lời đúng. Vui lòng thử lại sau ít phút."
        )
    return _page(request, [text], 401)


def _page(request: HttpRequest, messages: list[str], status: int, title: str = "") -> HttpResponse:
    context = {"title": title or _("Chưa đăng nhập được"), "messages_to_say": messages}
    return render(request, "identity/e_identity_refused.html", context, status=status)
