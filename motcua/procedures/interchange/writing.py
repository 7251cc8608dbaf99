"""A package as a national record. What the record has no place for is left out."""

from collections.abc import Iterable
from typing import Any

from motcua.agencies import codes
from motcua.procedures.interchange import words
from motcua.procedures.package import Package
from motcua.procedures.package import record as ours
from motcua.procedures.texts import vietnamese

Row = dict[str, Any]


def written(package: Package) -> Row:
    """The record part, every key of it, in the order in which the interface lists them."""
    national = package.national or ours.National()
    decided = package.decision.number if package.decision else ""
    return {
        "ID": national.id or "",
        "MATTHC": code(package.code),
        "TENTTHC": vietnamese(package.name),
        "MACOQUANCONGBO": package.publisher or package.code[len("1.000000.") :],
        "LOAITTHC": package.kind or "",
        "IDQUYETDINHCONGBO": national.decision or decided,
        "TRANGTHAI": national.state or "",
        "TUKHOA": ", ".join(package.keywords),
        "MOTA": vietnamese(package.description),
        "YEUCAU": vietnamese(package.requirements),
        "MOTADOITUONGTHUCHIEN": vietnamese(package.subjects_note),
        "MOTACOQUANTHUCHIEN": vietnamese(package.agencies.performing_note),
        "MOTACOQUANTHAMQUYEN": vietnamese(package.agencies.competent_note),
        "DIACHITIEPNHAN": "\n".join(vietnamese(one) for one in package.addresses),
        **_lists(package),
    }


def code(own: str) -> str:
    """`1.004946.H01` -> `1.004946.000.00.00.H01`, as the national database writes variants."""
    number, variant = own[: len("1.000000")], own[len("1.000000.") :]
    return f"{number}.{codes.to_legacy(variant)}" if variant else number


def _lists(package: Package) -> Row:
    levels, subjects = words.back(words.LEVELS), words.back(words.SUBJECTS)
    agencies = package.agencies
    return {
        "CAPTHUCHIEN": [{"CAPTHUCHIEN": levels[one]} for one in package.levels],
        "LINHVUCTHUCHIEN": [_field(one) for one in (package.field, *package.other_fields)],
        "DOITUONGTHUCHIEN": [{"TENDOITUONG": subjects[one]} for one in package.subjects],
        "TRINHTUTHUCHIEN": _steps(package),
        "CACHTHUCTHUCHIEN": [_channel(package, one) for one in package.channels],
        "THANHPHANHOSO": [_case(one) for one in package.cases],
        "KETQUATHUCHIEN": [
            {"MAKETQUA": one.code or "", "TENKETQUA": vietnamese(one.name)}
            for one in package.results
        ],
        "CANCUPHAPLY": [
            {"SOVANBAN": one.number, "TENVANBAN": vietnamese(one.name)}
            for one in package.legal_basis
        ],
        "COQUANTHUCHIEN": _bodies(agencies.performing),
        "COQUANCOTHAMQUYEN": _bodies(agencies.competent),
        "COQUANDUOCUYQUYEN": _bodies(agencies.delegated),
        "COQUANPHOIHOP": _bodies(agencies.coordinating),
        "TTHCLIENQUAN": _others(package.related),
        "TTHCLIENTHONG": _others(package.linked),
    }


def _field(field: ours.Field_) -> Row:
    return {
        "MALINHVUC": field.national_code or field.code,
        "TENLINHVUC": vietnamese(field.name),
        "MANGANH": field.sector or "",
    }


def _steps(package: Package) -> list[Row]:
    general = [("", package.guide)] if package.guide else []
    named = [(vietnamese(guide.name), guide.steps) for guide in package.guides]
    return [
        {"TRUONGHOP": case, "TRINHTU": [{"TENTRINHTU": vietnamese(one)} for one in steps]}
        for case, steps in general + named
    ]


def _channel(package: Package, channel: ours.Channel) -> Row:
    cases = {case.id: vietnamese(case.name) for case in package.cases}
    limits = [_limit(channel.term, "", _charges(channel.fee))]
    for one in channel.others:
        charged = [*map(_charge, one.tariff), *_remark(vietnamese(one.fee_note))]
        limits.append(_limit(one.term, cases.get(one.case or "", ""), charged))
    return {"KENH": words.back(words.CHANNELS)[channel.channel], "THOIGIAN": limits}


def _limit(term: ours.Time, case: str, charges: list[Row]) -> Row:
    return {
        "THOIGIANGIAIQUYET": term.amount,
        "DONVITINH": words.back(words.UNITS)[term.unit],
        "MOTA": vietnamese(term.note) or case,
        "PHILEPHI": charges,
    }


def _charges(fee: ours.Fee) -> list[Row]:
    rows = [_charge(one) for one in fee.tariff]
    if not rows and fee.amount:
        rows = [{"MAPHILEPHI": "1", "SOTIEN": fee.amount, "DONVI": "", "MOTA": "", "URL": ""}]
    return [*rows, *_remark(vietnamese(fee.note))]


def _charge(charge: ours.Charge) -> Row:
    name, note = vietnamese(charge.name), vietnamese(charge.note)
    if name in {"Phí", "Lệ phí"}:
        name = ""
    return {
        "MAPHILEPHI": words.back(words.CHARGES)[charge.kind],
        "SOTIEN": charge.amount,
        "DONVI": vietnamese(charge.unit),
        "MOTA": "\n".join(part for part in (name, note) if part),
        "URL": charge.url or "",
    }


def _remark(note: str) -> list[Row]:
    """A note on fees: a line of neither kind."""
    empty: Row = {"MAPHILEPHI": "", "SOTIEN": None, "DONVI": "", "MOTA": note, "URL": ""}
    return [empty] if note else []


def _case(case: ours.Case) -> Row:
    name = vietnamese(case.name)
    rows = [_paper(one) if isinstance(one, ours.Paper) else _note(one) for one in case.rows()]
    return {"TRUONGHOP": "" if name == words.GENERAL else name, "GIAYTO": rows}


def _paper(paper: ours.Paper) -> Row:
    return {
        "MAGIAYTO": paper.code or paper.id,
        "TENGIAYTO": vietnamese(paper.name),
        "TENMAUDON": paper.template or "",
        "SOBANCHINH": paper.originals,
        "SOBANSAO": paper.copies,
        "URL": paper.template_url or "",
    }


def _note(remark: ours.Remark) -> Row:
    return {
        "MAGIAYTO": "",
        "TENGIAYTO": vietnamese(remark.text),
        "TENMAUDON": "",
        "SOBANCHINH": 0,
        "SOBANSAO": 0,
        "URL": "",
    }


def _bodies(bodies: Iterable[ours.Body]) -> list[Row]:
    levels = words.back(words.LEVELS)
    return [
        {
            "MADONVI": one.code or "",
            "TENDONVI": vietnamese(one.name),
            "CAPDONVI": levels[one.level] if one.level else "",
        }
        for one in bodies
    ]


def _others(others: Iterable[ours.Related]) -> list[Row]:
    return [{"MATTHC": code(one.code), "TENTTHC": vietnamese(one.name)} for one in others]
