"""Past dossiers run again on a new version: what differs is told, and no live row changes."""

import copy
import threading
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection

from motcua.agencies.models import Agency
from motcua.core import clock
from motcua.core.actors import SYSTEM
from motcua.core.journal import tell_untold
from motcua.core.refusals import Invalid, NotAllowed, NotFound
from motcua.dossiers import actions as dossiers
from motcua.dossiers.models import Dossier
from motcua.dossiers.tests.answers import BIRTH, SCAN
from motcua.identity.models import Citizen, User
from motcua.procedures import actions as procedures
from motcua.procedures.models import Version
from motcua.trials import actions, queries, sandbox
from motcua.trials.models import Replay, ReplayState
from motcua.trials.tests.conftest import live_data

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def finished(
    cleared: None, birth: Version, ward: Agency, mai: Citizen, lan: User, hoa: User, minh: User
) -> Dossier:
    """Mai's birth registration, decided some days ago and handed over."""
    with clock.moved_to(clock.now() - timedelta(days=9)):
        draft = dossiers.start(birth, by=mai.user)
        draft.answers = {**draft.answers, **BIRTH}
        draft.save()
        scan = SimpleUploadedFile("giấy chứng sinh.pdf", SCAN, "application/pdf")
        dossiers.attach(draft, by=mai.user, question="birth_notification", upload=scan)
        dossier = dossiers.submit(draft, by=mai.user, declared=True)
        dossier = dossiers.accept(dossier, by=lan)
        for outcome in ("assigned", "propose_approve", "sign"):
            step = dossier.steps.get(done_at=None)
            by = hoa if step.role in {"handler", "clerk"} else minh
            dossier = dossiers.complete(dossier, by=by, outcome=outcome, note="Đã xem.")
    tell_untold()
    return dossier


def changed(version: Version, change: Callable[[dict[str, Any]], None]) -> Version:
    """A draft of the same procedure, otherwise in one thing."""
    source = copy.deepcopy(version.source)
    change(source)
    return procedures.import_package(source, by=SYSTEM)


def found(version: Version, by: Any = SYSTEM) -> list[tuple[str, str]]:
    """The differences that a replay tells, as kind and what."""
    report = actions.replay(version, by=by)
    assert report.state == ReplayState.DONE, report.reason
    assert (report.done, report.total) == (1, 1)
    return [(one["kind"], one["what"]) for one in report.summary]


def test_on_its_own_version_a_dossier_goes_as_it_went(finished: Dossier, birth: Version) -> None:
    assert found(birth) == []


def test_a_replay_changes_no_live_row_but_its_report_and_the_journal(
    finished: Dossier, birth: Version
) -> None:
    mended = changed(birth, lambda source: source.update(summary="Bản khác."))
    asked = actions.ask_replay(mended, by=SYSTEM)
    before = live_data()
    actions.run_replay(asked.pk)
    after = live_data()
    different = {table for table in before if before[table] != after[table]}
    assert different == {"trials_replay", "core_entry"}
    assert after["core_entry"][0] == before["core_entry"][0] + 1
    assert sandbox.names() == []


def test_the_report_holds_no_answer_and_no_name(finished: Dossier, birth: Version) -> None:
    def ask_more(source: dict[str, Any]) -> None:
        asked = source["form"]["pages"][0]["questions"]
        asked.append({"id": "hobby", "kind": "text", "label": "Sở thích", "required": True})

    report = actions.replay(changed(birth, ask_more), by=SYSTEM)
    text = str(report.rows) + str(report.summary)
    assert "Sở thích" in text
    for answer in ("Trần Nguyễn Bảo An", "Nguyễn Thị Mai", "001190012345", "0912345001"):
        assert answer not in text


def test_a_question_that_is_newly_required_stands_in_the_way(
    finished: Dossier, birth: Version
) -> None:
    def ask_more(source: dict[str, Any]) -> None:
        asked = source["form"]["pages"][0]["questions"]
        asked.append({"id": "hobby", "kind": "text", "label": "Sở thích", "required": True})

    told = found(changed(birth, ask_more))
    assert ("question_new", "Sở thích") in told
    assert ("not_filed", "") in told


def test_an_answer_that_is_no_longer_taken_is_told(finished: Dossier, birth: Version) -> None:
    def shorten(source: dict[str, Any]) -> None:
        for page in source["form"]["pages"]:
            for asked in page["questions"]:
                if asked["id"] == "facility_name":
                    asked["longest"] = 5

    told = found(changed(birth, shorten))
    assert "answer_refused" in {kind for kind, _what in told}


def test_a_longer_time_limit_and_another_fee_are_told(finished: Dossier, birth: Version) -> None:
    def change(package: dict[str, Any]) -> None:
        for channel in package["channels"]:
            for key in ("term", "time", "limit"):
                if key in channel:
                    channel[key] = {**channel[key], "amount": 20, "unit": "working_days"}
            channel["fee"] = {**channel.get("fee", {}), "amount": 8000}

    told = found(changed(birth, change))
    assert ("due", "later") in told
    assert "fee" in {kind for kind, _what in told}


def test_a_step_that_is_new_and_an_outcome_that_went_are_told(
    finished: Dossier, birth: Version
) -> None:
    def rename(source: dict[str, Any]) -> None:
        for step in source["process"]["steps"]:
            for outcome in step["outcomes"]:
                if outcome["code"] == "propose_approve":
                    outcome["code"] = "agreed"
        for example in source.get("examples", []):
            example["outcomes"] = [
                "agreed" if one == "propose_approve" else one for one in example.get("outcomes", [])
            ]

    told = dict(found(changed(birth, rename)))
    assert "outcome_gone" in told


def test_a_step_put_in_between_is_done_and_told(finished: Dossier, birth: Version) -> None:
    def put_in(source: dict[str, Any]) -> None:
        steps = source["process"]["steps"]
        number = next(i for i, one in enumerate(steps) if one["kind"] == "sign")
        sign = steps[number]
        check = {
            "id": "second_look", "name": "Xem lại lần hai", "kind": "review", "role": "head",
            "duration": {"amount": 1, "unit": "working_hours"},
            "outcomes": [{"code": "seen", "name": "Đã xem", "next": sign["id"]}],
        }  # fmt: skip
        for step in steps:
            for outcome in step["outcomes"]:
                if outcome.get("next") == sign["id"]:
                    outcome["next"] = "second_look"
        steps.insert(number, check)
        source["examples"] = []

    told = found(changed(birth, put_in))
    assert told == [("step_new", "Xem lại lần hai")]


def test_only_those_whose_procedure_it_is_may_ask_and_read(
    finished: Dossier, birth: Version, hoa: User
) -> None:
    with pytest.raises(NotAllowed):
        actions.ask_replay(birth, by=hoa)
    report = actions.replay(birth, by=SYSTEM)
    for somebody in (hoa, finished.submitter):
        with pytest.raises(NotFound):
            queries.replay_seen_by(somebody, report.pk)
        with pytest.raises(NotFound):
            queries.replays(birth, by=somebody)
    assert queries.replay_seen_by(SYSTEM, report.pk) == report


def test_a_version_is_replayed_once_at_a_time(finished: Dossier, birth: Version) -> None:
    first = actions.ask_replay(birth, by=SYSTEM)
    assert actions.ask_replay(birth, by=SYSTEM) == first
    with pytest.raises(Invalid):
        actions.ask_replay(birth, by=SYSTEM, limit=0)


def test_a_replay_whose_worker_died_is_given_up_and_its_sandbox_swept(
    finished: Dossier, birth: Version
) -> None:
    asked = actions.ask_replay(birth, by=SYSTEM)
    with sandbox.made() as name:
        Replay.objects.filter(pk=asked.pk).update(
            state=ReplayState.RUNNING, sandbox=name, heard_at=clock.now() - timedelta(hours=2)
        )
    assert actions.sweep() == []
    assert actions.give_up_silent() == 1
    assert actions.sweep() == [] or sandbox.names() == []
    assert sandbox.names() == []
    again = actions.ask_replay(birth, by=SYSTEM)
    assert again != asked


def test_two_workers_never_run_one_replay_at_once(finished: Dossier, birth: Version) -> None:
    asked = actions.ask_replay(birth, by=SYSTEM)
    ended: list[str] = []

    def run() -> None:
        try:
            ended.append(actions.run_replay(asked.pk).state)
        finally:
            connection.close()

    threads = [threading.Thread(target=run) for _one in range(2)]
    for one in threads:
        one.start()
    for one in threads:
        one.join(120)
    assert sorted(ended) == ["done", "running"]
    asked.refresh_from_db()
    assert (asked.state, len(asked.rows)) == (ReplayState.DONE, 1)
    assert sandbox.names() == []
