"""Each kind of question: what it makes of what is typed, and how it says it back."""

from typing import Any

import pytest
from django import forms
from pydantic import TypeAdapter

from motcua.core.refusals import Invalid
from motcua.procedures.kinds import Question

pytestmark = pytest.mark.django_db
OPTIONS = [{"code": "a", "name": "Một"}, {"code": "b", "name": "Hai"}]
ADAPTER: TypeAdapter[Any] = TypeAdapter(Question)


def _question(kind: str, **more: Any) -> Any:
    if kind in {"choice", "choices"}:
        more["options"] = OPTIONS
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
    ],
)  # fmt: skip
def test_what_is_typed_becomes_normal_and_stays_so(
    kind: str, typed: Any, normal: Any, shown: str
) -> None:
    question = _question(kind)
    assert question.normal(typed) == normal
    assert question.problem(normal) == ""
    assert question.show(normal) == shown
    assert question.join(question.split(normal)) in (normal, typed, "no")


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
    assert len(kinds) >= 23
    for kind in kinds:
        for box in _question(kind).boxes(None).values():
            assert isinstance(box, forms.Field)
            assert box.widget.__class__.__module__ == "motcua.design.widgets"
