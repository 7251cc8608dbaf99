"""The publish gate: what a package must prove before anyone can use it.

`examine` proves a package that could be read; `examine_text` also tells why one could not.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _

from motcua.core.refusals import Invalid, Problem
from motcua.procedures import package as packages
from motcua.procedures.gate.finding import Finding, findings_of, found
from motcua.procedures.gate.ground import Ground, here, nowhere
from motcua.procedures.gate.proofs import (
    asked,
    children,
    examples,
    fees,
    finder,
    form,
    law,
    limits,
    people,
    reach,
    signing,
    texts,
)
from motcua.procedures.gate.subject import Subject
from motcua.procedures.package import Package

__all__ = [
    "Finding",
    "Ground",
    "examine",
    "examine_bytes",
    "examine_source",
    "examine_text",
    "findings_of",
    "found",
    "here",
    "nowhere",
]

Proof = Callable[[Subject], Iterator[Finding]]
PROOFS: tuple[Proof, ...] = (
    reach.findings,
    limits.findings,
    form.findings,
    finder.findings,
    asked.findings,
    law.findings,
    fees.findings,
    signing.findings,
    children.findings,
    people.findings,
    examples.findings,
    texts.findings,
)
"""In the order in which a writer mends."""


def examine(package: Package, ground: Ground) -> list[Finding]:
    """Everything that stands against publishing a package. Empty: it may be published."""
    if unfinished := packages.unfinished_findings(package):
        return findings_of(unfinished)
    subject = Subject(package, ground)
    return [one for proof in PROOFS for one in proof(subject)]


def examine_text(text: str, ground: Ground) -> list[Finding]:
    """The same of a YAML or JSON text, which may not even be a package."""
    return examine_source(text, ground)


def examine_bytes(content: bytes, ground: Ground) -> list[Finding]:
    """The same of bytes, which may not even be a text."""
    try:
        return examine_text(content.decode("utf-8"), ground)
    except UnicodeDecodeError:
        said = _("Nội dung không phải là văn bản UTF-8.")
        return [found("file-unreadable", "", said)]


def examine_source(source: str | Mapping[str, Any], ground: Ground) -> list[Finding]:
    """The same of a text or of plain values."""
    try:
        package = packages.load(source)
    except Invalid as refusal:
        return findings_of(refusal.problems or [Problem("", refusal.message)])
    return examine(package, ground)
