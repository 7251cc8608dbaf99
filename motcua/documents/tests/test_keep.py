"""Keeping the platform's own papers, and discarding files."""

import os
from pathlib import Path

import pytest
from django.db import transaction

from motcua.core.actors import SYSTEM
from motcua.core.journal import entries_about
from motcua.core.refusals import Invalid, NotFound
from motcua.documents import actions, queries
from motcua.documents.models import File
from motcua.documents.storage import place


@pytest.mark.django_db
def test_a_printed_paper_is_kept_as_it_is() -> None:
    file = actions.keep(
        b"%PDF-1.7 ...", name="Giấy tiếp nhận/001.pdf", by=SYSTEM, purpose="receipt"
    )
    assert (file.name, file.media_type, file.purpose) == ("001.pdf", "application/pdf", "receipt")
    assert queries.content(file) == b"%PDF-1.7 ..."
    assert [entry.event for entry in entries_about(file.pk)] == ["documents.FileKept"]


@pytest.mark.django_db
def test_nothing_is_not_kept() -> None:
    with pytest.raises(Invalid):
        actions.keep(b"", name="a.pdf", by=SYSTEM)


@pytest.mark.django_db
def test_changed_bytes_in_the_store_are_never_used(store: Path) -> None:
    file = actions.keep(b"the decision", name="a.pdf", by=SYSTEM)
    (path,) = (path for path in store.rglob("*") if path.is_file())
    path.write_bytes(b"the Decision")
    with pytest.raises(NotFound, match="đã bị thay đổi"):
        queries.content(file)
    path.unlink()
    with pytest.raises(NotFound, match="không còn trong kho"):
        queries.content(file)


@pytest.mark.django_db(transaction=True)
def test_discarding_removes_the_bytes_only_with_the_last_file_that_has_them(store: Path) -> None:
    one, other = (actions.keep(b"same", name=name, by=SYSTEM) for name in ("a.pdf", "b.pdf"))

    actions.discard(one, by=SYSTEM)
    assert queries.content(other) == b"same"

    actions.discard(other, by=SYSTEM)
    assert not File.objects.exists()
    assert not [path for path in store.rglob("*") if path.is_file()]


@pytest.mark.django_db(transaction=True)
def test_a_discard_that_is_rolled_back_loses_nothing() -> None:
    file = actions.keep(b"dear", name="a.pdf", by=SYSTEM)
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        actions.discard(file, by=SYSTEM)
        raise ZeroDivisionError
    assert queries.content(file) == b"dear"


@pytest.mark.django_db(transaction=True)
def test_bytes_of_an_act_that_was_rolled_back_are_swept_after_a_day(store: Path) -> None:
    kept = actions.keep(b"kept", name="a.pdf", by=SYSTEM)
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        lost = actions.keep(b"lost", name="b.pdf", by=SYSTEM)
        raise ZeroDivisionError

    assert actions.sweep() == 0
    for path in store.rglob("*"):
        os.utime(path, (0, 0))
    assert actions.sweep() == 1
    assert not (store / place(lost.sha256)).exists()
    assert queries.content(kept) == b"kept"


@pytest.mark.django_db
def test_nothing_stored_is_nothing_to_sweep() -> None:
    assert actions.sweep() == 0
