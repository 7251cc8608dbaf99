"""The rules: each has one code, one page says them all, and no code is used that they lack."""

import re
from pathlib import Path

import pytest

from motcua.procedures.gate.codes import FINDER, LOADING, PROCESS, PROVING, RULES
from motcua.procedures.gate.page import reference

HERE = Path(__file__).parents[2]
CODE = re.compile(r"[a-z]+(-[a-z]+)+")
USED = re.compile(
    r"""(?:Problem|found|ConditionError|Unjoined|_refused|_wrong)\((?:[^()]|\([^()]*\))*?"""
    r""""([a-z]+(?:-[a-z]+)+)"[,)\s]""",
)


def test_no_code_is_used_for_two_rules() -> None:
    assert len(RULES) == sum(map(len, (LOADING, PROCESS, PROVING, FINDER)))
    assert all(CODE.fullmatch(code) for code in RULES)


def test_the_reference_page_says_them_all() -> None:
    kept = HERE.parents[1] / "docs" / "reference" / "gate.md"
    assert kept.read_text() == reference(), "run: motcua procedures rules > docs/reference/gate.md"
    for code in RULES:
        assert f"| `{code}` |" in reference()


@pytest.mark.parametrize("folder", ["package", "conditions", "gate", "kinds"])
def test_no_code_is_told_that_has_no_rule(folder: str) -> None:
    sources = [path.read_text() for path in (HERE / folder).rglob("*.py")]
    used = {code for source in sources for code in USED.findall(source)}
    assert not used - set(RULES)
    assert used or folder == "kinds"


def test_every_rule_asks_and_mends() -> None:
    for rule in RULES.values():
        assert rule.asks.endswith(".")
        assert str(rule.mend).endswith((".", ")", '"'))
