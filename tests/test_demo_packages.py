"""The packages of the demo: each passes the gate, and families make what their tables say."""

from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from demo.procedures_family import packages
from motcua.core.actors import SYSTEM
from motcua.core.search import fold
from motcua.procedures import actions, gate, package, queries
from motcua.procedures.families import packages_in

FAMILY = """
template:
  name: Mẫu ${form}
  copies: ${count}
  rules: [always, "${rules}"]
  steps:
    - {id: take, hours: 1, next: [{code: yes, to: sign}]}
    - {id: sign, hours: 2}
variants:
  one: {form: D, count: 2, rules: []}
  two:
    form: E
    count: 3
    rules: [a, b]
    set:
      steps.take.next.yes.to: check
      steps.+: {id: check, hours: 4}
"""


@pytest.fixture
def family(tmp_path: Path) -> Path:
    path = tmp_path / "families" / "forms.yaml"
    path.parent.mkdir()
    path.write_text(FAMILY)
    return path


def test_each_package_passes_the_gate_with_its_worked_examples(db: None) -> None:
    for name, source in packages().items():
        read = package.load(source)
        assert read.examples, name
        assert not gate.examine(read, gate.nowhere()), name


def test_no_two_packages_have_one_code() -> None:
    codes = Counter(package.load(source).code for source in packages().values())
    assert [code for code, times in codes.items() if times > 1] == []
    assert len(codes) >= 50


@pytest.mark.parametrize(
    ("typed", "code"),
    [("khai sinh", "1.001193"), ("bang lai", "1.002809"), ("the bao hiem", "1.002759")],
)
def test_what_people_ask_for_most_is_found_first(db: None, typed: str, code: str) -> None:
    for read in map(package.load, packages().values()):
        words = fold(" ".join([str(read.name), *read.keywords, *map(str, read.results)]))
        if all(word in words for word in typed.split()):
            version = actions.import_package(package.to_json(read), by=SYSTEM)
            actions.publish(version, by=SYSTEM)
    assert queries.search(typed).procedures[0].code == code


def test_a_variant_fills_in_the_words_of_its_template(family: Path) -> None:
    one: Any = packages_in(family)["one"]
    assert (one["name"], one["copies"], one["rules"]) == ("Mẫu D", 2, ["always"])


def test_a_variant_changes_a_place_without_touching_its_sisters(family: Path) -> None:
    made: Any = packages_in(family)
    assert made["two"]["rules"] == ["always", "a", "b"]
    assert [step["id"] for step in made["two"]["steps"]] == ["take", "sign", "check"]
    assert _to(made["two"]) == "check"
    assert _to(made["one"]) == "sign"


def test_two_packages_may_not_share_a_name(family: Path) -> None:
    (family.parent.parent / "one.yaml").write_text("format: 1")
    with pytest.raises(ValueError, match="one"):
        packages(family.parent.parent)


def _to(made: dict[str, Any]) -> Any:
    return made["steps"][0]["next"][0]["to"]
