"""Files: safe, few enough, of the kind that the question takes; lost with the draft."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from motcua.core.refusals import Invalid, NotAllowed, NotFound
from motcua.documents.models import File
from motcua.dossiers import actions, queries
from motcua.dossiers.models import Draft
from motcua.dossiers.tests.answers import SCAN
from motcua.identity.models import Citizen, User


def scan(name: str = "ban chup.pdf", content: bytes = SCAN) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def attach(
    draft: Draft, by: User, upload: SimpleUploadedFile, to: str = "birth_notification"
) -> None:
    actions.attach(draft, by=by, question=to, upload=upload)


def test_what_only_calls_itself_pdf_is_refused(draft: Draft, mai: Citizen) -> None:
    with pytest.raises(Invalid, match="PDF"):
        attach(draft, mai.user, scan("giấy.pdf", b"<html><script>alert(1)</script></html>"))


def test_a_question_takes_so_many_files_and_no_more(draft: Draft, mai: Citizen) -> None:
    for number in (2, 3):
        attach(draft, mai.user, scan(f"trang {number}.pdf", SCAN + b"%" * number + b"\n"))
    with pytest.raises(Invalid, match="tối đa 3 tệp"):
        attach(draft, mai.user, scan("trang 4.pdf"))


def test_a_question_that_the_form_does_not_ask_takes_no_file(draft: Draft, mai: Citizen) -> None:
    for question in ("witness_statement", "no_such_question", "../../etc"):
        with pytest.raises(NotFound):
            attach(draft, mai.user, scan(), to=question)


def test_a_stranger_may_not_attach_to_my_draft(draft: Draft, hung: Citizen) -> None:
    with pytest.raises(NotAllowed):
        attach(draft, hung.user, scan())


def test_a_file_is_seen_by_who_may_see_its_dossier(
    draft: Draft, mai: Citizen, hung: Citizen, lan: User, stranger: User
) -> None:
    file = draft.attachments.get().file
    assert queries.file_seen_by(mai.user, draft.pk, file.pk) == file
    for other in (hung.user, lan, stranger):
        with pytest.raises(NotFound):
            queries.file_seen_by(other, draft.pk, file.pk)
    actions.submit(draft, by=mai.user, declared=True)
    assert queries.file_seen_by(lan, draft.pk, file.pk) == file
    for other in (hung.user, stranger):
        with pytest.raises(NotFound):
            queries.file_seen_by(other, draft.pk, file.pk)


def test_a_file_taken_off_is_gone_and_the_answer_with_it(draft: Draft, mai: Citizen) -> None:
    attachment = draft.attachments.get()
    actions.detach(attachment, by=mai.user)
    assert not File.objects.filter(pk=attachment.file_id).exists()
    assert queries.draft_of(mai.user, draft.pk).answers["birth_notification"] == []


def test_a_discarded_draft_leaves_nothing(draft: Draft, mai: Citizen) -> None:
    actions.discard(draft, by=mai.user)
    assert not Draft.objects.exists()
    assert not File.objects.exists()
