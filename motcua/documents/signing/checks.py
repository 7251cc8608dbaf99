"""Reading signatures: what each one says, and what of that is proved."""

import asyncio
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from pyhanko.keys import load_certs_from_pemder_data
from pyhanko.sign.validation import EmbeddedPdfSignature, async_validate_pdf_signature
from pyhanko.sign.validation.status import PdfSignatureStatus, SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.authority import CertTrustAnchor

from motcua.core.refusals import Invalid
from motcua.documents.inspection.reader import opened
from motcua.documents.signing import registry

MOST_SIGNATURES = 50


@dataclass(frozen=True, kw_only=True)
class Signature:
    """One signature on a paper.

    `signer` and `issuer` come from the certificate; `claimed_name`, `reason` and `signed_at` are
    what the signer wrote: protected from change when `is_valid`, but his own word.
    """

    signer: str
    issuer: str
    claimed_name: str
    reason: str
    signed_at: datetime | None
    is_intact: bool  # the bytes that it covers are those that were signed
    is_valid: bool  # intact, and made with the key of its certificate
    covers_whole_document: bool
    is_trusted: bool  # the certificate comes from a root known here
    is_trial: bool  # ... but from one made for trying out
    is_changed_later: bool  # more was added after it than further signatures


def signatures(content: bytes) -> list[Signature]:
    """Every signature on the paper, in the order of signing; none is an empty list."""
    try:
        found = opened(content).embedded_regular_signatures[:MOST_SIGNATURES]
    except Exception:  # pyHanko was not written for hostile files
        raise Invalid(
            _("Tệp PDF bị hỏng nên không đọc được chữ ký. Hãy xin lại bản gốc.")
        ) from None
    roots = _roots()
    return [_read(one, roots) for one in found]


def _read(one: EmbeddedPdfSignature, roots: list[Any]) -> Signature:
    try:
        return _told(one, _finished(_validated(one, roots)))
    except Exception:  # likewise: what cannot be read proves nothing
        return _unreadable()


def _finished(validated: Coroutine[Any, Any, PdfSignatureStatus]) -> PdfSignatureStatus:
    """Its answer; asked within a running event loop, it is worked out on a thread beside."""
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return asyncio.run(validated)
    with ThreadPoolExecutor(1) as beside:
        return beside.submit(asyncio.run, validated).result()


def _roots() -> list[Any]:
    return [root for der in registry.trust_anchors() for root in load_certs_from_pemder_data(der)]


async def _validated(one: EmbeddedPdfSignature, roots: list[Any]) -> PdfSignatureStatus:
    """Checked at the moment that it claims: a certificate that ran out later was good then."""
    context = ValidationContext(
        trust_roots=roots, allow_fetching=False, moment=one.self_reported_timestamp
    )
    return await async_validate_pdf_signature(one, signer_validation_context=context)


def _told(one: EmbeddedPdfSignature, status: PdfSignatureStatus) -> Signature:
    certificate = one.signer_cert
    whole = status.coverage == SignatureCoverageLevel.ENTIRE_FILE
    path = status.validation_path
    anchor = path.trust_anchor if path is not None else None
    root = anchor.certificate.dump() if isinstance(anchor, CertTrustAnchor) else None
    return Signature(
        signer=_common_name(certificate.subject.native),
        issuer=_common_name(certificate.issuer.native),
        claimed_name=str(one.sig_object.get("/Name", "")),
        reason=str(one.sig_object.get("/Reason", "")),
        signed_at=one.self_reported_timestamp,
        is_intact=status.intact,
        is_valid=status.intact and status.valid,
        covers_whole_document=whole,
        is_trusted=status.trusted,
        is_trial=root in registry.trial_anchors(),
        is_changed_later=not whole and not status.docmdp_ok,
    )


def _common_name(name: dict[str, object]) -> str:
    return str(name.get("common_name", ""))


def _unreadable() -> Signature:
    return Signature(
        signer="",
        issuer="",
        claimed_name="",
        reason="",
        signed_at=None,
        is_intact=False,
        is_valid=False,
        covers_whole_document=False,
        is_trusted=False,
        is_trial=False,
        is_changed_later=True,
    )
