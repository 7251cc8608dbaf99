"""What acts and events are called on the officials' pages."""

from collections.abc import Callable, Iterable
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from motcua.core.clock import VIETNAM
from motcua.core.models import Entry
from motcua.services.checklist import BY_CODE
from motcua.services.models import Stage, Verdict

ACTS = {
    "conclude": _("Kết luận rà soát"),
    "test": _("Chuyển sang kiểm thử"),
    "approve": _("Phê duyệt"),
    "live": _("Đưa lên trực tuyến"),
    "return": _("Trả lại để rà soát lại"),
    "turn_down": _("Không chấp thuận, hoặc rút đề xuất"),
    "suspend": _("Tạm dừng nhận hồ sơ"),
    "resume": _("Nhận hồ sơ trở lại"),
    "idle": _("Khi nào coi là không ai dùng"),
}
BUTTONS = {
    "conclude": _("Mọi mục đã đạt: kết luận"),
    "test": _("Chuyển sang kiểm thử"),
    "approve": _("Phê duyệt đưa lên trực tuyến"),
    "live": _("Đưa lên trực tuyến"),
    "return": _("Trả lại"),
    "turn_down": _("Kết thúc đề xuất này"),
    "suspend": _("Tạm dừng"),
    "resume": _("Nhận hồ sơ trở lại"),
    "idle": _("Lưu"),
}
LEADS = {
    "conclude": _("Chỉ kết luận được khi mọi mục đều đạt."),
    "test": _("Sau đó thêm bản này vào một đợt kiểm thử; người thử ghi kết quả ở đó."),
    "approve": _("Chỉ phê duyệt được khi đợt kiểm thử xác nhận bản này đạt."),
    "live": _("Bản này có hiệu lực nếu chưa có, và người dân nộp trực tuyến được ngay."),
}
DONE = {
    "review": _("Đã ghi kết quả rà soát dưới tên bạn."),
    "conclude": _("Đã kết luận rà soát."),
    "test": _("Đã chuyển sang kiểm thử."),
    "approve": _("Đã phê duyệt."),
    "live": _("Dịch vụ đã lên trực tuyến."),
    "return": _("Đã trả lại; các mục được rà soát lại từ đầu."),
    "turn_down": _("Đã kết thúc đề xuất."),
    "suspend": _("Đã tạm dừng; trang thủ tục nêu lý do."),
    "resume": _("Đã nhận hồ sơ trở lại."),
    "idle": _("Đã lưu."),
}


def timeline(entries: Iterable[Entry]) -> list[dict[str, Any]]:
    """Acts as the timeline component shows them, oldest first."""
    return [_moment(entry) for entry in entries if entry.event in _WORDS]


def _moment(entry: Entry) -> dict[str, Any]:
    title, text = _WORDS[entry.event](entry.payload)
    at = entry.at.astimezone(VIETNAM)
    return {
        "title": title,
        "text": text,
        "when": f"{at:%H:%M %d/%m/%Y}",
        "datetime": at.isoformat(),
        "by": "" if entry.actor_kind == "system" else entry.actor_name,
        "tone": "done",
    }


def _line(payload: dict[str, Any]) -> tuple[str, str]:
    line = BY_CODE.get(payload["line"])
    verdict = str(Verdict(payload["verdict"]).label)
    said = f"{line.text if line else payload['line']} {payload['note']}".strip()
    return gettext("Rà soát một mục: %s") % verdict, said


def _until(payload: dict[str, Any]) -> str:
    until = payload.get("until") or payload.get("day") or ""
    day = "/".join(reversed(until.split("-"))) if until else ""
    return f"{payload['reason']} {gettext('(đến %s)') % day if day else ''}".strip()


_WORDS: dict[str, Callable[[dict[str, Any]], tuple[str, str]]] = {
    "services.LaunchProposed": lambda p: (gettext("Đề xuất bản số %d") % p["number"], ""),
    "services.LineReviewed": _line,
    "services.LaunchMoved": lambda p: (str(Stage(p["stage"]).label).capitalize(), p["reason"]),
    "services.ServiceWentLive": lambda p: (
        gettext("Lên trực tuyến; có %d dịch vụ đang hoạt động") % p["count"],
        "",
    ),
    "services.ServiceSuspended": lambda p: (gettext("Tạm dừng"), _until(p)),
    "services.RemovalProposed": lambda p: (
        gettext("Máy đề nghị gỡ: %d ngày không có hồ sơ") % p["idle_days"],
        "",
    ),
    "services.RemovalDecided": lambda p: (
        gettext("Quyết định giữ lại") if p["answer"] == "kept" else gettext("Quyết định gỡ"),
        _until(p),
    ),
    "services.ServiceRemoved": lambda p: (gettext("Đã gỡ"), p["reason"]),
    "services.IdleTimeSet": lambda p: (
        gettext("Đổi số ngày coi là không ai dùng: %s") % (p["days"] or gettext("mức chung")),
        "",
    ),
    "services.ServiceCountReached": lambda p: (gettext("Dịch vụ thứ %d") % p["count"], ""),
}
