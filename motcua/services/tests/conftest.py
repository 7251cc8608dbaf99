"""A ministry with people to propose, review and sign; a version of theirs on its way."""

from collections.abc import Callable
from typing import Any

import pytest

from motcua.agencies import queries as agencies
from motcua.agencies.models import Agency, Role
from motcua.core import clock
from motcua.core.journal import tell_untold
from motcua.dossiers.tests.conftest import accepted, draft, submitted, walked
from motcua.identity.models import User
from motcua.procedures import actions as procedures
from motcua.procedures.models import Version
from motcua.procedures.package import reading
from motcua.procedures.tests.conftest import TEXT
from motcua.services import actions
from motcua.services.checklist import CHECKLIST
from motcua.services.models import Launch, Service, Verdict
from motcua.trials.models import State as RoundState
from motcua.trials.models import TestedVersion, Tester, TestResult, TestRound

__all__ = ["accepted", "draft", "submitted", "walked"]
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
def written(thu: User) -> Callable[..., Version]:
    """`written(keywords=["a"], code="1.999002")`: another version, imported by Thu."""

    def make(**changes: Any) -> Version:
        data = reading.read(TEXT).data | {"publisher": "G09"} | changes
        return procedures.import_package(data, by=thu)

    return make


class Trials:
    """The word of one tester in a round that is over."""

    def __init__(self, who: User) -> None:
        today = clock.today()
        self.round = TestRound.objects.create(
            name="Đợt 1",
            commune=agencies.commune("00070"),
            opens_on=today,
            closes_on=today,
            state=RoundState.CLOSED,
        )
        self.tester = Tester.objects.create(round=self.round, user=who)

    def add(self, version: Any, passed: bool = True) -> None:
        """This version (or its key) was tried."""
        key = getattr(version, "pk", version)
        tested, _made = TestedVersion.objects.get_or_create(round=self.round, version_id=key)
        note = "" if passed else "Không nộp được"
        TestResult.objects.create(tested=tested, tester=self.tester, passed=passed, note=note)


@pytest.fixture
def tested(binh: User) -> Trials:
    """`tested.add(version)`: Bình found that it works."""
    return Trials(binh)


@pytest.fixture
def proposed(written: Callable[..., Version], thu: User) -> Launch:
    return actions.propose(written(), by=thu)


@pytest.fixture
def reviewed(proposed: Launch, binh: User) -> Launch:
    actions.review(proposed, by=binh, found=ALL_PASSED)
    return actions.conclude_review(proposed, by=binh)


@pytest.fixture
def testing(reviewed: Launch, thu: User) -> Launch:
    return actions.begin_testing(reviewed, by=thu)


@pytest.fixture
def approved(testing: Launch, nam: User, tested: Trials) -> Launch:
    tested.add(testing.version_id)
    return actions.approve(testing, by=nam)


@pytest.fixture
def live(approved: Launch, thu: User) -> Service:
    service = actions.go_live(approved, by=thu)
    tell_untold()
    return service
