"""Which version a form follows when a newer one came: it stays, or it is brought over whole."""

from django.db import transaction
from django.utils.translation import gettext as _

from motcua.core import clock
from motcua.core.actors import Actor
from motcua.core.journal import emit
from motcua.core.refusals import NotFound, WrongState
from motcua.documents import actions as documents
from motcua.dossiers import routing
from motcua.dossiers.actions.holding import save
from motcua.dossiers.events import DossierBroughtOver, DraftBroughtOver
from motcua.dossiers.models import Attachment, Dossier, Draft
from motcua.dossiers.queries.following import REFILED, newer_for, overtaken
from motcua.identity.models import User
from motcua.procedures import form
from motcua.procedures import queries as procedures
from motcua.procedures.models import Version


def bring_over(draft: Draft, *, by: User) -> None:
    """Go on in the version whose rule asks for it: every answer that has a place there goes along.

    The others are set aside, and come back where a later version asks for them again.
    The draft is held by the caller.
    """
    newer = newer_for(draft)
    if newer is None:
        return
    found = form.carried(draft.version, newer, {**draft.set_aside, **draft.answers})
    draft.version, draft.answers, draft.set_aside = newer, found.answers, found.aside
    draft.begun_at = draft.changed_at = clock.now()
    draft.save(update_fields=["version", "answers", "set_aside", "begun_at", "changed_at"])
    brought = DraftBroughtOver(
        draft=draft.pk, version=newer.pk, number=newer.number, set_aside=sorted(found.aside)
    )
    emit(brought, by=by)


def require_not_overtaken(draft: Draft) -> None:
    """Refuse to file on a version that no longer applies. Nothing of the draft is lost."""
    try:
        newer = overtaken(draft)
    except NotFound:
        raise WrongState(
            _("Thủ tục này đã bãi bỏ nên không nộp được nữa. Bản nháp của bạn được giữ nguyên.")
        ) from None
    if newer:
        raise WrongState(
            _(
                "Thủ tục đã có bản mới áp dụng cho hồ sơ nộp từ nay. Hãy chuyển bản nháp sang bản "
                "mới; những gì bạn đã khai được giữ lại."
            )
        )


def follow_rule(dossier: Dossier, *, by: Actor) -> None:
    """At reception: let the dossier follow the newer version, where that one's rule says so.

    Refuses where its answers are not enough for it. The dossier is held by the caller.
    """
    begun, filed = dossier.version, clock.day_of(dossier.submitted_at)
    try:
        newer = procedures.overtaken(begun, since=filed, submitted_on=filed)
    except NotFound:
        raise WrongState(
            _("Hồ sơ tiếp nhận từ nay không còn theo thủ tục này nữa: thủ tục đã bãi bỏ.")
        ) from None
    if newer is None:
        return
    found = form.carried(begun, newer, dossier.answers)
    _require_enough(dossier, newer, found)
    dossier.version = newer
    dossier.answers = form.relevant(newer, found.answers)
    save(dossier, "version", "answers")
    emit(DossierBroughtOver(dossier=dossier.pk, version=newer.pk, number=newer.number), by=by)


@transaction.atomic
def copy_of(dossier: Dossier, *, version: Version, by: User) -> Draft:
    """What was filed and turned away, as a draft to mend: its answers, and copies of its files."""
    if dossier.status not in REFILED:
        raise WrongState(_("Chỉ khai lại được từ hồ sơ không được tiếp nhận hoặc đã rút."))
    found = form.carried(dossier.version, version, dossier.answers)
    draft = Draft.objects.create(
        owner=by, version=version, answers=found.answers, set_aside=found.aside
    )
    for attachment in Attachment.objects.filter(draft=dossier.pk).select_related("file"):
        file = documents.copy(attachment.file, by=by, purpose=f"draft:{draft.pk}")
        Attachment.objects.create(draft=draft, question=attachment.question, file=file)
        ids = draft.answers.get(attachment.question)
        if isinstance(ids, list):
            old = str(attachment.file_id)
            draft.answers[attachment.question] = [str(file.pk) if i == old else i for i in ids]
    draft.save(update_fields=["answers"])
    return draft


def _require_enough(dossier: Dossier, newer: Version, found: form.Carried) -> None:
    problems = form.check(newer, found.answers)
    told = {"number": newer.number}
    if problems:
        raise WrongState(
            _(
                "Hồ sơ tiếp nhận từ nay phải theo bản %(number)d của thủ tục, mà hồ sơ này chưa "
                "đủ: %(first)s Hãy từ chối tiếp nhận và nêu rõ lý do; người nộp khai tiếp theo "
                "bản mới mà không phải nhập lại."
            )
            % {**told, "first": problems[0].message}
        )
    agency = routing.competent_agency(newer, form.relevant(newer, found.answers))
    if agency != dossier.agency:
        raise WrongState(
            _(
                "Theo bản %(number)d của thủ tục, cơ quan giải quyết là %(agency)s. Hãy từ chối "
                "tiếp nhận và hướng dẫn người nộp."
            )
            % {**told, "agency": agency.name}
        )
