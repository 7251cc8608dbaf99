"""Testers write down what they found; the latest word of each counts."""

import pytest

from motcua.agencies.models import Agency
from motcua.core.refusals import Invalid, NotAllowed, WrongState
from motcua.identity.models import Citizen, User
from motcua.procedures.models import Version
from motcua.trials import actions, queries
from motcua.trials.models import TestedVersion, TestRound
from motcua.trials.tests.conftest import plan

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def tested(opened: TestRound) -> TestedVersion:
    return TestedVersion.objects.select_related("round", "version__procedure").get(round=opened)


def test_a_version_passes_when_nobodys_latest_word_is_that_it_failed(
    tested: TestedVersion, nam: User, hoa: User, mai: Citizen
) -> None:
    version = tested.version
    assert not queries.passed(version)
    actions.invite(tested.round, by=nam, user=mai.user)
    actions.record_result(tested, by=hoa, passed=True)
    assert queries.passed(version)
    actions.record_result(tested, by=mai.user, passed=False, note="Trang hai không lưu.")
    assert not queries.passed(version)
    actions.record_result(tested, by=mai.user, passed=True, note="Đã sửa.")
    assert queries.passed(version)
    assert [one.passed for one in queries.results(version)] == [True, False, True]


def test_who_is_no_tester_writes_no_result(tested: TestedVersion, nam: User, hung: Citizen) -> None:
    for somebody in (nam, hung.user):
        with pytest.raises(NotAllowed):
            actions.record_result(tested, by=somebody, passed=True)


def test_a_failure_says_why(tested: TestedVersion, hoa: User) -> None:
    with pytest.raises(Invalid) as refused:
        actions.record_result(tested, by=hoa, passed=False, note="  ")
    assert [one.place for one in refused.value.problems] == ["note"]


def test_a_dossier_code_is_one_of_the_sandbox(tested: TestedVersion, hoa: User) -> None:
    for code in ("H26.70-20260101-0001", "x" * 200, "\x00"):
        with pytest.raises(Invalid) as refused:
            actions.record_result(tested, by=hoa, passed=True, dossier_code=code)
        assert [one.place for one in refused.value.problems] == ["dossier_code"]


def test_results_are_written_only_while_the_round_is_open(
    cleared: None, marriage: Version, ward: Agency, nam: User, hoa: User
) -> None:
    round = plan(nam, marriage, hoa)
    with pytest.raises(WrongState):
        actions.record_result(round.tested.get(), by=hoa, passed=True)
    round = actions.open_round(round, by=nam)
    actions.close_round(round, by=nam)
    with pytest.raises(WrongState):
        actions.record_result(round.tested.get(), by=hoa, passed=True)
