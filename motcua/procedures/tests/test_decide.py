"""Publication decisions: who may take them, on what, by when; kept for ever."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import translation

from motcua.agencies import queries as agencies
from motcua.agencies.models import Agency, AgencyLevel, Role
from motcua.calendars.queries import calendar_for
from motcua.core import clock, journal
from motcua.core.actors import SYSTEM, Actor
from motcua.core.refusals import Invalid, NotAllowed, NotFound, WrongState
from motcua.procedures import actions, queries
from motcua.procedures.models import DecisionKind, Enactment, State, Version
from motcua.procedures.publication import Days, Duty, duties

pytestmark = pytest.mark.django_db
Spoil = Callable[[str, Any], dict[str, Any]]
CODE = "1.999001"
NOW = datetime.combine(date(2026, 5, 4), time(9), tzinfo=clock.VIETNAM)


@pytest.fixture(autouse=True)
def _on_a_monday() -> Any:
    with clock.moved_to(NOW):
        yield


@pytest.fixture
def ministry(db: None) -> Agency:
    found = agencies.ministries().first()
    assert found
    return found


@pytest.fixture
def approved(text: str) -> Version:
    draft = actions.import_package(text, by=SYSTEM)
    return actions.approve(actions.ask_approval(draft, by=SYSTEM), by=SYSTEM)


@pytest.fixture
def decision(ministry: Agency) -> actions.Decision:
    """Signed today, for a legal text of the first of July."""
    return actions.Decision(
        number="123/QĐ-BVH",
        signed_on=date(2026, 5, 4),
        agency=ministry,
        kind=DecisionKind.NEW,
        law_effective_on=date(2026, 7, 1),
    )


def test_a_decision_publishes_from_the_day_of_the_law(
    approved: Version, decision: actions.Decision
) -> None:
    made = actions.decide([approved], by=SYSTEM, decision=decision)
    assert not made.is_late
    with pytest.raises(NotFound):
        queries.published(CODE)
    assert queries.published(CODE, on=date(2026, 7, 1)) == approved
    assert [one.decision for one in queries.enactments(CODE)] == [made]
    assert journal.entries_about(made.pk).get().event == "procedures.PublicationDecided"


def test_what_was_not_approved_is_not_published_by_decision(
    text: str, decision: actions.Decision
) -> None:
    draft = actions.import_package(text, by=SYSTEM)
    with pytest.raises(WrongState):
        actions.decide([draft], by=SYSTEM, decision=decision)
    assert not Enactment.objects.exists()


def test_an_abolition_ends_the_procedure_on_its_day(
    version: Version, decision: actions.Decision
) -> None:
    ending = replace(decision, kind=DecisionKind.ABOLISHED)
    actions.decide([version], by=SYSTEM, decision=ending)
    assert queries.published(CODE) == version
    with clock.moved_to(NOW + timedelta(days=60)):
        with pytest.raises(NotFound):
            queries.published(CODE)
        actions.take_effect()
        assert not queries.catalogue().exists()
    version.refresh_from_db()
    assert version.state == State.WITHDRAWN


def test_new_is_not_what_was_public_and_amended_is_not_what_never_was(
    version: Version, spoilt: Spoil, decision: actions.Decision
) -> None:
    other = actions.import_package(spoilt("keywords", ["khác"]), by=SYSTEM)
    actions.approve(actions.ask_approval(other, by=SYSTEM), by=SYSTEM)
    with pytest.raises(WrongState):
        actions.decide([other], by=SYSTEM, decision=decision)
    amended = replace(decision, kind=DecisionKind.AMENDED)
    actions.decide([other], by=SYSTEM, decision=amended)
    unknown = actions.import_package(spoilt("code", "1.999002"), by=SYSTEM)
    actions.approve(actions.ask_approval(unknown, by=SYSTEM), by=SYSTEM)
    with pytest.raises(WrongState):
        actions.decide([unknown], by=SYSTEM, decision=replace(amended, number="124/QĐ-BVH"))


@pytest.mark.parametrize(
    ("place", "changed"),
    [
        ("number", {"number": "x y"}),
        ("signed_on", {"signed_on": date(2026, 5, 5)}),
        ("effective_from", {"effective_from": date(2026, 6, 30)}),
    ],
)
def test_a_decision_that_makes_no_sense_is_refused_by_place(
    approved: Version, decision: actions.Decision, place: str, changed: Any
) -> None:
    with pytest.raises(Invalid) as refused:
        actions.decide([approved], by=SYSTEM, decision=replace(decision, **changed))
    assert [problem.place for problem in refused.value.problems] == [place]
    with pytest.raises(Invalid):
        actions.decide([], by=SYSTEM, decision=decision)
    with pytest.raises(Invalid):
        actions.decide([approved, approved], by=SYSTEM, decision=decision)


def test_a_decision_is_recorded_once(
    approved: Version, spoilt: Spoil, decision: actions.Decision
) -> None:
    actions.decide([approved], by=SYSTEM, decision=decision)
    with pytest.raises(Invalid) as refused:
        actions.decide([approved], by=SYSTEM, decision=decision)
    assert refused.value.problems[0].place == "number"


# Who may


@pytest.fixture
def at_ministry(appointed: Any, ministry: Agency) -> Callable[[Role], Actor]:
    return lambda role: appointed(f"bo-{role}", "Vũ Thị Thu", ministry, role)


@pytest.mark.parametrize(
    ("role", "may"), [(Role.SIGNER, True), (Role.ADMINISTRATOR, True), (Role.HANDLER, False)]
)
def test_a_ministrys_signer_or_administrator_decides_and_nobody_else_there(
    approved: Version, decision: actions.Decision, at_ministry: Any, role: Role, may: bool
) -> None:
    official = at_ministry(role)
    if may:
        assert actions.decide([approved], by=official, decision=decision)
        return
    with pytest.raises(NotAllowed):
        actions.decide([approved], by=official, decision=decision)


def test_a_signer_elsewhere_may_not_sign_for_the_ministry(
    approved: Version, decision: actions.Decision, stranger: Actor
) -> None:
    with pytest.raises(NotAllowed):
        actions.decide([approved], by=stranger, decision=decision)


def test_a_commune_decides_on_no_procedure(
    approved: Version, decision: actions.Decision, ward: Agency
) -> None:
    with pytest.raises(NotAllowed):
        actions.decide([approved], by=SYSTEM, decision=replace(decision, agency=ward))


@pytest.mark.parametrize(("own", "may"), [(True, True), (False, False)])
def test_a_variant_is_decided_by_its_own_province_only(
    spoilt: Spoil, decision: actions.Decision, ward: Agency, own: bool, may: bool
) -> None:
    province = ward.parent
    assert province
    code = province.code if own else "H99"
    draft = actions.import_package(spoilt("code", f"{CODE}.{code}"), by=SYSTEM)
    actions.approve(actions.ask_approval(draft, by=SYSTEM), by=SYSTEM)
    of_province = replace(decision, agency=province)
    if may:
        made = actions.decide([draft], by=SYSTEM, decision=of_province)
        assert made.agency == province
        return
    with pytest.raises(NotAllowed):
        actions.decide([draft], by=SYSTEM, decision=of_province)


def test_a_ministrys_procedure_is_not_changed_by_a_province(
    approved: Version, spoilt: Spoil, decision: actions.Decision, ward: Agency, appointed: Any
) -> None:
    actions.decide([approved], by=SYSTEM, decision=decision)
    with clock.moved_to(NOW + timedelta(days=60)):
        actions.take_effect()
        quan = appointed("quan", "Đỗ Minh Quân", ward.parent, Role.ADMINISTRATOR, Role.SIGNER)
        draft = actions.import_package(spoilt("keywords", ["tỉnh"]), by=quan)
        for act in (actions.publish, actions.ask_approval):
            with pytest.raises(NotAllowed):
                act(draft, by=quan)
        with pytest.raises(NotAllowed):
            actions.withdraw(approved, by=quan, reason="không thích")


def test_the_record_itself_may_say_whose_it_is(
    spoilt: Spoil, ministry: Agency, ward: Agency, appointed: Any
) -> None:
    quan = appointed("quan", "Đỗ Minh Quân", ward.parent, Role.ADMINISTRATOR)
    draft = actions.import_package(spoilt("publisher", ministry.code), by=quan)
    with pytest.raises(NotAllowed):
        actions.publish(draft, by=quan)


def test_nobody_approves_what_he_sent_himself(text: str, ministry: Agency, appointed: Any) -> None:
    thu = appointed("thu", "Vũ Thị Thu", ministry, Role.ADMINISTRATOR, Role.SIGNER)
    nam = appointed("nam", "Lý Văn Nam", ministry, Role.SIGNER)
    clerk = appointed("hac", "Cao Thị Hà", ministry, Role.HANDLER)
    draft = actions.ask_approval(actions.import_package(text, by=thu), by=thu)
    for other in (thu, clerk):
        with pytest.raises(NotAllowed):
            actions.approve(draft, by=other)
    with pytest.raises(Invalid):
        actions.send_back(draft, by=nam, reason=" ")
    actions.send_back(draft, by=nam, reason="Thiếu căn cứ")
    draft = actions.ask_approval(draft, by=thu)
    assert actions.approve(draft, by=nam).state == State.APPROVED
    with pytest.raises(WrongState):
        actions.approve(draft, by=nam)


# By when


def _duties(signed: date, law: date, entered: date, level: str, shortened: bool) -> list[Duty]:
    days = Days(signed, law, entered)
    return list(duties(calendar_for(), days, level=level, shortened=shortened))


@pytest.mark.parametrize(
    ("level", "signed", "late"),
    [
        (AgencyLevel.CENTRAL, date(2026, 6, 11), False),
        (AgencyLevel.CENTRAL, date(2026, 6, 12), True),
        (AgencyLevel.PROVINCE, date(2026, 6, 26), False),
        (AgencyLevel.PROVINCE, date(2026, 6, 27), True),
    ],
)
def test_a_ministry_publishes_20_days_before_the_law_and_a_province_5(
    level: str, signed: date, late: bool
) -> None:
    published, _entered = _duties(signed, date(2026, 7, 1), signed, level, shortened=False)
    assert published.is_late == late


@pytest.mark.parametrize(
    ("level", "shortened", "due"),
    [
        (AgencyLevel.CENTRAL, False, date(2026, 5, 18)),
        (AgencyLevel.PROVINCE, False, date(2026, 5, 11)),
        (AgencyLevel.CENTRAL, True, date(2026, 5, 6)),
        (AgencyLevel.PROVINCE, True, date(2026, 5, 6)),
    ],
)
def test_entry_is_due_10_5_or_2_working_days_after_the_signature(
    level: str, shortened: bool, due: date
) -> None:
    signed = date(2026, 5, 4)
    for entered, late in ((due, False), (due + timedelta(days=1), True)):
        _published, entry = _duties(signed, date(2026, 7, 1), entered, level, shortened)
        assert (entry.due_on, entry.is_late) == (due, late)


def test_a_shortened_text_is_published_within_three_days_of_its_effect() -> None:
    law = date(2026, 5, 4)
    for signed, late in ((date(2026, 5, 7), False), (date(2026, 5, 8), True)):
        published, _entry = _duties(signed, law, signed, AgencyLevel.CENTRAL, shortened=True)
        assert published.is_late == late


def test_a_late_decision_is_valid_flagged_and_explained(
    approved: Version, decision: actions.Decision
) -> None:
    late = replace(decision, signed_on=date(2026, 4, 1), law_effective_on=date(2026, 4, 10))
    made = actions.decide([approved], by=SYSTEM, decision=late)
    assert made.is_late
    assert queries.published(CODE) == approved
    published, entered = [Duty.from_json(duty) for duty in made.duties]
    assert (published.is_late, entered.is_late) == (True, True)
    assert "muộn 11 ngày" in published.explanation()
    assert "21/3/2026" in published.explanation()
    assert "63/2010/NĐ-CP" in published.source
    with translation.override("en"):
        assert "11 days late" in published.explanation()


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE procedures_publicationdecision SET is_late = NOT is_late",
        "DELETE FROM procedures_publicationdecision",
    ],
)
def test_the_database_keeps_a_decision_as_it_was(
    approved: Version, decision: actions.Decision, sql: str
) -> None:
    actions.decide([approved], by=SYSTEM, decision=decision)
    with (
        pytest.raises(IntegrityError, match="written once"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(sql)
