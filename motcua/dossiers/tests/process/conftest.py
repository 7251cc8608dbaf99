"""A birth registration whose handling forks, and officials for each role."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from motcua.agencies.models import Agency, Role
from motcua.core.actors import SYSTEM
from motcua.dossiers import actions
from motcua.dossiers.models import Dossier, Draft, Step
from motcua.dossiers.tests.answers import BIRTH, SCAN
from motcua.identity.models import Citizen, User
from motcua.procedures import actions as procedures
from motcua.procedures import package
from motcua.procedures.package import reading

ROOT = Path(__file__).parents[4]
TIME = {"amount": 1, "unit": "working_days"}
Filed = Callable[..., Dossier]
Do = Callable[..., Dossier]


def step(id: str, *outcomes: Any, **more: Any) -> dict[str, Any]:
    """A step by a handler; an outcome is where it leads, or its parts."""
    plain = [
        {"code": f"o{number}", "name": f"Kết quả {number}", "needs_reason": one == "refused"}
        | ({"next": one} if isinstance(one, str) else one)
        for number, one in enumerate(outcomes)
    ]
    return {
        "id": id, "name": f"Bước {id}", "kind": "examine", "role": "handler", "duration": TIME,
        "outcomes": plain, **more,
    }  # fmt: skip


def forked(join: Any = "all", **land: Any) -> list[dict[str, Any]]:
    """Examine, then two opinions side by side, then the signature."""
    return [
        step("receive", "examine", kind="receive", role="receiver"),
        step("examine", {"fork": ["land", "tax"]}),
        step("land", "decide", **{"kind": "consult", **land}),
        step("tax", "decide", role="clerk"),
        step("decide", "hand_over", "examine", "refused", kind="sign", role="signer", join=join),
        step("hand_over", "approved", kind="return", role="receiver"),
    ]


@pytest.fixture
def filed(mai: Citizen, ward: Agency, lan: User, before_the_gate: None, db: None) -> Filed:
    """`filed(steps)`: Mai's dossier, handled by these steps, taken in by Lan."""

    def file(steps: list[dict[str, Any]], **answers: Any) -> Dossier:
        text = (ROOT / "demo/procedures/dang-ky-khai-sinh.yaml").read_text()
        data: Any = {**reading.read(text).data, "process": {"steps": steps}, "examples": []}
        assert package.load(data)
        version = procedures.publish(procedures.import_package(data, by=SYSTEM), by=SYSTEM)
        draft = actions.start(version, by=mai.user)
        draft.answers = {**draft.answers, **BIRTH, **answers}
        draft.save()
        upload = SimpleUploadedFile("a.pdf", SCAN, "application/pdf")
        actions.attach(draft, by=mai.user, question="birth_notification", upload=upload)
        draft = Draft.objects.get(pk=draft.pk)
        return actions.accept(actions.submit(draft, by=mai.user, declared=True), by=lan)

    return file


@pytest.fixture
def everyone(appointed: Callable[..., User], ward: Agency) -> User:
    """Vân holds every role at the ward, so that a test can walk alone."""
    return appointed("van", "Đào Thị Vân", ward, *Role)


@pytest.fixture
def do(everyone: User) -> Do:
    """`do(dossier, "land", "o0")`: the open step of this name, completed so."""

    def complete(dossier: Dossier, id: str, outcome: str = "o0", **more: Any) -> Dossier:
        row = dossier.steps.get(step_id=id, done_at=None)
        by = more.pop("by", everyone)
        return actions.complete(
            dossier, by=by, outcome=outcome, step=row.pk, **{"note": "Đã xem xét.", **more}
        )

    return complete


def open_now(dossier: Dossier) -> list[str]:
    """The steps that are open."""
    return sorted(dossier.steps.filter(done_at=None).values_list("step_id", flat=True))


def row(dossier: Dossier, id: str) -> Step:
    """The last round of a step."""
    return dossier.steps.filter(step_id=id).latest("round")
