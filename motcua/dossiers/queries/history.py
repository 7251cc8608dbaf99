"""What happened to a dossier, told from the journal in words for its owner."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from motcua.core.journal import entries_about
from motcua.core.models import Entry
from motcua.dossiers import process
from motcua.dossiers.models import Dossier, Status, Step
from motcua.procedures.models import Version
from motcua.procedures.texts import figures


@dataclass(frozen=True)
class Moment:
    """One act: when, what, by whom (empty where names are not shown), and what was said."""

    at: datetime
    text: str
    who: str
    note: str
    event: str


def history(dossier: Dossier, *, named: bool = True) -> list[Moment]:
    """Every act on the dossier that its owner should know, the newest first."""
    entries = entries_about(dossier.pk).filter(event__in=_WORDS).order_by("-id")
    return [_moment(entry, dossier.version, named) for entry in entries]


def looks(dossier: Dossier) -> list[Moment]:
    """Which officials opened the dossier, when and why; the newest first."""
    entries = entries_about(dossier.pk).filter(event="dossiers.DossierSeen").order_by("-id")
    return [
        Moment(
            entry.at,
            _("Đã xem hồ sơ"),
            entry.actor_name,
            _told(entry.payload["purpose"]),
            entry.event,
        )
        for entry in entries[:100]
    ]


def whereabouts(dossier: Dossier, *, named: bool = True) -> str:
    """Who holds the dossier now, in one sentence."""
    fixed = _FIXED_PLACES.get(Status(dossier.status))
    if fixed:
        return fixed(dossier)
    steps = list(dossier.steps.select_related("agency", "holder").filter(done_at=None))
    if not steps:
        return _("%(agency)s đang giữ hồ sơ.") % {"agency": dossier.agency.name}
    if len(steps) == 1:
        return _at_step(dossier, steps[0], named)
    places = [
        f"{process.spoken(dossier.version, step.name)} ({step.agency.name})" for step in steps
    ]
    told = {"count": len(places), "places": "; ".join(places)}
    return _("Hồ sơ đang ở %(count)d nơi: %(places)s.") % told


def _at_step(dossier: Dossier, step: Step, named: bool) -> str:
    name = process.spoken(dossier.version, step.name)
    if step.holder and named:
        return _("%(who)s, %(agency)s, đang thực hiện bước “%(step)s”.") % {
            "who": step.holder.full_name,
            "agency": step.agency.name,
            "step": name,
        }
    return _("%(agency)s đang thực hiện bước “%(step)s”.") % {
        "agency": step.agency.name,
        "step": name,
    }


def _told(kept: str) -> str:
    """A text of the record: in the reader's language where the house itself wrote it."""
    return _(kept)


_FIXED_PLACES: dict[Status, Callable[[Dossier], str]] = {
    Status.REGISTERED: lambda d: (
        _("Hồ sơ đang chờ Bộ phận Một cửa của %s kiểm tra, tiếp nhận.") % d.agency.name
    ),
    Status.NOT_RECEIVED: lambda d: _("Hồ sơ không được tiếp nhận. Xem lý do để khắc phục."),
    Status.SUPPLEMENT_ASKED: lambda d: _("Cơ quan đang chờ người nộp bổ sung hồ sơ."),
    Status.PAYMENT_ASKED: lambda d: _("Cơ quan đang chờ người nộp thực hiện nghĩa vụ tài chính."),
    Status.WITHDRAWN: lambda d: _("Người nộp đã rút hồ sơ."),
    Status.STOPPED: lambda d: _("Cơ quan đã dừng giải quyết. Xem lý do để biết việc cần làm."),
    Status.RETURNED: lambda d: _("Đã trả kết quả cho người nộp."),
}

_WORDS: dict[str, Callable[[dict[str, Any]], tuple[str, str]]] = {
    "dossiers.DossierSubmitted": lambda p: (pgettext("told", "Nộp hồ sơ"), ""),
    "dossiers.DossierBroughtOver": lambda p: (
        _("Theo bản %(number)d của thủ tục, áp dụng khi tiếp nhận") % {"number": p["number"]},
        "",
    ),
    "dossiers.DossierAccepted": lambda p: (
        _("Tiếp nhận hồ sơ, cấp mã %s") % p["code"],
        "",
    ),
    "dossiers.DossierNotAccepted": lambda p: (_("Không tiếp nhận hồ sơ"), p["reason"]),
    "dossiers.StepTaken": lambda p: (_("Bắt đầu: %s") % p["name"], ""),
    "dossiers.StepCompleted": lambda p: (
        _("Xong: %(step)s") % {"step": p["name"]}
        if p["outcome"] == p["name"]
        else _("Xong: %(step)s – %(outcome)s") % {"step": p["name"], "outcome": p["outcome"]},
        p["note"],
    ),
    "dossiers.ProcessForked": lambda p: (_("Tách nhánh: %s") % "; ".join(p["names"]), ""),
    "dossiers.BranchesNotNeeded": lambda p: (
        _("Không cần làm tiếp: %s") % "; ".join(p["names"]),
        "",
    ),
    "dossiers.ChildNotBegun": lambda p: (
        _("Bước “%s” được xử lý trực tiếp, không lập hồ sơ ở cơ quan khác") % p["name"],
        p["reason"],
    ),
    "dossiers.ChildBegun": lambda p: (_("Chuyển hồ sơ tới %s") % p["agency"], ""),
    "dossiers.OutputIssued": lambda p: (_("Ban hành: %s") % p["name"], ""),
    "dossiers.SupplementAsked": lambda p: (
        _("Yêu cầu bổ sung hồ sơ lần nữa") if p.get("exception") else _("Yêu cầu bổ sung hồ sơ"),
        "\n".join(filter(None, (p["reason"], p.get("exception")))),
    ),
    "dossiers.SupplementGiven": lambda p: (_("Đã bổ sung hồ sơ"), p["note"]),
    "dossiers.PaymentAsked": lambda p: (
        _("Yêu cầu nộp %s đồng") % figures(p["amount"]),
        p["what_for"],
    ),
    "dossiers.PaymentConfirmed": lambda p: (
        _("Đã nộp tiền, biên lai số %s") % p["receipt_number"],
        "",
    ),
    "dossiers.DossierWithdrawn": lambda p: (pgettext("told", "Rút hồ sơ"), p["reason"]),
    "dossiers.DossierStopped": lambda p: (pgettext("told", "Dừng giải quyết"), p["reason"]),
    "dossiers.DossierDecided": lambda p: (
        _("Ký kết quả giải quyết") if p["decision"] == "approved" else _("Ký văn bản từ chối"),
        "",
    ),
    "dossiers.ResultReturned": lambda p: (pgettext("told", "Trả kết quả"), _told(p["how"])),
    "dossiers.ServiceRated": lambda p: (_("Đánh giá %s/5") % p["stars"], ""),
}


def _moment(entry: Entry, version: Version, named: bool) -> Moment:
    names = {key: entry.payload[key] for key in ("name", "outcome") if key in entry.payload}
    spoken: dict[str, Any] = {key: process.spoken(version, name) for key, name in names.items()}
    if "names" in entry.payload:
        spoken["names"] = [process.spoken(version, name) for name in entry.payload["names"]]
    text, note = _WORDS[entry.event]({**entry.payload, **spoken})
    who = entry.actor_name if named and entry.actor_kind != "system" else ""
    return Moment(entry.at, text, who, _(note) if named and note else "", entry.event)
