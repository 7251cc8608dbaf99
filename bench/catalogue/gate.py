"""How long it takes to prove a package, beside the bare CEL of the same expressions.

The limit is what CEL itself needs for the expressions of the package: compiling each once and
asking each once for the answers of every worked example. What is over it is what proves: all
answers that tell the expressions apart, all ways through the process, all texts.
"""

import time
import tracemalloc
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any
from unittest.mock import patch

from django.core.management import call_command
from pydantic import ValidationError

from demo.procedures_family import packages
from motcua.core.actors import SYSTEM
from motcua.procedures import actions, gate, package
from motcua.procedures.conditions import Condition, Language
from motcua.procedures.package import Package
from motcua.procedures.package.form import conditionals
from motcua.procedures.package.rules import scope_of
from motcua.procedures.tests.process.packages import PackageMaker

TARGET_STEPS, TARGET_SECONDS = 30, 1.0
SIZES, OF_EACH = (5, 10, 30, 60), 12
ROUNDS = 3


@dataclass(frozen=True)
class Measured:
    """One package: seconds, and how many million bytes the proof takes at its most."""

    name: str
    steps: int
    load: float
    gate: float
    bare: float
    memory: float

    @property
    def whole(self) -> float:
        """Reading and proving."""
        return self.load + self.gate


def run() -> None:
    """Prints a table: packages of the demo, packages made with so many steps, publishing."""
    call_command("facts", verbosity=0)
    print("\ngate: one package, read and proved (best of 3)")
    heads = ("median", "p95", "worst", "reading", "bare CEL")
    line = " ".join(f"{one:>9}" for one in heads)
    print(f"{'packages':>12} {'steps':>6} {line} {'ratio':>7} {'memory':>9}")
    demo = [measured(name, source) for name, source in packages().items()]
    told(f"demo ({len(demo)})", demo)
    made = {size: [measured(str(size), one) for one in sized(size)] for size in SIZES}
    for found in made.values():
        told(f"made ({len(found)})", found)
    worst = max(one.whole for one in made[TARGET_STEPS])
    judged = "kept" if worst <= TARGET_SECONDS else "NOT KEPT"
    print(f"target: {TARGET_STEPS} steps within {TARGET_SECONDS:.0f} s: {judged} ({worst:.3f} s)")
    slowest = max(demo, key=lambda one: one.whole)
    print(f"slowest of the demo: {slowest.name}, {slowest.whole * 1000:.0f} ms")
    _publishing()


def measured(name: str, source: Any) -> Measured:
    """One package, in the best of some rounds."""
    ground = gate.nowhere()
    read = package.load(source)
    found = gate.examine(read, ground)
    if found:
        raise SystemExit(f"{name}: {found[0].place}: {found[0].message}")
    return Measured(
        name=name,
        steps=len(read.process.steps),
        load=best(lambda: package.load(source)),
        gate=best(lambda: gate.examine(read, ground)),
        bare=best(lambda: bare(read)),
        memory=peak(lambda: gate.examine(read, ground)),
    )


def sized(steps: int) -> Iterator[dict[str, Any]]:
    """Packages that pass, with about so many steps; the same each time."""
    seed = count = 0
    while count < OF_EACH:
        maker = PackageMaker(seed)
        maker.most, maker.long = steps - 3, True
        seed += 1
        try:
            made = maker.package()
        except ValidationError:  # more than the format takes
            continue
        if abs(len(made["process"]["steps"]) - steps) > steps / 10:
            continue
        if not gate.examine_source(made, gate.nowhere()):
            count += 1
            yield made


def expressions(read: Package) -> list[Condition]:
    """Every expression of a package, compiled anew."""
    found = [one.value().condition if one.types else one.condition()
             for one in conditionals(read.form)]  # fmt: skip
    language = Language(scope_of(read.form))
    texts = [one.guard for step in read.process.steps for one in step.outcomes if one.guard]
    texts += [text for table in read.tables for text in table.inputs]
    return found + [language.compiled(text) for text in texts]


def bare(read: Package) -> None:
    """What CEL needs for them: compiled once, asked once for each worked example."""
    found = expressions(read)
    for example in read.examples:
        for one in found:
            one.yields(example.answers)


def best(work: Callable[[], Any]) -> float:
    """The seconds of the quickest round: the machine may be busy."""
    found = []
    for _round in range(ROUNDS):
        began = time.perf_counter()
        work()
        found.append(time.perf_counter() - began)
    return min(found)


def peak(work: Callable[[], Any]) -> float:
    """The most that was held at once, in million bytes."""
    tracemalloc.start()
    try:
        work()
        return tracemalloc.get_traced_memory()[1] / 1_000_000
    finally:
        tracemalloc.stop()


def told(name: str, found: list[Measured]) -> None:
    """One line of the table."""
    whole = sorted(one.whole for one in found)
    middle, late = whole[len(whole) // 2], whole[int(len(whole) * 0.95)]
    reading = sorted(one.load for one in found)[len(found) // 2]
    limit = sorted(one.bare for one in found)[len(found) // 2]
    steps = sorted(one.steps for one in found)[len(found) // 2]
    memory = max(one.memory for one in found)
    times = " ".join(map(_ms, (middle, late, whole[-1], reading, limit)))
    print(f"{name:>12} {steps:>6} {times} {middle / limit:6.1f}x {memory:6.1f} MB")


def _ms(seconds: float) -> str:
    return f"{seconds * 1000:6.1f} ms"


def _publishing() -> None:
    """What a person waits for: taken in and put in force, with everything that is asked then."""
    took = []
    for name, source in packages().items():
        began = time.perf_counter()
        with patch.object(gate, "here", gate.nowhere):  # nobody serves in this database
            actions.publish(actions.import_package(source, by=SYSTEM), by=SYSTEM)
        took.append((time.perf_counter() - began, name))
    took.sort()
    seconds = [one for one, _name in took]
    middle, late = seconds[len(seconds) // 2], seconds[int(len(seconds) * 0.95)]
    print(f"taken in and put in force: median {_ms(middle)}, p95 {_ms(late)}, "
          f"worst {_ms(seconds[-1])} ({took[-1][1]})")  # fmt: skip
