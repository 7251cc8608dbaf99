"""Reception: a code, a due date with its derivation, a signed receipt; or a reasoned refusal."""

import io
from datetime import datetime

import pytest
from pypdf import PdfReader

from motcua.agencies.models import Agency
from motcua.calendars.counting import Deadline
from motcua.core import clock
from motcua.core.actors import SYSTEM
from motcua.core.clock import VIETNAM
from motcua.core.refusals import Invalid, NotAllowed, WrongState
from motcua.documents.queries import content
from motcua.documents.signing.checks import signatures
from motcua.dossiers import actions
from motcua.dossiers.models import CodeSequence, Dossier, Draft, Status
from motcua.dossiers.queries import attachments_of
from motcua.identity.models import Citizen, User

MORNING = datetime(2026, 11, 12, 9, 0, tzinfo=VIETNAM)
LATE_AFTERNOON = datetime(2026, 11, 13, 15, 30, tzinfo=VIETNAM)


def accepted_at(moment: datetime, draft: Draft, mai: Citizen, lan: User) -> Dossier:
    with clock.moved_to(moment):
        return actions.accept(actions.submit(draft, by=mai.user, declared=True), by=lan)


def test_a_dossier_of_the_morning_is_due_the_same_day(
    draft: Draft, mai: Citizen, lan: User, ward: Agency
) -> None:
    dossier = accepted_at(MORNING, draft, mai, lan)
    assert dossier.status == Status.RECEIVED
    assert dossier.code == f"{ward.code}-20261112-0001"
    assert dossier.due_at is not None
    assert dossier.due_at.astimezone(VIETNAM).date() == MORNING.date()


def test_after_15_00_on_friday_it_is_due_on_monday_and_says_why(
    draft: Draft, mai: Citizen, lan: User
) -> None:
    dossier = accepted_at(LATE_AFTERNOON, draft, mai, lan)
    assert dossier.due_at is not None
    assert f"{dossier.due_at.astimezone(VIETNAM):%A %d/%m}" == "Monday 16/11"
    assert dossier.deadline is not None
    assert "thứ Hai 16/11/2026" in Deadline.from_json(dossier.deadline).explanation()


def test_dossiers_of_a_day_are_numbered_without_gaps(accepted: Dossier, ward: Agency) -> None:
    assert CodeSequence.next(ward.code, clock.today()) == 2


def test_a_stranger_may_not_accept(submitted: Dossier, stranger: User, hoa: User) -> None:
    for official in (stranger, hoa):
        with pytest.raises(NotAllowed):
            actions.accept(submitted, by=official)


def test_an_applicant_may_not_accept_their_own(submitted: Dossier, mai: Citizen) -> None:
    with pytest.raises(NotAllowed):
        actions.accept(submitted, by=mai.user)


def test_a_dossier_is_accepted_once(accepted: Dossier, lan: User) -> None:
    with pytest.raises(WrongState):
        actions.accept(accepted, by=lan)


def test_an_act_upon_an_older_state_is_refused(submitted: Dossier, lan: User) -> None:
    actions.accept(submitted, by=lan, revision=0)
    with pytest.raises(WrongState, match="người khác cập nhật"):
        actions.refuse(submitted, by=lan, reason="x", legal_basis="y", revision=0)


def test_the_receipt_lists_the_sha256_of_every_file(accepted: Dossier) -> None:
    paper = actions.issue_receipt(accepted, by=SYSTEM)
    assert actions.issue_receipt(accepted, by=SYSTEM) == paper
    pdf = content(paper.file)
    pages = PdfReader(io.BytesIO(pdf)).pages
    text = "".join("".join(page.extract_text() for page in pages).split())
    for attachment in attachments_of(accepted):
        assert attachment.file.sha256 in text
    assert str(accepted.code) in text


def test_the_receipt_is_signed_and_a_flipped_byte_shows(accepted: Dossier) -> None:
    pdf = content(actions.issue_receipt(accepted, by=SYSTEM).file)
    (signature,) = signatures(pdf)
    assert signature.is_intact
    spoilt = pdf.replace(b"/Page", b"/Pagf", 1)
    assert not all(one.is_intact for one in signatures(spoilt))


def test_a_refusal_needs_its_reason_and_its_law(submitted: Dossier, lan: User) -> None:
    with pytest.raises(Invalid):
        actions.refuse(submitted, by=lan, reason="  ", legal_basis="Điều 16")
    with pytest.raises(Invalid):
        actions.refuse(submitted, by=lan, reason="Thiếu giấy chứng sinh", legal_basis="")
    refused = actions.refuse(
        submitted, by=lan, reason="Thiếu giấy chứng sinh", legal_basis="Điều 16 Luật Hộ tịch"
    )
    assert refused.status == Status.NOT_RECEIVED
    assert refused.code is None
