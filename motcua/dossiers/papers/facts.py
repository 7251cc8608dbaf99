"""What each paper says, as plain frozen facts. Texts are Vietnamese, ready to be read."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, kw_only=True)
class Issuer:
    """Who issues: `agency` is the whole name; `desk` its one-stop desk; `place` dates the paper."""

    agency: str
    place: str
    superior: str = ""
    desk: str = "Bộ phận Tiếp nhận và Trả kết quả"
    phone: str = ""


@dataclass(frozen=True, kw_only=True)
class Applicant:
    """Who handed the dossier in. No identity number: receipts get lost."""

    name: str
    on_behalf_of: str = ""
    address: str = ""
    phone: str = ""
    email: str = ""


@dataclass(frozen=True, kw_only=True)
class Subject:
    """The procedure that is asked for."""

    name: str
    code: str = ""


@dataclass(frozen=True, kw_only=True)
class PaperFile:
    """One file, provable by its SHA-256."""

    name: str
    size: int
    sha256: str


@dataclass(frozen=True, kw_only=True)
class HandedPaper:
    """A paper of the dossier. `note` is its form: `Bản chính`, `Bản chụp`, `Bản điện tử`."""

    name: str
    note: str = "Bản điện tử"
    files: tuple[PaperFile, ...] = ()


@dataclass(frozen=True, kw_only=True)
class AskedPaper:
    """A paper or correction that the applicant still owes, and what exactly is needed."""

    name: str
    detail: str = ""


@dataclass(frozen=True, kw_only=True)
class DigitalStamp:
    """What is shown of a digital signature. The signature itself is put in by documents.signing."""

    signer: str
    at: datetime
    note: str = "Chữ ký số thử nghiệm"


@dataclass(frozen=True, kw_only=True)
class Paper:
    """What every paper has. `number` as printed (`Số: 12/TNHS`); may be empty."""

    issuer: Issuer
    code: str
    issued_at: datetime
    applicant: Applicant
    subject: Subject
    official: str
    number: str = ""
    stamp: DigitalStamp | None = None


@dataclass(frozen=True, kw_only=True)
class ReceiptData(Paper):
    """Form 01. `due_at` None: the procedure states no time limit."""

    papers: tuple[HandedPaper, ...]
    received_at: datetime
    due_at: datetime | None
    time_limit: str
    tracking_url: str
    derivation: str = ""
    fee: str = "Không thu phí, lệ phí"
    return_to: str = ""


@dataclass(frozen=True, kw_only=True)
class SupplementData(Paper):
    """Form 02. `answer_by` is the day by which the applicant is asked to answer."""

    asked: tuple[AskedPaper, ...]
    reason: str
    legal_basis: str = ""
    answer_by: datetime | None = None
    tracking_url: str = ""


@dataclass(frozen=True, kw_only=True)
class RefusalData(Paper):
    """Form 03. `guidance` tells what the applicant can do instead, and where to complain."""

    reason: str
    legal_basis: str
    guidance: str = ""
    tracking_url: str = ""


@dataclass(frozen=True, kw_only=True)
class ResultData(Paper):
    """The decision: its name and subject, grounds, body, facts as a table, the signer's post.

    `title`: `QUYẾT ĐỊNH`, `GIẤY XÁC NHẬN`, ...; `about`: `Về việc ...`; `grounds`: `Căn cứ ...;`.
    """

    title: str
    signer_post: str
    about: str = ""
    grounds: tuple[str, ...] = ()
    body: tuple[str, ...] = ()
    facts: tuple[tuple[str, str], ...] = ()
    recipients: tuple[str, ...] = ()
    tracking_url: str = ""
