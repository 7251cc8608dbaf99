"""A step that waits for another agency's procedure: its own dossier, code, clock and steps."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from motcua.agencies.models import Agency, Role
from motcua.core.actors import SYSTEM
from motcua.core.journal import tell_untold
from motcua.core.refusals import NotFound, WrongState
from motcua.dossiers import actions, queries
from motcua.dossiers.models import Dossier, Status
from motcua.dossiers.tests.process.conftest import Do, Filed, forked, open_now, row
from motcua.identity.models import Citizen, User
from motcua.notices.queries import notices_of
from motcua.procedures import actions as procedures
from motcua.procedures.models import Version
from motcua.procedures.tests.conftest import TEXT

CODE = "1.999001"


@pytest.fixture
def kite(db: None) -> Version:
    """The other agency's procedure."""
    return procedures.publish(procedures.import_package(TEXT, by=SYSTEM), by=SYSTEM)


@pytest.fixture
def parent(filed: Filed, do: Do, kite: Version) -> Dossier:
    """Mai's dossier, of which one branch waits for the province's."""
    child = {
        "procedure": kite.procedure.code, "approved": "o0", "refused": "o1",
        "answers": {
            "full_name": "child_name", "residence": "residence", "has_kite": "father_known",
        },
    }  # fmt: skip
    steps = forked(child=child, agency={"by": "parent"})
    steps[2]["outcomes"].append(
        {"code": "o1", "name": "Không đồng ý", "next": "decide", "needs_reason": True}
    )
    dossier = do(filed(steps), "examine")
    tell_untold()
    return Dossier.objects.get(pk=dossier.pk)


@pytest.fixture
def above(appointed: Callable[..., User], ward: Agency) -> User:
    """Tâm works at the province."""
    return appointed("tam", "Hồ Minh Tâm", ward.parent, *Role)


def child_of(parent: Dossier) -> Dossier:
    found = row(parent, "land").child
    assert found
    return found


def test_the_other_agency_gets_a_dossier_with_its_own_code_clock_and_steps(
    parent: Dossier, ward: Agency
) -> None:
    child = child_of(parent)
    assert child.agency == ward.parent
    assert child.status == Status.RECEIVED
    assert child.code
    assert child.code.startswith(f"{child.agency.code}-")
    assert child.due_at
    assert open_now(child) == ["sign"]
    assert child.answers["full_name"] == parent.answers["child_name"]
    assert parent.paused_at is None


def test_its_decision_completes_the_step_that_waits(
    parent: Dossier, above: User, do: Do, everyone: User
) -> None:
    with pytest.raises(WrongState, match="chờ kết quả của cơ quan khác"):
        do(parent, "land", by=above)
    assert queries.doable_by(above, parent) == ["stop"] or "complete" not in queries.doable_by(
        above, parent
    )
    actions.complete(child_of(parent), by=above, outcome="sign")
    tell_untold()
    tell_untold()
    assert open_now(parent) == ["tax"]
    assert row(parent, "land").outcome == "o0"
    assert open_now(do(parent, "tax")) == ["decide"]


@pytest.mark.parametrize("way", ["withdraw", "stop"])
def test_a_child_that_ends_otherwise_counts_as_refused(
    parent: Dossier, above: User, mai: Citizen, way: str
) -> None:
    child = child_of(parent)
    if way == "withdraw":
        actions.withdraw(child, by=mai.user, reason="Thôi")
    else:
        actions.stop(child, by=above, reason="Không đủ", legal_basis="Điều 1")
    tell_untold()
    assert row(parent, "land").outcome == "o1"


def test_a_child_that_nothing_waits_for_is_ended(parent: Dossier, mai: Citizen) -> None:
    actions.withdraw(parent, by=mai.user, reason="Nộp nhầm")
    tell_untold()
    assert Dossier.objects.get(pk=child_of(parent).pk).status == Status.STOPPED


def test_the_citizen_sees_one_dossier_with_the_others_state_in_it(
    parent: Dossier, mai: Citizen, at: Callable[[User], Client]
) -> None:
    assert list(queries.dossiers_of(mai.user)) == [parent]
    page = at(mai.user).get(reverse("dossiers:dossier", args=[parent.pk])).text
    child = child_of(parent)
    assert "Phần việc của cơ quan khác" in page
    assert child.code
    assert child.code in page
    assert "Được tiếp nhận" in page
    assert parent.code
    other = at(mai.user).get(reverse("dossiers:dossier", args=[child.pk])).text
    assert parent.code in other


def test_the_papers_go_along_and_strangers_see_neither(
    parent: Dossier, above: User, stranger: User
) -> None:
    child = child_of(parent)
    assert list(queries.attachments_of(child)) == list(queries.attachments_of(parent))
    file: Any = queries.attachments_of(child)[0].file
    assert queries.file_seen_by(above, child.pk, file.pk) == file
    with pytest.raises(NotFound):
        queries.dossier_seen_by(stranger, child.pk)


def test_beginning_and_answering_twice_does_it_once(parent: Dossier, above: User) -> None:
    step = row(parent, "land")
    assert actions.begin_child(step, by=SYSTEM) is None
    actions.complete(child_of(parent), by=above, outcome="sign")
    actions.answer_parent(child_of(parent), by=SYSTEM)
    actions.answer_parent(child_of(parent), by=SYSTEM)
    assert open_now(parent) == ["tax"]


def asking(filed: Filed, do: Do, **child: Any) -> Dossier:
    """As far as the step that waits for the other agency, which is told no more than this."""
    plain = {"approved": "o0", "refused": "o1", "answers": {"full_name": "child_name"}}
    steps = forked(
        child=plain | child, agency={"by": "parent"}, stops_clock=True, basis=["luat_ho_tich"]
    )
    steps[2]["outcomes"].append({"code": "o1", "name": "Không đồng ý", "next": "decide"})
    dossier = do(filed(steps), "examine")
    assert tell_untold() == 0  # nothing is left to be tried again for ever,
    assert tell_untold() == 0  # nor of what that told
    return Dossier.objects.get(pk=dossier.pk)


@pytest.mark.parametrize("why", ["not enough", "not in force"])
def test_where_no_dossier_can_be_opened_an_official_does_the_step(
    filed: Filed, do: Do, kite: Version, above: User, at: Callable[[User], Client], why: str
) -> None:
    if why == "not in force":
        procedures.withdraw(kite, by=SYSTEM, reason="Bãi bỏ")
    dossier = asking(filed, do, procedure=CODE)
    step = row(dossier, "land")
    assert step.child is None
    assert step.not_begun
    assert "complete" in queries.doable_by(above, dossier)
    page = at(above).get(reverse("dossiers:desk:dossier", args=[dossier.pk])).text
    assert "Chưa lập được hồ sơ ở cơ quan khác" in page
    assert any("xử lý trực tiếp" in one.text for one in queries.history(dossier))
    assert "Chưa lập được hồ sơ ở cơ quan khác" in [one.subject for one in notices_of(above)]
    assert actions.begin_child(step, by=SYSTEM) is None
    assert open_now(do(dossier, "land", by=above)) == ["tax"]


def test_the_page_says_that_another_agency_is_waited_for(
    filed: Filed, do: Do, kite: Version, mai: Citizen, at: Callable[[User], Client]
) -> None:
    dossier = asking(filed, do, procedure=CODE)
    page = at(mai.user).get(reverse("dossiers:dossier", args=[dossier.pk])).text
    assert "được tính lại khi cơ quan khác trả lời" in page
    assert "khi người nộp làm" not in page
