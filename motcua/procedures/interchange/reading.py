"""A national record as a draft package; the parts that it does not hold are put in and flagged."""

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.translation import gettext as _

from motcua.agencies import codes
from motcua.core.refusals import Invalid, Problem
from motcua.core.search import fold
from motcua.procedures.interchange import shape, words
from motcua.procedures.interchange.skeleton import SKELETON

ID = re.compile(r"[a-z][a-z0-9_]{0,39}")
CODE = re.compile(r"([1-9]\.\d{6})(?:\.(?:\d{2,3}\.){0,3}([A-Z]\d{2}))?")
Plain = dict[str, Any]


def packaged(record: shape.NationalRecord) -> Plain:
    """Plain values of a package, still to be loaded and thereby checked. Raises Invalid."""
    reading = _Reading()
    plain: Plain = _without_empty(reading.package(record))
    if reading.problems:
        raise Invalid(_("Bản ghi quốc gia có mục không nhận được."), reading.problems)
    return plain


class _Reading:
    """Reads one record, gathering everything that cannot be taken in."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []
        self.has_charges = False

    def package(self, record: shape.NationalRecord) -> Plain:
        fields = [self.field(one) for one in record.LINHVUCTHUCHIEN]
        national = {
            "id": record.ID,
            "decision": record.IDQUYETDINHCONGBO,
            "state": record.TRANGTHAI,
        }
        channels = self.channels(record.CACHTHUCTHUCHIEN)
        unfinished = ["summary", "form", "reception", "process"]
        if self.has_charges:  # which of them is paid when filing is not in the record
            unfinished.insert(1, "channels")
        return {
            "format": 1,
            "code": self.code(record.MATTHC, "MATTHC"),
            "name": record.TENTTHC,
            "keywords": [one.strip() for one in re.split(r"[,;\n]", record.TUKHOA) if one.strip()],
            "summary": record.TENTTHC[:4000],
            "kind": record.LOAITTHC,
            "description": record.MOTA,
            "field": fields[0] if fields else None,
            "other_fields": fields[1:],
            "publisher": self.agency(record.MACOQUANCONGBO, "MACOQUANCONGBO"),
            "national": national if any(national.values()) else None,
            "requirements": record.YEUCAU,
            "subjects_note": record.MOTADOITUONGTHUCHIEN,
            "addresses": [line.strip() for line in record.DIACHITIEPNHAN.splitlines()],
            **self.lists(record),
            "channels": channels,
            **SKELETON,
            "unfinished": unfinished,
        }

    def lists(self, record: shape.NationalRecord) -> Plain:
        general = [steps for steps in record.TRINHTUTHUCHIEN if not steps.TRUONGHOP.strip()]
        named = [steps for steps in record.TRINHTUTHUCHIEN if steps.TRUONGHOP.strip()]
        return {
            "levels": [
                self.word(words.LEVELS, one.CAPTHUCHIEN, f"CAPTHUCHIEN[{number}]")
                for number, one in enumerate(record.CAPTHUCHIEN)
            ],
            "subjects": [
                self.word(words.SUBJECTS, one.TENDOITUONG, f"DOITUONGTHUCHIEN[{number}]")
                for number, one in enumerate(record.DOITUONGTHUCHIEN)
            ],
            "guide": [one.TENTRINHTU for steps in general for one in steps.TRINHTU],
            "guides": [
                {"name": steps.TRUONGHOP, "steps": [one.TENTRINHTU for one in steps.TRINHTU]}
                for steps in named
            ],
            "cases": self.cases(record.THANHPHANHOSO),
            "results": _named(
                (one.TENKETQUA, {"name": one.TENKETQUA, "code": one.MAKETQUA})
                for one in record.KETQUATHUCHIEN
            ),
            "legal_basis": _named(
                (f"vb_{one.SOVANBAN}", {"number": one.SOVANBAN, "name": one.TENVANBAN})
                for one in record.CANCUPHAPLY
            ),
            "agencies": {
                "performing": self.bodies(record.COQUANTHUCHIEN, "COQUANTHUCHIEN"),
                "competent": self.bodies(record.COQUANCOTHAMQUYEN, "COQUANCOTHAMQUYEN"),
                "delegated": self.bodies(record.COQUANDUOCUYQUYEN, "COQUANDUOCUYQUYEN"),
                "coordinating": self.bodies(record.COQUANPHOIHOP, "COQUANPHOIHOP"),
                "performing_note": record.MOTACOQUANTHUCHIEN,
                "competent_note": record.MOTACOQUANTHAMQUYEN,
            },
            "related": self.others(record.TTHCLIENQUAN, "TTHCLIENQUAN"),
            "linked": self.others(record.TTHCLIENTHONG, "TTHCLIENTHONG"),
        }

    def field(self, one: shape.FieldOfRecord) -> Plain:
        own = bool(ID.fullmatch(one.MALINHVUC))
        return {
            "code": one.MALINHVUC if own else _slug(one.TENLINHVUC, set()),
            "name": one.TENLINHVUC,
            "national_code": "" if own else one.MALINHVUC,
            "sector": one.MANGANH,
        }

    def channels(self, channels: list[shape.Channel]) -> list[Plain]:
        """One channel of each kind, with all its time limits."""
        limits: dict[str, list[tuple[str, shape.Limit]]] = {}
        for number, one in enumerate(channels):
            place = f"CACHTHUCTHUCHIEN[{number}]"
            kind = self.word(words.CHANNELS, one.KENH, f"{place}.KENH")
            if not one.THOIGIAN:
                self.wrong(f"{place}.THOIGIAN", _("Thiếu thời hạn giải quyết."))
            rows = limits.setdefault(kind, [])
            rows += [(f"{place}.THOIGIAN[{at}]", row) for at, row in enumerate(one.THOIGIAN)]
        return [self.channel(kind, rows) for kind, rows in limits.items() if rows]

    def channel(self, kind: str, rows: list[tuple[str, shape.Limit]]) -> Plain:
        (place, first), *others = rows
        tariff, note = self.charges(first.PHILEPHI, place)
        return {
            "channel": kind,
            "term": self.time(first, place),
            "fee": {"tariff": tariff, "note": note},
            "others": [self.limit(row, place) for place, row in others],
        }

    def limit(self, row: shape.Limit, place: str) -> Plain:
        tariff, note = self.charges(row.PHILEPHI, place)
        return {"term": self.time(row, place), "tariff": tariff, "fee_note": note}

    def time(self, row: shape.Limit, place: str) -> Plain:
        unit = self.word(words.UNITS, row.DONVITINH, f"{place}.DONVITINH")
        amount = self.number(row.THOIGIANGIAIQUYET, f"{place}.THOIGIANGIAIQUYET")
        if amount is None:
            self.wrong(f"{place}.THOIGIANGIAIQUYET", _("Thiếu thời hạn giải quyết."))
        elif unit == "working_days" and amount % 1:  # half a day: eight hours make one
            unit, amount = "working_hours", amount * 8
        whole = self.whole(amount, f"{place}.THOIGIANGIAIQUYET")
        return {"amount": whole or 0, "unit": unit, "note": row.MOTA}

    def charges(self, rows: list[shape.Charge], place: str) -> tuple[list[Plain], str]:
        """The tariff, and what stands between its lines as a note."""
        tariff, notes = [], []
        for number, row in enumerate(rows):
            here = f"{place}.PHILEPHI[{number}]"
            if not row.MAPHILEPHI and row.SOTIEN in (None, "") and not row.URL:
                notes.append(row.MOTA)
                continue
            kind = self.word(words.CHARGES, row.MAPHILEPHI, f"{here}.MAPHILEPHI")
            self.has_charges = True
            amount = self.number(row.SOTIEN, f"{here}.SOTIEN")
            tariff.append({
                "name": row.MOTA or ("Phí" if kind == "fee" else "Lệ phí"),
                "kind": kind,
                "amount": self.whole(amount, f"{here}.SOTIEN"),
                "unit": row.DONVI,
                "url": row.URL,
            })  # fmt: skip
        return tariff, "\n".join(note for note in notes if note)

    def cases(self, cases: list[shape.Papers]) -> list[Plain]:
        told = []
        for number, one in enumerate(cases):
            place = f"THANHPHANHOSO[{number}]"
            name = one.TRUONGHOP.strip() or words.GENERAL
            told.append((name, {"name": name, **self.papers(one.GIAYTO, place)}))
        return _named(told)

    def papers(self, rows: list[shape.Paper], place: str) -> Plain:
        papers: list[Plain] = []
        remarks: list[Plain] = []
        taken: set[str] = {row.MAGIAYTO for row in rows if ID.fullmatch(row.MAGIAYTO)}
        only_notes = all(_is_note(row) for row in rows)
        for number, row in enumerate(rows):
            if _is_note(row) and not only_notes:
                after = papers[-1]["id"] if papers else ""
                remarks.append({"text": row.TENGIAYTO, "after": after})
            else:
                papers.append(self.paper(row, taken, f"{place}.GIAYTO[{number}]"))
        return {"papers": papers, "remarks": remarks}

    def paper(self, row: shape.Paper, taken: set[str], place: str) -> Plain:
        own = bool(ID.fullmatch(row.MAGIAYTO))
        originals = self.number(row.SOBANCHINH, f"{place}.SOBANCHINH")
        copies = self.number(row.SOBANSAO, f"{place}.SOBANSAO")
        return {
            "id": row.MAGIAYTO if own else _slug(row.TENGIAYTO, taken),
            "name": row.TENGIAYTO,
            "code": "" if own else row.MAGIAYTO,
            "template": row.TENMAUDON,
            "template_url": row.URL,
            "originals": self.whole(originals, f"{place}.SOBANCHINH") or 0,
            "copies": self.whole(copies, f"{place}.SOBANSAO") or 0,
        }

    def bodies(self, bodies: list[shape.Body], place: str) -> list[Plain]:
        return [
            {
                "name": one.TENDONVI,
                "code": self.agency(one.MADONVI, f"{place}[{number}].MADONVI"),
                "level": self.word(words.LEVELS, one.CAPDONVI, f"{place}[{number}].CAPDONVI")
                if one.CAPDONVI
                else "",
            }
            for number, one in enumerate(bodies)
        ]

    def others(self, others: list[shape.Other], place: str) -> list[Plain]:
        return [
            {"code": self.code(one.MATTHC, f"{place}[{number}].MATTHC"), "name": one.TENTTHC}
            for number, one in enumerate(others)
        ]

    def code(self, text: str, place: str) -> str:
        """`1.004946.000.00.00.H01` -> `1.004946.H01`."""
        found = CODE.fullmatch(text.strip())
        if not found:
            self.wrong(place, _("Mã thủ tục viết như 1.001193 hoặc 1.004946.000.00.00.H01."))
            return ""
        return ".".join(part for part in found.groups() if part)

    def agency(self, text: str, place: str) -> str:
        try:
            return codes.normal(text) if text.strip() else ""
        except Invalid as refusal:
            self.wrong(place, refusal.message)
            return ""

    def word(self, table: Mapping[str, str], text: str, place: str) -> str:
        known = {name.casefold(): ours for name, ours in table.items()}
        found = known.get(" ".join(text.split()).casefold())
        if found is None:
            expected = "; ".join(table)
            self.wrong(place, _("Chỉ nhận một trong: %(expected)s.") % {"expected": expected})
        return found or ""

    def number(self, value: float | str | None, place: str) -> Decimal | None:
        text = "" if value is None else str(value).strip()
        if not text:
            return None
        try:
            found = Decimal(text)
        except InvalidOperation:
            found = Decimal("NaN")
        if not found.is_finite() or not 0 <= found <= 10**12:
            self.wrong(place, _("Số ngoài giới hạn cho phép."))
            return Decimal(0)
        return found

    def whole(self, value: Decimal | None, place: str) -> int | None:
        if value is not None and value % 1:
            self.wrong(place, _("Phải là số nguyên."))
        return None if value is None else int(value)

    def wrong(self, place: str, message: str) -> None:
        self.problems.append(Problem(place, message))


def _is_note(row: shape.Paper) -> bool:
    """A row of the list of papers that asks for no paper."""
    counted = (
        str(count or 0).strip() not in {"0", "0.0"} for count in (row.SOBANCHINH, row.SOBANSAO)
    )
    return not (row.MAGIAYTO or row.TENMAUDON or row.URL or any(counted))


def _named(rows: Iterable[tuple[str, Plain]]) -> list[Plain]:
    """Rows with an identifier each, made from their words."""
    taken: set[str] = set()
    return [{"id": _slug(name, taken), **row} for name, row in rows]


def _slug(text: str, taken: set[str]) -> str:
    """An identifier that says what it stands for, unique among those taken."""
    words_of = re.sub(r"[^a-z0-9]+", "_", fold(text[:400])).strip("_")
    stem = (words_of if words_of[:1].isalpha() else f"m_{words_of}")[:34].rstrip("_")
    found, number = stem, 2
    while found in taken:
        found, number = f"{stem}_{number}", number + 1
    taken.add(found)
    return found


def _without_empty(value: Any) -> Any:
    """Nothing said is nothing written; empty lists and numbers stay."""
    if isinstance(value, dict):
        return {k: _without_empty(v) for k, v in value.items() if v is not None and v != ""}
    if isinstance(value, list):
        return [_without_empty(one) for one in value if one != ""]
    return value
