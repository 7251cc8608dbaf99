"""The story: a small country lives through some weeks, by the same actions that people take.

Everything happens under a moved clock, in one transaction: it is there whole, or not at all.
"""

from collections.abc import Callable
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction

from demo import accounts as offices
from demo import services
from demo.identity_provider.citizens import Citizen as Person
from demo.identity_provider.citizens import everyone
from demo.procedures_family import packages
from demo.saying import answers
from demo.tales import Act, Tale, tales
from demo.workshop import leave_a_manuscript
from motcua.agencies import queries as areas
from motcua.calendars.counting import Term, Unit, deadline
from motcua.calendars.queries import calendar_for
from motcua.core import clock
from motcua.core.actors import SYSTEM
from motcua.core.clock import VIETNAM
from motcua.core.journal import tell_untold
from motcua.documents import printing
from motcua.dossiers import actions
from motcua.dossiers.models import Dossier, Draft
from motcua.identity import actions as identity
from motcua.identity.models import Assurance, Citizen, User
from motcua.procedures import form
from motcua.procedures.models import Version

HERE = Path(__file__).parent
BUSINESSES = (
    ("0100109106", "Công ty TNHH Hoa Sen Xanh", "031068002210"),
    ("0101248141", "Hợp tác xã Gốm Bạch Đằng", "022079006543"),
)


@transaction.atomic
def play() -> None:
    """Tell the whole story once; a country that has it already is left alone."""
    if User.objects.filter(username="lan.hoankiem").exists():
        return
    with clock.moved_to(datetime.combine(offices.SINCE, time(8), tzinfo=VIETNAM)):
        by_key = offices.open_offices()
    citizens = {person.number: _know(person) for person in everyone().values()}
    _found_businesses(citizens)
    known = packages()
    versions = services.take_online(known)
    keys = {agency.pk: key for key, agency in by_key.items()}
    for tale in tales():
        _tell(tale, citizens[tale.who], versions[tale.what], keys)
    services.live_on(known, versions, by_key["hanoi"])
    _leave_a_draft(citizens["001190012345"], versions["doi-giay-phep-lai-xe"])
    with clock.moved_to(_working_day(1).replace(hour=15)):
        leave_a_manuscript(by_key["hanoi"])


def accounts(site: str) -> str:
    """What `make demo` prints: the address, and who can sign in how."""
    lines = [
        "",
        f"  Một Cửa is running: {site}   (Ctrl-C stops it)",
        "",
        "  Citizens: “Đăng nhập bằng định danh điện tử”, then choose a person; the PIN is shown.",
        f"  Officials: “Đăng nhập bằng tài khoản cán bộ”, password {offices.PASSWORD}",
    ]
    for office in offices.OFFICES:
        names = (
            f"{offices.sign_in_name(given, office)} ({role.value})"
            for role, (given, _full) in office.people.items()
        )
        sharing = (
            f"{offices.sign_in_name(given, office)} ({role.value})"
            for key, role, given, _full in offices.COLLEAGUES
            if key == office.key
        )
        lines.append(f"    {office.desk}: " + ", ".join([*names, *sharing]))
    return "\n".join([*lines, ""])


def _know(person: Person) -> Citizen:
    return identity.recognize_citizen(
        person.number,
        by=SYSTEM,
        assurance=Assurance(person.level),
        full_name=person.full_name,
        born_on=person.born_on,
        sex=person.sex,
        address=person.address,
        commune=areas.commune(person.commune),
    )


def _found_businesses(citizens: dict[str, Citizen]) -> None:
    for tax_code, name, director in BUSINESSES:
        business = identity.register_business(tax_code, by=SYSTEM, name=name)
        identity.grant_mandate(
            business, by=SYSTEM, to=citizens[director], capacity="Người đại diện theo pháp luật"
        )


def _tell(tale: Tale, citizen: Citizen, version: Version, keys: dict[Any, str]) -> None:
    """Play one dossier, act by act, as far as today."""
    moment = _working_day(tale.days).replace(hour=8, minute=20)
    with clock.moved_to(moment):
        dossier = _file(citizen, version, tale)
        tell_untold()
    for act in tale.acts:
        if act.name == "wait":
            moment = _later(moment, Term(act.said, Unit.WORKING_DAYS))
            continue
        moment = _later(moment, Term(1, Unit.WORKING_HOURS))
        if moment > clock.now():
            return
        with clock.moved_to(moment):
            dossier = Dossier.objects.get(pk=dossier.pk)
            _act(dossier, citizen, keys[dossier.agency_id], act)
            tell_untold()


def _file(citizen: Citizen, version: Version, tale: Tale) -> Dossier:
    draft = actions.start(version, by=citizen.user)
    given = answers(tale.what, citizen, tale.says)
    draft.answers = form.relevant(version, {**draft.answers, **given})
    draft.save(update_fields=["answers"])
    for question in form.files(version, draft.answers):
        if question.required:
            _attach(draft, question, citizen)
    return actions.submit(Draft.objects.get(pk=draft.pk), by=citizen.user, declared=True)


def _attach(draft: Draft, question: form.FileQuestion, citizen: Citizen) -> None:
    facts = {
        "title": question.label,
        "name": citizen.full_name,
        "date": f"{clock.today():%d/%m/%Y}",
    }
    scan = printing.pdf(HERE / "papers" / "scan.typ", facts, title=question.label)
    upload = SimpleUploadedFile(f"{question.label}.pdf", scan, "application/pdf")
    actions.attach(draft, by=citizen.user, question=question.id, upload=upload)


def _act(dossier: Dossier, citizen: Citizen, office: str, act: Act) -> None:
    """Do what the tale says, by whom it falls to."""
    told = _TOLD.get(act.name)
    if told and not (act.name == "refuse" and dossier.received_at):
        role, verb = told
        by = offices.official(office, role) if role else citizen.user
        verb(dossier, by, act.said)
        return
    step = dossier.steps.get(done_at=None)
    by = offices.official(office, step.role)
    actions.look(dossier, by=by)
    if act.name == "take":
        actions.take(dossier, by=by)
    else:
        actions.complete(dossier, by=by, outcome=act.name, note=act.said)


_TOLD: dict[str, tuple[str, Callable[[Dossier, User, Any], Any]]] = {
    "accept": ("receiver", lambda d, by, said: actions.accept(d, by=by)),
    "refuse": (
        "receiver",
        lambda d, by, said: actions.refuse(
            d, by=by, reason=said["reason"], legal_basis=said["law"]
        ),
    ),
    "ask_supplement": (
        "receiver",
        lambda d, by, said: actions.ask_supplement(
            d, by=by, reason=said["reason"], legal_basis=said["law"]
        ),
    ),
    "supplied": ("", lambda d, by, said: actions.supplement(d, by=by, note=said, uploads=[])),
    "ask_payment": (
        "receiver",
        lambda d, by, said: actions.ask_payment(
            d, by=by, amount=said["amount"], what_for=said["for"]
        ),
    ),
    "withdraw": ("", lambda d, by, said: actions.withdraw(d, by=by, reason=said)),
    "stop": (
        "signer",
        lambda d, by, said: actions.stop(d, by=by, reason=said["reason"], legal_basis=said["law"]),
    ),
    "return": (
        "receiver",
        lambda d, by, said: actions.return_result(d, by=by, how="Bản điện tử và bản giấy tại quầy"),
    ),
    "rate": ("", lambda d, by, said: actions.rate(d, by=by, **said)),
}
"""Verbs of the tales that are not outcomes of a step: the role that does them, and how."""


def _leave_a_draft(citizen: Citizen, version: Version) -> None:
    with clock.moved_to(_working_day(2).replace(hour=20)):
        draft = actions.start(version, by=citizen.user)
        data = {"nationality": "VN", **_typed(draft.answers)}
        actions.save_page(draft, by=citizen.user, page="applicant", data=data)


def _typed(known: dict[str, Any]) -> dict[str, Any]:
    """Answers as the boxes of a page would send them."""
    sent: dict[str, Any] = {}
    for name, value in known.items():
        if isinstance(value, dict):
            sent |= {f"{name}-{part}": text for part, text in value.items()}
        else:
            sent[name] = value
    return sent


def _working_day(days_ago: int) -> datetime:
    """The n-th working day before today, at midnight in Viet Nam."""
    calendar, day = calendar_for(), clock.today()
    while days_ago:
        day -= timedelta(days=1)
        days_ago -= calendar.is_working(day)
    return datetime(day.year, day.month, day.day, tzinfo=VIETNAM)


def _later(moment: datetime, term: Term) -> datetime:
    due = deadline(calendar_for(), moment, term).due_at
    return due if term.unit == Unit.WORKING_HOURS else due.replace(hour=9, minute=5)
