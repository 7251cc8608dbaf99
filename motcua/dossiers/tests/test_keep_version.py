"""A new version of a procedure: whatever was begun on the old one ends on the old one."""

from collections.abc import Callable
from typing import Any

import pytest
import yaml
from django.core.files.uploadedfile import SimpleUploadedFile

from motcua.agencies.models import Agency
from motcua.core.actors import SYSTEM
from motcua.dossiers import actions
from motcua.dossiers.models import Dossier, Draft
from motcua.dossiers.tests.answers import BIRTH, SCAN
from motcua.identity.models import Citizen, User
from motcua.procedures import actions as procedures
from motcua.procedures import queries as catalogue
from motcua.procedures.models import Version

pytestmark = pytest.mark.django_db
OPEN = 20


@pytest.fixture
def begun(mai: Citizen, birth: Version, ward: Agency) -> Callable[[], Draft]:
    """Another birth registration by Mai, filled in."""

    def begin() -> Draft:
        draft = actions.start(birth, by=mai.user)
        draft.answers = {**draft.answers, **BIRTH}
        draft.save()
        scan = SimpleUploadedFile("giấy chứng sinh.pdf", SCAN, "application/pdf")
        actions.attach(draft, by=mai.user, question="birth_notification", upload=scan)
        return Draft.objects.get(pk=draft.pk)

    return begin


def _newer(birth: Version) -> Version:
    """A version that asks for something more, and is called otherwise."""
    data: dict[str, Any] = yaml.safe_load(procedures.export_package(birth))
    data["name"] = "Đăng ký khai sinh (mới)"
    data["form"]["pages"][0]["questions"].insert(
        0, {"id": "asked_anew", "kind": "text", "label": "Câu hỏi mới"}
    )
    for example in data.get("examples", []):
        example["answers"]["asked_anew"] = "Có"
    return procedures.publish(procedures.import_package(data, by=SYSTEM), by=SYSTEM)


def test_twenty_drafts_and_twenty_dossiers_end_on_the_version_they_began_with(
    begun: Callable[[], Draft], birth: Version, mai: Citizen, lan: User
) -> None:
    drafts = [begun() for _turn in range(OPEN)]
    filed = [actions.submit(begun(), by=mai.user, declared=True) for _turn in range(OPEN)]
    newer = _newer(birth)
    assert catalogue.published(birth.procedure.code) == newer

    filed += [actions.submit(draft, by=mai.user, declared=True) for draft in drafts]
    for dossier in filed:
        accepted = actions.accept(dossier, by=lan)
        assert accepted.version == birth
        assert "asked_anew" not in accepted.answers
    assert Dossier.objects.filter(version=birth, code__gt="").count() == 2 * OPEN
    assert not Draft.objects.filter(version=newer).exists()


def test_what_begins_after_the_day_begins_on_the_new_version(birth: Version, mai: Citizen) -> None:
    newer = _newer(birth)
    draft = actions.start(catalogue.published(birth.procedure.code), by=mai.user)
    assert draft.version == newer
