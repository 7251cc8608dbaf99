"""Loading a package: what is refused, and where it is said to be."""

import json
import time
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as some

from motcua.core.refusals import Invalid
from motcua.procedures import package
from motcua.procedures.package import reading

Spoil = Callable[[str, Any], dict[str, Any]]


def _places(source: str | dict[str, Any]) -> dict[str, str]:
    with pytest.raises(Invalid) as refused:
        package.load(source)
    return {problem.place: problem.message for problem in refused.value.problems}


def test_a_package_written_out_and_read_again_is_the_same(text: str) -> None:
    read = package.load(text)
    assert package.load(package.to_yaml(read)) == read
    assert package.load(json.dumps(package.to_json(read))) == read
    assert package.load(package.to_json(read)) == read


def test_the_fingerprint_does_not_depend_on_layout_or_defaults(text: str, spoilt: Spoil) -> None:
    fingerprint = package.sha256(package.load(text))
    assert package.sha256(package.load("# a comment\n" + text)) == fingerprint
    assert package.sha256(package.load(spoilt("online", "full"))) == fingerprint
    assert package.sha256(package.load(spoilt("code", "1.999002"))) != fingerprint


def test_the_published_schema_is_the_one_in_use() -> None:
    from pathlib import Path

    kept = Path(__file__).parents[3] / "docs" / "reference" / "package.schema.json"
    assert kept.read_text() == package.json_schema_text(), (
        "run: motcua procedures schema > docs/reference/package.schema.json"
    )


@pytest.mark.parametrize(
    ("place", "value", "said_at"),
    [
        ("code", "1.99", "code"),
        ("code", 1.999001, "code"),
        ("form.pages", [], "form.pages"),
        ("form.pages.0.questions.0.kind", "telepathy", "form.pages[0].questions[0]"),
        ("form.pages.0.questions.0.label", ..., "form.pages[0].questions[0].label"),
        ("form.pages.0.questions.0.colour", "red", "form.pages[0].questions[0].colour"),
        ("form.pages.0.questions.0.required", "yes", "form.pages[0].questions[0].required"),
        ("form.pages.0.questions.0.prefill", "citizen.soul", "form.pages[0].questions[0].prefill"),
        ("form.pages.0.questions.1.id", "full_name", "form.pages[0].questions[1].id"),
        ("form.pages.0.questions.1.id", "size", "form.pages[0].questions[1].id"),
        ("form.pages.3.questions.0.questions.0.id", "full_name",
         "form.pages[3].questions[0].questions[0].id"),
        ("form.pages.3.questions.0.at_least", 9, "form.pages[3].questions[0].at_least"),
        ("form.pages.3.questions.0.questions.0", {"id": "f", "kind": "file", "label": "?"},
         "form.pages[3].questions[0].questions"),
        ("form.pages.1.id", "person", "form.pages"),
        ("form.pages.1.questions.1.least", 9, "form.pages[1].questions[1].least"),
        ("form.pages.1.questions.0.options.1.code", "bird",
         "form.pages[1].questions[0].options[1].code"),
        ("channels.0.term.amount", -1, "channels[0].term.amount"),
        ("channels.0.term", {"amount": 0, "unit": "months"}, "channels[0].term"),
        ("channels.0.term", {"amount": 20000, "unit": "months"}, "channels[0].term"),
        ("channels.0.fee.amount", 2**70, "channels[0].fee.amount"),
        ("channels.1.channel", "online", "channels"),
        ("cases.0.papers.0.question", "full_name", "cases[0].papers[0].question"),
        ("cases.0.papers.0.basis", ["nothing"], "cases[0].papers[0].basis"),
        ("reception.question", "full_name", "reception.question"),
        ("reception", {"by": "agency"}, "reception.agency"),
        ("form.pages.0.questions.3.required", False, "reception.question"),
        ("form.pages.0.questions.3.when", 'full_name == "An"', "reception.question"),
        ("online", "partial", "online_reason"),
        ("name", "\ud800", ""),
        ("name", "a\x00b", "name"),
        ("process.steps.0.kind", "sign", "process.steps[0]"),
        ("process.steps.1.id", "approved", "process.steps[1].id"),
        ("process.steps.0.outcomes.0.next", "nowhere", "process.steps[0].outcomes[0].next"),
        ("process.steps.0.outcomes.0.next", "receive", "process.steps[1]"),
        ("process.steps.1.outcomes.0.next", "receive", "process.steps"),
        ("process.steps.0.outcomes.1.needs_reason", False,
         "process.steps[0].outcomes[1].needs_reason"),
        ("process.steps.0.outcomes.1.code", "accept", "process.steps[0].outcomes"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_refused_with_its_place(
    spoilt: Spoil, place: str, value: Any, said_at: str
) -> None:
    assert any(found == said_at or found.startswith(f"{said_at}.")
               for found in _places_or_whole(spoilt(place, value), said_at))  # fmt: skip


def _places_or_whole(source: dict[str, Any], said_at: str) -> set[str]:
    with pytest.raises(Invalid) as refused:
        package.load(source)
    return {problem.place for problem in refused.value.problems} or {""}


def test_a_finding_names_its_line(text: str) -> None:
    line = text.splitlines().index("      when: has_kite") + 1
    said = _places(text.replace("      when: has_kite", "      when: has_kitten"))
    assert said["form.pages[1].when"].startswith(f"Dòng {line}: ")


def test_a_step_from_which_nothing_ends_is_refused(spoilt: Spoil) -> None:
    loop = [{"code": "again", "name": "Lại", "next": "sign"}]
    said = _places(spoilt("process.steps.1.outcomes", loop))
    assert "process.steps[1]" in said


@pytest.mark.parametrize(
    ("hostile", "said"),
    [
        ("a: &x [1]\nb: *x\n", "neo"),
        ("a: &x 1\n", "neo"),
        ("a: !!python/object/apply:os.system [id]\n", "thẻ kiểu"),
        ("a: !include /etc/passwd\n", "thẻ kiểu"),
        ("a: !!str 1\n", "thẻ kiểu"),
        ("a: 1\nb: 2\na: 3\n", "hai lần"),
        ('{"a": 1, "a": 2}', "hai lần"),
        ("? [1, 2]\n: 3\n", "Tên mục"),
        ("a: 1\n---\nb: 2\n", "một gói"),
        ("a: [1\n", "cú pháp"),
        ("a: 'b\n", "cú pháp"),
        ('{"a": ', "cú pháp"),
        ("a: \x00\n", "ký tự"),
        ("[" * 100 + "]" * 100, "tầng"),
        ("a: " + "[" * 20_000, "tầng"),
        ('{"a":' * 2_000 + "1" + "}" * 2_000, "sâu"),
        ("{" + ",".join(f'"k{n}": [[[[[[[[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]]]]]]]' for n in
                        range(3)) + "}", "tầng"),
        ("x" * 1_000_001, "1 MB"),
        ("- 1\n" * 60_000, "nhiều giá trị"),
        ('{"a": NaN}', "đọc"),
        ('{"a": 1' + "0" * 5_000 + "}", "đọc"),
    ],
)  # fmt: skip
def test_a_hostile_text_is_refused_at_once(hostile: str, said: str) -> None:
    began = time.monotonic()
    with pytest.raises(Invalid, match=said):
        package.load(hostile)
    assert time.monotonic() - began < 1


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    name=some.text(min_size=1, max_size=40),
    answer=some.none()
    | some.booleans()
    | some.integers(-(10**15), 10**15)
    | some.floats(-1e15, 1e15, allow_nan=False)
    | some.text(max_size=20)
    | some.sampled_from(["1.0e5", "1e5", "-0", "0x1F", "1_000", "~", "yes", "12:30:45", "=", "<<"]),
)
def test_any_text_and_answer_survives_being_written_out(
    spoilt: Spoil, name: str, answer: Any
) -> None:
    changed = spoilt("examples.0.answers.full_name", answer)
    changed["name"] = name
    try:
        read = package.load(changed)
    except Invalid:
        assume(False)
    assert package.load(package.to_yaml(read)) == read
    assert package.sha256(package.load(package.to_yaml(read))) == package.sha256(read)


def _large(questions: int) -> list[dict[str, Any]]:
    """Pages of questions, each shown by the one before it."""
    asked = [
        {"id": f"q{n}", "kind": "yes_no", "label": "?", "when": f"q{n - 1} || has_kite"}
        for n in range(1, questions)
    ]
    pages = [asked[at : at + 30] for at in range(0, len(asked), 30)]
    return [{"id": f"p{n}", "title": "?", "questions": one} for n, one in enumerate(pages)]


@pytest.mark.parametrize(("questions", "fits"), [(550, True), (1_100, False)])
def test_the_largest_form_is_read_soon_and_a_larger_one_refused(
    spoilt: Spoil, questions: int, fits: bool
) -> None:
    large = spoilt("cases.0.papers.0.question", None)
    first = large["form"]["pages"][0]
    first["questions"].append({"id": "q0", "kind": "yes_no", "label": "?"})
    large["form"]["pages"] = [first, *_large(questions)]
    began = time.monotonic()
    if fits:
        assert package.load(large)
    else:
        assert "form.pages" in _places(large)
    assert time.monotonic() - began < 2


def test_a_billion_laughs_are_not_laughed() -> None:
    bomb = "a: &a [lol, lol]\n" + "".join(
        f"{chr(98 + n)}: &{chr(98 + n)} [*{chr(97 + n)}, *{chr(97 + n)}]\n" for n in range(20)
    )
    with pytest.raises(Invalid):
        package.load(bomb)


@pytest.mark.parametrize("nothing", ["", "   ", "null", "[]", "1", "a", "{}", "---\n"])
def test_what_is_no_package_is_refused(nothing: str) -> None:
    with pytest.raises(Invalid):
        package.load(nothing)


def test_yaml_reads_as_it_looks() -> None:
    source = reading.read(
        "no: no\ncode: 00004\ntime: 15:00\nday: 2015-11-15\nyes: true\nn: -7\nf: 1.5"
    )
    assert source.data == {
        "no": "no", "code": "00004", "time": "15:00", "day": "2015-11-15", "yes": True, "n": -7,
        "f": 1.5,
    }  # fmt: skip


def test_reception_in_a_commune_of_the_past_is_refused(spoilt: Spoil) -> None:
    """A commune of 1990 may no longer exist: no dossier could be taken in there."""
    dated = {"id": "residence", "kind": "commune", "label": "Nơi sinh", "as_of": "born_on"}
    asked = spoilt("form.pages.0.questions.3", dated)
    asked["examples"] = []
    assert "ngày nay" in _places(asked)["reception.question"]
    del dated["as_of"]
    package.load(asked)
