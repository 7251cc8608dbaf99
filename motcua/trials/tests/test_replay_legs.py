"""A past dossier with forks, and with a leg at another agency, run again."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from motcua.agencies.models import Agency, Role
from motcua.core import clock
from motcua.core.actors import SYSTEM
from motcua.core.journal import tell_untold
from motcua.dossiers import actions as dossiers
from motcua.dossiers.models import Dossier, Status
from motcua.dossiers.tests.answers import BIRTH, SCAN
from motcua.dossiers.tests.process.conftest import forked, row
from motcua.identity.models import Citizen, User
from motcua.procedures import actions as procedures
from motcua.procedures.models import Version
from motcua.procedures.package import reading
from motcua.procedures.tests.conftest import TEXT
from motcua.trials import actions, sandbox
from motcua.trials.models import ReplayState

pytestmark = pytest.mark.django_db(transaction=True)
ROOT = Path(__file__).parents[3]
ASKS = {"full_name": "child_name", "residence": "residence", "has_kite": "father_known"}


def published(data: Any) -> Version:
    return procedures.publish(procedures.import_package(data, by=SYSTEM), by=SYSTEM)


@pytest.fixture
def everyone(appointed: Callable[..., User], ward: Agency) -> User:
    """Vân holds every role at the ward."""
    return appointed("van", "Đào Thị Vân", ward, *Role)


@pytest.fixture
def above(appointed: Callable[..., User], ward: Agency) -> User:
    """Tâm works at the province."""
    return appointed("tam", "Hồ Minh Tâm", ward.parent, *Role)


@pytest.fixture
def finished(
    cleared: None, before_the_gate: None, mai: Citizen, everyone: User, above: User
) -> Dossier:
    """Mai's dossier: two branches, one of them the province's own procedure; handed over."""
    with clock.moved_to(clock.now() - timedelta(days=9)):
        kite = published(TEXT)
        child = {
            "procedure": kite.procedure.code, "approved": "o0", "refused": "o1", "answers": ASKS,
        }  # fmt: skip
        steps = forked(child=child, agency={"by": "parent"})
        steps[2]["outcomes"].append(
            {"code": "o1", "name": "Không đồng ý", "next": "decide", "needs_reason": True}
        )
        text = (ROOT / "demo/procedures/dang-ky-khai-sinh.yaml").read_text()
        version = published(
            {**reading.read(text).data, "process": {"steps": steps}, "examples": []}
        )
        draft = dossiers.start(version, by=mai.user)
        draft.answers = {**draft.answers, **BIRTH}
        draft.save()
        scan = SimpleUploadedFile("a.pdf", SCAN, "application/pdf")
        dossiers.attach(draft, by=mai.user, question="birth_notification", upload=scan)
        dossier = dossiers.submit(draft, by=mai.user, declared=True)
        dossier = dossiers.accept(dossier, by=everyone)
        _do(dossier, "examine", everyone)
        tell_untold()
    with clock.moved_to(clock.now() - timedelta(days=7)):
        leg = row(dossier, "land").child
        assert leg
        dossiers.complete(leg, by=above, outcome="sign")
        tell_untold()
        tell_untold()
    with clock.moved_to(clock.now() - timedelta(days=6)):
        _do(dossier, "tax", everyone)
        _do(dossier, "decide", everyone)
        dossier = Dossier.objects.get(pk=dossier.pk)
        return dossiers.return_result(dossier, by=everyone, how="Tại quầy")


def _do(dossier: Dossier, id: str, by: User) -> None:
    step = row(dossier, id)
    dossiers.complete(dossier, by=by, outcome="o0", step=step.pk, note="Đã xem.")


def test_branches_and_the_leg_of_another_agency_go_as_they_went(finished: Dossier) -> None:
    assert finished.status == Status.RETURNED
    report = actions.replay(finished.version, by=SYSTEM)
    assert (report.state, report.done) == (ReplayState.DONE, 1), report.reason
    assert report.summary == []
    assert sandbox.names() == []


def test_a_leg_given_to_nobody_any_more_is_told(finished: Dossier) -> None:
    source = {**finished.version.source}
    steps = [dict(one) for one in source["process"]["steps"]]
    for one in steps:
        if one["id"] == "land":
            one["agency"] = "competent"
            one.pop("child")
    mended = procedures.import_package({**source, "process": {"steps": steps}}, by=SYSTEM)
    report = actions.replay(mended, by=SYSTEM)
    told = {(one["kind"], one["what"]) for one in report.summary}
    assert ("step_agency", "Bước land") in told
