"""Nothing is asked of applicants that a connected register holds of them.

What a question means shows in its kind (a name, an identity number, a telephone ...) or, for dates
and choices, in its label (date of birth, sex). Such a question is filled in from the register, or
says `about: another`: it is about another person, place or thing. Groups ask about several people.
"""

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from motcua.core.search import fold
from motcua.procedures.gate.finding import Finding, found
from motcua.procedures.gate.ground import Ground
from motcua.procedures.gate.subject import Subject
from motcua.procedures.kinds.question import REGISTERS, Question, Source, register_names
from motcua.procedures.package.form import Group
from motcua.procedures.texts import say, vietnamese

KINDS = {
    "name": "full_name",
    "citizen_number": "number",
    "phone": "phone",
    "email": "email",
    "address": "address",
}
"""Kinds whose every question asks for one field of a person."""
LABELS = (
    ("born_on", {"date", "partial_date", "year"}, re.compile(r"\b(ngay|nam)\b.*\bsinh\b")),
    ("sex", {"choice"}, re.compile(r"\bgioi tinh\b")),
    ("commune", {"commune"}, re.compile(r"\bnoi (cu tru|thuong tru|o hien nay)\b")),
    ("province", {"province"}, re.compile(r"\bnoi (cu tru|thuong tru|o hien nay)\b")),
)
"""Kinds whose label tells the field."""


def findings(subject: Subject) -> Iterator[Finding]:
    """Questions about the applicant that a connected register could answer."""
    for number, page in enumerate(subject.package.form.pages):
        for index, asked in enumerate(page.questions):
            if not isinstance(asked, Group):
                place = f"form.pages[{number}].questions[{index}]"
                yield from _judged(asked, place, subject.ground)


def _judged(asked: Question, place: str, ground: Ground) -> Iterator[Finding]:
    field = meaning(asked)
    holders = [name for name in sorted(ground.registers) if field in REGISTERS.get(name, ())]
    told = {"label": say(asked.label)}
    if asked.about == "another":
        if asked.prefill and _register(asked) == "account":
            said = _("“%(label)s” hỏi về người khác mà lại lấy từ tài khoản của người nộp.")
            yield found("prefill-of-another", f"{place}.prefill", said % told)
    elif field and holders and _register(asked) not in ground.registers:
        said = _("“%(label)s”: %(register)s đã có thông tin này, không được hỏi lại.")
        told["register"] = register_names()[holders[0]]
        yield found("held-by-register", f"{place}.prefill", said % told)


def meaning(asked: Question) -> str:
    """The field of a person for which a question asks, as far as it shows; or ""."""
    kind = str(getattr(asked, "kind", ""))
    if kind in KINDS:
        return KINDS[kind]
    label = fold(vietnamese(asked.label))
    return next(
        (field for field, kinds, said in LABELS if kind in kinds and said.search(label)), ""
    )


def _register(asked: Question) -> str:
    """The register from which it is filled in, or ""."""
    if isinstance(asked.prefill, Source):
        return asked.prefill.registry
    return "account" if asked.prefill else ""
