"""Where bytes lie: by their SHA-256, written whole or not at all, in Django's default storage.

A sandbox has a folder of its own: what is removed there is never what live data holds.
"""

import os
import uuid
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path
from typing import IO

from django.core.files import File as Content
from django.core.files.storage import default_storage

from motcua.core import sandbox

_CHUNK = 256 * 1024
SANDBOXES = "sandboxes"


def place(sha256: str) -> str:
    """The storage name of this content."""
    return f"{_root()}/{sha256[:2]}/{sha256[2:4]}/{sha256}"


def chunks(stream: IO[bytes]) -> Iterator[bytes]:
    """The whole stream from its start, in bounded pieces."""
    stream.seek(0)
    while chunk := stream.read(_CHUNK):
        yield chunk


def holds(sha256: str, size: int) -> bool:
    """Whether this content is stored, and not cut short by some accident."""
    name = place(sha256)
    return default_storage.exists(name) and default_storage.size(name) == size


def put(sha256: str, stream: IO[bytes]) -> None:
    """Store this content so that it survives a power cut the moment this returns."""
    name = place(sha256)
    try:
        target = Path(default_storage.path(name))
    except NotImplementedError:  # an object store: it writes whole objects, durably
        default_storage.delete(name)
        stream.seek(0)
        default_storage.save(name, Content(stream))
    else:
        _write_durably(target, chunks(stream))


def stored() -> Iterator[str]:
    """The SHA-256 of everything stored."""
    root = _root()
    for one in _folders(root):
        for two in _folders(f"{root}/{one}"):
            names = default_storage.listdir(f"{root}/{one}/{two}")[1]
            yield from (name for name in names if len(name) == 64)


def written_at(sha256: str) -> datetime:
    """When this content was stored."""
    moment: datetime = default_storage.get_modified_time(place(sha256))
    return moment


def remove(sha256: str) -> None:
    """Remove this content."""
    default_storage.delete(place(sha256))


def remove_sandbox(name: str) -> None:
    """Remove everything that was stored inside a sandbox."""
    _remove_tree(f"{SANDBOXES}/{name}")


def _root() -> str:
    name = sandbox.current()
    return f"{SANDBOXES}/{name}" if name else "files"


def _remove_tree(name: str) -> None:
    if default_storage.exists(name):
        folders, files = default_storage.listdir(name)
        for folder in folders:
            _remove_tree(f"{name}/{folder}")
        for file in files:
            default_storage.delete(f"{name}/{file}")
        default_storage.delete(name)


def _folders(name: str) -> list[str]:
    return default_storage.listdir(name)[0] if default_storage.exists(name) else []


def _write_durably(target: Path, content: Iterable[bytes]) -> None:
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    part = target.with_name(f".{uuid.uuid4().hex}.part")
    try:
        with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.writelines(content)
            file.flush()
            os.fsync(file.fileno())
        part.rename(target)
    finally:
        part.unlink(missing_ok=True)
    for folder in target.parents[:3]:  # new folders are names too
        _sync_folder(folder)


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
