"""Dossiers of the cast, brought to each state through actions."""

from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from motcua.agencies.models import Agency
from motcua.dossiers import actions
from motcua.dossiers.models import Dossier, Draft
from motcua.dossiers.tests.answers import BIRTH, SCAN
from motcua.identity.models import Citizen, User
from motcua.procedures.models import Version


@pytest.fixture
def draft(mai: Citizen, birth: Version) -> Draft:
    """Mai's birth registration, filled in and with its scan."""
    started = actions.start(birth, by=mai.user)
    started.answers = {**started.answers, **BIRTH}
    started.save()
    scan = SimpleUploadedFile("giấy chứng sinh.pdf", SCAN, "application/pdf")
    actions.attach(started, by=mai.user, question="birth_notification", upload=scan)
    return Draft.objects.get(pk=started.pk)


@pytest.fixture
def submitted(draft: Draft, ward: Agency, mai: Citizen) -> Dossier:
    """Filed with the ward, awaiting its desk."""
    return actions.submit(draft, by=mai.user, declared=True)


@pytest.fixture
def accepted(submitted: Dossier, lan: User) -> Dossier:
    """Taken in by Lan."""
    return actions.accept(submitted, by=lan)


@pytest.fixture
def walked(accepted: Dossier, hoa: User, minh: User) -> Callable[..., Dossier]:
    """`walked("assigned", "propose_approve", "sign")`: steps completed by whose turn it is."""

    def walk(*outcomes: str) -> Dossier:
        dossier = accepted
        for outcome in outcomes:
            step = dossier.steps.get(done_at=None)
            by = hoa if step.role in {"handler", "clerk"} else minh
            dossier = actions.complete(dossier, by=by, outcome=outcome, note="Đã xem xét.")
        return dossier

    return walk
