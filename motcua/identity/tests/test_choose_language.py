"""A person's language: chosen on any page, kept with the account, taken along to other devices."""

from typing import Any

import pytest
from django.conf import settings
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from motcua.core.actors import SYSTEM
from motcua.core.journal import entries_about
from motcua.core.refusals import Invalid, NotAllowed
from motcua.identity import actions
from motcua.identity.models import Citizen, Language, User
from motcua.identity.tests.conftest import PASSWORD

pytestmark = pytest.mark.django_db
COOKIE = settings.LANGUAGE_COOKIE_NAME


@pytest.fixture(autouse=True)
def _no_limits_left_over() -> None:
    cache.clear()


def switch(client: Client, language: str) -> Any:
    return client.post(reverse("set_language"), {"language": language, "next": "/"})


def sign_in(client: Client) -> Any:
    address = reverse("account_login")
    answer = client.post(address, {"login": "lan.tt", "password": PASSWORD})
    assert "_auth_user_id" in client.session
    return answer


def language_of(user: User) -> str:
    return User.objects.get(pk=user.pk).language


def test_the_site_and_the_accounts_know_the_same_languages() -> None:
    assert Language.choices == settings.LANGUAGES


def test_who_switches_while_signed_in_is_written_to_so(client: Client, an: Citizen) -> None:
    assert an.user.reads == "vi"
    client.force_login(an.user, "allauth.account.auth_backends.AuthenticationBackend")
    assert switch(client, "en")["Location"] == "/"
    assert User.objects.get(pk=an.user_id).reads == "en"
    page = client.get(reverse("identity:profile")).content.decode()
    assert '<span lang="en">English</span>' in page
    assert "E-mails to you are in" in page


def test_a_visitor_switches_the_pages_of_this_device_only(client: Client, lan: User) -> None:
    switch(client, "en")
    assert client.cookies[COOKIE].value == "en"
    assert language_of(lan) == ""


def test_a_plain_visit_and_an_unknown_language_change_nothing(client: Client, lan: User) -> None:
    client.force_login(lan, "allauth.account.auth_backends.AuthenticationBackend")
    client.get(reverse("set_language"), {"language": "en"})
    assert switch(client, "xx").status_code == 302
    assert language_of(lan) == ""


def test_what_was_chosen_before_signing_in_is_kept(client: Client, lan: User) -> None:
    switch(client, "en")
    sign_in(client)
    assert language_of(lan) == "en"


def test_another_device_speaks_the_language_of_who_signs_in(client: Client, lan: User) -> None:
    actions.choose_language(lan, by=lan, language="en")
    assert sign_in(client).cookies[COOKIE].value == "en"
    assert 'lang="en"' in client.get("/").content.decode()


def test_a_device_left_in_another_language_changes_no_account(client: Client, lan: User) -> None:
    actions.choose_language(lan, by=lan, language="vi")
    switch(client, "en")
    assert COOKIE not in sign_in(client).cookies
    assert language_of(lan) == "vi"


def test_only_the_person_chooses_and_only_what_there_is(lan: User, binh: User) -> None:
    for stranger in (binh, SYSTEM):
        with pytest.raises(NotAllowed):
            actions.choose_language(lan, by=stranger, language="en")
    with pytest.raises(Invalid):
        actions.choose_language(lan, by=lan, language="fr")
    assert language_of(lan) == ""


def test_a_choice_is_told_once(lan: User) -> None:
    for _ in range(2):
        actions.choose_language(lan, by=lan, language="en")
    told = entries_about(lan.pk).filter(event="identity.LanguageChosen")
    assert [entry.payload["language"] for entry in told] == ["en"]
