"""The pages of the workshop, as officials use them: begin, write, add, move, two at once."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import QueryDict
from django.test import Client

from motcua.identity.models import User
from motcua.procedures.models import Version
from motcua.workshop import queries
from motcua.workshop.models import Manuscript
from motcua.workshop.source.places import at, path_of
from motcua.workshop.source.titles import words
from motcua.workshop.tests.conftest import SMALL
from motcua.workshop.tests.reading import boxes

At = Callable[[User], Client]


def page(manuscript: Manuscript, rest: str = "") -> str:
    return f"/xuong/{manuscript.pk}/{rest}"


def send(browser: Client, address: str, do: str = "", **typed: str) -> Any:
    """Open a page, type, and press a button."""
    sent = boxes(browser.get(address).content)
    for name, value in typed.items():
        sent[name.replace("__", "-")] = value
    if do:
        sent["do"] = do
    return browser.post(address, sent.urlencode(), "application/x-www-form-urlencoded")


def now(manuscript: Manuscript, place: str) -> Any:
    manuscript.refresh_from_db()
    return at(manuscript.source, path_of(place))


def test_an_official_begins_from_nothing(at: At, nam: User) -> None:
    answer = at(nam).post("/xuong/moi/", {**owner(at, nam), "how": "nothing", "name": "Thả diều"})
    made = queries.manuscripts(nam).get()
    assert answer.headers["Location"] == page(made)
    assert at(nam).get(page(made)).status_code == 200
    assert "Thả diều" in at(nam).get("/xuong/").content.decode()


def owner(at: At, who: User) -> dict[str, Any]:
    sent = boxes(at(who).get("/xuong/moi/").content, "x")
    return {"owner": sent["owner"]}


def test_an_official_begins_from_a_file_or_is_told_why_not(at: At, nam: User) -> None:
    browser, how = at(nam), {**owner(at, nam), "how": "text"}
    for wrong in (b"\xff\xfe\x00", b"- a\n", b""):
        file = SimpleUploadedFile("a.yaml", wrong)
        assert browser.post("/xuong/moi/", {**how, "file": file}).status_code == 422
    file = SimpleUploadedFile("a.yaml", SMALL.encode())
    assert browser.post("/xuong/moi/", {**how, "file": file}).status_code == 302
    assert queries.manuscripts(nam).get().code == "1.999001"


def test_an_official_begins_from_a_version_of_their_agency(
    at: At, nam: User, bac: User, birth: Version
) -> None:
    assert at(nam).post(f"/xuong/soan-tu/{birth.pk}/").status_code in {302, 403}


def test_every_page_of_a_manuscript_opens(at: At, nam: User, kite: Manuscript) -> None:
    browser = at(nam)
    places = ("form.pages.0", "form.pages.1.questions.0", "form.pages.3.questions.0", "channels.0")
    parts = [f"sua/{one}/" for one in (*places, "process.steps.0", "cases.0", "examples.0")]
    names = (
        "chung", "can-cu", "co-quan", "cach-nop", "giay-to", "huong-dan", "to-khai", "tiep-nhan",
        "quy-trinh", "bang", "ket-qua", "vi-du",
    )  # fmt: skip
    parts += [f"phan/{one}/" for one in names]
    parts += ["", "lich-su/", "hai-ban/", "ma-nguon/toan-goi/", "ma-nguon/form.pages.0/"]
    parts += ["loai/form.pages.0.questions/", "loai/form.pages.1.questions.0/"]
    for rest in parts:
        assert browser.get(page(kite, rest)).status_code == 200, rest


def test_what_is_not_there_is_not_found_or_left(at: At, nam: User, kite: Manuscript) -> None:
    browser = at(nam)
    for rest in ("phan/khong-co/", "ma-nguon/a.b.c/", "loai/process.steps/", "loai/x/"):
        assert browser.get(page(kite, rest)).status_code == 404, rest
    for rest in ("sua/form.pages.77/", "sua/x.y/", "sua/process.steps.0.name/"):
        assert browser.get(page(kite, rest)).status_code == 302, rest


def test_a_page_is_saved_and_comes_back_with_what_was_typed(
    at: At, nam: User, kite: Manuscript
) -> None:
    there = page(kite, "sua/form.pages.1.questions.1/")
    answer = send(at(nam), there, **{"p__label__vi": "Mấy cánh", "p__most": "sáu"})
    assert answer.headers["Location"] == there
    wings = now(kite, "form.pages[1].questions[1]")
    assert (words(wings["label"]), wings["most"]) == ("Mấy cánh", "sáu")
    shown = at(nam).get(there).content.decode()
    assert 'value="sáu"' in shown
    assert "Phải là số nguyên" in shown


def test_a_condition_that_cannot_be_used_is_told_at_its_box(
    at: At, nam: User, kite: Manuscript
) -> None:
    there = page(kite, "sua/form.pages.1.questions.1/")
    send(at(nam), there, **{"p__when": "shapes == 'bird'"})
    assert now(kite, "form.pages[1].questions[1].when") == "shapes == 'bird'"
    shown = at(nam).get(there).content.decode()
    assert 'id="p-when-error"' in shown
    assert "shapes" in shown


def test_a_condition_is_put_together_by_choosing(at: At, nam: User, kite: Manuscript) -> None:
    there = page(kite, "sua/form.pages.1.questions.3/")
    chosen = {"p__when__if": "shape", "p__when__how": "is", "p__when__value": "Chim"}
    send(at(nam), there, "compose:p-when", **chosen)
    assert now(kite, "form.pages[1].questions[3].when") == 'shape == "bird"'
    chosen = {"p__when__if": "has_kite", "p__when__how": "yes"}
    send(at(nam), there, "compose:p-when", **chosen)
    assert now(kite, "form.pages[1].questions[3].when") == 'shape == "bird" && has_kite'


def test_items_are_added_moved_and_removed_by_buttons(at: At, nam: User, kite: Manuscript) -> None:
    browser, there = at(nam), page(kite, "phan/quy-trinh/")
    answer = send(browser, there, "add:p-steps")
    assert answer.headers["Location"] == page(kite, "sua/process.steps.2/?moi=1")
    send(browser, page(kite, "sua/process.steps.2/"), **{"p__name__vi": "Thẩm định"})
    assert now(kite, "process.steps[2].id") == "tham_dinh"
    send(browser, there, "up:p-steps-2")
    assert [one["id"] for one in now(kite, "process.steps")] == ["receive", "tham_dinh", "sign"]
    send(browser, there, "remove:p-steps-0")
    assert [one["id"] for one in now(kite, "process.steps")] == ["tham_dinh", "sign"]


def test_what_is_typed_is_kept_when_a_button_adds_an_item(
    at: At, nam: User, kite: Manuscript
) -> None:
    there = page(kite, "phan/huong-dan/")
    send(at(nam), there, "add:p-guide", **{"p__guide__0__vi": "Nộp hồ sơ trên mạng"})
    assert [words(one) for one in now(kite, "guide")] == [
        "Nộp hồ sơ trên mạng",
        "Nhận kết quả",
        "",
    ]


def test_a_question_is_added_by_its_kind_and_gets_its_code(
    at: At, nam: User, kite: Manuscript
) -> None:
    browser, pick = at(nam), page(kite, "loai/form.pages.0.questions/")
    answer = browser.post(pick, {"kind": "phone", "revision": "0"})
    there = answer.headers["Location"]
    assert there == page(kite, "sua/form.pages.0.questions.5/?moi=1")
    send(browser, there, **{"p__label__vi": "Điện thoại"})
    asked = now(kite, "form.pages[0].questions[5]")
    assert asked == {"id": "dien_thoai", "kind": "phone", "label": "Điện thoại"}
    browser.post(page(kite, "loai/form.pages.0.questions.5/"), {"kind": "email", "revision": "2"})
    assert now(kite, "form.pages[0].questions[5].kind") == "email"
    assert browser.post(pick, {"kind": "x", "revision": "3"}).status_code == 302


def test_a_code_made_from_a_name_is_never_another_questions(
    at: At, nam: User, kite: Manuscript
) -> None:
    browser = at(nam)
    browser.post(page(kite, "loai/form.pages.0.questions/"), {"kind": "name", "revision": "0"})
    there = page(kite, "sua/form.pages.0.questions.5/")
    send(browser, there, **{"p__label__vi": "Full name"})
    assert now(kite, "form.pages[0].questions[5].id") == "full_name_2"


def test_two_on_one_page_are_merged_and_told(
    at: At, nam: User, thao: User, kite: Manuscript
) -> None:
    there = page(kite, "sua/form.pages.1.questions.1/")
    before: QueryDict = boxes(at(thao).get(there).content)
    send(at(nam), there, **{"p__least": "2"})
    before["p-most"] = "6"
    browser = at(thao)
    answer = browser.post(there, before.urlencode(), "application/x-www-form-urlencoded")
    assert answer.headers["Location"] == there
    assert "Vũ Hải Nam" in browser.get(there).content.decode()
    wings = now(kite, "form.pages[1].questions[1]")
    assert (wings["least"], wings["most"]) == (2, 6)


def test_two_in_one_box_see_both_and_choose(
    at: At, nam: User, thao: User, kite: Manuscript
) -> None:
    there = page(kite, "phan/chung/")
    before = boxes(at(thao).get(there).content)
    send(at(nam), there, **{"p__name__vi": "Thả diều"})
    before["p-name-vi"], before["p-summary-vi"] = "Chơi diều", "Mới."
    browser = at(thao)
    answer = browser.post(there, before.urlencode(), "application/x-www-form-urlencoded")
    assert answer.headers["Location"] == page(kite, "hai-ban/")
    both = browser.get(page(kite, "hai-ban/")).content.decode()
    assert "Thả diều" in both
    assert "Chơi diều" in both
    assert now(kite, "summary.vi") == "Mới."
    clash = queries.clashes(kite).get()
    browser.post(page(kite, f"hai-ban/{clash.pk}/"), {"choice": "mine"})
    assert now(kite, "name.vi") == "Chơi diều"


def test_a_page_of_a_moved_item_is_saved_where_the_item_is_now(
    at: At, nam: User, thao: User, kite: Manuscript
) -> None:
    there = page(kite, "sua/process.steps.1/")
    before = boxes(at(thao).get(there).content)
    send(at(nam), page(kite, "phan/quy-trinh/"), "up:p-steps-1")
    before["p-name-vi"] = "Ký giấy phép"
    answer = at(thao).post(there, before.urlencode(), "application/x-www-form-urlencoded")
    assert answer.headers["Location"] == page(kite, "sua/process.steps.0/")
    assert words(now(kite, "process.steps[0].name")) == "Ký giấy phép"
    assert words(now(kite, "process.steps[1].name")) == "Tiếp nhận"


@pytest.mark.parametrize("revision", ["", "-1", "99", "x", "9" * 30])
def test_a_page_that_names_no_revision_saves_nothing(
    revision: str, at: At, nam: User, kite: Manuscript
) -> None:
    there = page(kite, "phan/chung/")
    answer = send(at(nam), there, revision=revision, **{"p__name__vi": "x"})
    assert answer.status_code == 422
    assert now(kite, "name.vi") == "Cấp giấy phép thả diều"


def test_a_page_that_arrives_cut_off_saves_nothing(at: At, nam: User, kite: Manuscript) -> None:
    answer = at(nam).post(page(kite, "phan/chung/"), {"revision": "0", "p-name-vi": "x"})
    assert answer.status_code == 422
    assert now(kite, "name.vi") == "Cấp giấy phép thả diều"


def test_a_part_is_edited_as_yaml_right_or_wrong(at: At, nam: User, kite: Manuscript) -> None:
    browser, there = at(nam), page(kite, "ma-nguon/channels/")
    browser.post(there, {"revision": "0", "yaml": "- {channel: online, term: 5}\n"})
    assert now(kite, "channels") == [{"channel": "online", "term": 5}]
    browser.post(there, {"revision": "1", "yaml": "[: no yaml"})
    assert now(kite, "channels") == "[: no yaml"
    assert "[: no yaml" in browser.get(there).content.decode()
    whole = page(kite, "ma-nguon/toan-goi/")
    assert browser.post(whole, {"revision": "2", "yaml": "- 1"}).status_code == 422


def test_a_signer_sees_every_box_and_no_button(at: At, duc: User, kite: Manuscript) -> None:
    shown = at(duc).get(page(kite, "phan/chung/"))
    assert b"<fieldset" in shown.content
    assert b"disabled" in shown.content
    assert send(at(duc), page(kite, "phan/chung/"), **{"p__name__vi": "x"}).status_code == 403
    assert at(duc).get("/xuong/moi/").status_code == 403


def test_a_save_is_taken_back_from_the_history(at: At, nam: User, kite: Manuscript) -> None:
    send(at(nam), page(kite, "phan/chung/"), **{"p__name__vi": "Khác"})
    assert "Khác" in at(nam).get(page(kite, "lich-su/")).content.decode()
    at(nam).post(page(kite, "lich-su/1/"))
    assert now(kite, "name.vi") == "Cấp giấy phép thả diều"


def test_the_link_is_there_for_those_whose_work_it_is(at: At, nam: User, lan: User) -> None:
    assert b'href="/xuong/"' in at(nam).get("/thong-bao/").content
    assert b'href="/xuong/"' not in at(lan).get("/thong-bao/").content
