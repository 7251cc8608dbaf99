"""Names of files: kept readable in Vietnamese, harmless on every computer."""

import unicodedata

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from motcua.core.actors import SYSTEM
from motcua.core.refusals import Invalid
from motcua.documents import actions
from motcua.documents.inspection.names import LONGEST, safe_name, split
from motcua.documents.responses import disposition
from motcua.documents.tests import specimens


@pytest.mark.parametrize(
    ("raw", "kept"),
    [
        ("Giấy khai sinh (bản 2).pdf", "Giấy khai sinh (bản 2).pdf"),
        (unicodedata.normalize("NFD", "Đơn đề nghị.pdf"), "Đơn đề nghị.pdf"),
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("C:\\Users\\An\\đơn.pdf", "đơn.pdf"),
        ("hoá đơn\u202efdp.exe", "hoá đơnfdp.exe"),
        ("a\x00b\nc\u200b.pdf", "abc.pdf"),
        ("\ud800đơn.pdf", "đơn.pdf"),
        ('a<b>c:"d|e?f*.pdf', "a_b_c__d_e_f_.pdf"),
        ("CON.pdf", "_CON.pdf"),
        ("  . đơn .PDF. ", "đơn.pdf"),
        (".htaccess", "tep.htaccess"),
        ("....", "tep"),
        ("", "tep"),
        ("/", "tep"),
        ("đơn", "đơn"),
        ("Nghị định 118.2025", "Nghị định 118.2025"),
    ],
)
def test_a_name_is_kept_as_far_as_it_is_harmless(raw: str, kept: str) -> None:
    assert safe_name(raw) == kept


def test_a_long_name_loses_its_middle_never_its_ending() -> None:
    name = safe_name("Đ" * 300 + ".pdf")
    assert len(name) <= LONGEST
    assert len(name.encode()) <= 240
    assert name.endswith("Đ.pdf")


names = st.text(max_size=400) | st.text(alphabet="./\\:\u202e\x00\ud800 aĐ", max_size=60)


@settings(deadline=None)
@given(names)
@example("a." + "x" * 8)
@example("\ufb01" * 300)
def test_no_name_from_outside_is_harmful(raw: str) -> None:
    name = safe_name(raw)
    assert 0 < len(name) <= LONGEST
    assert len(name.encode()) <= 240  # and it can be encoded at all
    assert not set(name) & set('/\\<>:"|?*\x00')
    assert not any(unicodedata.category(char) in {"Cc", "Cf", "Cs"} for char in name)
    assert name.strip(" .") == name
    assert unicodedata.normalize("NFC", name) == name
    assert safe_name(name) == name
    disposition(name).encode("ascii")


@settings(deadline=None)
@given(names)
def test_the_ending_shown_is_the_ending_judged(raw: str) -> None:
    _stem, extension = split(raw)
    assert not extension or safe_name(raw).endswith(f".{extension}")


@pytest.mark.django_db
@pytest.mark.parametrize(
    "name", ["đơn.pdf.exe", "đơn\u202efdp.exe", "đơn.pdf\x00.exe", "đơn.PdF.ExE"]
)
def test_a_disguised_ending_is_refused(name: str) -> None:
    with pytest.raises(Invalid):
        actions.take_in(specimens.upload(specimens.pdf(), name), by=SYSTEM, purpose="x")
