"""Signing: a paper once signed cannot be changed without anybody seeing it."""

import asyncio
import stat
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pytest_django import Settings

from motcua.core import clock
from motcua.core.refusals import Invalid
from motcua.documents import printing
from motcua.documents.apps import papers_are_signed_for_real
from motcua.documents.signing import registry
from motcua.documents.signing.checks import Signature, signatures
from motcua.documents.signing.providers.demo import DemoSigner
from motcua.documents.tests import specimens
from motcua.documents.tests.test_print import LETTER
from motcua.documents.tests.test_refuse_pdf import table_bomb

SIGNED_AT = datetime(2026, 4, 22, 2, 30, tzinfo=UTC)


@pytest.fixture(scope="module")
def signer(tmp_path_factory: pytest.TempPathFactory) -> DemoSigner:
    made = DemoSigner(tmp_path_factory.mktemp("secrets"))
    registry.register("trial of this test", lambda: made)
    return made


@pytest.fixture(scope="module")
def signed(signer: DemoSigner) -> bytes:
    printed = printing.pdf(LETTER, {"lines": ["Đồng ý"]}, title="Quyết định")
    with clock.moved_to(SIGNED_AT):
        return signer.sign_pdf(printed, reason="Giấy tiếp nhận", signer_name="Trần Văn Bình")


def test_signatures_are_read_within_a_running_event_loop_too(signed: bytes) -> None:
    async def asked() -> list[Signature]:
        return signatures(signed)

    (one,) = asyncio.run(asked())
    assert one.is_valid


def test_a_signature_says_who_when_why_and_that_it_is_a_trial(signed: bytes) -> None:
    (one,) = signatures(signed)
    assert one.signer == "Chữ ký số thử nghiệm Một Cửa"
    assert one.issuer == "Gốc thử nghiệm Một Cửa"
    assert one.claimed_name == "Trần Văn Bình"
    assert one.reason == "Giấy tiếp nhận (chữ ký số thử nghiệm)"
    assert one.signed_at == SIGNED_AT
    assert one.is_intact
    assert one.is_valid
    assert one.covers_whole_document
    assert one.is_trusted
    assert one.is_trial
    assert not one.is_changed_later


def test_signing_changes_nothing_of_what_was_there(signer: DemoSigner) -> None:
    printed = printing.pdf(LETTER, {"lines": ["x"]}, title="x")
    assert signer.sign_pdf(printed, reason="x", signer_name="x").startswith(printed)


def test_one_changed_byte_anywhere_is_seen(signed: bytes) -> None:
    contents = signed.rindex(b"/Contents <")
    hexadecimal = range(contents, signed.index(b">", contents) + 1)
    for place in range(0, len(signed), len(signed) // 40):
        if place in hexadecimal:
            continue
        changed = bytearray(signed)
        changed[place] ^= 0x01
        try:
            found = signatures(bytes(changed))
        except Invalid:
            continue
        assert not any(one.is_valid and one.covers_whole_document for one in found), place


def test_a_forged_signature_value_is_seen(signed: bytes) -> None:
    start = signed.rindex(b"/Contents <") + len(b"/Contents <")
    end = len(signed[start : signed.index(b">", start)].rstrip(b"0")) + start
    changed = bytearray(signed)
    changed[end - 9] = ord("0") if changed[end - 9] != ord("0") else ord("1")
    (one,) = signatures(bytes(changed))
    assert not one.is_valid


def test_text_added_after_the_signature_is_seen(signed: bytes) -> None:
    from io import BytesIO

    from pyhanko.pdf_utils.generic import NameObject, TextStringObject
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

    paper = IncrementalPdfFileWriter(BytesIO(signed))
    page = paper.root["/Pages"]["/Kids"][0]
    page[NameObject("/Changed")] = TextStringObject("a forger was here")
    paper.update_container(page)
    out = BytesIO()
    paper.write(out)  # type: ignore[no-untyped-call]

    (one,) = signatures(out.getvalue())
    assert not one.covers_whole_document
    assert one.is_changed_later


def test_a_second_signature_does_not_break_the_first(signer: DemoSigner, signed: bytes) -> None:
    first, second = signatures(signer.sign_pdf(signed, reason="Đóng dấu", signer_name="Văn thư"))
    assert first.is_valid
    assert not first.covers_whole_document
    assert not first.is_changed_later
    assert second.is_valid
    assert second.covers_whole_document


def test_a_signer_unknown_here_is_not_trusted(tmp_path: Path) -> None:
    stranger = DemoSigner(tmp_path)
    (one,) = signatures(stranger.sign_pdf(specimens.pdf(), reason="x", signer_name="x"))
    assert one.is_valid
    assert not one.is_trusted
    assert not one.is_trial


def test_a_paper_without_signature_has_none_and_rubbish_is_refused() -> None:
    assert signatures(specimens.pdf()) == []
    with pytest.raises(Invalid):
        signatures(b"%PDF-1.7 rubbish")
    with pytest.raises(Invalid):
        signatures(table_bomb(1, size=9, declared=10**12))


def test_the_key_is_made_once_and_only_its_owner_may_read_it(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as threads:
        made = list(threads.map(lambda _: DemoSigner(tmp_path), range(8)))
    assert len({one.trust_anchors()[0] for one in made}) == 1
    (kept,) = tmp_path.iterdir()
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600


def test_an_unknown_signer_in_the_settings_is_told(settings: Settings) -> None:
    settings.SIGNER = "nobody"
    with pytest.raises(LookupError, match="known are"):
        registry.signer()


def test_an_operator_is_told_that_papers_carry_a_trial_signature() -> None:
    (warning,) = papers_are_signed_for_real()
    assert warning.id == "documents.W001"
