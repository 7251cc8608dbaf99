"""Papers of the desk: printed once, signed, kept. Always in Vietnamese, whoever reads the page."""

from collections.abc import Callable
from datetime import datetime
from typing import TypedDict

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import translation
from django.utils.http import urlencode

from motcua.agencies import queries as agencies
from motcua.agencies.models import Role
from motcua.calendars.counting import Deadline
from motcua.core import clock
from motcua.core.actors import Actor
from motcua.core.journal import entries_about
from motcua.documents import actions as documents
from motcua.documents.models import File
from motcua.dossiers import papers, process, routing
from motcua.dossiers.actions import signing
from motcua.dossiers.models import Attachment, Decision, Dossier, Paper, PaperKind
from motcua.identity import access
from motcua.procedures import form
from motcua.procedures.texts import vietnamese

FACTS_SHOWN = 24


class _Common(TypedDict):
    """What stands on every paper."""

    issuer: papers.Issuer
    code: str
    issued_at: datetime
    applicant: papers.Applicant
    subject: papers.Subject
    official: str
    stamp: papers.DigitalStamp


@transaction.atomic
def issue_receipt(dossier: Dossier, *, by: Actor) -> Paper:
    """Form 01: the receipt with the due date, its derivation, and the SHA-256 of every file."""

    def printed() -> bytes:
        return papers.receipt_pdf(
            papers.ReceiptData(
                **_common(dossier, _who(dossier, "dossiers.DossierAccepted")),
                number=f"Số: {(dossier.code or '').rpartition('-')[2]}/TNHS",
                papers=_handed(dossier),
                received_at=dossier.received_at or clock.now(),
                due_at=dossier.due_at,
                time_limit=process.time_limit_in_words(dossier.version, dossier.channel),
                derivation=Deadline.from_json(dossier.deadline or {}).explanation(),
                fee=process.fee_in_words(dossier.version, dossier.channel, dossier.answers),
                tracking_url=_tracking_url(dossier),
            )
        )

    return _issued_once(dossier, PaperKind.RECEIPT, 1, printed, by=by)


@transaction.atomic
def issue_supplement_request(
    dossier: Dossier, *, by: Actor, reason: str, legal_basis: str, exception: str = ""
) -> Paper:
    """Form 02: what is missing, all of it, and why; asked again, why again."""
    number = dossier.papers.filter(kind=PaperKind.SUPPLEMENT).count() + 1
    asked = tuple(
        papers.AskedPaper(name=line.strip()) for line in reason.splitlines() if line.strip()
    )

    def printed() -> bytes:
        return papers.supplement_pdf(
            papers.SupplementData(
                **_common(dossier, _who(dossier, "dossiers.SupplementAsked")),
                number=f"Số: {number:02d}/BSHS",
                asked=asked,
                reason=exception,
                legal_basis=legal_basis,
                tracking_url=_tracking_url(dossier),
            )
        )

    return _issued_once(dossier, PaperKind.SUPPLEMENT, number, printed, by=by)


@transaction.atomic
def issue_refusal(dossier: Dossier, *, by: Actor, reason: str, legal_basis: str) -> Paper:
    """Form 03: why the dossier is turned away, on which law."""

    def printed() -> bytes:
        return papers.refusal_pdf(
            papers.RefusalData(
                **_common(dossier, _who(dossier, "dossiers.DossierNotAccepted")),
                reason=reason,
                legal_basis=legal_basis,
                guidance=(
                    "Ông/bà khắc phục nội dung trên rồi nộp hồ sơ mới. Nếu không đồng ý, ông/bà có "
                    "quyền phản ánh, kiến nghị hoặc khiếu nại theo quy định của pháp luật."
                ),
            )
        )

    return _issued_once(dossier, PaperKind.REFUSAL, 1, printed, by=by)


def issue_result(dossier: Dossier, *, by: Actor, level: str | None = None) -> Paper:
    """The decision itself, signed by who decided, for the agency, or both, as its step asks.

    Called within the transaction of the decision.
    """
    signers = signing.names(level, by=by, agency=dossier.agency.name)

    def printed() -> bytes:
        approved = dossier.decision == Decision.APPROVED
        package = dossier.version.package
        name = vietnamese(package.results[0].name)
        wanted = f"{dossier.version.procedure.name} của {dossier.applicant.full_name}"
        agency, sections = dossier.agency.name, process.declared(dossier)
        body = (
            f"{agency} đã xem xét hồ sơ {dossier.code} và giải quyết: {wanted}."
            if approved
            else f"{agency} không chấp thuận đề nghị: {wanted}. Lý do: {dossier.reason}"
        )
        rows = [(row.label, row.value) for section in sections for row in section.rows]
        grounds = tuple(
            f"Căn cứ {vietnamese(basis.name)} ({basis.number});" for basis in package.legal_basis
        )
        common = _common(dossier, by.actor_ref.name)
        common["stamp"] = papers.DigitalStamp(signer="; ".join(signers), at=clock.now())
        return papers.result_pdf(
            papers.ResultData(
                **common,
                title="KẾT QUẢ GIẢI QUYẾT" if approved else "THÔNG BÁO KHÔNG CHẤP THUẬN",
                about=name,
                signer_post=_post(by, dossier),
                grounds=grounds,
                body=(body,),
                facts=tuple(rows[:FACTS_SHOWN]) if approved else (),
                tracking_url=_tracking_url(dossier),
            )
        )

    return _issued_once(dossier, PaperKind.RESULT, 1, printed, by=by, signers=signers)


def _issued_once(
    dossier: Dossier,
    kind: PaperKind,
    number: int,
    printed: Callable[[], bytes],
    *,
    by: Actor,
    signers: list[str] | None = None,
) -> Paper:
    """The paper as it was issued, or a new one: printed in Vietnamese, signed and kept."""
    Dossier.objects.select_for_update(of=("self",)).get(pk=dossier.pk)
    issued = Paper.objects.filter(dossier=dossier, kind=kind, number=number).first()
    if issued:
        return issued
    with translation.override("vi"):
        who = signers or [by.actor_ref.name]
        content = signing.signed(printed(), names=who, reason=str(kind.label))
    file = _kept(dossier, kind, content, by)
    return Paper.objects.create(dossier=dossier, kind=kind, number=number, file=file)


def _kept(dossier: Dossier, kind: PaperKind, content: bytes, by: Actor) -> File:
    name = f"{kind.value}-{dossier.code or dossier.pk}.pdf"
    return documents.keep(content, by=by, name=name, purpose=f"dossier:{dossier.pk}")


def _common(dossier: Dossier, official: str) -> _Common:
    """What stands on every paper."""
    applicant, agency = dossier.applicant, dossier.agency
    desk = agencies.desks_of(agency).first()
    province = routing.province(agency.area).name if agency.area else "Hà Nội"
    return {
        "issuer": papers.Issuer(
            agency=agency.name,
            place=province,
            superior=agency.parent.name if agency.parent else "",
            desk=desk.name if desk else "Bộ phận Tiếp nhận và Trả kết quả",
            phone=desk.phone if desk else "",
        ),
        "code": dossier.code or "",
        "issued_at": clock.now(),
        "applicant": papers.Applicant(
            name=applicant.full_name, address=applicant.address, phone=applicant.phone
        ),
        "subject": papers.Subject(
            name=dossier.version.procedure.name, code=dossier.version.procedure.code
        ),
        "official": official,
        "stamp": papers.DigitalStamp(signer=official, at=clock.now()),
    }


def _handed(dossier: Dossier) -> tuple[papers.HandedPaper, ...]:
    labels = {one.id: one.label for one in form.files(dossier.version, dossier.answers)}
    by_question: dict[str, list[File]] = {}
    for attachment in Attachment.objects.filter(draft_id=dossier.pk).select_related("file"):
        by_question.setdefault(attachment.question, []).append(attachment.file)
    form_itself = papers.HandedPaper(name="Tờ khai điện tử")
    return (
        form_itself,
        *(
            papers.HandedPaper(
                name=labels.get(question, "Giấy tờ bổ sung"),
                files=tuple(
                    papers.PaperFile(name=file.name, size=file.size, sha256=file.sha256)
                    for file in files
                ),
            )
            for question, files in by_question.items()
        ),
    )


def _post(by: Actor, dossier: Dossier) -> str:
    """The title under which this official signs for the agency."""
    posts = [post for post in access.posts_of(by) if post.agency_id == dossier.agency_id]
    titles = [post.title for post in posts if post.role == Role.SIGNER] or [
        post.title for post in posts
    ]
    return titles[0] if titles else ""


def _tracking_url(dossier: Dossier) -> str:
    if not dossier.code:
        return ""
    asked = urlencode({"code": dossier.code, "answer": dossier.tracking_key})
    return f"{settings.SITE_URL}{reverse('dossiers:track')}?{asked}"


def _who(dossier: Dossier, event: str) -> str:
    entry = entries_about(dossier.pk).filter(event=event).last()
    return entry.actor_name if entry else ""
