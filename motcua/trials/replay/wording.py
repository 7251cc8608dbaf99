"""What differs, in words: for an official who wrote the procedure, not for who wrote the code."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from motcua.agencies.models import Role
from motcua.core.clock import VIETNAM
from motcua.dossiers.models import Decision
from motcua.procedures.texts import figures

STOPS = {
    "answer_refused", "question_new", "question_required", "no_agency", "not_filed",
    "outcome_gone", "unfinished", "failed", "decision",
}  # fmt: skip
"""What would have stopped or turned a dossier; all else only changes, and waits to be judged."""


def told(one: dict[str, Any]) -> str:
    """One difference as a sentence."""
    return _SENTENCES[one["kind"]](one) % _values(one)


def tone(one: dict[str, Any]) -> str:
    """How grave it is, as the design system names it."""
    return "bad" if one["kind"] in STOPS else "waiting"


def label(one: dict[str, Any]) -> str:
    """How grave it is, in a word."""
    return _("Chặn hồ sơ") if one["kind"] in STOPS else _("Thay đổi")


def _values(one: dict[str, Any]) -> dict[str, str]:
    found = {key: str(one.get(key, "")) for key in ("what", "before", "after")}
    written = _WRITTEN.get(one["kind"])
    if written is not None and found["before"]:
        found |= {key: written(found[key]) for key in ("before", "after")}
    return found


def _day(moment: str) -> str:
    return f"{datetime.fromisoformat(moment).astimezone(VIETNAM):%H:%M %d/%m/%Y}"


def _due(one: dict[str, Any]) -> str:
    if one["before"]:
        return _("Hẹn trả: trước là %(before)s, nay là %(after)s.")
    if one["what"] == "sooner":
        return _("Hẹn trả sớm hơn trước.")
    return _("Hẹn trả muộn hơn trước.")


_WRITTEN: dict[str, Callable[[str], str]] = {
    "fee": lambda amount: figures(int(amount)),
    "due": _day,
    "step_role": lambda role: str(Role(role).label),
    "decision": lambda code: str(Decision(code).label),
}
_SENTENCES: dict[str, Callable[[dict[str, Any]], str]] = {
    "answer_refused": lambda one: _("Câu trả lời cũ cho “%(what)s” không còn được chấp nhận."),
    "question_new": lambda one: _("Câu hỏi mới bắt buộc: “%(what)s”."),
    "question_required": lambda one: _("“%(what)s” nay bắt buộc, trước đây được bỏ trống."),
    "question_gone": lambda one: _("Không còn hỏi “%(what)s”."),
    "paper_new": lambda one: _("Thêm giấy tờ: “%(what)s”."),
    "paper_gone": lambda one: _("Bớt giấy tờ: “%(what)s”."),
    "fee": lambda one: _("Phí, lệ phí: trước là %(before)s đồng, nay là %(after)s đồng."),
    "due": _due,
    "agency": lambda one: _("Cơ quan giải quyết: trước là %(before)s, nay là %(after)s."),
    "no_agency": lambda one: _("Không xác định được cơ quan giải quyết, trước là %(before)s."),
    "step_new": lambda one: _("Thêm bước “%(what)s” tại %(after)s."),
    "step_gone": lambda one: _("Không còn bước “%(what)s”."),
    "step_agency": lambda one: _("Bước “%(what)s” chuyển từ %(before)s sang %(after)s."),
    "step_role": lambda one: _("Bước “%(what)s” chuyển từ %(before)s sang %(after)s."),
    "outcome_gone": lambda one: _("Bước “%(what)s” không còn kết quả “%(before)s”."),
    "output_new": lambda one: _("Bước “%(before)s” phải ban hành thêm “%(what)s”."),
    "silence": lambda one: _("Bước “%(what)s” không còn tự kết thúc khi hết hạn như trước."),
    "decision": lambda one: _("Kết quả: trước là %(before)s, nay là %(after)s."),
    "unfinished": lambda one: _("Hồ sơ dừng ở bước “%(what)s”."),
    "not_filed": lambda one: _("Hồ sơ như đã khai không nộp được nữa."),
    "failed": lambda one: _("Không chạy lại được hồ sơ này do lỗi của máy chủ."),
}
