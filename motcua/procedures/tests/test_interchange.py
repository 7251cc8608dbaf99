"""The national interface's shape: out and in again, nothing lost, nothing hostile taken in."""

import json
from collections.abc import Callable
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from hypothesis import given
from hypothesis import strategies as some

from motcua.core.actors import SYSTEM
from motcua.core.refusals import Invalid
from motcua.procedures import actions, interchange, package
from motcua.procedures.interchange.shape import NationalRecord
from motcua.procedures.interchange.words import LEVELS, SUBJECTS, UNITS
from motcua.procedures.interchange.writing import written
from motcua.procedures.models import Version

Spoil = Callable[[str, Any], dict[str, Any]]

texts = some.text("aăâbcdđeêghiklmnoôơpqrstuưvxyÁẤỆỘ 0123-()", min_size=1, max_size=30)
words = texts.map(lambda text: " ".join(text.split())).filter(
    lambda text: len(text) > 1 and text.casefold() not in {"phí", "lệ phí"}
)
maybe = some.one_of(some.just(""), words)
urls = some.sampled_from(["", "https://example.vn/a.docx"])
counts = some.integers(0, 20)
procedure_codes = some.from_regex(r"[1-3]\.[0-9]{6}(\.000\.00\.00\.H[0-9]{2})?", fullmatch=True)
agency_codes = some.sampled_from(["", "G01", "G09.20", "H26"])


def rows(**cells: Any) -> some.SearchStrategy[list[dict[str, Any]]]:
    return some.lists(some.fixed_dictionaries(cells), max_size=4)


def some_rows(**cells: Any) -> some.SearchStrategy[list[dict[str, Any]]]:
    return some.lists(some.fixed_dictionaries(cells), min_size=1, max_size=4)


charges = rows(
    MAPHILEPHI=some.sampled_from(["1", "2"]),
    SOTIEN=some.one_of(some.none(), some.integers(0, 10**9)),
    DONVI=maybe, MOTA=words, URL=urls,
)  # fmt: skip
limits = some_rows(
    THOIGIANGIAIQUYET=some.integers(1, 100),
    DONVITINH=some.sampled_from(list(UNITS)),
    MOTA=maybe, PHILEPHI=charges,
)  # fmt: skip
papers = some_rows(
    MAGIAYTO=some.from_regex(r"KQ\.G[0-9]{2}\.[0-9]{6}", fullmatch=True),
    TENGIAYTO=words, TENMAUDON=maybe, SOBANCHINH=counts, SOBANSAO=counts, URL=urls,
)  # fmt: skip
notes = rows(
    MAGIAYTO=some.just(""), TENGIAYTO=words, TENMAUDON=some.just(""),
    SOBANCHINH=some.just(0), SOBANSAO=some.just(0), URL=some.just(""),
)  # fmt: skip
listed = some.tuples(papers, notes).flatmap(lambda both: some.permutations(both[0] + both[1]))
bodies = {"MADONVI": agency_codes, "TENDONVI": words, "CAPDONVI": some.sampled_from(["", *LEVELS])}
others = rows(MATTHC=procedure_codes, TENTTHC=words)
steps = some_rows(TENTRINHTU=words)

records = some.fixed_dictionaries({
    "ID": maybe, "MATTHC": some.from_regex(r"[1-3]\.[0-9]{6}", fullmatch=True), "TENTTHC": words,
    "MACOQUANCONGBO": agency_codes, "LOAITTHC": maybe, "IDQUYETDINHCONGBO": maybe,
    "TRANGTHAI": maybe,
    "TUKHOA": some.lists(words, max_size=4).map(", ".join), "MOTA": maybe, "YEUCAU": maybe,
    "MOTADOITUONGTHUCHIEN": maybe, "MOTACOQUANTHUCHIEN": maybe, "MOTACOQUANTHAMQUYEN": maybe,
    "DIACHITIEPNHAN": some.lists(words, max_size=3).map("\n".join),
    "CAPTHUCHIEN": some.lists(some.sampled_from(list(LEVELS)), min_size=1, max_size=4, unique=True)
        .map(lambda found: [{"CAPTHUCHIEN": one} for one in found]),
    "LINHVUCTHUCHIEN": some_rows(MALINHVUC=some.just("G01-HT03"), TENLINHVUC=words, MANGANH=maybe),
    "DOITUONGTHUCHIEN": some.lists(some.sampled_from(list(SUBJECTS)), min_size=1, unique=True)
        .map(lambda found: [{"TENDOITUONG": one} for one in found]),
    "TRINHTUTHUCHIEN": some.tuples(
        some.fixed_dictionaries({"TRUONGHOP": some.just(""), "TRINHTU": steps}),
        rows(TRUONGHOP=words, TRINHTU=steps),
    ).map(lambda both: [both[0], *both[1]]),
    "CACHTHUCTHUCHIEN": some.lists(
        some.fixed_dictionaries({"KENH": some.sampled_from("123"), "THOIGIAN": limits}),
        min_size=1, max_size=3, unique_by=lambda one: one["KENH"],
    ),
    "THANHPHANHOSO": some_rows(TRUONGHOP=maybe, GIAYTO=listed),
    "KETQUATHUCHIEN": some_rows(
        MAKETQUA=some.sampled_from(["", "KQ.G09.000122"]), TENKETQUA=words
    ),
    "CANCUPHAPLY": some_rows(
        SOVANBAN=some.sampled_from(["60/2014/QH13", "04/2020/TT-BTP"]), TENVANBAN=words
    ),
    "COQUANTHUCHIEN": some_rows(**bodies), "COQUANCOTHAMQUYEN": some_rows(**bodies),
    "COQUANDUOCUYQUYEN": rows(**bodies), "COQUANPHOIHOP": rows(**bodies),
    "TTHCLIENQUAN": others, "TTHCLIENTHONG": others,
})  # fmt: skip


@given(records)
def test_a_national_record_comes_out_as_it_came_in(record: dict[str, Any]) -> None:
    assert written(interchange.from_national(record)) == record
    assert written(interchange.from_national(json.dumps(record))) == record


def test_a_package_keeps_its_record_part_through_the_national_shape(
    complete: dict[str, Any],
) -> None:
    record = written(package.load(complete))
    assert list(record) == list(NationalRecord.model_fields)
    assert written(interchange.from_national(record)) == record
    assert record["CACHTHUCTHUCHIEN"][1]["THOIGIAN"][1]["PHILEPHI"][0] == {
        "MAPHILEPHI": "1",
        "SOTIEN": 75000,
        "DONVI": "con diều",
        "MOTA": "Phí thẩm định\nMiễn cho học sinh",
        "URL": "https://example.vn/phi",
    }
    assert [row["TENGIAYTO"] for row in record["THANHPHANHOSO"][0]["GIAYTO"]] == [
        "Giấy tờ phải xuất trình", "Tờ khai", "0 bản chính khi nộp trực tuyến",
    ]  # fmt: skip
    assert record["TTHCLIENTHONG"][0]["MATTHC"] == "1.004946.000.00.00.H26"


@pytest.mark.parametrize(
    "path", sorted((Path(__file__).parents[3] / "demo/procedures").glob("*.yaml")), ids=str
)
def test_every_package_of_the_demo_goes_through_the_national_shape(path: Path) -> None:
    record = written(package.load(path.read_text()))
    assert written(interchange.from_national(record)) == record


def test_half_a_working_day_is_four_hours(complete: dict[str, Any]) -> None:
    record = written(package.load(complete))
    record["CACHTHUCTHUCHIEN"][0]["THOIGIAN"][0]["THOIGIANGIAIQUYET"] = "0.5"
    term = interchange.from_national(record).channels[0].term
    assert (term.amount, term.unit) == (4, "working_hours")


@pytest.mark.django_db
def test_what_the_record_does_not_hold_is_flagged_and_not_published(
    complete: dict[str, Any],
) -> None:
    draft = interchange.from_national(written(package.load(complete)))
    assert draft.unfinished == ["summary", "channels", "form", "reception", "process"]
    version = actions.import_package(package.to_json(draft), by=SYSTEM)
    with pytest.raises(Invalid) as refused:
        actions.publish(version, by=SYSTEM)
    assert [problem.place for problem in refused.value.problems] == draft.unfinished
    with pytest.raises(Invalid):
        actions.ask_approval(version, by=SYSTEM)


@pytest.mark.parametrize(
    ("place", "value", "said_at"),
    [
        ("MATTHC", "1.99", "MATTHC"),
        ("MATTHC", ["1.000001"], "MATTHC"),
        ("TENTTHC", None, "name"),
        ("SECRET", "x", "SECRET"),
        ("MACOQUANCONGBO", "; DROP TABLE", "MACOQUANCONGBO"),
        ("CAPTHUCHIEN", [{"CAPTHUCHIEN": "Cấp Huyện"}], "CAPTHUCHIEN[0]"),
        ("DOITUONGTHUCHIEN", [{"TENDOITUONG": "Người ngoài hành tinh"}], "DOITUONGTHUCHIEN[0]"),
        ("CACHTHUCTHUCHIEN", [{"KENH": "4", "THOIGIAN": []}], "CACHTHUCTHUCHIEN[0].KENH"),
        ("CACHTHUCTHUCHIEN", [{"KENH": "1", "THOIGIAN": []}], "CACHTHUCTHUCHIEN[0].THOIGIAN"),
        ("CACHTHUCTHUCHIEN",
         [{"KENH": "1", "THOIGIAN": [{"THOIGIANGIAIQUYET": "1e999999999", "DONVITINH": "Ngày"}]}],
         "CACHTHUCTHUCHIEN[0].THOIGIAN[0].THOIGIANGIAIQUYET"),
        ("CACHTHUCTHUCHIEN",
         [{"KENH": "1", "THOIGIAN": [{"THOIGIANGIAIQUYET": "NaN", "DONVITINH": "Ngày"}]}],
         "CACHTHUCTHUCHIEN[0].THOIGIAN[0].THOIGIANGIAIQUYET"),
        ("CACHTHUCTHUCHIEN",
         [{"KENH": "1", "THOIGIAN": [{"THOIGIANGIAIQUYET": -1, "DONVITINH": "Ngày"}]}],
         "CACHTHUCTHUCHIEN[0].THOIGIAN[0].THOIGIANGIAIQUYET"),
        ("CACHTHUCTHUCHIEN",
         [{"KENH": "1", "THOIGIAN": [{"THOIGIANGIAIQUYET": 1.5, "DONVITINH": "Tháng"}]}],
         "CACHTHUCTHUCHIEN[0].THOIGIAN[0].THOIGIANGIAIQUYET"),
        ("THANHPHANHOSO", [], "cases"),
        ("THANHPHANHOSO", [{"GIAYTO": [{"TENGIAYTO": "x", "URL": "javascript:alert(1)"}]}],
         "cases[0].papers[0].template_url"),
        ("CANCUPHAPLY", [], "legal_basis"),
        ("KETQUATHUCHIEN", [{"TENKETQUA": "a\x00b"}], "results[0].name"),
        ("COQUANTHUCHIEN", {"MADONVI": "G01"}, "COQUANTHUCHIEN"),
        ("YEUCAU", "x" * 20_001, "YEUCAU"),
    ],
)  # fmt: skip
def test_what_cannot_be_taken_in_is_told_by_its_place(
    complete: dict[str, Any], place: str, value: Any, said_at: str
) -> None:
    record = {**written(package.load(complete)), place: value}
    with pytest.raises(Invalid) as refused:
        interchange.from_national(record)
    assert said_at in [problem.place for problem in refused.value.problems]


@pytest.mark.parametrize(
    "text",
    [
        "", "[]", "null", "a: &a [*a]", "{" * 5000, '{"MATTHC": NaN}', '{"ID": "1", "ID": "2"}',
        '{"a":' * 3000 + "1" + "}" * 3000, '{"SOTIEN": ' + "9" * 10_000 + "}", "{}",
        '{"MATTHC": "1.000001", "TENTTHC": "\\ud800"}', '{"x": "' + "y" * 1_000_001 + '"}',
        '{"CAPTHUCHIEN": [' + ",".join(["{}"] * 60_000) + "]}",
    ],
    ids=lambda text: text[:12],
)  # fmt: skip
def test_a_hostile_text_is_refused_at_once(text: str) -> None:
    with pytest.raises(Invalid):
        interchange.from_national(text)


@given(some.recursive(
    some.none() | some.booleans() | some.floats() | some.integers() | some.text(max_size=5),
    lambda inner: some.lists(inner, max_size=3)
    | some.dictionaries(some.sampled_from(list(NationalRecord.model_fields)), inner, max_size=5),
    max_leaves=12,
))  # fmt: skip
def test_whatever_is_sent_is_taken_in_or_refused(value: Any) -> None:
    data = value if isinstance(value, dict) else {"MATTHC": value}
    with pytest.raises(Invalid):
        interchange.from_national(data)


# The doors


@pytest.mark.django_db
def test_the_api_answers_in_the_national_shape(client: Client, version: Version) -> None:
    record = client.get("/api/v1/procedures/1.999001/national").json()
    assert list(record) == list(NationalRecord.model_fields)
    assert (record["MATTHC"], record["TRANGTHAI"]) == ("1.999001", "Đang công khai")
    assert client.get("/api/v1/procedures/1.000000/national").status_code == 404


@pytest.mark.django_db
def test_the_command_exports_and_imports_the_national_shape(
    version: Version, tmp_path: Path
) -> None:
    out = StringIO()
    call_command("procedures", "export", "1.999001", "--national", stdout=out)
    file = tmp_path / "record.json"
    file.write_text(out.getvalue().replace("1.999001", "1.999002"))
    call_command("procedures", "import", "--national", str(file), stdout=out)
    assert Version.objects.get(procedure__code="1.999002").package.unfinished
    listed = StringIO()
    call_command("procedures", "export", "--national", stdout=listed)
    assert [one["MATTHC"] for one in json.loads(listed.getvalue())] == ["1.999001"]
