"""Saving: merged with what others saved, undone, kept for ever; and who may."""

import copy
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from motcua.agencies.models import Agency
from motcua.core.journal import entries_about
from motcua.core.refusals import Invalid, NotAllowed, NotFound, WrongState
from motcua.identity.models import User
from motcua.procedures.models import Version
from motcua.workshop import actions, queries
from motcua.workshop.models import Clash, Edit, Manuscript
from motcua.workshop.source.places import at, path_of, put
from motcua.workshop.source.titles import words
from motcua.workshop.tests.conftest import SMALL


def edited(manuscript: Manuscript, place: str, value: Any, revision: int | None = None) -> Any:
    """The source at a revision, with one place changed."""
    base = queries.source_at(manuscript, manuscript.revision if revision is None else revision)
    return put(copy.deepcopy(base), path_of(place), value)


def save(manuscript: Manuscript, by: User, place: str, value: Any, seen: int) -> actions.Saved:
    manuscript.refresh_from_db()
    source = edited(manuscript, place, value, seen)
    return actions.save(manuscript, by=by, seen=seen, source=source)


def now(manuscript: Manuscript, place: str) -> Any:
    manuscript.refresh_from_db()
    return at(manuscript.source, path_of(place))


def test_a_save_remembers_what_stood_there_and_who_changed_it(kite: Manuscript, nam: User) -> None:
    save(kite, nam, "name.vi", "Thả diều", 0)
    (edit,) = queries.edits(kite)
    assert (edit.place, edit.before, edit.after) == (
        "name.vi", ["Cấp giấy phép thả diều"], ["Thả diều"],
    )  # fmt: skip
    assert (edit.by, edit.revision) == (nam, 1)
    kite.refresh_from_db()
    assert (kite.title, kite.changed_by) == ("Thả diều", "Vũ Hải Nam")
    assert entries_about(kite.pk).last().payload["places"] == ["name.vi"]  # type: ignore[union-attr]


def test_saving_what_is_there_already_is_no_edit(kite: Manuscript, nam: User) -> None:
    actions.save(kite, by=nam, seen=0, source=dict(kite.source))
    kite.refresh_from_db()
    assert kite.revision == 0
    assert not queries.edits(kite).exists()


def test_two_who_edit_different_places_of_one_page_lose_nothing(
    kite: Manuscript, nam: User, thao: User
) -> None:
    save(kite, nam, "form.pages[1].questions[1].least", 2, 0)
    saved = save(kite, thao, "form.pages[1].questions[1].most", 5, 0)
    assert saved.clashes == []
    assert queries.writers(saved.beside) == ["Vũ Hải Nam"]
    wings = now(kite, "form.pages[1].questions[1]")
    assert (wings["least"], wings["most"]) == (2, 5)


def test_two_who_edit_the_same_place_choose_and_lose_nothing(
    kite: Manuscript, nam: User, thao: User
) -> None:
    save(kite, nam, "name.vi", "Diều", 0)
    saved = save(kite, thao, "name.vi", "Thả diều", 0)
    (clash,) = saved.clashes
    assert now(kite, "name.vi") == "Diều"
    assert (clash.theirs, clash.theirs_by) == (["Diều"], "Vũ Hải Nam")
    assert (clash.mine, clash.by) == (["Thả diều"], thao)
    with pytest.raises(WrongState):
        actions.submit(kite, by=nam)
    actions.settle(clash, by=thao, choice=Clash.Choice.MINE)
    assert now(kite, "name.vi") == "Thả diều"
    with pytest.raises(WrongState):
        actions.settle(clash, by=nam, choice=Clash.Choice.THEIRS)


def test_a_clash_follows_its_place_when_items_move(kite: Manuscript, nam: User, thao: User) -> None:
    save(kite, nam, "process.steps[1].name", "Ký", 0)
    save(kite, nam, "process.steps[1].name", "Ký duyệt", 0)
    (clash,) = save(kite, thao, "process.steps[1].name", "Ký tên", 0).clashes
    steps = now(kite, "process.steps")
    save(kite, nam, "process.steps", [{"id": "new", "name": "Mới"}, *steps], kite.revision)
    actions.settle(clash, by=thao, choice="mine")
    assert [words(one["name"]) for one in now(kite, "process.steps")] == [
        "Mới",
        "Tiếp nhận",
        "Ký tên",
    ]


def test_an_edit_can_be_taken_back(kite: Manuscript, nam: User, thao: User) -> None:
    save(kite, nam, "name.vi", "Diều", 0)
    save(kite, thao, "summary.vi", "Ngắn.", 1)
    actions.undo(kite, by=thao, revision=1)
    assert now(kite, "name.vi") == "Cấp giấy phép thả diều"
    assert now(kite, "summary.vi") == "Ngắn."
    assert queries.edits(kite).first().undoes == 1  # type: ignore[union-attr]


def test_an_edit_that_somebody_wrote_over_is_not_taken_back(kite: Manuscript, nam: User) -> None:
    save(kite, nam, "name.vi", "Diều", 0)
    save(kite, nam, "name.vi", "Thả diều", 1)
    with pytest.raises(WrongState):
        actions.undo(kite, by=nam, revision=1)
    with pytest.raises(NotFound):
        actions.undo(kite, by=nam, revision=9)


def test_every_revision_can_be_seen_again(kite: Manuscript, nam: User) -> None:
    first = dict(kite.source)
    for number in range(5):
        save(kite, nam, "name.vi", f"Tên {number}", number)
    save(kite, nam, "process.steps", [], 5)
    kite.refresh_from_db()
    assert queries.source_at(kite, 0) == first
    assert queries.source_at(kite, 3)["name"]["vi"] == "Tên 2"
    for absurd in (-1, 7):
        with pytest.raises(Invalid):
            queries.source_at(kite, absurd)


def test_an_edit_is_never_changed_or_deleted(kite: Manuscript, nam: User) -> None:
    save(kite, nam, "name.vi", "Diều", 0)
    for spoil in (lambda: Edit.objects.update(by_name="x"), lambda: Edit.objects.all().delete()):
        with pytest.raises(IntegrityError), transaction.atomic():
            spoil()
            connection.check_constraints()


def test_a_signer_looks_and_does_not_write(kite: Manuscript, duc: User) -> None:
    assert queries.manuscript(duc, kite.pk) == kite
    with pytest.raises(NotAllowed):
        save(kite, duc, "name.vi", "x", 0)


def test_another_province_does_not_even_know_of_it(kite: Manuscript, bac: User) -> None:
    assert not queries.manuscripts(bac).exists()
    with pytest.raises(NotFound):
        queries.manuscript(bac, kite.pk)
    with pytest.raises(NotAllowed):
        save(kite, bac, "name.vi", "x", 0)


def test_a_ward_has_no_place_in_the_workshop(lan: User, hanoi: Agency) -> None:
    with pytest.raises(NotAllowed):
        queries.manuscripts(lan)
    with pytest.raises(NotAllowed):
        actions.begin(hanoi, by=lan, name="Thủ tục")


def test_nobody_begins_in_the_name_of_another_agency(nam: User, quangninh: Agency) -> None:
    with pytest.raises(NotAllowed):
        actions.begin(quangninh, by=nam, name="Thủ tục")


def test_what_is_put_away_is_not_written_until_it_is_taken_up(kite: Manuscript, nam: User) -> None:
    actions.put_away(kite, by=nam)
    with pytest.raises(WrongState):
        save(kite, nam, "name.vi", "x", 0)
    assert not queries.manuscripts(nam).exists()
    actions.take_up(kite, by=nam)
    save(kite, nam, "name.vi", "x", 0)
    assert queries.manuscripts(nam).exists()


def test_a_source_of_absurd_size_is_refused(kite: Manuscript, nam: User) -> None:
    for huge in ("x" * 1_100_000, [["y"]] * 60_000):
        with pytest.raises(Invalid):
            save(kite, nam, "name.vi", huge, 0)


def test_an_incomplete_file_is_taken_and_no_package_is_refused(nam: User, hanoi: Agency) -> None:
    made = actions.begin_from_text(hanoi, by=nam, text="code: '1.1'\nname: [sai]\nlạ: {a: 1}")
    assert made.source == {"format": 1, "code": "1.1", "name": ["sai"], "lạ": {"a": 1}}
    for nothing in ("", "- a", "a: &x 1", "42", "{"):
        with pytest.raises(Invalid):
            actions.begin_from_text(hanoi, by=nam, text=nothing)


def test_a_whole_manuscript_becomes_a_draft_version(kite: Manuscript, nam: User) -> None:
    version = actions.submit(kite, by=nam)
    kite.refresh_from_db()
    assert (version.number, kite.submitted, kite.is_submitted) == (1, version, True)
    save(kite, nam, "name.vi", "Diều", 0)
    kite.refresh_from_db()
    assert not kite.is_submitted


def test_an_incomplete_manuscript_is_not_submitted_and_leaves_no_version(
    nam: User, hanoi: Agency
) -> None:
    made = actions.begin(hanoi, by=nam, name="Cấp phép")
    with pytest.raises(Invalid) as refused:
        actions.submit(made, by=nam)
    assert {"code", "legal_basis"} <= {one.place for one in refused.value.problems}
    assert not Version.objects.exists()


def test_an_agency_does_not_submit_what_is_anothers_to_publish(nam: User, hanoi: Agency) -> None:
    text = SMALL.replace("levels: [commune]", "levels: [commune]\npublisher: G01")
    made = actions.begin_from_text(hanoi, by=nam, text=text)
    with pytest.raises(NotAllowed):
        actions.submit(made, by=nam)
    assert not Version.objects.exists()
