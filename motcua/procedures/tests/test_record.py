"""The national record: all its parts are kept, checked and shown; none must be there."""

from collections.abc import Callable
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from motcua.core.actors import SYSTEM
from motcua.core.refusals import Invalid
from motcua.procedures import actions, package
from motcua.procedures.package.record import Paper, Remark

Spoil = Callable[[str, Any], dict[str, Any]]


def _places(data: dict[str, Any]) -> list[str]:
    with pytest.raises(Invalid) as refused:
        package.load(data)
    return [problem.place for problem in refused.value.problems]


def test_a_complete_record_is_written_out_and_read_again_as_it_was(complete: Any) -> None:
    read = package.load(complete)
    assert package.load(package.to_yaml(read)) == read


def test_a_record_without_the_optional_parts_keeps_its_fingerprint(text: str) -> None:
    assert (
        not {"kind", "guides", "related", "unfinished"} & package.to_json(package.load(text)).keys()
    )


def test_remarks_stand_between_the_papers_where_the_record_has_them(complete: Any) -> None:
    rows = package.load(complete).cases[0].rows()
    assert [type(row) for row in rows] == [Remark, Paper, Remark]


@pytest.mark.parametrize(
    ("place", "value", "said_at"),
    [
        ("cases.0.remarks.1.after", "nothing", "cases[0].remarks[1].after"),
        ("channels.1.others.0.case", "nothing", "channels[1].others[0].case"),
        ("channels.1.others.0.term.amount", 0, None),
        ("channels.1.others.0.term", {"amount": 0, "unit": "months"}, "channels[1].others[0].term"),
        ("channels.1.others.0.tariff.0.basis", ["x"], "channels[1].others[0].tariff[0].basis"),
        ("channels.0.fee.tariff.0.basis", ["x"], "channels[0].fee.tariff[0].basis"),
        ("channels.1.others.0.tariff.0.url", "javascript:alert(1)",
         "channels[1].others[0].tariff[0].url"),
        ("legal_basis.0.url", "http://x\"onload=1", "legal_basis[0].url"),
        ("related.0.code", "abc", "related[0].code"),
        ("results.0.code", "<b>", "results[0].code"),
        ("code", "1.999001.H26", "publisher"),
    ],
)  # fmt: skip
def test_a_wrong_part_of_the_record_is_told_by_its_place(
    complete: dict[str, Any], place: str, value: Any, said_at: str | None
) -> None:
    *path, last = [int(part) if part.isdecimal() else part for part in place.split(".")]
    node: Any = complete
    for part in path:
        node = node[part]
    node[last] = value
    if said_at is None:
        assert package.load(complete)
    else:
        assert said_at in _places(complete)


@pytest.mark.usefixtures("before_the_gate")
@pytest.mark.django_db
@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_page_shows_the_whole_record(client: Client, complete: Any, language: str) -> None:
    actions.publish(actions.import_package(complete, by=SYSTEM), by=SYSTEM)
    client.cookies["django_language"] = language
    page = BeautifulSoup(client.get("/thu-tuc/1.999001/").content, "html.parser")
    said = " ".join(page.get_text(" ").split())
    for words in (
        "TTHC được luật giao quy định chi tiết", "Người từ đủ 16 tuổi", "Đo diều",
        "Số 1 phố Đinh Tiên Hoàng", "1.001193", "1.004946.H26", "Giấy tờ phải xuất trình",
        "0 bản chính khi nộp trực tuyến", "Mẫu số 01", "KQ.G09.000122", "Diều trên 3 m",
        "con diều", "Miễn cho học sinh", "Trung tâm Văn hóa", "Nơi thả diều", "Quốc hội", "Điều 5",
    ):  # fmt: skip
        assert words in said, words
    assert "75.000 đồng" in said or "VND 75,000" in said or "75,000" in said
    links = {link["href"] for link in page.find_all("a", href=True)}
    assert {"https://example.vn/mau-01.docx", "https://example.vn/phi"} <= links


@pytest.mark.usefixtures("before_the_gate")
@pytest.mark.django_db
def test_a_related_procedure_is_linked_only_when_it_has_a_page(
    client: Client, complete: dict[str, Any], birth: Any
) -> None:
    actions.publish(actions.import_package(complete, by=SYSTEM), by=SYSTEM)
    page = client.get("/thu-tuc/1.999001/").content.decode()
    assert 'href="/thu-tuc/1.001193/"' in page
    assert 'href="/thu-tuc/1.004946.H26/"' not in page
