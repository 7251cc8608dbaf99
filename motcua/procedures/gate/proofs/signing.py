"""A step that signs says whose signature it takes: a person's, the agency's, or both."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from motcua.procedures.gate.finding import Finding, found
from motcua.procedures.gate.subject import Subject


def findings(subject: Subject) -> Iterator[Finding]:
    """Signing steps without a level of signature."""
    for number, step in enumerate(subject.package.process.steps):
        if step.kind == "sign" and step.signature is None:
            said = _("Bước ký không nêu loại chữ ký.")
            yield found("sign-without-signature", f"process.steps[{number}].signature", said)
