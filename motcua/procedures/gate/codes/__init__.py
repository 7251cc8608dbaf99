"""Every rule that the gate knows, by its code. A code never changes its meaning."""

from motcua.procedures.gate.codes.finder import FINDER
from motcua.procedures.gate.codes.loading import LOADING
from motcua.procedures.gate.codes.process import PROCESS
from motcua.procedures.gate.codes.proving import PROVING
from motcua.procedures.gate.codes.rule import Rule

__all__ = ["FINDER", "LOADING", "PROCESS", "PROVING", "RULES", "Rule"]

RULES = {rule.code: rule for rule in (*LOADING, *PROCESS, *PROVING, *FINDER)}
