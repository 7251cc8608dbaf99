"""From the facts of a paper to its PDF."""

from dataclasses import asdict
from pathlib import Path

from motcua.documents import printing, wording
from motcua.dossiers.papers.facts import (
    DigitalStamp,
    HandedPaper,
    Paper,
    ReceiptData,
    RefusalData,
    ResultData,
    SupplementData,
)

_TEMPLATES = Path(__file__).parent


def receipt_pdf(data: ReceiptData) -> bytes:
    """Form 01: GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ."""
    values = {
        **_common(data),
        "papers": [_handed(paper) for paper in data.papers],
        "received_at": wording.hour(data.received_at),
        "due_at": wording.hour(data.due_at) if data.due_at else "",
        "time_limit": data.time_limit,
        "derivation": data.derivation,
        "fee": data.fee,
        "return_to": data.return_to,
        "tracking": _tracking(data.tracking_url),
    }
    return _print("receipt.typ", values, f"Giấy tiếp nhận hồ sơ và hẹn trả kết quả {data.code}")


def supplement_pdf(data: SupplementData) -> bytes:
    """Form 02: PHIẾU YÊU CẦU BỔ SUNG, HOÀN THIỆN HỒ SƠ."""
    values = {
        **_common(data),
        "asked": [asdict(paper) for paper in data.asked],
        "reason": data.reason,
        "legal_basis": data.legal_basis,
        "answer_by": wording.local_day(data.answer_by) if data.answer_by else "",
        "tracking": _tracking(data.tracking_url),
    }
    return _print("supplement.typ", values, f"Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ {data.code}")


def refusal_pdf(data: RefusalData) -> bytes:
    """Form 03: PHIẾU TỪ CHỐI TIẾP NHẬN GIẢI QUYẾT HỒ SƠ."""
    values = {
        **_common(data),
        "reason": data.reason,
        "legal_basis": data.legal_basis,
        "guidance": data.guidance,
        "tracking": _tracking(data.tracking_url),
    }
    title = f"Phiếu từ chối tiếp nhận giải quyết hồ sơ {data.code}".strip()
    return _print("refusal.typ", values, title)


def result_pdf(data: ResultData) -> bytes:
    """The decision or confirmation that the dossier asked for."""
    values = {
        **_common(data),
        "title": data.title.strip() or "Kết quả giải quyết hồ sơ",
        "about": data.about,
        "grounds": data.grounds,
        "body": data.body,
        "facts": data.facts,
        "signer_post": data.signer_post,
        "recipients": data.recipients,
        "tracking": _tracking(data.tracking_url),
    }
    return _print("result.typ", values, f"{data.title} {data.about}".strip())


def _print(template: str, values: dict[str, object], title: str) -> bytes:
    return printing.pdf(_TEMPLATES / template, values, title=title)


def _common(data: Paper) -> dict[str, object]:
    return {
        "issuer": asdict(data.issuer),
        "number": data.number,
        "date": wording.local_day(data.issued_at),
        "code": data.code,
        "applicant": asdict(data.applicant),
        "subject": asdict(data.subject),
        "official": data.official,
        "stamp": _stamp(data.stamp),
    }


def _stamp(stamp: DigitalStamp | None) -> dict[str, str] | None:
    if stamp is None:
        return None
    return {"note": stamp.note, "signer": stamp.signer, "time": wording.hour(stamp.at)}


def _handed(paper: HandedPaper) -> dict[str, object]:
    files = [{**asdict(file), "size": wording.size(file.size)} for file in paper.files]
    return {"name": paper.name, "note": paper.note, "files": files}


def _tracking(url: str) -> dict[str, str] | None:
    return {"url": url, "qr": printing.qr_svg(url)} if url else None
