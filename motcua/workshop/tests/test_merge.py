"""Two people change one source: what only one changed is as they left it; the rest is asked."""

import copy
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from motcua.procedures.package.reading import read
from motcua.workshop.source.differing import changes, undone
from motcua.workshop.source.merging import merged
from motcua.workshop.source.naming import follow
from motcua.workshop.source.places import at, path_of, place_of, put, same
from motcua.workshop.tests.conftest import SMALL

BASE: dict[str, Any] = read(SMALL).data
PAGES = ("form", "pages")


def changed(place: str, value: Any, source: Any = BASE) -> Any:
    return put(copy.deepcopy(source), path_of(place), value)


def test_places_are_read_as_they_are_written() -> None:
    assert place_of(path_of("process.steps[2].outcomes[0]")) == "process.steps[2].outcomes[0]"
    assert path_of("form.pages.1.title") == ("form", "pages", 1, "title")


def test_different_parts_are_merged_without_a_word() -> None:
    mine = changed("summary.vi", "Thả diều đúng nơi.")
    theirs = changed("process.steps[1].duration.amount", 8)
    out = merged(BASE, theirs, mine)
    assert out.clashes == []
    assert at(out.value, ("summary", "vi")) == "Thả diều đúng nơi."
    assert at(out.value, path_of("process.steps[1].duration.amount")) == 8


def test_two_members_of_one_question_are_merged() -> None:
    mine = changed("form.pages[1].questions[1].least", 2)
    theirs = changed("form.pages[1].questions[1].most", 6)
    out = merged(BASE, theirs, mine)
    wings = at(out.value, path_of("form.pages[1].questions[1]"))
    assert (wings["least"], wings["most"], out.clashes) == (2, 6, [])


def test_an_item_is_found_after_others_were_put_before_it() -> None:
    steps = [{"id": "new", "name": "Mới"}, *BASE["process"]["steps"]]
    theirs = changed("process.steps", steps)
    mine = changed("process.steps[1].name", "Ký giấy phép")
    out = merged(BASE, theirs, mine)
    assert [one["id"] for one in out.value["process"]["steps"]] == ["new", "receive", "sign"]
    assert out.value["process"]["steps"][2]["name"] == "Ký giấy phép"
    assert follow(path_of("process.steps[1]"), BASE, out.value) == path_of("process.steps[2]")


def test_both_add_an_item_and_both_stay() -> None:
    pages = BASE["form"]["pages"]
    theirs = changed("form.pages", [*pages, {"id": "a", "title": "A"}])
    mine = changed("form.pages", [*pages, {"id": "b", "title": "B"}])
    out = merged(BASE, theirs, mine)
    assert {one["id"] for one in out.value["form"]["pages"]} >= {"a", "b"}
    assert out.clashes == []


def test_the_same_member_changed_by_both_is_a_clash_that_keeps_both() -> None:
    out = merged(BASE, changed("name.vi", "Diều"), changed("name.vi", "Thả diều"))
    (clash,) = out.clashes
    assert (clash.base, clash.theirs, clash.mine) == ("Cấp giấy phép thả diều", "Diều", "Thả diều")
    assert out.value["name"]["vi"] == "Diều"


def test_what_one_removed_and_the_other_changed_is_kept_till_somebody_chooses() -> None:
    without = changed("form.pages", BASE["form"]["pages"][:-1])
    mended = changed("form.pages[4].title", "Trẻ em đi cùng")
    for theirs, mine in ((without, mended), (mended, without)):
        out = merged(BASE, theirs, mine)
        assert out.value["form"]["pages"][4]["title"] == "Trẻ em đi cùng"
        assert len(out.clashes) == 1


def test_what_one_removed_and_nobody_changed_is_gone() -> None:
    without = changed("form.pages", BASE["form"]["pages"][:-1])
    out = merged(BASE, without, changed("form.pages[0].title.vi", "Người chơi"))
    assert len(out.value["form"]["pages"]) == 4
    assert out.value["form"]["pages"][0]["title"]["vi"] == "Người chơi"


def test_a_renamed_item_is_still_the_same() -> None:
    theirs = changed("process.steps[1].id", "sign_off")
    mine = changed("process.steps[1].name", "Ký giấy phép")
    out = merged(BASE, theirs, mine)
    assert out.value["process"]["steps"][1]["id"] == "sign_off"
    assert out.value["process"]["steps"][1]["name"] == "Ký giấy phép"
    assert out.clashes == []


def test_yes_is_not_one() -> None:
    assert not same(True, 1)
    assert list(changes({"a": 1}, {"a": True}))


PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers(-3, 3) | st.sampled_from(["", "a", "b"]),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.sampled_from(["id", "name", "steps", "x"]), inner, max_size=4)
    ),
    max_leaves=12,
)
SOURCES = st.dictionaries(st.sampled_from(["id", "name", "steps", "x"]), PLAIN, max_size=4)


@given(SOURCES, SOURCES)
def test_edits_taken_back_give_what_was(old: Any, new: Any) -> None:
    made = list(changes(old, new))
    forth = copy.deepcopy(old)
    for one in made:
        forth = put(forth, one.path, one.after) if one.path else one.after
    assert same(forth, new)
    assert same(undone(new, reversed(made)), old)


@given(SOURCES, SOURCES)
def test_one_persons_changes_alone_are_taken_whole(base: Any, changed_: Any) -> None:
    for theirs, mine in ((base, changed_), (changed_, base)):
        out = merged(base, theirs, mine)
        assert same(out.value, changed_)
        assert out.clashes == []


@given(SOURCES, SOURCES, SOURCES)
def test_no_leaf_that_somebody_wrote_disappears(base: Any, theirs: Any, mine: Any) -> None:
    """What both wrote stands in the outcome, or waits in a clash."""
    out = merged(base, theirs, mine)
    kept = repr([out.value, [(one.theirs, one.mine) for one in out.clashes]])
    for side in (theirs, mine):
        for one in changes(base, side):
            for written in texts(one.after):
                assert repr(written) in kept


def texts(value: Any) -> list[str]:
    if isinstance(value, dict):
        return [one for child in value.values() for one in texts(child)]
    if isinstance(value, list):
        return [one for child in value for one in texts(child)]
    return [value] if isinstance(value, str) and value else []
