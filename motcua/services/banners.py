"""What stands above every page: announced downtime of the whole portal."""

from django.utils.translation import gettext as _

from motcua.core.clock import VIETNAM
from motcua.procedures import filing


def downtime_banners() -> list[str]:
    """One sentence for each; a short query of a table that is nearly always empty."""
    return [
        _("Cổng tạm ngừng nhận hồ sơ từ %(begin)s đến %(end)s. %(reason)s")
        % {
            "begin": f"{stop.begins_at.astimezone(VIETNAM):%H:%M %d/%m/%Y}",
            "end": f"{stop.ends_at.astimezone(VIETNAM):%H:%M %d/%m/%Y}",
            "reason": stop.reason,
        }
        for stop in filing.stops()[:3]
    ]
