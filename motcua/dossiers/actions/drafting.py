"""From the first page of the form to the submission."""

import secrets
from collections.abc import Mapping
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from motcua.core import clock
from motcua.core.journal import emit
from motcua.core.refusals import Invalid, NotAllowed, NotFound, WrongState
from motcua.core.search import fold
from motcua.documents import actions as documents
from motcua.documents.inspection import policy
from motcua.dossiers import routing
from motcua.dossiers.actions import following
from motcua.dossiers.events import DossierSubmitted, DraftDiscarded, DraftStarted
from motcua.dossiers.models import Attachment, Channel, Dossier, Draft, Status
from motcua.identity.models import Citizen, User
from motcua.procedures import filing, form
from motcua.procedures import queries as procedures
from motcua.procedures.form.page_form import PageForm
from motcua.procedures.models import Version
from motcua.procedures.package.finder import carried

FILES_PER_DRAFT = 30
DRAFTS_AT_ONCE = 50
"""Unsent forms of one person: more than anybody needs, less than fills a disk."""
KINDS = {
    "pdf": (policy.PDF,),
    "image": (policy.JPEG, policy.PNG),
    "office": (policy.DOCX, policy.XLSX),
}
"""What packages call kinds of files, as the house knows them."""


@transaction.atomic
def start(version: Version, *, by: User, said: Mapping[str, str] | None = None) -> Draft:
    """Begin a form in the version that is published today, prefilled with what is known of `by`.

    `said`: the answers by which the case was found; what they settle is filled in too. A draft of
    the same version that nobody has filled in yet is given back instead.
    """
    citizen = _citizen(by)
    filing.require_open(version)
    answers = form.prefilled(version, facts_of(citizen)) | carried(version.package, said or {})
    untouched = Draft.objects.filter(
        owner=by, version=version, submitted_at=None, answers=answers
    ).first()
    if untouched:
        return untouched
    _require_room(by)
    draft = Draft.objects.create(owner=by, version=version, answers=answers)
    emit(DraftStarted(draft=draft.pk, procedure=version.procedure.code, version=version.pk), by=by)
    return draft


@transaction.atomic
def begin_again(dossier: Dossier, *, by: User) -> Draft:
    """Begin anew from what was turned away or taken back: nothing has to be typed twice."""
    if not dossier.is_of(by):
        raise NotAllowed(_("Chỉ người nộp hoặc chủ hồ sơ mới khai lại được từ hồ sơ này."))
    _citizen(by)
    version = procedures.published(dossier.version.procedure.code)
    filing.require_open(version)
    _require_room(by)
    draft = following.copy_of(dossier, version=version, by=by)
    emit(DraftStarted(draft=draft.pk, procedure=version.procedure.code, version=version.pk), by=by)
    return draft


@transaction.atomic
def bring_over(draft: Draft, *, by: User) -> Draft:
    """Go on in the newer version whose rule asks for it; where none does, nothing changes."""
    draft = _held(draft, by)
    following.bring_over(draft, by=by)
    return draft


@transaction.atomic
def save_page(draft: Draft, *, by: User, page: str, data: Mapping[str, Any]) -> PageForm:
    """Keep what was typed on one page, right or wrong; the page's form says which it is."""
    draft = _held(draft, by)
    filled = form.page_form(draft.version, page, draft.answers, data=data, pasted=draft.pasted)
    draft.answers = form.apply(draft.version, page, draft.answers, filled)
    draft.pasted = filled.pasted
    draft.changed_at = clock.now()
    draft.save(update_fields=["answers", "pasted", "changed_at"])
    return filled


@transaction.atomic
def attach(draft: Draft, *, by: User, question: str, upload: "UploadedFile[Any]") -> Attachment:
    """Take in a file as the answer to one question. Refuses what is not safe or not allowed."""
    draft = _held(draft, by)
    if draft.attachments.count() >= FILES_PER_DRAFT:
        raise Invalid(
            _("Mỗi hồ sơ đính kèm tối đa %(limit)s tệp. Hãy gộp các trang vào một tệp PDF.")
            % {"limit": FILES_PER_DRAFT}
        )
    asked = _file_question(draft, question)
    if len(asked.ids) >= asked.at_most:
        raise Invalid(
            ngettext(
                "“%(label)s” nhận tối đa %(limit)s tệp. Hãy bỏ bớt một tệp rồi đính kèm lại.",
                "“%(label)s” nhận tối đa %(limit)s tệp. Hãy bỏ bớt một tệp rồi đính kèm lại.",
                asked.at_most,
            )
            % {"label": asked.label, "limit": asked.at_most}
        )
    file = documents.take_in(upload, by=by, purpose=f"draft:{draft.pk}", allowed=_policy(asked))
    attachment = Attachment.objects.create(draft=draft, question=question, file=file)
    _remember_files(draft, question)
    return attachment


@transaction.atomic
def detach(attachment: Attachment, *, by: User) -> None:
    """Take a file off an unsent form."""
    draft = _held(attachment.draft, by)
    question, file = attachment.question, attachment.file
    attachment.delete()
    documents.discard(file, by=by)
    _remember_files(draft, question)


@transaction.atomic
def discard(draft: Draft, *, by: User) -> None:
    """Throw an unsent form away, with its files."""
    draft = _held(draft, by)
    for attachment in draft.attachments.select_related("file"):
        attachment.delete()
        documents.discard(attachment.file, by=by)
    emit(DraftDiscarded(draft=draft.pk), by=by)
    draft.delete()


@transaction.atomic
def submit(draft: Draft, *, by: User, declared: bool, channel: Channel = Channel.ONLINE) -> Dossier:
    """File the form with the agency that is competent for it. Filing twice gives the same dossier.

    Refuses, with every problem and its page, when an answer is missing or wrong; and when the
    procedure is not taken online now (the draft stays).
    """
    draft = Draft.objects.select_for_update(of=("self",)).get(pk=draft.pk)
    _require_owner(draft, by)
    if draft.submitted_at is not None:
        return Dossier.objects.get(pk=draft.pk)
    if not declared:
        raise Invalid(_("Bạn cần cam đoan các nội dung kê khai là đúng sự thật trước khi nộp."))
    following.require_not_overtaken(draft)
    problems = form.unread(draft.version, draft.pasted)
    problems += form.check(draft.version, draft.answers)
    if problems:
        raise Invalid(_("Hồ sơ chưa đủ để nộp. Hãy hoàn thiện những mục sau."), problems)
    answers = form.relevant(draft.version, draft.answers)
    citizen = _citizen(by)
    agency = routing.competent_agency(draft.version, answers)
    filing.require_open_for_draft(draft.version, agency)
    now = clock.now()
    dossier = Dossier.objects.create(
        id=draft.pk,
        tracking_key=secrets.token_urlsafe(9),
        version=draft.version,
        applicant=citizen,
        submitter=by,
        answers=answers,
        channel=channel,
        agency=agency,
        status=Status.REGISTERED,
        folded=fold(citizen.full_name),
        submitted_at=now,
    )
    draft.submitted_at = draft.changed_at = now
    draft.save(update_fields=["submitted_at", "changed_at"])
    emit(
        DossierSubmitted(
            dossier=dossier.pk,
            procedure=draft.version.procedure.code,
            agency=agency.code,
            files=[a.file.sha256 for a in draft.attachments.select_related("file")],
        ),
        by=by,
    )
    return dossier


def facts_of(citizen: Citizen) -> dict[str, Any]:
    """What is known of a citizen, under the names that packages use in `prefill`."""
    return {
        "citizen.full_name": citizen.full_name,
        "citizen.number": citizen.number,
        "citizen.born_on": citizen.born_on.isoformat() if citizen.born_on else None,
        "citizen.sex": citizen.sex,
        "citizen.phone": citizen.phone,
        "citizen.email": citizen.email,
        "citizen.address": _street(citizen),
        "citizen.commune": citizen.commune.code if citizen.commune else None,
        "citizen.province": routing.province(citizen.commune).code if citizen.commune else None,
    }


def _file_question(draft: Draft, question: str) -> form.FileQuestion:
    for one in form.files(draft.version, draft.answers):
        if one.id == question:
            return one
    raise NotFound(_("Biểu mẫu không hỏi giấy tờ này. Hãy tải lại trang."))


def _policy(asked: form.FileQuestion) -> policy.Policy:
    """What this question takes, within what the house takes at all."""
    kinds = tuple(kind for name in asked.kinds for kind in KINDS[name])
    return policy.Policy(max_bytes=min(asked.max_bytes, policy.current().max_bytes), kinds=kinds)


def _street(citizen: Citizen) -> str:
    """House and street: the registered address without its ward and province, asked apart."""
    area, named = citizen.commune, set()
    while area is not None:
        named |= {fold(area.name), fold(area.full_name)}
        area = area.parent
    parts = [part.strip() for part in citizen.address.split(",")]
    return ", ".join(part for part in parts if fold(part) not in named)


def _require_room(by: User) -> None:
    if Draft.objects.filter(owner=by, submitted_at=None).count() >= DRAFTS_AT_ONCE:
        raise WrongState(
            _("Bạn đang có %(limit)s bản nháp chưa nộp. Hãy nộp hoặc xóa bớt rồi làm tiếp.")
            % {"limit": DRAFTS_AT_ONCE}
        )


def _citizen(user: User) -> Citizen:
    citizen: Citizen | None = getattr(user, "citizen", None)
    if citizen is None:
        raise NotAllowed(
            _("Chỉ công dân đăng nhập bằng tài khoản định danh điện tử mới lập được hồ sơ.")
        )
    return citizen


def _held(draft: Draft, by: User) -> Draft:
    """The same draft, read again and held until the transaction ends; its owner's and unsent."""
    rows = Draft.objects.select_for_update(of=("self",)).select_related("version__procedure")
    draft = rows.get(pk=draft.pk)
    _require_owner(draft, by)
    draft.require_unsent()
    return draft


def _require_owner(draft: Draft, by: User) -> None:
    if draft.owner_id != by.pk:
        raise NotAllowed(_("Chỉ người lập hồ sơ mới được sửa hoặc nộp hồ sơ này."))


def _remember_files(draft: Draft, question: str) -> None:
    files = draft.attachments.filter(question=question).order_by("id")
    draft.answers[question] = [str(file) for file in files.values_list("file_id", flat=True)]
    draft.changed_at = clock.now()
    draft.save(update_fields=["answers", "changed_at"])
