"""Which case is mine: total by proof, one question a page, carried into the form."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from motcua.core.actors import SYSTEM
from motcua.core.refusals import Invalid
from motcua.procedures import actions, gate, package
from motcua.procedures.families import packages_in
from motcua.procedures.gate.proofs import finder as proof
from motcua.procedures.gate.subject import Subject
from motcua.procedures.models import Version
from motcua.procedures.package.finder import carried, case_found

SAMPLES = Path(__file__).parents[3] / "demo" / "procedures"
FINDER: dict[str, Any] = {
    "questions": [
        {
            "id": "sky",
            "text": {"vi": "Bạn thả ở đâu?", "en": "Where?"},
            "choices": [
                {"code": "park", "text": {"vi": "Công viên", "en": "Công viên"}},
                {"code": "sea", "text": {"vi": "Bãi biển", "en": "Bãi biển"}},
            ],
        },
        {
            "id": "kite",
            "text": {"vi": "Đã có diều chưa?", "en": "Đã có diều chưa?"},
            "when": 'sky == "park"',
            "fills": "has_kite",
            "choices": [
                {"code": "yes", "text": {"vi": "Rồi", "en": "Rồi"}},
                {"code": "no", "text": {"vi": "Chưa", "en": "Chưa"}},
            ],
        },
    ],
    "cases": [{"case": "chung", "when": 'kite == "yes" || kite == "no"'}],
    "elsewhere": [
        {
            "id": "sea",
            "when": 'sky == "sea"',
            "text": {"vi": "Hỏi cảng vụ.", "en": "Hỏi cảng vụ."},
            "code": "1.000001",
        }
    ],
}
Spoil = Callable[[str, Any], dict[str, Any]]
PAGE = "/thu-tuc/1.999001/truong-hop/"


@pytest.fixture
def with_finder(spoilt: Spoil, before_the_gate: None, db: None) -> Version:
    version = actions.import_package(spoilt("finder", FINDER), by=SYSTEM)
    return actions.publish(version, by=SYSTEM)


def _proved(spoilt: Spoil, **parts: Any) -> list[tuple[str, str]]:
    read = package.load(spoilt("finder", {**FINDER, **parts}))
    return [(one.code, one.place) for one in proof.findings(Subject(read, gate.nowhere()))]


def test_a_total_finder_is_proved(spoilt: Spoil) -> None:
    assert _proved(spoilt) == []


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ({"elsewhere": []}, [("finder-gap", "finder.cases")]),
        (
            {"cases": [{"case": "chung", "when": 'kite == "yes"'}]},
            [("finder-gap", "finder.cases")],
        ),
        (
            {"cases": [{"case": "chung", "when": 'sky == "park" || sky == "sea"'}]},
            [("finder-overlap", "finder.cases")],
        ),
        (
            {"cases": [*FINDER["cases"], {"case": "chung", "when": "false"}]},
            [("finder-unreachable", "finder.cases[1]")],
        ),
    ],
)
def test_a_gap_an_overlap_and_a_dead_end_are_found(
    spoilt: Spoil, parts: dict[str, Any], expected: list[tuple[str, str]]
) -> None:
    assert _proved(spoilt, **parts) == expected


def test_too_many_combinations_are_refused_not_sampled(spoilt: Spoil) -> None:
    asked = [
        {
            "id": f"q{number}",
            "text": "?",
            "choices": [{"code": f"c{code}", "text": "a"} for code in range(12)],
        }
        for number in range(4)
    ]
    cases = [{"case": "chung", "when": "true"}]
    assert _proved(spoilt, questions=asked, cases=cases, elsewhere=[]) == [
        ("finder-too-large", "finder.questions")
    ]


@pytest.mark.parametrize(
    ("part", "value", "code"),
    [
        ("cases", [{"case": "khac", "when": "true"}], "case-unknown"),
        ("cases", [{"case": "chung", "when": "wings > 1"}], "cel-unknown-name"),
        ("cases", [{"case": "chung", "when": 'sky == "moon"'}], "cel-unknown-choice"),
        ("questions", [{**FINDER["questions"][0], "fills": "full_name"}], "finder-fills"),
        ("questions", [{**FINDER["questions"][0], "fills": "shape"}], "finder-fills"),
        ("questions", [FINDER["questions"][0]] * 2, "id-twice"),
    ],
)
def test_what_a_finder_names_there_is(spoilt: Spoil, part: str, value: Any, code: str) -> None:
    with pytest.raises(Invalid) as refused:
        package.load(spoilt("finder", {**FINDER, part: value}))
    assert code in {one.code for one in refused.value.problems}


def test_a_package_with_a_gap_is_not_published(spoilt: Spoil, db: None) -> None:
    broken = actions.import_package(spoilt("finder", {**FINDER, "elsewhere": []}), by=SYSTEM)
    with pytest.raises(Invalid) as refused:
        actions.publish(broken, by=SYSTEM)
    assert "finder-gap" in {one.code for one in refused.value.problems}


@pytest.mark.parametrize("path", sorted(SAMPLES.rglob("*.yaml")), ids=lambda path: path.stem)
def test_every_sample_finder_is_total(path: Path) -> None:
    for source in packages_in(path).values():
        read = package.load(source)
        assert list(proof.findings(Subject(read, gate.nowhere()))) == []


def _said(client: Client, **answers: str) -> str:
    response = client.get(PAGE, answers)
    assert response.status_code == 200
    main = BeautifulSoup(response.content, "html.parser").main
    assert main is not None
    return " ".join(main.get_text(" ").split())


def test_one_question_a_page_until_the_case(client: Client, with_finder: Version) -> None:
    assert "Bạn thả ở đâu?" in _said(client)
    second = _said(client, sky="park")
    assert "Đã có diều chưa?" in second
    assert "Công viên" in second
    end = _said(client, sky="park", kite="yes")
    for words in ("Trường hợp của bạn: Chung", "Tờ khai", "20.000 đồng", "3 ngày làm việc"):
        assert words in end


def test_elsewhere_is_said_honestly(client: Client, with_finder: Version) -> None:
    end = _said(client, sky="sea")
    assert "Hỏi cảng vụ." in end
    assert "chưa có trên hệ thống này" in end


def test_a_question_left_open_is_asked_again(client: Client, with_finder: Version) -> None:
    assert "Chọn một câu trả lời." in _said(client, asked="sky")
    assert "Chọn một câu trả lời." not in _said(client, sky="park", asked="sky")


@pytest.mark.parametrize("answer", ["", "moon", "\x00", "x" * 5_000, "park,sea", "<script>"])
def test_any_answer_gets_a_page(client: Client, with_finder: Version, answer: str) -> None:
    assert "Bạn thả ở đâu?" in _said(client, sky=answer, kite="yes")


def test_a_procedure_without_a_finder_says_so(client: Client, version: Version) -> None:
    assert client.get(PAGE).status_code == 404


def test_what_was_answered_goes_into_the_form(spoilt: Spoil) -> None:
    read = package.load(spoilt("finder", FINDER))
    assert carried(read, {"sky": "park", "kite": "yes"}) == {"has_kite": True}
    assert carried(read, {"sky": "park"}) == {}
    assert carried(read, {"sky": "sea", "kite": "yes"}) == {}
    assert case_found(read, {"sky": "park", "kite": "no"}) == "chung"


def test_the_start_button_carries_the_answers(client: Client, with_finder: Version) -> None:
    page = client.get(PAGE, {"sky": "park", "kite": "yes"}).content.decode()
    assert "?sky=park&amp;kite=yes" in page
