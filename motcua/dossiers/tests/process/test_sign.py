"""The signature that a step asks for is on its papers: the official's, the agency's, or both."""

from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from motcua.core.refusals import Invalid
from motcua.documents import queries as stored
from motcua.documents.signing.checks import signatures
from motcua.dossiers import actions
from motcua.dossiers.models import Dossier, Paper, PaperKind
from motcua.dossiers.tests.answers import SCAN
from motcua.dossiers.tests.process.conftest import Do, Filed, step
from motcua.identity.models import User

pytestmark = pytest.mark.django_db
OFFICIAL, AGENCY = "Đào Thị Vân", "Ủy ban nhân dân phường Hoàn Kiếm"


def names(paper: Paper) -> list[str]:
    found = signatures(stored.content(paper.file))
    assert all(one.is_valid for one in found)
    return [one.claimed_name for one in found]


def result_of(dossier: Dossier) -> Paper:
    return dossier.papers.get(kind=PaperKind.RESULT)


@pytest.mark.parametrize(
    ("level", "signers"),
    [
        (None, [OFFICIAL]),
        ("personal", [OFFICIAL]),
        ("agency", [AGENCY]),
        ("both", [OFFICIAL, AGENCY]),
    ],
)
def test_the_decision_is_signed_as_its_step_asks(
    filed: Filed, do: Do, level: str | None, signers: list[str]
) -> None:
    sign = step("sign", "hand", "refused", kind="sign", role="signer", signature=level)
    hand = step("hand", "approved", kind="return", role="receiver")
    dossier = do(
        filed([step("receive", "sign", kind="receive", role="receiver"), sign, hand]), "sign"
    )
    assert names(result_of(dossier)) == signers


def test_the_clerk_adds_the_agencys_signature_to_the_decision(filed: Filed, do: Do) -> None:
    dossier = filed([
        step("receive", "sign", kind="receive", role="receiver"),
        step("sign", "stamp", "refused", kind="sign", role="signer", signature="personal"),
        step("stamp", "hand", kind="stamp", role="clerk", signature="agency"),
        step("hand", "approved", kind="return", role="receiver"),
    ])  # fmt: skip
    assert names(result_of(do(dossier, "sign"))) == [OFFICIAL]
    assert names(result_of(do(dossier, "stamp"))) == [OFFICIAL, AGENCY]


def test_a_paper_of_a_step_is_signed_when_it_is_issued(
    filed: Filed, do: Do, everyone: User, at: Callable[[User], Client]
) -> None:
    asked = {"id": "minutes", "name": "Biên bản xác minh"}
    dossier = filed([
        step("receive", "visit", kind="receive", role="receiver"),
        step("visit", "sign", kind="site_visit", outputs=[asked], signature="both"),
        step("sign", "hand", "refused", kind="sign", role="signer"),
        step("hand", "approved", kind="return", role="receiver"),
    ])  # fmt: skip
    page = at(everyone).get(reverse("dossiers:desk:dossier", args=[dossier.pk])).text
    assert "chữ ký của bạn, rồi chữ ký của cơ quan" in page
    picture = SimpleUploadedFile("a.png", PIXEL)
    with pytest.raises(Invalid, match="PDF"):
        actions.issue_output(dossier, by=everyone, output="minutes", upload=picture)
    upload = SimpleUploadedFile("bien-ban.pdf", SCAN)
    paper = actions.issue_output(dossier, by=everyone, output="minutes", upload=upload)
    assert names(paper) == [OFFICIAL, AGENCY]


PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489"
    "0000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
)
