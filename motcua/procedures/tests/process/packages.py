"""Whole packages made at random: everything that a process can say, over a form that decides it."""

import copy
from random import Random
from typing import Any

from motcua.procedures.package import reading
from motcua.procedures.package.process import Process
from motcua.procedures.package.tokens import Token, Tokens
from motcua.procedures.tests.hostile import SMALL
from motcua.procedures.tests.process.made import TIME, Maker

Plain = dict[str, Any]
CHILD = "1.999900"
REASON = {"needs_reason": True}
REFUSAL = {**REASON, "reason": "Không đủ điều kiện theo luật.", "basis": ["luat"]}
ANSWERS: Plain = {
    "residence": {"province": "01", "commune": "00070", "detail": "Số 12 phố Hàng Trống"},
    "urgent": False, "storeys": 3, "shape": "house",
}  # fmt: skip


def _in_one_language(value: Any) -> Any:
    """Texts in Vietnamese alone."""
    if isinstance(value, dict):
        both = value.keys() == {"vi", "en"}
        return value["vi"] if both else {id: _in_one_language(one) for id, one in value.items()}
    return [_in_one_language(one) for one in value] if isinstance(value, list) else value


BASE: Plain = _in_one_language(reading.read(SMALL).data)
ASKED: list[Plain] = [
    {"id": "residence", "kind": "address", "label": "Nơi cư trú", "prefill": "citizen.address"},
    {"id": "urgent", "kind": "yes_no", "label": "Cần gấp"},
    {"id": "storeys", "kind": "number", "least": 0, "most": 9, "label": "Số tầng"},
    {"id": "shape", "kind": "choice", "label": "Loại", "options": [
        {"code": code, "name": code.upper()} for code in ("house", "shop", "wall")]},
    {"id": "street", "kind": "yes_no", "label": "Mặt phố", "when": 'shape == "shop"'},
    {"id": "height", "kind": "computed", "of": "number", "label": "Cao", "value": "storeys * 3"},
    {"kind": "group", "id": "owners", "label": "Chủ", "item": "Chủ", "at_most": 3, "questions": [
        {"id": "share", "kind": "number", "least": 1, "most": 100, "label": "Phần"}]},
]  # fmt: skip
GUARDS = (
    "urgent", "!urgent", "storeys > 4", "storeys <= 2 || urgent", 'shape == "wall"', "street",
    "height > 12", "owners.exists(one, one.share < 50)", 'shape in ["house", "shop"]',
    "total(owners, \"share\") == 100", "storeys > 4 && street",
)  # fmt: skip
TABLES: list[Plain] = [
    {"id": "phi", "inputs": ["shape", "storeys > 4"], "rules": [
        ["house", True, 75_000], ["house", None, 30_000], [None, None, 120_000]]},
    {"id": "noi", "inputs": ["urgent"], "rules": [[True, "G09"], [False, "H26"]]},
]  # fmt: skip
AGENCIES: tuple[Any, ...] = (
    "competent", {"by": "parent"}, {"by": "rule", "rule": 'storeys > 4 ? "G09" : "H26"'},
    {"by": "table", "table": "noi"}, {"by": "area", "question": "residence", "level": "commune"},
    {"by": "area", "question": "residence", "level": "province"},
)  # fmt: skip


class PackageMaker(Maker):
    """Writes one package; the same seed writes the same one. `alone`: by one agency."""

    def __init__(self, seed: int, *, alone: bool = False) -> None:
        super().__init__(seed)
        self.alone = alone
        self.most = self.random.choice([2, 4, 6, 8, 14, 30])
        """About how many steps there are before the signature."""
        self.long = False
        """Go on until there are as many."""

    def package(self) -> Plain:
        data = copy.deepcopy(BASE)
        data["form"]["pages"] = [{"id": "all", "title": "Kê khai", "questions": ASKED}]
        data["cases"][0]["papers"][0].pop("question")
        data["tables"], data["examples"] = TABLES, []
        tariff = [{"name": "Lệ phí", "kind": "charge", "basis": ["luat"]}]
        data["channels"][1]["fee"] = {"amount": 30_000, "table": "phi", "tariff": tariff}
        self._steps()
        # No statutory term is exceeded: what is short here is not what these packages are about.
        for channel in data["channels"]:
            channel["term"] = {"amount": 12, "unit": "months"}
        data["process"] = {"steps": self.steps}
        data["examples"] = [
            _example("approved", _straight_on(self.steps)),
            _example("refused", ["no"]),
        ]
        return copy.deepcopy(data)

    def _steps(self) -> None:
        first = self._plain("receive", "receive", "receiver")
        entry, exits = self._block(depth=0)
        first["outcomes"] += [_to("go", entry), _to("no", "refused")]
        sign = self._plain("sign", "sign", "signer")
        sign["signature"] = "personal"
        for one in exits:
            self._lead(one, "sign")
        last = self._ending()
        sign["outcomes"] += [_to("yes", last), _to("no", "refused")]
        if self._chance(0.6):
            sign["outcomes"].append({**_to("back", entry), **REASON})

    def _ending(self) -> str:
        """What comes after the signature: a stamp, the desk, both or nothing."""
        after = "approved"
        for id, kind, role in (("hand", "return", "receiver"), ("seal", "stamp", "clerk")):
            if self._chance(0.6):
                self._plain(id, kind, role)["outcomes"].append(_to("done", after))
                after = id
        return after

    def _part(self, depth: int) -> tuple[str, list[Plain]]:
        if depth < 3 and len(self.steps) < self.most and self._chance(0.4):
            return self._fork(depth)
        step = self._step(f"s{len(self.steps)}")
        if step["kind"] != "auto" and self._chance(0.3):
            again = {"guard": self.random.choice(GUARDS)} if self._chance(0.5) else REASON
            step["outcomes"].append({**_to("again", step["id"]), **again})
        return step["id"], [step]

    def _block(self, depth: int) -> tuple[str, list[Plain]]:
        """Parts one after the other; from each, now and then, back to the first."""
        entry, exits = self._part(depth)
        for _more in range(12 if self.long and not depth else self.random.randint(0, 2)):
            if len(self.steps) >= self.most:
                break
            following, leaving = self._part(depth)
            for one in exits:
                self._lead(one, following)
            for one in leaving:
                if one["kind"] != "auto" and self._chance(0.25):
                    one["outcomes"].append({**_to("round", entry), **REASON})
            exits = leaving
        return entry, exits

    def _fork(self, depth: int) -> tuple[str, list[Plain]]:
        fork = self._plain(f"f{len(self.steps)}", "assign", "head")
        branches = [self._block(depth + 1) for _one in range(self.random.choice([2, 2, 3, 4]))]
        join = self._plain(f"j{len(self.steps)}", "review", "handler")
        quorum = {"quorum": self.random.randint(1, len(branches))}
        join["join"] = self.random.choice(["all", "any", quorum])
        split = {"code": "split", "name": "Tách", "fork": [entry for entry, _exits in branches]}
        fork["outcomes"].append(split)
        if self._chance(0.3):  # or around them all
            fork["outcomes"].append({**_to("round", fork["id"]), **REASON})
        for _entry, exits in branches:
            for one in exits:
                self._lead(one, join["id"])
        return fork["id"], [join]

    def _lead(self, step: Plain, following: str) -> None:
        """What every step ends with: on to the next, whatever the answers."""
        for number in range(self.random.randint(0, 1 if step["kind"] == "auto" else 2)):
            guard = {"guard": self.random.choice(GUARDS)}
            step["outcomes"].append({**_to(f"if{number}", following), **guard})
        step["outcomes"].append(_to("on", following))
        if "child" in step:
            step["outcomes"].append(_to("turned_down", following))

    def _step(self, id: str, **more: Any) -> Plain:
        kinds = ("examine", "review", "draft", "site_visit", "consult", "publish", "fee", "auto")
        kind = self.random.choice(kinds)
        role = self.random.choice(("handler", "head", "clerk", "signer"))
        step = self._plain(id, kind, role)
        if kind == "auto":
            return step
        if not self.alone:
            step["agency"] = self.random.choice(AGENCIES)
        if kind == "consult":
            self._consult(step)
        if self._chance(0.15) and not step.get("silence"):
            step["outputs"] = [{"id": f"paper_{id}", "name": "Văn bản"}]
        if self._chance(0.2):
            step["escalation"] = [{"after": 80, "role": "head"}]
        return step

    def _consult(self, step: Plain) -> None:
        if self._chance(0.4):
            step["silence"] = "on"
        elif self._chance(0.4) and not self.alone:
            answers = {"residence": "residence"}
            step["child"] = {
                "procedure": CHILD, "answers": answers, "approved": "on", "refused": "turned_down",
            }  # fmt: skip
        if self._chance(0.4):
            step |= {"stops_clock": True, "basis": ["luat"]}

    def _plain(self, id: str, kind: str, role: str) -> Plain:
        step: Plain = {
            "id": id, "name": id.title(), "kind": kind, "role": role, "duration": TIME,
            "outcomes": [],
        }  # fmt: skip
        self.steps.append(step)
        return step

    def _chance(self, share: float) -> bool:
        return self.random.random() < share


def _to(code: str, next: str) -> Plain:
    reason = REFUSAL if next == "refused" else {}
    return {"code": code, "name": code.title(), "next": next, **reason}


def _example(end: str, outcomes: list[str]) -> Plain:
    day = "2026-05-04"
    return {"name": end, "on": day, "answers": ANSWERS, "outcomes": outcomes, "end": end}


def _straight_on(steps: list[Plain]) -> list[str]:
    """The outcomes by which a dossier goes on, step by step, to its approval."""
    process = Process.model_validate({"steps": steps})
    tokens, codes = Tokens(process, [Token(process.steps[0].id)]), list[str]()
    while True:
        token = tokens.open[0]
        step = process.step(token.step)
        assert step
        onward = {"go", "on", "split", "yes", "done"}
        outcome = next(one for one in step.outcomes if one.code in onward)
        codes.append(outcome.code)
        if tokens.advance(token, step.leads(outcome)).end:
            return codes


def made(seed: int, *, alone: bool = False) -> Plain:
    """A package that says nothing wrong."""
    return PackageMaker(seed, alone=alone).package()


def answered(random: Random, *, known: float | None = None) -> Plain:
    """Answers to some questions of it, or to this share of them; the others are unknown."""
    all_of_them: Plain = {
        "residence": {"province": "01", "commune": "00070", "detail": "Số 12"},
        "urgent": random.random() < 0.5,
        "storeys": random.randint(0, 9),
        "shape": random.choice(["house", "shop", "wall"]),
        "street": random.random() < 0.5,
        "owners": [{"share": random.choice([20, 50, 100])} for _one in range(random.randint(0, 2))],
    }
    all_of_them["height"] = all_of_them["storeys"] * 3
    known = random.choice([1, 0.7, 0]) if known is None else known
    return {id: one for id, one in all_of_them.items() if random.random() < known}


ENDS = ("approved", "refused")


def broken(seed: int) -> Plain:
    """The same, with one to three things in its process changed at random: sound or not."""
    random, data = Random(seed), made(seed)
    for _one in range(random.randint(1, 3)):
        _break(data["process"]["steps"], random)
    return data


def _break(steps: list[Plain], random: Random) -> None:
    step = random.choice(steps)
    outcome = random.choice(step["outcomes"])
    anywhere = random.choice([*(one["id"] for one in steps), *ENDS])
    how = random.choice(("outcome", "fork", "drop", "more", "step", "step"))
    if how == "fork" and "fork" in outcome:
        outcome["fork"][0] = anywhere
    elif how == "drop" and len(step["outcomes"]) > 1:
        step["outcomes"].remove(outcome)
    elif how == "more":
        step["outcomes"].append({**_to("more", anywhere), **REASON})
    elif how == "outcome":
        lead = {"next": anywhere} if "next" in outcome else {}
        reason = {"needs_reason": not outcome.get("needs_reason")}
        outcome |= random.choice([lead, lead, {"guard": random.choice(GUARDS)}, reason])
    elif how == "step":
        other = random.choice(step["outcomes"])["code"]
        child = {"procedure": CHILD, "approved": outcome["code"], "refused": other}
        changes: list[Plain] = [
            {"join": random.choice([None, "all", "any", {"quorum": 2}])},
            {"kind": random.choice(["auto", "return", "sign", "receive", "consult"])},
            {"role": random.choice(["receiver", "handler", "head", "signer", "clerk"])},
            {"kind": "consult", "silence": outcome["code"]},
            {"child": child},
        ]
        step |= random.choice(changes)
