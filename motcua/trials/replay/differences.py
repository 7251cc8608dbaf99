"""What differs: kinds, and how often. Names of questions, steps, agencies; never an answer."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any, Literal

Kind = Literal[
    "answer_refused", "question_new", "question_required", "question_gone", "paper_new",
    "paper_gone", "fee", "due", "agency", "no_agency", "step_new", "step_gone", "step_agency",
    "step_role", "outcome_gone", "output_new", "silence", "decision", "unfinished", "not_filed",
    "failed",
]  # fmt: skip
CODES_TOLD = 5


@dataclass(frozen=True)
class Difference:
    """One thing that would have gone otherwise."""

    kind: Kind
    what: str = ""
    before: str = ""
    after: str = ""


def as_plain(found: Iterable[Difference]) -> list[dict[str, str]]:
    """As a report keeps them."""
    return [asdict(one) for one in found]


def summed(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The same differences of several dossiers together, the most frequent first.

    Due dates differ from dossier to dossier: they are counted as sooner or later.
    """
    codes: dict[tuple[str, str, str, str], list[str]] = defaultdict(list)
    for row in rows:
        for one in row["differences"]:
            codes[_alike(one)].append(row["code"])
    found = [
        {
            "kind": kind,
            "what": what,
            "before": before,
            "after": after,
            "count": len(together),
            "codes": together[:CODES_TOLD],
        }
        for (kind, what, before, after), together in codes.items()
    ]
    return sorted(found, key=lambda one: (-one["count"], one["kind"], one["what"]))


def _alike(one: dict[str, str]) -> tuple[str, str, str, str]:
    if one["kind"] == "due":
        sooner = one["after"] < one["before"]
        return "due", "sooner" if sooner else "later", "", ""
    return one["kind"], one["what"], one["before"], one["after"]
