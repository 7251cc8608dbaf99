"""Signatures that a step asks for: the official's own, the agency's, or one after the other."""

from django.utils.translation import gettext as _

from motcua.core.actors import Actor
from motcua.core.refusals import Invalid
from motcua.documents import actions as documents
from motcua.documents import queries as stored
from motcua.documents.models import File
from motcua.dossiers import process
from motcua.dossiers.models import Dossier, PaperKind, Step

PDF = "application/pdf"


def names(level: str | None, *, by: Actor, agency: str) -> list[str]:
    """In whose name a paper is signed, in order; without a level, by the official alone."""
    personal, own = [by.actor_ref.name], [agency]
    return {"agency": own, "both": personal + own}.get(level or "", personal)


def signed(content: bytes, *, names: list[str], reason: str) -> bytes:
    """The PDF with a signature for each name, one after the other."""
    from motcua.documents.signing.registry import signer

    for name in names:
        content = signer().sign_pdf(content, reason=reason, signer_name=name)
    return content


def sign_output(file: File, dossier: Dossier, step: Step, *, name: str, by: Actor) -> File:
    """The paper of a step with the signatures that the step asks for; as it is if none."""
    level = process.signature(dossier.version, step.step_id)
    if level is None:
        return file
    if file.media_type != PDF:
        raise Invalid(_("Văn bản của bước này được ký số nên phải là tệp PDF."))
    return _resigned(file, level, dossier, step, reason=name, by=by)


def countersign(dossier: Dossier, step: Step, *, by: Actor) -> None:
    """A step after the decision puts its signature on the result, as the clerk does the seal."""
    level = process.signature(dossier.version, step.step_id)
    paper = dossier.papers.filter(kind=PaperKind.RESULT).select_related("file").first()
    if level is None or paper is None:
        return
    reason = str(PaperKind.RESULT.label)
    paper.file = _resigned(paper.file, level, dossier, step, reason=reason, by=by)
    paper.save(update_fields=["file"])


def _resigned(
    file: File, level: str, dossier: Dossier, step: Step, *, reason: str, by: Actor
) -> File:
    who = names(level, by=by, agency=step.agency.name)
    content = signed(stored.content(file), names=who, reason=reason)
    return documents.keep(content, by=by, name=file.name, purpose=f"dossier:{dossier.pk}")
