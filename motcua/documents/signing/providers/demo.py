"""The trial signer: a key of its own in the data folder, under a root that nobody else trusts.

The root's key signs one certificate and is then forgotten; who steals the data folder can sign
as the trial signer, but cannot make others.
"""

import contextlib
import os
import uuid
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from django.conf import settings
from pyhanko.keys.internal import (
    translate_pyca_cryptography_cert_to_asn1,
    translate_pyca_cryptography_key_to_asn1,
)
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import SigSeedSubFilter
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, SimpleSigner
from pyhanko.sign.signers.pdf_signer import PdfSigningSession
from pyhanko_certvalidator.registry import SimpleCertificateStore

from motcua.core import clock

NOTE = "Chữ ký số thử nghiệm"
_FROM = datetime(2020, 1, 1, tzinfo=UTC)  # stories are told under a moved clock
_TO = datetime(2049, 12, 31, tzinfo=UTC)


class DemoSigner:
    """Signs with a key made on first use. ECDSA P-256: fast, and small on the paper."""

    note = NOTE
    is_trial = True

    def __init__(self, folder: Path | None = None) -> None:
        pem = _kept((folder or Path(settings.DATA) / "secrets") / "trial_signer.pem")
        certificate, self._root = x509.load_pem_x509_certificates(pem)
        key = serialization.load_pem_private_key(pem, password=None)
        store = SimpleCertificateStore()  # type: ignore[no-untyped-call]
        store.register(translate_pyca_cryptography_cert_to_asn1(self._root))
        self._signer = SimpleSigner(
            translate_pyca_cryptography_cert_to_asn1(certificate),
            translate_pyca_cryptography_key_to_asn1(key),
            store,
        )

    def sign_pdf(self, content: bytes, *, reason: str, signer_name: str) -> bytes:
        """PAdES B-B over the whole paper. `signer_name` is a claim: the certificate is shared."""
        paper = IncrementalPdfFileWriter(BytesIO(content))
        count = sum(1 for _ in paper.prev.embedded_signatures)
        metadata = PdfSignatureMetadata(
            field_name=f"ChuKy{count + 1}",
            md_algorithm="sha256",
            subfilter=SigSeedSubFilter.PADES,
            reason=f"{reason} ({NOTE.lower()})",
            name=signer_name,
        )
        signed: BytesIO = _ClockedSigner(metadata, signer=self._signer).sign_pdf(paper)
        return signed.getvalue()

    def trust_anchors(self) -> list[bytes]:
        return [self._root.public_bytes(serialization.Encoding.DER)]


class _ClockedSigner(PdfSigner):
    """Dates the signature by the platform's clock."""

    def init_signing_session(self, *args: Any, **kwargs: Any) -> PdfSigningSession:
        session = super().init_signing_session(*args, **kwargs)
        session.system_time = clock.now().replace(microsecond=0)
        return session


def _kept(path: Path) -> bytes:
    """Key, certificate and root as PEM, made by the first process that needs them."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        part = path.with_name(f".{uuid.uuid4().hex}")
        with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(_new())
        with contextlib.suppress(FileExistsError):
            os.link(part, path)  # the first to come wins, and the file is never seen half written
        part.unlink()
    return path.read_bytes()


def _new() -> bytes:
    root_key, key = (ec.generate_private_key(ec.SECP256R1()) for _ in range(2))
    root_name = _name("Gốc thử nghiệm Một Cửa")
    root = _certificate(root_name, root_name, root_key.public_key(), root_key, is_root=True)
    name = _name(f"{NOTE} Một Cửa")
    certificate = _certificate(name, root_name, key.public_key(), root_key, is_root=False)
    pem = serialization.Encoding.PEM
    return (
        key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
        + certificate.public_bytes(pem)
        + root.public_bytes(pem)
    )


def _name(common_name: str) -> x509.Name:
    return x509.Name([
        x509.NameAttribute(NameOID.COUNTRY_NAME, "VN"),
        x509.NameAttribute(NameOID.ORGANIZATION_NAME, "Không có giá trị pháp lý"),
        x509.NameAttribute(NameOID.COMMON_NAME, common_name),
    ])  # fmt: skip


def _certificate(
    subject: x509.Name,
    issuer: x509.Name,
    public_key: ec.EllipticCurvePublicKey,
    issuer_key: ec.EllipticCurvePrivateKey,
    *,
    is_root: bool,
) -> x509.Certificate:
    usage = dict.fromkeys(
        (
            "digital_signature",
            "content_commitment",
            "key_encipherment",
            "data_encipherment",
            "key_agreement",
            "key_cert_sign",
            "crl_sign",
            "encipher_only",
            "decipher_only",
        ),
        False,
    )
    allowed = ("key_cert_sign",) if is_root else ("digital_signature", "content_commitment")
    builder = (
        x509.CertificateBuilder(subject_name=subject, issuer_name=issuer, public_key=public_key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(_FROM)
        .not_valid_after(_TO)
        .add_extension(x509.BasicConstraints(ca=is_root, path_length=None), critical=True)
        .add_extension(x509.KeyUsage(**usage | dict.fromkeys(allowed, True)), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(public_key), critical=False)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer_key.public_key()),
            critical=False,
        )
    )
    return builder.sign(issuer_key, hashes.SHA256())
