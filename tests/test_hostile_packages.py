"""Hostile packages through the doors of the web: the gate's API, the uploads of the workshop."""

from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from motcua.agencies import queries as agencies
from motcua.agencies.models import Role
from motcua.identity.models import User
from motcua.procedures.models import Version
from motcua.procedures.tests import hostile
from motcua.workshop.models import Manuscript

pytestmark = pytest.mark.django_db
TEXTS = {name: make for name, make in hostile.texts().items() if "10 MB" not in name}
REFUSED = {400, 413, 422}


@pytest.fixture
def governs(appointed: Callable[..., User], at: Callable[[User], Client]) -> Client:
    """Nam, who governs the procedures of Hà Nội."""
    hanoi = agencies.agency_of_area(agencies.province("01"))
    assert hanoi
    return at(appointed("nam", "Vũ Hải Nam", hanoi, Role.ADMINISTRATOR))


def begun(browser: Client, file: SimpleUploadedFile) -> int:
    """A manuscript begun from a file, as the page asks; what is answered."""
    page = browser.get(reverse("workshop:begin")).content.decode()
    owner = page.partition('name="owner"')[2].partition('value="')[2].partition('"')[0]
    data = {"how": "text", "file": file, "owner": owner}
    return browser.post(reverse("workshop:begin"), data).status_code


def sent(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def test_the_gate_answers_each_with_findings(governs: Client) -> None:
    address = "/api/v1/procedures/check"
    for name, make in TEXTS.items():
        answer = governs.post(address, sent(make()), content_type="application/yaml")
        if answer.status_code == 200:
            assert answer.json()["publishable"] is False, name
            assert answer.json()["findings"], name
        else:
            assert answer.status_code in REFUSED, (name, answer.status_code)


def test_the_workshop_takes_none_of_them_for_a_package(governs: Client) -> None:
    for name, make in TEXTS.items():
        file = SimpleUploadedFile("a.yaml", sent(make()))
        assert begun(governs, file) in {302, *REFUSED}, name
    assert not Version.objects.exists()


def test_strangers_are_told_so_whatever_they_send(at: Callable[[User], Client], lan: User) -> None:
    text = sent(TEXTS["a billion laughs"]())
    for browser, said in ((Client(), 401), (at(lan), 403)):
        address = "/api/v1/procedures/check"
        answer = browser.post(address, text, content_type="application/yaml")
        assert answer.status_code == said


def test_a_hostile_drawing_changes_no_manuscript(governs: Client) -> None:
    good = SimpleUploadedFile("a.yaml", hostile.SMALL.encode())
    assert begun(governs, good) == 302
    made = Manuscript.objects.get()
    before = made.revision
    for name, make in hostile.bpmn_files().items():
        file = SimpleUploadedFile("a.bpmn", make())
        address = reverse("workshop:bpmn", args=[made.pk])
        answer = governs.post(address, {"file": file, "revision": before})
        assert answer.status_code < 500, name
    made.refresh_from_db()
    assert made.revision == before
