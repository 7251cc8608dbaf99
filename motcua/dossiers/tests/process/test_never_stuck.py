"""A package that passes the gate never gets a dossier stuck: thousands of packages made at random.

Of each, every state that a dossier can come to is looked at: somebody, a silence or another agency
can always do something; from each an end can be reached; the end is the one that was decided.
`MOTCUA_RANDOM_PACKAGES=20000` plays as many of each sort (by night), from `MOTCUA_RANDOM_SEED` on.
"""

import os
from collections import Counter
from collections.abc import Iterator
from random import Random
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from motcua.agencies.models import Agency
from motcua.core.actors import SYSTEM
from motcua.core.refusals import Invalid
from motcua.dossiers import actions
from motcua.dossiers.models import Dossier, Paper, Status
from motcua.dossiers.tests.answers import SCAN
from motcua.dossiers.tests.process.playing import Game, State, Stuck, explored, walked
from motcua.identity.models import Citizen, User
from motcua.procedures import actions as procedures
from motcua.procedures import gate, package
from motcua.procedures.gate.subject import Subject
from motcua.procedures.package import Package
from motcua.procedures.package.rules import compiled
from motcua.procedures.package.tokens import Token
from motcua.procedures.tests.process.packages import answered, broken, made

pytestmark = pytest.mark.django_db
PARTS = 10
MADE = int(os.environ.get("MOTCUA_RANDOM_PACKAGES", 600))
BROKEN = int(os.environ.get("MOTCUA_RANDOM_PACKAGES", 1_500))
SEED = int(os.environ.get("MOTCUA_RANDOM_SEED", 0))
IN_ROWS = 24


def seeds(count: int, part: int) -> Iterator[int]:
    return iter(range(SEED + part, SEED + count, PARTS))


def passed(source: dict[str, Any]) -> Package | None:
    """The package, if the gate lets it through."""
    try:
        read = package.load(source)
    except Invalid:
        return None
    return None if gate.examine(read, gate.nowhere()) else read


def ends(read: Package, random: Random) -> Counter[str]:
    """How dossiers of it end, with some answers. Raises Stuck."""
    rules, found = compiled(read), Counter[str]()
    possible = Subject(read, gate.nowhere()).reached
    for _answers in range(2):
        game = Game(read, answered(random), rules)
        states = explored(game)
        assert {token.step for state in states for token in state.open} <= possible
        found.update({state.end for state in states})
        found[walked(game, random).end] += 1
    return found


@pytest.mark.parametrize("part", range(PARTS))
def test_what_is_made_soundly_passes_and_ends_in_both_ways(part: int) -> None:
    """The gate does not refuse what is right, and what it passes ends as it promised."""
    found: Counter[str] = Counter()
    for seed in seeds(MADE, part):
        read = package.load(made(seed))
        assert not gate.examine(read, gate.nowhere()), seed
        found.update(_ends_of(seed, read))
    assert found["approved"] > MADE / PARTS
    assert found["refused"] > MADE / PARTS


@pytest.mark.parametrize("part", range(PARTS))
def test_what_is_broken_is_refused_or_never_sticks(part: int) -> None:
    refused = 0
    for seed in seeds(BROKEN, part):
        read = passed(broken(seed))
        refused += read is None
        if read is not None:
            _ends_of(seed, read)
    assert 0.2 < refused / len(list(seeds(BROKEN, part))) < 0.9


def _ends_of(seed: int, read: Package) -> Counter[str]:
    try:
        return ends(read, Random(seed))
    except Stuck as stuck:
        raise AssertionError(f"seed {seed}: {stuck}") from stuck


def test_what_sticks_is_seen() -> None:
    """The walks above would see it: without the gate, broken packages do stick."""
    stuck = 0
    for seed in range(80):
        try:
            ends(Package.model_validate(broken(seed)), Random(seed))
        except Exception:  # without the gate anything may happen
            stuck += 1
    assert stuck > 8


# The same in rows: what the pure parts promise is what the actions do.


@pytest.mark.parametrize("seed", range(IN_ROWS))
def test_rows_follow_what_was_played(
    seed: int, mai: Citizen, ward: Agency, everyone: User, lan: User
) -> None:
    random = Random(seed)
    source = made(seed * 31 + 7, alone=True)
    version = procedures.publish(procedures.import_package(source, by=SYSTEM), by=SYSTEM)
    draft = actions.start(version, by=mai.user)
    draft.answers = answered(random, known=1)
    draft.save()
    dossier = actions.accept(actions.submit(draft, by=mai.user, declared=True), by=lan)
    game = Game(version.package, dossier.answers)
    state = game.begun()
    for _move in range(150):
        assert as_rows(dossier) == state.plain
        if state.end:
            break
        act = random.choice(_onward(game.acts(state)))
        state = game.after(state, act)
        dossier = done(dossier, act[0].step, act[2], everyone)
    assert dossier.status == Status.RETURNED
    assert dossier.decision == state.end


def _onward(acts: list[Any]) -> list[Any]:
    return [act for act in acts if act[2] not in {"again", "round", "back"}] or acts


def done(dossier: Dossier, step: str, outcome: str, by: User) -> Dossier:
    row = dossier.steps.get(step_id=step, done_at=None)
    definition = dossier.version.package.process.step(step)
    assert definition
    if definition.kind == "return":
        return actions.return_result(dossier, by=by, how="Tại quầy", step=row.pk)
    for output in definition.outputs:
        if not Paper.objects.filter(step=row, output=output.id):
            upload = SimpleUploadedFile("a.pdf", SCAN, "application/pdf")
            actions.issue_output(dossier, by=by, output=output.id, upload=upload, step=row.pk)
    return actions.complete(dossier, by=by, outcome=outcome, note="Đã xem", step=row.pk)


def as_rows(dossier: Dossier) -> State:
    """Where the rows say that a dossier stands."""
    rows = list(dossier.steps.order_by("created_at"))
    ended = dossier.status == Status.RETURNED
    return State(
        open=tuple(Token(row.step_id, row.branch) for row in rows if not row.done_at),
        waiting=tuple(Token(row.waits_for, row.branch) for row in rows if row.waits_for),
        decision=dossier.decision,
        end=dossier.decision if ended else "",
    ).plain
