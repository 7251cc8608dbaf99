"""Who found their case begins a form in which it is filled in already."""

from collections.abc import Callable

import pytest
from django.test import Client

from motcua.dossiers import actions
from motcua.dossiers.models import Draft
from motcua.identity.models import Citizen, User
from motcua.procedures.models import Version

SAID = {"registered": "never", "abroad": "domestic", "place": "facility"}
At = Callable[[User], Client]


def test_the_case_goes_into_the_draft(birth: Version, mai: Citizen) -> None:
    draft = actions.start(birth, by=mai.user, said=SAID)
    assert draft.answers["born_in"] == "facility"


def test_an_unfinished_search_fills_nothing_in(birth: Version, mai: Citizen) -> None:
    draft = actions.start(birth, by=mai.user, said={"registered": "never", "born_in": "facility"})
    assert "born_in" not in draft.answers


def test_the_start_page_shows_the_papers_of_the_case(at: At, birth: Version, mai: Citizen) -> None:
    page = at(mai.user).get("/thu-tuc/1.001193/nop/", SAID).content.decode()
    assert "Giấy chứng sinh" in page
    assert "người làm chứng" not in page


@pytest.mark.parametrize("answer", ["\x00", "x" * 5_000, "khac"])
def test_a_made_up_case_is_no_case(at: At, birth: Version, mai: Citizen, answer: str) -> None:
    address = "/thu-tuc/1.001193/nop/"
    page = at(mai.user).get(address, {**SAID, "place": answer})
    assert page.status_code == 200
    assert "người làm chứng" in page.content.decode()


def test_a_start_keeps_the_answers_of_its_address(at: At, birth: Version, mai: Citizen) -> None:
    response = at(mai.user).post(
        "/thu-tuc/1.001193/nop/?registered=never&abroad=domestic&place=elsewhere"
    )
    assert response.status_code == 302
    assert Draft.objects.get(owner=mai.user).answers["born_in"] == "elsewhere"
