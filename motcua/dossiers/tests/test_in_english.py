"""English readers read English; the record stays Vietnamese, whoever writes it."""

from collections.abc import Callable

import pytest
from django.utils.translation import override

from motcua.core.journal import entries_about, tell_untold
from motcua.dossiers import actions, queries
from motcua.dossiers.models import Dossier
from motcua.identity.models import Citizen, User
from motcua.notices.queries import notices_of

pytestmark = pytest.mark.django_db


def test_the_record_stays_vietnamese_when_an_official_reads_english(
    accepted: Dossier, minh: User
) -> None:
    with override("en"):
        actions.look(accepted, by=minh)
        actions.complete(accepted, by=minh, outcome="assigned")
    kept = [entry.payload for entry in entries_about(accepted.pk)]
    assert kept[-2]["purpose"] == "giải quyết hồ sơ"
    assert kept[-1]["name"] == "Phân công thụ lý"
    assert kept[-1]["outcome"] == "Giao công chức tư pháp - hộ tịch"


def test_steps_and_purposes_are_told_in_the_readers_language(accepted: Dossier, minh: User) -> None:
    actions.look(accepted, by=minh)
    actions.complete(accepted, by=minh, outcome="assigned")
    with override("en"):
        told = queries.history(accepted)[0].text
        assert told == "Completed: Assign – Give to the civil status officer"
        assert "“Check and draft the certificate”" in queries.whereabouts(accepted)
        assert queries.looks(accepted)[0].note == "to handle the dossier"
    told = queries.history(accepted)[0].text
    assert told == "Xong: Phân công thụ lý – Giao công chức tư pháp - hộ tịch"


def test_lists_at_the_desk_are_in_the_readers_language(
    walked: Callable[..., Dossier], hoa: User
) -> None:
    walked("assigned")
    with override("en"):
        (item,) = queries.inbox(hoa, "unit").items
    assert (item.procedure, item.step) == ("Birth registration", "Check and draft the certificate")


def test_a_notice_is_kept_in_both_languages(accepted: Dossier, mai: Citizen) -> None:
    tell_untold()
    notice = notices_of(mai.user).get(subject="Hồ sơ đã được tiếp nhận")
    assert notice.title == "Hồ sơ đã được tiếp nhận"
    with override("en"):
        assert notice.title == "Your dossier is accepted"
        assert notice.words.startswith(f"Dossier code {accepted.code}; the result is due at")
