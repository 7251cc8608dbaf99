"""A new version of a procedure: whatever was begun on the old one ends on the old one."""

from collections.abc import Callable, Iterator
from itertools import cycle, islice
from typing import Any, NamedTuple

import pytest
import yaml
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import QueryDict

from motcua.agencies.models import Agency, Role
from motcua.core.actors import SYSTEM
from motcua.dossiers import actions
from motcua.dossiers.models import Dossier, Draft, Status
from motcua.dossiers.tests.answers import BIRTH, SCAN
from motcua.identity.models import Citizen, User
from motcua.procedures import actions as procedures
from motcua.procedures import form
from motcua.procedures import queries as catalogue
from motcua.procedures.models import Version
from motcua.procedures.tests.form.sending import as_sent

pytestmark = pytest.mark.django_db
OPEN = 50
SCANNED = "birth_notification"
BASIS = "Điều 16 Nghị định 118/2025/NĐ-CP"
Begin = Callable[[int, str], Draft]

STAGES_OF_DRAFTS = {
    "one page": slice(1, None),
    "half": slice(3, None),
    "a wrong answer": slice(1, 2),
    "all but the scan": slice(0),
    "ready": slice(0),
}
"""How far a form was filled in by then: the pages that are still to be filled in."""
STAGES = {
    "registered": (),
    "lacking before reception": ("lack",),
    "received": ("accept",),
    "to be paid": ("accept", "assigned", "charge"),
    "lacking in process": ("accept", "assigned", "lack"),
    "examined": ("accept", "assigned"),
    "before the signer": ("accept", "assigned", "propose_approve"),
    "sent back": ("accept", "assigned", "propose_approve", "send_back"),
    "signed": ("accept", "assigned", "propose_approve", "sign"),
    "to be returned": ("accept", "assigned", "propose_approve", "sign", "stamped"),
}
"""What was done with a dossier by the day on which the new version comes."""
TO_THE_END = {
    "approved": {"assign": "assigned", "examine": "propose_approve", "sign": "sign"},
    "refused": {"assign": "assigned", "examine": "propose_refuse", "sign": "refuse"},
}


class Staff(NamedTuple):
    """Who does which step."""

    receiver: User
    handler: User
    head: User
    clerk: User

    def of(self, role: str) -> User:
        return self.head if role == "signer" else getattr(self, role)


@pytest.fixture
def staff(lan: User, hoa: User, minh: User, ward: Agency, appointed: Any) -> Staff:
    return Staff(lan, hoa, minh, appointed("tam", "Vũ Thị Tâm", ward, Role.CLERK))


@pytest.fixture
def pages(birth: Version) -> list[tuple[str, QueryDict]]:
    """The pages of the form, filled in, as a browser sends them; each child has its own name."""
    return list(_pages(birth))


def _pages(version: Version) -> Iterator[tuple[str, QueryDict]]:
    answers = {**BIRTH, "declarant_name": "Nguyễn Thị Mai", "declarant_number": "001190012345"}
    for page in form.flow(version, answers):
        yield page.id, as_sent(form.page_form(version, page.id, answers))


def fill(draft: Draft, pages: list[tuple[str, QueryDict]], name: str, mai: Citizen) -> None:
    for page, sent in pages:
        data = sent.copy()
        if "child_name" in data:
            data["child_name"] = name
        actions.save_page(draft, by=mai.user, page=page, data=data)


def scan(draft: Draft, mai: Citizen) -> None:
    upload = SimpleUploadedFile("giấy chứng sinh.pdf", SCAN, "application/pdf")
    actions.attach(draft, by=mai.user, question=SCANNED, upload=upload)


@pytest.fixture
def begin(mai: Citizen, birth: Version, ward: Agency, pages: list[Any]) -> Begin:
    """`begin(7, "half")`: Mai's eighth form, filled in so far."""

    def begun(number: int, stage: str) -> Draft:
        draft = actions.start(birth, by=mai.user)
        left = pages[STAGES_OF_DRAFTS[stage]]
        done = [page for page in pages if page not in left]
        fill(draft, done, name_of(number), mai)
        if stage == "a wrong answer":  # a name with figures in it
            fill(draft, left, "An 123", mai)
        if stage == "ready":
            scan(draft, mai)
        return Draft.objects.get(pk=draft.pk)

    return begun


def stage_of(number: int) -> str:
    """The stage of each draft, in turn."""
    return list(STAGES_OF_DRAFTS)[number % len(STAGES_OF_DRAFTS)]


def name_of(number: int) -> str:
    """A child's name, another one for each number."""
    ten, one = divmod(number, 10)
    middle = ("An", "Bảo", "Chi", "Diệp", "Giang", "Hà", "Khánh", "Linh", "Minh", "Ngọc")
    return f"Trần {middle[ten]} {middle[one]}"


def newer(birth: Version) -> Version:
    """A version that asks for something more, and handles by steps of other names."""
    text = procedures.export_package(birth).replace("propose_", "advise_")
    data: dict[str, Any] = yaml.safe_load(text)
    data["name"]["vi"] = "Đăng ký khai sinh (mới)"
    data["form"]["pages"][0]["questions"].insert(
        0, {"id": "asked_anew", "kind": "text", "label": {"vi": "Câu hỏi mới", "en": "New"}}
    )
    for step in data["process"]["steps"]:
        step["id"] = f"new_{step['id']}"
        for outcome in step["outcomes"]:
            ends = outcome["next"] in {"approved", "refused"}
            outcome["next"] = outcome["next"] if ends else f"new_{outcome['next']}"
    for example in data.get("examples", []):
        example["answers"]["asked_anew"] = "Có"
    return procedures.publish(procedures.import_package(data, by=SYSTEM), by=SYSTEM)


def act(dossier: Dossier, what: str, staff: Staff, mai: Citizen) -> Dossier:
    """One act on a dossier: of the desk, of the applicant, or the outcome of its open step."""
    dossier = Dossier.objects.get(pk=dossier.pk)
    if what == "accept":
        return actions.accept(dossier, by=staff.receiver)
    if what == "lack":
        lacking = "Thiếu bản sao sổ hộ khẩu"
        return actions.ask_supplement(dossier, by=staff.receiver, reason=lacking, legal_basis=BASIS)
    if what == "supply":
        return actions.supplement(dossier, by=mai.user, note="Đã có", uploads=[])
    if what == "charge":
        return actions.ask_payment(dossier, by=staff.handler, amount=8_000, what_for="Lệ phí")
    if what == "pay":
        return actions.confirm_payment(dossier, by=staff.receiver, receipt_number="BL-1")
    if what == "return":
        return actions.return_result(dossier, by=staff.receiver, how="Tại quầy")
    by = staff.of(dossier.steps.get(done_at=None).role)
    return actions.complete(dossier, by=by, outcome=what, note="Đã xem xét")


def finish(dossier: Dossier, end: str, staff: Staff, mai: Citizen) -> Dossier:
    """Whatever stage it is in, walk it to this end."""
    for _turn in range(12):
        step = dossier.steps.filter(done_at=None).first()
        what = {
            Status.REGISTERED: "accept",
            Status.SUPPLEMENT_ASKED: "supply",
            Status.PAYMENT_ASKED: "pay",
        }.get(Status(dossier.status))
        if dossier.status == Status.RETURNED:
            return dossier
        if what is None:
            assert step
            what = {"stamp": "stamped", "return_result": "return"}.get(step.step_id)
        dossier = act(dossier, what or TO_THE_END[end][step.step_id], staff, mai)  # type: ignore[union-attr]  # asserted above
        dossier.refresh_from_db()
    raise AssertionError(f"{dossier} does not end")


def test_fifty_drafts_and_fifty_dossiers_end_on_the_version_they_began_with(
    begin: Begin, birth: Version, mai: Citizen, staff: Staff, pages: list[Any]
) -> None:
    filed = {}
    for number, stage in enumerate(islice(cycle(STAGES), OPEN)):
        dossier = actions.submit(begin(number, "ready"), by=mai.user, declared=True)
        for what in STAGES[stage]:
            dossier = act(dossier, what, staff, mai)
        filed[number] = dossier
    drafts = {number: begin(number, stage_of(number)) for number in range(OPEN, 2 * OPEN)}
    assert catalogue.published(birth.procedure.code) == birth
    assert Draft.objects.filter(submitted_at=None).count() == OPEN
    before = dict(Draft.objects.values_list("pk", "answers"))

    assert newer(birth) == catalogue.published(birth.procedure.code) != birth
    assert dict(Draft.objects.values_list("pk", "answers")) == before
    for number, draft in drafts.items():
        fill(draft, pages[STAGES_OF_DRAFTS[stage_of(number)]], name_of(number), mai)
        if not draft.attachments.exists():
            scan(draft, mai)
        filed[number] = actions.submit(draft, by=mai.user, declared=True)

    ends = cycle(["approved", "refused"])
    for number, dossier in filed.items():
        signed = dossier.decision  # what was signed before stays so
        ended = finish(dossier, signed or next(ends), staff, mai)
        assert ended.decision in {signed or "approved", signed or "refused"}
        assert ended.answers["child_name"] == name_of(number)
    _require_all_on(birth, 2 * OPEN)


def _require_all_on(version: Version, count: int) -> None:
    """All have ended, each on this version and by its steps alone; both ends are there."""
    found = Dossier.objects.filter(status=Status.RETURNED, version=version)
    assert found.count() == Dossier.objects.count() == count
    assert not Draft.objects.filter(submitted_at=None)
    assert not Draft.objects.exclude(version=version)
    assert {one.decision for one in found} == {"approved", "refused"}
    assert len(set(found.values_list("code", flat=True))) == count
    for one in found:
        assert not one.answers.keys() & {"asked_anew"}
        walked = set(one.steps.values_list("step_id", flat=True))
        assert walked <= {step.id for step in version.package.process.steps}
        assert not one.steps.filter(done_at=None)


def test_what_begins_after_the_day_begins_on_the_new_version(birth: Version, mai: Citizen) -> None:
    now = newer(birth)
    draft = actions.start(catalogue.published(birth.procedure.code), by=mai.user)
    assert draft.version == now
