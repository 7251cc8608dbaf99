"""The links of the page header and footer: here, because only this package knows every app."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from motcua.core import sandbox
from motcua.notices.queries import unread_count
from motcua.services.banners import downtime_banners
from motcua.trials.band import band
from motcua.workshop.permission import may_enter


def navigation(request: HttpRequest) -> dict[str, Any]:
    """Header links, who is signed in, footer links."""
    user = getattr(request, "user", None)
    signed_in = bool(user and user.is_authenticated)
    links = [
        (_("Thủ tục"), reverse("procedures:list")),
        (_("Việc của tôi"), reverse("guidance:events")),
        (_("Tra cứu hồ sơ"), reverse("dossiers:track")),
    ]
    if signed_in:
        if user and user.is_official:
            links.insert(0, (_("Bàn làm việc"), reverse("dossiers:desk:inbox")))
            if may_enter(user) and not sandbox.current():
                links.append((_("Xưởng thủ tục"), reverse("workshop:list")))
                links.append((_("Kiểm thử"), reverse("trials:rounds")))
            if not sandbox.current():  # of real services only
                links.append((_("Dịch vụ"), reverse("services:launches")))
        else:
            links.append((_("Hồ sơ của tôi"), reverse("dossiers:mine")))
        unread = unread_count(user)
        label = _("Thông báo (%d)") % unread if unread else _("Thông báo")
        links.append((label, reverse("notices:list")))
    return {
        "navigation": [
            {"text": text, "href": href, "current": request.path.startswith(href)}
            for text, href in links
        ],
        "account": _account(user) if signed_in else _stranger(),
        "banners": [str(one) for one in downtime_banners()],
        "band": band(request),
        "footer_links": [
            {"text": _("Trợ giúp"), "href": reverse("portal:help")},
            {"text": _("Giới thiệu"), "href": reverse("portal:about")},
            {"text": _("Dữ liệu mở"), "href": reverse("procedures:open_data")},
            {"text": _("Số liệu"), "href": reverse("services:numbers")},
            {"text": _("Quyền riêng tư"), "href": reverse("portal:privacy")},
            {"text": _("Khả năng truy cập"), "href": reverse("portal:accessibility")},
        ],
    }


def _account(user: Any) -> dict[str, str]:
    return {
        "name": user.full_name,
        "href": reverse("identity:profile"),
        "sign_out_href": reverse("identity:sign_out"),
    }


def _stranger() -> dict[str, str]:
    return {"name": _("Đăng nhập"), "href": reverse("identity:sign_in")}
