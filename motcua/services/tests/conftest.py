"""A ministry with people to propose, review and sign; a version of theirs on its way."""

from collections.abc import Callable
from typing import Any

import pytest

from motcua.agencies import queries as agencies
from motcua.agencies.models import Agency, Role
from motcua.core.journal import tell_untold
from motcua.identity.models import User
from motcua.procedures import actions as procedures
from motcua.procedures.models import Version
from motcua.procedures.package import reading
from motcua.procedures.tests.conftest import TEXT
from motcua.services import actions, proof
from motcua.services.checklist import CHECKLIST
from motcua.services.models import Launch, Service, Verdict

CODE = "1.999001"
ALL_PASSED = {line.code: actions.Finding(Verdict.PASSED) for line in CHECKLIST}


@pytest.fixture
def ministry(db: None) -> Agency:
    return agencies.agency("G09")


@pytest.fixture
def thu(appointed: Callable[..., User], ministry: Agency) -> User:
    """Thu administers the ministry's procedures: she proposes."""
    return appointed("thu", "Vũ Thị Thu", ministry, Role.ADMINISTRATOR)


@pytest.fixture
def binh(appointed: Callable[..., User], ministry: Agency) -> User:
    """Bình of procedure control reviews."""
    return appointed("binh", "Đào Văn Bình", ministry, Role.HANDLER)


@pytest.fixture
def nam(appointed: Callable[..., User], ministry: Agency) -> User:
    """Nam signs."""
    return appointed("nam", "Lý Văn Nam", ministry, Role.SIGNER)


@pytest.fixture
def draft(thu: User) -> Callable[..., Version]:
    """`draft(keywords=["a"], code="1.999002")`: another version, imported by Thu."""

    def make(**changes: Any) -> Version:
        data = reading.read(TEXT).data | {"publisher": "G09"} | changes
        return procedures.import_package(data, by=thu)

    return make


@pytest.fixture
def tested(monkeypatch: pytest.MonkeyPatch) -> set[Any]:
    """The versions that testers found to work: put a version's key in."""
    good: set[Any] = set()
    monkeypatch.setattr(proof, "passed", lambda version: version.pk in good)
    return good


@pytest.fixture
def proposed(draft: Callable[..., Version], thu: User) -> Launch:
    return actions.propose(draft(), by=thu)


@pytest.fixture
def reviewed(proposed: Launch, binh: User) -> Launch:
    actions.review(proposed, by=binh, found=ALL_PASSED)
    return actions.conclude_review(proposed, by=binh)


@pytest.fixture
def testing(reviewed: Launch, thu: User) -> Launch:
    return actions.begin_testing(reviewed, by=thu)


@pytest.fixture
def approved(testing: Launch, nam: User, tested: set[Any]) -> Launch:
    tested.add(testing.version_id)
    return actions.approve(testing, by=nam)


@pytest.fixture
def live(approved: Launch, thu: User) -> Service:
    service = actions.go_live(approved, by=thu)
    tell_untold()
    return service
