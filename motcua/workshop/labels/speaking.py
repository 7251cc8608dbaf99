"""Sentences of the gate in the words of the pages, where no member of the format is named."""

import re

from django.utils.translation import get_language

from motcua.workshop.labels import FIELDS, code_name

MEMBERS = {
    "about": "*.about",
    "reception.agency": "Reception.agency",
    "amount": "Charge.amount",
    "answers": "Example.answers",
    "as_of": "Commune.as_of",
    "at_most": "Group.at_most",
    "basis": "Step.basis",
    "cases": "Package.cases",
    "channels": "Package.channels",
    "check": "Rule.check",
    "child": "Step.child",
    "elsewhere": "Finder.elsewhere",
    "end": "Example.end",
    "escalation": "Step.escalation",
    "fork": "Outcome.fork",
    "guard": "Outcome.guard",
    "guide": "Package.guide",
    "hit": "Table.hit",
    "join": "Step.join",
    "kind": "Step.kind",
    "legal_basis": "Package.legal_basis",
    "needs_reason": "Outcome.needs_reason",
    "next": "Outcome.next",
    "note": "*.note",
    "online_reason": "Package.online_reason",
    "options": "*.options",
    "outcomes": "Step.outcomes",
    "outputs": "Step.outputs",
    "paste": "Group.paste",
    "prefill": "*.prefill",
    "publisher": "Package.publisher",
    "quorum": "Quorum.quorum",
    "reason": "Outcome.reason",
    "reception": "Package.reception",
    "required": "*.required",
    "requirements_basis": "Package.requirements_basis",
    "signature": "Step.signature",
    "silence": "Step.silence",
    "stops_clock": "Step.stops_clock",
    "table": "Package.tables",
    "tables": "Package.tables",
    "tariff": "Fee.tariff",
    "unfinished": "Package.unfinished",
    "when": "*.when",
    "wrong": "Example.wrong",
}
"""The box that each member's name in a sentence means."""
VALUES = {
    "approved": ("Example", "end"),
    "refused": ("Example", "end"),
    "consult": ("Step", "kind"),
    "receive": ("Step", "kind"),
    "receiver": ("Step", "role"),
    "personal": ("Step", "signature"),
    "agency": ("Step", "signature"),
    "both": ("Step", "signature"),
    "another": ("Question", "about"),
    "online": ("Channel", "channel"),
    "first": ("Table", "hit"),
}
PLAIN = {"true": "có", "none": "không", "full": "toàn trình", "role": "ai làm"}
"""Said in Vietnamese only: in English the names of the format are words already."""
_WORD = re.compile(r"“[^”]*”|\b(?:child\.|reception\.)?[a-z_]+\b")


def spoken(sentence: str) -> str:
    """A Vietnamese sentence with the labels of the boxes; what stands in quotes is left."""
    if not (get_language() or "vi").startswith("vi"):
        return sentence
    return _WORD.sub(lambda found: _said(found[0]), sentence)


def _said(word: str) -> str:
    name = word if word in MEMBERS else word.rpartition(".")[2]
    if name in MEMBERS:
        return f"“{FIELDS[MEMBERS[name]].label}”"
    if name in VALUES:
        return f"“{code_name(*VALUES[name], name)}”"
    return f"“{PLAIN[name]}”" if name in PLAIN else word
