"""Forks open several steps at once; joins wait for all, any or some; nothing is ever stuck."""

from collections.abc import Callable
from random import Random
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from motcua.core.refusals import NotAllowed, WrongState
from motcua.dossiers import actions, queries
from motcua.dossiers.models import Dossier, Status, Step
from motcua.dossiers.tests.process.conftest import Do, Filed, forked, open_now, row, step
from motcua.identity.models import Citizen, User
from motcua.procedures.tests.process.made import sound

MOST_MOVES = 200


def test_a_fork_opens_every_branch_and_the_join_waits_for_all(filed: Filed, do: Do) -> None:
    dossier = do(filed(forked()), "examine")
    assert open_now(dossier) == ["land", "tax"]
    do(dossier, "land")
    assert open_now(dossier) == ["tax"]
    assert row(dossier, "land").waits_for == "decide"
    do(dossier, "tax")
    assert open_now(dossier) == ["decide"]
    assert not dossier.steps.exclude(waits_for="")
    decided = do(dossier, "decide")
    assert decided.status == Status.DONE


def test_any_closes_the_others_as_not_needed(filed: Filed, do: Do) -> None:
    dossier = do(do(filed(forked("any")), "examine"), "tax")
    assert open_now(dossier) == ["decide"]
    spared = row(dossier, "land")
    assert (spared.outcome, spared.by_rule, spared.done_by) == ("not_needed", True, None)


def test_branches_done_by_rule_need_no_more_than_one(filed: Filed, do: Do) -> None:
    """Each is done as soon as it is opened; the first brings the dossier on, once."""
    steps = forked("any", kind="auto")
    steps[3] = step("tax", "decide", kind="auto")
    dossier = do(filed(steps), "examine")
    assert open_now(dossier) == ["decide"]
    assert row(dossier, "decide").round == 1
    assert {row(dossier, id).by_rule for id in ("land", "tax")} == {True}


def test_a_quorum_goes_on_with_as_many_as_it_needs(filed: Filed, do: Do) -> None:
    steps = forked({"quorum": 2})
    steps[1] = step("examine", {"fork": ["land", "tax", "town"]})
    steps.insert(3, step("town", "decide"))
    dossier = do(do(filed(steps), "examine"), "tax")
    assert open_now(dossier) == ["land", "town"]
    assert open_now(do(dossier, "town")) == ["decide"]


def test_a_return_after_the_join_forks_anew(filed: Filed, do: Do) -> None:
    dossier = filed(forked())
    for id in ("examine", "land", "tax"):
        do(dossier, id)
    do(dossier, "decide", "o1")
    assert open_now(dossier) == ["examine"]
    do(dossier, "examine")
    assert {(one.step_id, one.round, one.branch) for one in dossier.steps.filter(done_at=None)} == {
        ("land", 2, "/2.1"), ("tax", 2, "/2.2"),
    }  # fmt: skip
    do(do(dossier, "land"), "tax")
    assert open_now(dossier) == ["decide"]


def test_a_signature_in_a_branch_does_not_decide_before_the_join(filed: Filed, do: Do) -> None:
    steps = forked(kind="sign")
    steps[4] = step("decide", "hand_over", join="all")
    dossier = do(filed(steps), "examine")
    assert do(dossier, "land").status == Status.IN_PROCESS
    assert do(do(dossier, "tax"), "decide").status == Status.DONE


def test_branches_that_meet_at_the_handing_over_decide_there(
    filed: Filed, do: Do, lan: User
) -> None:
    steps = [one for one in forked() if one["id"] != "decide"]
    steps[2]["outcomes"][0]["next"] = steps[3]["outcomes"][0]["next"] = "hand_over"
    steps[4]["join"] = "all"
    dossier = do(do(do(filed(steps), "examine"), "land"), "tax")
    assert (dossier.status, dossier.decision) == (Status.DONE, "approved")
    assert actions.return_result(dossier, by=lan, how="Tại quầy").status == Status.RETURNED


def test_each_official_acts_on_their_own_step(filed: Filed, do: Do, hoa: User, minh: User) -> None:
    dossier = do(filed(forked()), "examine")
    mine = queries.open_step_of(hoa, dossier)
    assert mine is not None
    assert mine.step_id == "land"
    with pytest.raises(NotAllowed):
        do(dossier, "tax", by=hoa)
    with pytest.raises(NotAllowed):
        do(dossier, "land", by=minh)
    actions.complete(dossier, by=hoa, outcome="o0")
    assert open_now(dossier) == ["tax"]
    with pytest.raises(WrongState):
        actions.complete(dossier, by=hoa, outcome="o0", step=mine.pk)


def test_an_official_with_two_steps_open_says_which(
    filed: Filed, do: Do, everyone: User, at: Callable[[User], Client]
) -> None:
    dossier = do(filed(forked()), "examine")
    tax = row(dossier, "tax")
    address = reverse("dossiers:desk:act", args=[dossier.pk, "complete"])
    given = {"revision": dossier.revision, "step": str(tax.pk), "outcome": "o0", "note": ""}
    assert at(everyone).post(address, given).status_code == 302
    assert open_now(dossier) == ["land"]
    assert at(everyone).post(address, given).status_code == 409  # sent again
    assert at(everyone).post(address, {**given, "revision": ""}).status_code == 422
    assert open_now(dossier) == ["land"]


def test_it_is_said_that_a_dossier_is_in_two_places(
    filed: Filed, do: Do, at: Callable[[User], Client], mai: Citizen
) -> None:
    dossier = do(filed(forked()), "examine")
    page = at(mai.user).get(reverse("dossiers:dossier", args=[dossier.pk])).text
    assert "Hồ sơ đang ở 2 nơi: Bước land (Ủy ban nhân dân phường Hoàn Kiếm); Bước tax" in page
    assert "Tách nhánh: Bước land; Bước tax" in page


def test_the_database_refuses_the_same_step_twice_in_a_branch(filed: Filed, do: Do) -> None:
    dossier = do(filed(forked()), "examine")
    twin = row(dossier, "land")
    twin.pk, twin.round, twin._state.adding = None, 9, True
    with pytest.raises(IntegrityError), transaction.atomic():
        twin.save()


def test_the_inbox_stays_one_query_when_steps_run_side_by_side(
    filed: Filed, do: Do, everyone: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    do(filed(forked()), "examine")
    queries.inbox_counts(everyone)
    with django_assert_num_queries(1):
        assert len(queries.inbox(everyone, "unit").items) == 2


@pytest.mark.parametrize("seed", range(6))
def test_generated_processes_are_walked_to_their_ends(
    filed: Filed, everyone: User, seed: int
) -> None:
    """The rows do what the tokens promise (of which thousands are walked where they are pure)."""
    steps = sound(seed * 7 + 3).model_dump(mode="json", exclude_defaults=True)["steps"]
    dossier, random = filed(steps), Random(seed)  # no secret
    for _move in range(MOST_MOVES):
        if dossier.status == Status.RETURNED:
            break
        dossier = one_move(dossier, random, everyone)
    assert dossier.status == Status.RETURNED
    assert not dossier.steps.filter(done_at=None)


def one_move(dossier: Dossier, random: Random, by: User) -> Dossier:
    rows: list[Step] = list(dossier.steps.filter(done_at=None))
    chosen = random.choice(rows)
    definition: Any = dossier.version.package.process.step(chosen.step_id)
    codes = [one.code for one in definition.outcomes if one.code not in {"again", "back"}]
    return actions.complete(
        dossier, by=by, step=chosen.pk, outcome=random.choice(codes), note="Đã xem xét."
    )
