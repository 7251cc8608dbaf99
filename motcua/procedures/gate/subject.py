"""A package made ready for the proofs: compiled once, its worlds and its possible outcomes."""

from dataclasses import dataclass
from functools import cached_property

from motcua.procedures.conditions import Condition
from motcua.procedures.form.compiled import Compiled, compile_package
from motcua.procedures.gate.ground import Ground
from motcua.procedures.gate.worlds import May, Undecided, World, Worlds
from motcua.procedures.package import Package
from motcua.procedures.package.process import ENDS, Outcome, Step
from motcua.procedures.package.rules import Rules
from motcua.procedures.package.rules import compiled as compiled_rules


@dataclass(frozen=True)
class Subject:
    """What is examined, on which ground."""

    package: Package
    ground: Ground

    @cached_property
    def ready(self) -> Compiled:
        """The form."""
        return compile_package(self.package)

    @cached_property
    def rules(self) -> Rules:
        """Guards, agencies and tables."""
        return compiled_rules(self.package)

    @cached_property
    def worlds(self) -> Worlds:
        """All that the answers can be."""
        return Worlds(self.ready)

    @cached_property
    def steps(self) -> dict[str, Step]:
        """The steps by identifier."""
        return {step.id: step for step in self.package.process.steps}

    @cached_property
    def possible(self) -> dict[str, list[Outcome]]:
        """The outcomes of each step that some answers allow."""
        return {
            id: [one for one in step.outcomes if self.may_happen(step, one)]
            for id, step in self.steps.items()
        }

    @cached_property
    def reached(self) -> set[str]:
        """The steps to which possible outcomes lead from the first."""
        first = self.package.process.steps[0].id
        found, waiting = {first}, [first]
        while waiting:
            step = self.steps[waiting.pop()]
            leads = {id for one in self.possible[step.id] for id in step.leads(one)}
            new = leads - found - set(ENDS)
            found |= new
            waiting += new
        return found

    def guard(self, step: Step, outcome: Outcome) -> Condition | None:
        """The condition on which an outcome is offered."""
        return self.rules.guards.get((step.id, outcome.code))

    def guards_of(self, step: Step) -> list[Condition]:
        """All conditions of a step."""
        return [guard for one in step.outcomes if (guard := self.guard(step, one))]

    def may_happen(self, step: Step, outcome: Outcome) -> bool:
        """Whether any answers allow it; an automatic step takes the first that it can."""
        conditions = self.guards_of(step) if step.kind == "auto" else []
        if step.kind != "auto" and (guard := self.guard(step, outcome)):
            conditions = [guard]
        try:
            worlds = self.worlds.of(conditions)
            return any(outcome in self.happening(step, world) for world in worlds)
        except Undecided:
            return True

    def happening(self, step: Step, world: World) -> list[Outcome]:
        """The outcomes that a step may have in a world."""
        found = []
        for outcome in step.outcomes:
            guard = self.guard(step, outcome)
            may = self.worlds.holds(guard, world) if guard else May.YES
            if may is not May.NO:
                found.append(outcome)
            if step.kind == "auto" and may is May.YES:
                break
        return found
