"""Each kind of question: what it makes of what is typed, and how it says it back."""

from datetime import datetime
from typing import Any

import pytest
from django import forms
from django.utils import translation
from pydantic import TypeAdapter

from motcua.core import clock
from motcua.core.refusals import Invalid
from motcua.procedures.kinds import Question

pytestmark = pytest.mark.django_db
OPTIONS = [{"code": "a", "name": "Một"}, {"code": "b", "name": "Hai"}]
ADAPTER: TypeAdapter[Any] = TypeAdapter(Question)


def _question(kind: str, **more: Any) -> Any:
    if kind in {"choice", "choices"}:
        more["options"] = OPTIONS
    if kind == "computed":
        more |= {"of": "number", "value": "1 + 1"}
    return ADAPTER.validate_python({"id": "q", "kind": kind, "label": "Câu hỏi", **more})


@pytest.mark.parametrize(
    ("kind", "typed", "normal", "shown"),
    [
        ("text", "  a \n b ", "a b", "a b"),
        ("long_text", " a \r\n b ", "a\n b", "a\n b"),
        ("name", "Nguye\u0302\u0303n  An", "Nguyễn An", "Nguyễn An"),
        ("name", "D’Arcy-O'Neil Jr.", "D’Arcy-O'Neil Jr.", "D’Arcy-O'Neil Jr."),
        ("email", " an@vidu.vn", "an@vidu.vn", "an@vidu.vn"),
        ("date", "1990-2-1", "1990-02-01", "01/02/1990"),
        ("partial_date", "1990--", "1990", "1990"),
        ("partial_date", "1990-3-", "1990-03", "03/1990"),
        ("partial_date", "1990-03-08", "1990-03-08", "08/03/1990"),
        ("choice", "a", "a", "Một"),
        ("choices", ["b", "a", "b"], ["a", "b"], "Một; Hai"),
        ("yes_no", "no", False, "Không"),
        ("citizen_number", "001 090 000 123", "001090000123", "001090000123"),
        ("tax_code", "0100109106", "0100109106", "0100109106"),
        ("tax_code", "0100109106-001", "0100109106-001", "0100109106-001"),
        ("insurance_card", "gd 4 01 0123456789", "GD4010123456789", "GD4010123456789"),
        ("phone", "0912.345.678", "0912345678", "0912345678"),
        ("province", "01", "01", "Thành phố Hà Nội"),
        ("commune", "00004", "00004", "Phường Ba Đình, Thành phố Hà Nội"),
        ("number", "1.234", 1234, "1.234"),
        ("number", "1234", 1234, "1.234"),
        ("money", "1.500.000", 1500000, "1.500.000 đồng"),
        ("plate", "30k-123.45", "30K12345", "30K12345"),
        ("plate", "59X1-123.45", "59X112345", "59X112345"),
        ("driving_licence_number", "010185001234", "010185001234", "010185001234"),
        ("country", "VN", "VN", "Việt Nam"),
        ("ethnic_group", "02", "02", "Tày"),
        ("file", ["0193c0de-0000-7000-8000-000000000001"],
         ["0193c0de-0000-7000-8000-000000000001"], "1 tệp"),
        ("organisation", " Công ty  TNHH 1-9", "Công ty TNHH 1-9", "Công ty TNHH 1-9"),
        ("occupation", "Thợ may", "Thợ may", "Thợ may"),
        ("url", "vidu.vn/a?b=1", "https://vidu.vn/a?b=1", "https://vidu.vn/a?b=1"),
        ("percent", "12,5", 12.5, "12,5 %"),
        ("percent", "100", 100.0, "100 %"),
        ("area", "1.085,25", 1085.25, "1.085,25 m²"),
        ("passport_number", "c 123 4567", "C1234567", "C1234567"),
        ("old_id_number", "012 345 678", "012345678", "012345678"),
        ("chassis_number", "rlhpc-4321 ka012345", "RLHPC4321KA012345", "RLHPC4321KA012345"),
        ("engine_number", "jf86e-5123456", "JF86E5123456", "JF86E5123456"),
        ("year", "1990", 1990, "1990"),
        ("time", "7 giờ 05", "07:05", "07:05"),
        ("time", "7h", "07:00", "07:00"),
        ("time", "23:59", "23:59", "23:59"),
        ("date_time", "2026-4-2T7h30", "2026-04-02T07:30", "07:30 02/04/2026"),
        ("relation", "wife", "wife", "Vợ"),
        ("business", {"tax_code": "0100109106", "name": "Công ty A"},
         {"tax_code": "0100109106", "name": "Công ty A"},
         "Mã số thuế: 0100109106; Tên doanh nghiệp, tổ chức: Công ty A"),
        ("bank_account", {"bank": "970436", "number": "0011 0022", "holder": "Lê Ân"},
         {"bank": "970436", "number": "00110022", "holder": "LÊ ÂN"},
         "00110022, Vietcombank, LÊ ÂN"),
        ("bank_account", {"bank": "other", "bank_name": "Quỹ X", "number": "1234", "holder": "An"},
         {"bank": "other", "bank_name": "Quỹ X", "number": "1234", "holder": "AN"},
         "1234, Quỹ X, AN"),
        ("land_parcel",
         {"province": "01", "commune": "00004", "sheet": "12", "parcel": "345", "area": "85,5"},
         {"province": "01", "commune": "00004", "sheet": "12", "parcel": "345", "area": 85.5},
         "Tờ bản đồ số: 12; Thửa đất số: 345; Diện tích: 85,5 m²;"
         " Phường Ba Đình, Thành phố Hà Nội"),
    ],
)  # fmt: skip
def test_what_is_typed_becomes_normal_and_stays_so(
    kind: str, typed: Any, normal: Any, shown: str
) -> None:
    question = _question(kind)
    assert question.normal(typed) == normal
    assert question.problem(normal) == ""
    assert question.show(normal) == shown
    again = question.join(question.split(normal))
    assert again in (normal, "no")
    assert question.normal(again) == normal


@pytest.mark.parametrize(
    ("kind", "typed"),
    [
        ("text", "x" * 201),
        ("text", "a\x00"),
        ("name", "123"),
        ("name", "<script>"),
        ("email", "an@"),
        ("date", "2026-02-29"),
        ("date", "--"),
        ("date", "1990-02-"),
        ("date", "90-2-1"),
        ("partial_date", "-3-"),
        ("partial_date", "1990-13"),
        ("partial_date", "1990--08"),
        ("partial_date", "1990-1-1-1"),
        ("choice", "c"),
        ("choices", ["a", "c"]),
        ("yes_no", "maybe"),
        ("citizen_number", "001990000123"),
        ("tax_code", "0100109107"),
        ("insurance_card", "GD4010"),
        ("phone", "12345"),
        ("province", "99"),
        ("commune", "99999"),
        ("commune", {"province": "01"}),
        ("number", "1,5"),
        ("number", "-1"),
        ("number", "1e5"),
        ("number", "NaN"),
        ("number", "٣"),
        ("number", "9" * 400),
        ("money", "-5"),
        ("plate", "ABC"),
        ("driving_licence_number", "12"),
        ("country", "XX"),
        ("ethnic_group", "99"),
        ("file", ["../../etc/passwd"]),
        ("organisation", "12345"),
        ("organisation", "<img src=x>"),
        ("occupation", "..."),
        ("url", "javascript:alert(1)"),
        ("url", "https://vietcombank.com.vn@xau.vn/"),
        ("url", "ftp://vidu.vn"),
        ("url", "https://vidu.vn/ \u202egnp.exe"),
        ("percent", "101"),
        ("percent", "12,345"),
        ("percent", "%"),
        ("area", "0x10"),
        ("area", "-1"),
        ("passport_number", "ABCDEFGH"),
        ("passport_number", "C12345678901234"),
        ("old_id_number", "000000000"),
        ("old_id_number", "٠١٢٣٤٥٦٧٨"),
        ("old_id_number", "0123456789"),
        ("chassis_number", "RLHPC432IKA012345"),
        ("chassis_number", "KHONGCOSO"),
        ("engine_number", "J'; --1"),
        ("year", "90"),
        ("year", "0000"),
        ("year", "19 90"),
        ("year", True),
        ("time", "24:00"),
        ("time", "7:60"),
        ("time", "bảy giờ"),
        ("date_time", "2026-02-30T07:30"),
        ("date_time", "T07:30"),
        ("date_time", "2026-02-03T"),
        ("date_time", "2026-02-03"),
        ("relation", "boss"),
        ("business", {"tax_code": "0100109106"}),
        ("business", {"tax_code": "0100109107", "name": "Công ty A"}),
        ("business", {"tax_code": "0100109106", "name": "A", "is_admin": "1"}),
        ("business", "0100109106"),
        ("bank_account", {"bank": "123456", "number": "1234", "holder": "An"}),
        ("bank_account", {"bank": "other", "number": "1234", "holder": "An"}),
        ("bank_account", {"bank": "970436", "bank_name": "X", "number": "1234", "holder": "An"}),
        ("bank_account", {"bank": "970436", "number": ["1234"], "holder": "An"}),
        (
            "land_parcel",
            {"province": "79", "commune": "00004", "sheet": "1", "parcel": "2", "area": "3"},
        ),
        ("land_parcel", {"commune": "00004", "sheet": "1", "parcel": "2", "area": "3"}),
        ("land_parcel", {"province": "01", "commune": "00004", "sheet": "1", "parcel": "2"}),
        ("signature", "An"),
        ("signature", {"name": "Nguyễn An", "at": "2999-01-01T00:00:00+07:00"}),
        ("signature", {"name": "Nguyễn An", "at": "hôm qua"}),
        ("signature", {"name": "Nguyễn An", "at": 5}),
    ],
)
def test_what_cannot_be_meant_is_refused_in_a_sentence(kind: str, typed: Any) -> None:
    with pytest.raises(Invalid) as refused:
        _question(kind).normal(typed)
    assert len(refused.value.message) > 10


def test_decimals_are_typed_in_either_writing() -> None:
    length = _question("number", decimals=2, unit="m")
    assert length.normal("1.234,5") == 1234.5
    assert length.normal("1234.5") == 1234.5
    assert length.show(1234.5) == "1.234,50 m"
    with pytest.raises(Invalid):
        length.normal("1,234")


def test_every_kind_is_drawn_by_one_of_our_widgets() -> None:
    kinds = ADAPTER.json_schema()["discriminator"]["mapping"]
    assert len(kinds) >= 40
    for kind in kinds:
        for box in _question(kind).boxes(None).values():
            assert isinstance(box, forms.Field)
            assert box.widget.__class__.__module__ == "motcua.design.widgets"


def test_a_signature_keeps_the_moment_of_signing_and_takes_none_from_outside() -> None:
    asked = _question("signature")
    with clock.moved_to(datetime(2026, 5, 4, 9, 30, tzinfo=clock.VIETNAM)):
        signed = asked.taken({"name": "Nguyễn An", "at": "2020-01-01T00:00:00+07:00"}, None)
    assert signed == {"name": "Nguyễn An", "at": "2026-05-04T09:30:00+07:00"}
    assert asked.show(signed) == "Nguyễn An, ký lúc 09:30 04/05/2026"
    assert asked.problem(signed) == ""
    assert asked.taken("Nguyễn An", signed) == signed
    assert asked.taken("Nguyễn Anh", signed)["at"] != signed["at"]


def test_a_commune_as_of_a_day_is_one_of_that_day() -> None:
    asked = _question("commune", as_of="born_on")
    old = asked.seen_with({"born_on": "1990-02-01"})
    assert old.problem("00001") == ""
    assert old.show("00001") == "Phường Phúc Xá, Quận Ba Đình, Thành phố Hà Nội"
    assert old.split("00001") == {"province": "01", "commune": "00001"}
    assert dict(old.boxes("00001")["commune"].widget.choices)["00001"].endswith("Quận Ba Đình")
    new = asked.seen_with({"born_on": "2025-07-01"})
    assert new.problem("00001")
    assert new.problem("00004") == ""
    assert "ngày" in asked.seen_with({}).problem("00004")


@pytest.mark.parametrize("answer", ["1990", "1990-02", "1990-02-01T10:00", 1990])
def test_a_day_known_in_part_dates_a_commune_all_the_same(answer: Any) -> None:
    dated = _question("commune", as_of="born_on").seen_with({"born_on": answer})
    assert dated.problem("00001") == ""


def test_the_package_may_say_missing_and_wrong_in_its_own_words() -> None:
    errors = {"missing": {"vi": "Cần họ tên", "en": "We need a name"}, "wrong": "Sai"}
    asked = _question("name", errors=errors)
    assert asked.lacking() == "Cần họ tên"
    with translation.override("en"):
        assert asked.lacking() == "We need a name"
    assert asked.wrong("123") == "Sai"
    assert asked.wrong("Nguyễn An") == ""
    assert _question("name").lacking() == "Nhập câu hỏi"


def test_every_kind_speaks_english_too() -> None:
    with translation.override("en"):
        assert "full name" in _question("signature").missing()
        assert _question("business").parts()["tax_code"].label == "Tax code"
    assert _question("business").parts()["tax_code"].label == "Mã số thuế"
