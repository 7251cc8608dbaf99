"""Hostile input to forms: a clear refusal each, what was typed is kept, and never a 5xx."""

import io
import zipfile
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from motcua.core.refusals import Invalid
from motcua.dossiers.models import Attachment, Draft
from motcua.dossiers.tests.answers import SCAN
from motcua.identity import numbers
from motcua.identity.models import Citizen, User
from tests.reading import whole

At = Callable[[User], Client]
ANYTHING = st.text(
    alphabet=st.characters(codec=None) | st.sampled_from("\0\ud800'\"<>&;%\\/\n"), max_size=60
)


def page(draft: Draft, page_id: str) -> str:
    return reverse("dossiers:page", args=[draft.pk, page_id])


def answers(draft: Draft) -> dict[str, Any]:
    kept: dict[str, Any] = Draft.objects.values_list("answers", flat=True).get(pk=draft.pk)
    return kept


@pytest.mark.parametrize(
    "number",
    [
        "1", "0" * 12, "999190012345", "001890012345", "00119001234", "0011900123456",
        "٠٠١١٩٠٠١٢٣٤٥", "001190012345\0", "001190012345' OR 1=1--", "-01190012345", "1e11",
        "001 190 012 34x", "９" * 12, "9" * 400,
    ],
)  # fmt: skip
def test_no_wrong_identity_number_passes(number: str, at: At, draft: Draft, mai: Citizen) -> None:
    answer = at(mai.user).post(page(draft, "declarant"), {"declarant_number": number})
    assert answer.status_code == 422
    assert "số định danh" in answer.content.decode().lower()


@pytest.mark.parametrize(
    "code", ["", "0100109107", "010010910", "01001091066", "0100109106-", "0100109106-1", "x" * 10,
             "0100109106-000", "٠١٠٠١٠٩١٠٦", "0100109106\0", "1" * 10_000],
)  # fmt: skip
def test_no_wrong_tax_code_passes(code: str) -> None:
    with pytest.raises(Invalid):
        numbers.tax_code(code)


@pytest.mark.parametrize(
    "day",
    [("31", "02", "2026"), ("29", "02", "2025"), ("0", "1", "2026"), ("1", "13", "2026"),
     ("1", "1", "0"), ("1", "1", "99999"), ("1", "1", "1" * 5000), ("x", "y", "z"),
     ("-1", "1", "2026"), ("1.5", "1", "2026"), ("", "", "2026"), ("²", "1", "2026"),
     ("1", "1", "2100")],
)  # fmt: skip
def test_a_day_that_is_none_stays_on_the_page(
    day: tuple[str, str, str], at: At, draft: Draft, mai: Citizen
) -> None:
    parts = dict(zip(("day", "month", "year"), day, strict=True))
    sent = {f"child_born_on-{part}": text for part, text in parts.items()}
    answer = at(mai.user).post(page(draft, "child"), {"child_name": "Trần An", **sent})
    assert answer.status_code == 422
    assert "Ngày sinh" in answer.content.decode()
    assert answers(draft)["child_name"] == "Trần An"
    shown = at(mai.user).get(page(draft, "child")).content.decode()
    assert all(f'value="{text}"' in shown for text in day if text and len(text) < 5)


@pytest.mark.parametrize("text", ["a\0b", "a\ud800b", "a\x1bb", "\ufeff" * 300, "\u202e" * 10])
def test_unreadable_characters_are_refused_or_kept_never_a_crash(
    text: str, at: At, draft: Draft, mai: Citizen
) -> None:
    body = b"facility_name=" + text.encode("utf-8", "surrogatepass")
    answer = at(mai.user).post(
        page(draft, "facility"), body, content_type="application/x-www-form-urlencoded"
    )
    assert answer.status_code in {302, 422}
    assert at(mai.user).get(page(draft, "facility")).status_code == 200
    assert at(mai.user).get(reverse("dossiers:review", args=[draft.pk])).status_code == 200


def test_ten_megabytes_of_text_are_refused_and_what_was_there_stays(
    at: At, draft: Draft, mai: Citizen
) -> None:
    before = answers(draft)
    answer = at(mai.user).post(page(draft, "child"), {"child_name": "A" * 10_000_000})
    assert answer.status_code in {400, 413}
    assert "<h1" in answer.content.decode()
    assert answers(draft) == before


def test_a_text_beyond_its_limit_is_told(at: At, draft: Draft, mai: Citizen) -> None:
    answer = at(mai.user).post(page(draft, "facility"), {"facility_name": "A" * 1_000_000})
    assert answer.status_code == 422
    assert answer.content.decode().count("A" * 1000) <= 1_000_000 / 1000 * 2


def test_three_thousand_fields_are_refused(at: At, draft: Draft, mai: Citizen) -> None:
    before = answers(draft)
    answer = at(mai.user).post(page(draft, "child"), {f"f{n}": "x" for n in range(3000)})
    assert answer.status_code == 400
    assert answers(draft) == before


def test_unknown_names_and_a_million_items_change_nothing(
    at: At, draft: Draft, mai: Citizen
) -> None:
    sent = {"copies-count": "999999999", "is_staff": "1", "owner": "1", "submitted_at": "2026"}
    answer = at(mai.user).post(page(draft, "copies"), sent)
    assert answer.status_code in {200, 302, 422}
    kept = Draft.objects.get(pk=draft.pk)
    assert kept.owner == mai.user
    assert kept.submitted_at is None
    assert {"is_staff", "owner", "submitted_at"}.isdisjoint(kept.answers)


@pytest.mark.parametrize("page_id", ["none", "x" * 300, "mother_details", "late", "elsewhere"])
def test_a_page_that_is_not_asked_leads_back(
    page_id: str, at: At, draft: Draft, mai: Citizen
) -> None:
    for answer in (at(mai.user).get(page(draft, page_id)), at(mai.user).post(page(draft, page_id))):
        assert answer.status_code in {200, 302, 404, 422}


# Files


def bomb() -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", b"<Types/>")
        archive.writestr("word/document.xml", b"0" * 300_000_000)
    return packed.getvalue()


SCRIPT = b"/OpenAction<</S/JavaScript/JS(app.alert(1))>>"
HOSTILE_FILES: dict[str, Callable[[], tuple[str, bytes]]] = {
    "html named pdf": lambda: ("giấy.pdf", b"<html><script>alert(1)</script></html>"),
    "program named pdf": lambda: ("giấy.pdf", b"MZ\x90\x00" + b"\0" * 500),
    "program named png": lambda: ("ảnh.png", b"\x7fELF" + b"\0" * 500),
    "svg": lambda: ("ảnh.svg", b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"),
    "nothing": lambda: ("rỗng.pdf", b""),
    "cut off": lambda: ("cụt.pdf", SCAN[:40]),
    "script inside": lambda: ("mã.pdf", SCAN.replace(b"/Catalog", b"/Catalog" + SCRIPT)),
    "zip bomb": lambda: ("bom.docx", bomb()),
    "zip bomb named pdf": lambda: ("bom.pdf", bomb()),
    "eleven megabytes": lambda: ("to.pdf", SCAN + b"%" * 11_000_000),
}  # fmt: skip


@pytest.mark.parametrize("kind", HOSTILE_FILES)
def test_a_hostile_file_is_refused_with_a_reason(
    kind: str, at: At, draft: Draft, mai: Citizen
) -> None:
    name, content = HOSTILE_FILES[kind]()
    before = Attachment.objects.filter(draft=draft).count()
    answer = at(mai.user).post(
        page(draft, "facility"),
        {"facility_name": "Bệnh viện", "birth_notification": SimpleUploadedFile(name, content)},
    )
    assert answer.status_code == 422, kind
    assert "govuk-error-summary" in answer.content.decode()
    assert Attachment.objects.filter(draft=draft).count() == before
    assert answers(draft)["facility_name"] == "Bệnh viện"


@pytest.mark.parametrize(
    "name",
    ["../../../etc/passwd.pdf", "..\\..\\windows\\x.pdf", "/etc/cron.d/x.pdf",
     "a\nSet-Cookie: x.pdf", "\u202efdp.exe.pdf", "x" * 300 + ".pdf", ".pdf", "CON.pdf",
     'a".pdf', "ảnh <b>.pdf"],
)  # fmt: skip
def test_a_file_name_is_only_a_name(name: str, at: At, draft: Draft, mai: Citizen) -> None:
    browser = at(mai.user)
    upload = SimpleUploadedFile("x.pdf", SCAN, "application/pdf")
    upload._name = name  # type: ignore[attr-defined]  # as a hostile client would send it
    browser.post(page(draft, "facility"), {"birth_notification": upload})
    for one in Attachment.objects.filter(draft=draft).select_related("file"):
        kept = one.file.name
        assert not {"/", "\\", "\n", "\r", "\0"} & set(kept)
        assert len(kept) <= 255
        there = reverse("dossiers:file", args=[draft.pk, one.file_id])
        sent = browser.get(there)
        assert whole(sent) == SCAN
        disposition = sent["Content-Disposition"]
        assert disposition.startswith("attachment")
        assert "\n" not in disposition
        assert sent["X-Content-Type-Options"] == "nosniff"


@settings(
    deadline=None, max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    texts=st.lists(ANYTHING, min_size=9, max_size=9), keys=st.sampled_from(["child", "facility"])
)
def test_whatever_is_typed_into_every_box_is_answered(
    texts: list[str], keys: str, at: At, draft: Draft, mai: Citizen
) -> None:
    """Never a 5xx; a page that says “wrong” shows again what was typed; nothing else is lost."""
    browser, there = at(mai.user), page(draft, keys)
    before = answers(draft)
    boxes = {
        "child": ["child_name", "child_born_on-day", "child_born_on-month", "child_born_on-year",
                  "child_sex", "child_ethnic_group", "child_nationality", "next", "later"],
        "facility": ["facility_name", "facility_commune-province", "facility_commune-commune",
                     "notification_number", "birth_notification", "remove", "add", "refresh", "x"],
    }[keys]  # fmt: skip
    sent = {
        box: text.encode("utf-8", "surrogatepass") for box, text in zip(boxes, texts, strict=True)
    }
    answer = browser.post(there, sent)
    assert answer.status_code in {200, 302, 422}
    assert browser.get(there).status_code == 200
    others = {name for name in before if not name.startswith(keys)}
    after = answers(draft)
    assert {name: after.get(name) for name in others} == {name: before[name] for name in others}
    Draft.objects.filter(pk=draft.pk).update(answers=before)
