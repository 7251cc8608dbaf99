"""Everything that can be done with a file: take one in, keep one of ours, discard one."""

import hashlib
from datetime import UTC, datetime, timedelta
from io import BytesIO
from typing import IO

from django.core.files.uploadedfile import UploadedFile
from django.db import connection, transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext as _

from motcua.core.actors import Actor
from motcua.core.journal import emit
from motcua.core.refusals import Invalid, WrongState
from motcua.documents import storage
from motcua.documents.events import FileDiscarded, FileKept, FileTakenIn
from motcua.documents.inspection import inspect, policy
from motcua.documents.inspection.names import safe_name
from motcua.documents.models import File
from motcua.identity.models import User


def take_in(
    upload: "UploadedFile[bytes]", *, by: Actor, purpose: str, allowed: policy.Policy | None = None
) -> File:
    """Inspect what a person sends, and store it as theirs. Refuses with what to do instead.

    Inspection comes before the transaction: it may take a second, and holds no lock.
    """
    stream = _stream(upload)
    finding = inspect(stream, upload.name or "", allowed or policy.current())
    file = File(
        sha256=_sha256(stream),
        size=finding.size,
        media_type=finding.kind.media_type,
        name=finding.name,
        owner=by if isinstance(by, User) else None,
        purpose=purpose,
    )
    with transaction.atomic():
        _store(file, stream)
        emit(
            FileTakenIn(
                file=file.pk,
                sha256=file.sha256,
                size=file.size,
                media_type=file.media_type,
                purpose=purpose,
            ),
            by=by,
        )
    return file


@transaction.atomic
def keep(
    content: bytes,
    *,
    by: Actor,
    name: str,
    media_type: str = "application/pdf",
    purpose: str = "paper",
    owner: User | None = None,
) -> File:
    """Store a paper that the platform made: a receipt, a signed result."""
    if not content:
        raise Invalid(_("Giấy tờ không có nội dung nên không lưu được."))
    file = File(
        sha256=hashlib.sha256(content).hexdigest(),
        size=len(content),
        media_type=media_type,
        name=safe_name(name),
        owner=owner,
        purpose=purpose,
    )
    _store(file, BytesIO(content))
    emit(
        FileKept(
            file=file.pk,
            sha256=file.sha256,
            size=file.size,
            media_type=media_type,
            purpose=purpose,
        ),
        by=by,
    )
    return file


@transaction.atomic
def copy(file: File, *, by: User, purpose: str) -> File:
    """The same content as another file of this person's, which may be discarded on its own."""
    _hold(file.sha256, "pg_advisory_xact_lock_shared")
    another = File.objects.create(
        sha256=file.sha256,
        size=file.size,
        media_type=file.media_type,
        name=file.name,
        owner=by,
        purpose=purpose,
    )
    emit(
        FileKept(
            file=another.pk,
            sha256=file.sha256,
            size=file.size,
            media_type=file.media_type,
            purpose=purpose,
        ),
        by=by,
    )
    return another


@transaction.atomic
def discard(file: File, *, by: Actor) -> None:
    """Remove a file that nothing refers to; its bytes go after commit, unless shared."""
    fact = FileDiscarded(file=file.pk, sha256=file.sha256)
    try:
        File.objects.filter(pk=file.pk).delete()
    except ProtectedError:
        raise WrongState(
            _("Tệp “%(name)s” đang thuộc một hồ sơ nên không xóa được.") % {"name": file.name}
        ) from None
    emit(fact, by=by)
    transaction.on_commit(lambda: _remove_unshared(fact.sha256))


def sweep() -> int:
    """Remove bytes that no file has: of acts that were rolled back. Returns how many.

    Those of the last day are left alone: their act may not be over.
    """
    yesterday = datetime.now(UTC) - timedelta(days=1)  # file times are the machine's, not moved
    unowned = [
        sha256
        for sha256 in storage.stored()
        if not File.objects.filter(sha256=sha256).exists()
        and storage.written_at(sha256) < yesterday
    ]
    for sha256 in unowned:
        _remove_unshared(sha256)
    return len(unowned)


def _store(file: File, stream: IO[bytes]) -> None:
    """Bytes first, row second: a row never points at nothing. Held against `_remove_unshared`."""
    _hold(file.sha256, "pg_advisory_xact_lock_shared")
    if not storage.holds(file.sha256, file.size):
        storage.put(file.sha256, stream)
    file.save(force_insert=True)


@transaction.atomic
def _remove_unshared(sha256: str) -> None:
    _hold(sha256, "pg_advisory_xact_lock")
    if not File.objects.filter(sha256=sha256).exists():
        storage.remove(sha256)


def _hold(sha256: str, lock: str) -> None:
    """Until this transaction ends, nobody removes this content while somebody stores it."""
    key = int.from_bytes(bytes.fromhex(sha256[:16]), signed=True)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {lock}(%s)", [key])  # the name of the lock is written above


def _stream(upload: "UploadedFile[bytes]") -> IO[bytes]:
    if upload.file is None:
        raise Invalid(_("Chưa nhận được tệp nào. Vui lòng chọn tệp rồi gửi lại."))
    stream: IO[bytes] = upload.file
    return stream


def _sha256(stream: IO[bytes]) -> str:
    digest = hashlib.sha256()
    for chunk in storage.chunks(stream):
        digest.update(chunk)
    return digest.hexdigest()
