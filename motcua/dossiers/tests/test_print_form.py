"""The paper form as it was filled in: for who may see the dossier, and each look is told."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from motcua.dossiers import queries
from motcua.dossiers.models import Dossier
from motcua.identity.models import Citizen, User

pytestmark = pytest.mark.django_db
At = Callable[[User], Client]


def test_the_paper_form_is_there_for_citizen_and_desk_and_looks_are_told(
    submitted: Dossier, at: At, mai: Citizen, lan: User, stranger: User
) -> None:
    there = reverse("dossiers:form", args=[submitted.pk])
    for who, page in ((mai.user, "dossiers:dossier"), (lan, "dossiers:desk:dossier")):
        assert there in at(who).get(reverse(page, args=[submitted.pk])).text
    before = len(queries.looks(submitted))
    answer = at(mai.user).get(there)
    assert answer.content.startswith(b"%PDF")
    assert answer["Content-Disposition"].startswith("attachment")
    assert "sandbox" in answer["Content-Security-Policy"]
    assert len(queries.looks(submitted)) == before
    assert at(lan).get(there).status_code == 200
    assert len(queries.looks(submitted)) == before + 1
    assert queries.looks(submitted)[0].who == "Lê Thị Lan"
    assert at(stranger).get(there).status_code == 404
