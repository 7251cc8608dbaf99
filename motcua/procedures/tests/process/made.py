"""Processes made at random: with forks within forks, loops and rules, some of them broken."""

from random import Random
from typing import Any

from motcua.procedures.package.process import Process

TIME = {"amount": 1, "unit": "working_days"}
KINDS = ("examine", "review", "draft", "site_visit", "consult", "stamp", "publish", "fee")


class Maker:
    """Writes one process; the same seed writes the same one."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)  # no secret
        self.steps: list[dict[str, Any]] = []

    def process(self) -> Process:
        """A process that is sound: forks and joins like brackets."""
        first = self._step("receive", kind="receive", role="receiver")
        entry, exits = self._block(depth=0)
        first["outcomes"] = [_outcome("go", entry), {**_outcome("no", "refused"), **_REASON}]
        sign = self._step("sign", kind="sign", role="signer")
        for one in exits:
            one["outcomes"].append(_outcome("on", "sign"))
        sign["outcomes"] = [_outcome("yes", "approved"), {**_outcome("no", "refused"), **_REASON}]
        if self.random.random() < 0.5 and entry.startswith("s"):
            sign["outcomes"].append({**_outcome("back", entry), **_REASON})
        return Process.model_validate({"steps": self.steps})

    def _block(self, depth: int) -> tuple[str, list[dict[str, Any]]]:
        """A sequence of steps and forks: its first step, and the steps that leave it."""
        entry, exits = self._part(depth)
        for _more in range(self.random.randint(0, 2)):
            following, leaving = self._part(depth)
            for one in exits:
                one["outcomes"].append(_outcome("on", following))
            exits = leaving
        return entry, exits

    def _part(self, depth: int) -> tuple[str, list[dict[str, Any]]]:
        if depth < 3 and len(self.steps) < 30 and self.random.random() < 0.4:
            return self._fork(depth)
        step = self._step(f"s{len(self.steps)}")
        if self.random.random() < 0.3:
            step["outcomes"].append({**_outcome("again", step["id"]), "guard": "true"})
        return step["id"], [step]

    def _fork(self, depth: int) -> tuple[str, list[dict[str, Any]]]:
        fork = self._step(f"f{len(self.steps)}")
        branches = [self._block(depth + 1) for _one in range(self.random.randint(2, 4))]
        join = self._step(f"j{len(self.steps)}")
        quorum = {"quorum": self.random.randint(1, len(branches))}
        join["join"] = self.random.choice(["all", "any", quorum])
        fork["outcomes"] = [
            {"code": "split", "name": "Tách", "fork": [entry for entry, _exits in branches]}
        ]
        for _entry, exits in branches:
            for one in exits:
                one["outcomes"].append(_outcome("on", join["id"]))
        return fork["id"], [join]

    def _step(self, id: str, **more: Any) -> dict[str, Any]:
        kind = self.random.choice(KINDS)
        step = {"id": id, "name": id.title(), "kind": kind, "role": "handler", "duration": TIME}
        step = {**step, "outcomes": [], **more}
        self.steps.append(step)
        return step


_REASON = {"needs_reason": True}


def _outcome(code: str, next: str) -> dict[str, Any]:
    return {"code": code, "name": code.title(), "next": next}


def sound(seed: int) -> Process:
    """A process without findings."""
    return Maker(seed).process()


def bent(seed: int) -> Process:
    """The same, with one to three outcomes led elsewhere: sound or not."""
    random, plain = Random(seed), sound(seed).model_dump(mode="json")  # no secret
    ids = [step["id"] for step in plain["steps"]] + ["approved"]
    for _one in range(random.randint(1, 3)):
        outcome = random.choice(random.choice(plain["steps"])["outcomes"])
        if outcome["fork"]:
            outcome["fork"][0] = random.choice(ids)
        else:
            outcome["next"] = random.choice(ids)
    for step in plain["steps"]:
        for outcome in step["outcomes"]:
            outcome["needs_reason"] = outcome["next"] == "refused"
    return Process.model_validate(plain)
