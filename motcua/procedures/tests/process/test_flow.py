"""A process without findings always comes to its end, whatever the officials choose."""

import copy
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.procedures.package.flow import findings
from motcua.procedures.package.process import Process
from motcua.procedures.package.tokens import Token, Tokens
from motcua.procedures.tests.process.made import bent, sound

MOST_MOVES = 400


def walk(process: Process, random: Random) -> str:
    """Play at random: the end that was reached, "stuck", or "" when it went round for long."""
    tokens = Tokens(process, [Token(process.steps[0].id)])
    for _move in range(MOST_MOVES):
        if not tokens.open:
            return "stuck"
        token = random.choice(tokens.open)
        step = process.step(token.step)
        assert step
        sure = [one for one in step.outcomes if not one.guard]
        moves = tokens.advance(token, step.leads(random.choice(sure)))
        if moves.end:
            return "stuck" if tokens.open or tokens.waiting else moves.end
    return ""


@given(st.integers(0, 10**9))
def test_forks_and_joins_like_brackets_are_accepted_and_end(seed: int) -> None:
    process = sound(seed)
    assert not list(findings(process))
    ends = {walk(process, Random(seed + number)) for number in range(5)}
    assert ends & {"approved", "refused"}
    assert "stuck" not in ends


@given(st.integers(0, 10**9))
def test_what_is_accepted_never_sticks_however_it_was_drawn(seed: int) -> None:
    process = bent(seed)
    if list(findings(process)):
        return
    ends = {walk(process, Random(seed + number)) for number in range(5)}
    assert "stuck" not in ends


def test_most_broken_processes_are_found() -> None:
    """The property above is not true because everything is refused, or nothing is."""
    found = sum(bool(list(findings(bent(seed)))) for seed in range(200))
    assert 60 < found < 190


TIME = {"amount": 1, "unit": "working_days"}


def step(id: str, *outcomes: Any, **more: Any) -> dict[str, Any]:
    plain = [
        {"code": f"o{number}", "name": "Kết quả", "needs_reason": one == "refused"}
        | ({"next": one} if isinstance(one, str) else one)
        for number, one in enumerate(outcomes)
    ]
    return {
        "id": id, "name": id, "kind": "examine", "role": "handler", "duration": TIME,
        "outcomes": plain, **more,
    }  # fmt: skip


FORKED = [
    step("receive", "examine", kind="receive", role="receiver"),
    step("examine", {"fork": ["land", "tax"]}),
    step("land", "decide", kind="consult"),
    step("tax", "decide", kind="consult"),
    step("decide", "hand_over", "examine", "refused", join="all", kind="sign"),
    step("hand_over", "approved", kind="return", role="receiver"),
]


def places(steps: list[Any]) -> dict[str, str]:
    found = findings(Process.model_validate({"steps": steps}))
    return {problem.place: problem.message for problem in found}


def test_a_fork_that_joins_is_accepted() -> None:
    assert not places(FORKED)


@pytest.mark.parametrize(
    ("at", "changed", "place", "said"),
    [
        (2, step("land", "approved"), "process.steps[1].outcomes[0]", "không qua chỗ gặp nhau"),
        (2, step("land", "hand_over"), "process.steps[1].outcomes[0]", "không nằm trong nhánh"),
        (2, step("land", "tax"), "process.steps[1].outcomes[0]", "dùng chung một bước"),
        (2, step("land", "examine"), "process.steps[1].outcomes[0]", "quay lại chính"),
        (1, step("examine", {"fork": ["land", "land"]}), "process.steps[1].outcomes[0]",
         "cùng một bước"),
        (1, step("examine", {"fork": ["land", "tax"]}, "land"), "process.steps[1].outcomes[1]",
         "vào giữa nhánh"),
        (1, step("examine", {"fork": ["land", "tax"]}, "decide"), "process.steps[1].outcomes[1]",
         "Chỉ các nhánh"),
        (1, step("examine", {"fork": ["land", "tax"], "next": "land"}),
         "process.steps[1].outcomes[0].fork", "một trong hai"),
        (1, step("examine", {}), "process.steps[1].outcomes[0]", "Thiếu bước tiếp theo"),
        (4, step("decide", "hand_over", join={"quorum": 3}), "process.steps[1].outcomes[0]",
         "quorum"),
        (4, step("decide", "hand_over"), "process.steps[1].outcomes[0]", "không nằm trong nhánh"),
        (5, step("hand_over", "approved", join="all"), "process.steps[5].join", "bỏ join"),
        (5, step("hand_over", "approved", "decide", kind="return"),
         "process.steps[5].outcomes", "kết thúc"),
        (4, step("decide", "hand_over", {"next": "examine", "guard": "true"}, join="any",
                 silence="o0"), "process.steps[4].silence", "consult"),
        (2, step("land", {"next": "decide", "guard": "true"}), "process.steps[2].outcomes",
         "không kèm điều kiện"),
        (2, step("land", "decide", "land", kind="auto"), "process.steps[2].outcomes",
         "Bước tự động"),
        (2, step("land", {"next": "land", "guard": "true"}, "decide", kind="auto"),
         "process.steps[2]", "thành vòng"),
        (0, step("receive", {"next": "examine", "guard": "true"}, "refused", kind="receive",
                 role="receiver"), "process.steps[0].outcomes", "đi tiếp"),
        (1, step("examine", {"next": "examine", "guard": "true"}, {"fork": ["land", "tax"]},
                 child={"procedure": "1.001193", "approved": "o0", "refused": "o0"}),
         "process.steps[1]", "tới kết thúc"),
        (4, step("decide", "hand_over", join="all", kind="sign"),
         "process.steps[4].outcomes[0]", "cả hai cách"),
        (2, step("land", "decide", stops_clock=True), "process.steps[2].stops_clock", "basis"),
    ],
)  # fmt: skip
def test_each_flaw_is_found_at_its_place(at: int, changed: Any, place: str, said: str) -> None:
    steps = copy.deepcopy(FORKED)
    steps[at] = changed
    if "cả hai" in said:
        steps[5] = step("hand_over", "approved", "refused", kind="return", role="receiver")
    assert said in places(steps).get(place, str(places(steps)))


def test_branches_are_walked_in_the_order_in_which_they_opened() -> None:
    process = Process.model_validate({"steps": FORKED})
    assert process.end_of_walk(["o0", "o0", "o0"]) == "tax"
    assert process.end_of_walk(["o0", "o0", "o0", "o0", "o0", "o0"]) == "approved"
    assert process.end_of_walk(["o0", "nothing"]) == ""


def test_a_quorum_closes_what_is_no_longer_needed() -> None:
    steps = copy.deepcopy(FORKED)
    steps[4]["join"] = "any"
    tokens = Tokens(Process.model_validate({"steps": steps}), [Token("examine")])
    tokens.advance(Token("examine"), ["land", "tax"])
    moves = tokens.advance(Token("tax", "/1.2"), ["decide"])
    assert moves.closed == [Token("land", "/1.1")]
    assert tokens.open == [Token("decide")]
