"""The reference page of the gate, written from its rules."""

from motcua.procedures.gate.codes import FINDER, LOADING, PROCESS, PROVING, Rule

HEAD = """# The publish gate: every rule

What a package must keep to be read, and what it must prove to be published.
`motcua procedures check FILE...` prints `FILE: place: code: message` and how to mend it,
`POST /api/v1/procedures/check` answers the same, and publishing refuses with all findings.
How it proves, and what it cannot: [the gate](../explanation/gate.md).
A code never changes its meaning.

This page is written by `motcua procedures rules`; a test compares them.
"""
PARTS: tuple[tuple[str, tuple[Rule, ...]], ...] = (
    ("Proofs: asked before publication", (*PROVING, *FINDER)),
    ("Files, record and form: asked when a package is read", LOADING),
    ("Expressions, tables and steps: asked when a package is read", PROCESS),
)


def reference() -> str:
    """The page, in Markdown."""
    parts = [HEAD]
    for title, rules in PARTS:
        rows = [f"| `{rule.code}` | {rule.asks} |" for rule in rules]
        parts.append("\n".join([f"## {title}", "| code | asks |", "|---|---|", *rows]) + "\n")
    return "\n".join(parts)
