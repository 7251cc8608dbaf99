"""What every page says while somebody plays in a sandbox."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from motcua.trials.wording import played


def band(request: HttpRequest) -> dict[str, Any] | None:
    """That this is a test round, as whom, and the ways out; None on a page of live data."""
    visit = getattr(request, "trial", None)
    if visit is None:
        return None
    return {
        "title": _("Đợt kiểm thử “%(name)s”: dữ liệu thử, không có giá trị")
        % {"name": visit.round.name},
        "text": _("Bạn đang đóng vai %(who)s.") % {"who": played(visit.person)},
        "links": [
            {"href": reverse("trials:play", args=[visit.round.pk]), "text": _("Đổi vai")},
            {"href": reverse("trials:round", args=[visit.round.pk]), "text": _("Ghi kết quả")},
        ],
        "acts": [
            {"href": reverse("trials:leave", args=[visit.round.pk]), "text": _("Rời đợt kiểm thử")}
        ],
    }
