"""Static files collected beside those that a running site serves, which keeps all of its own.

Each file carries the hash of its content in its name, so the new ones can lie beside the old;
those of the build before last are taken away.
"""

import shutil
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.management.commands.collectstatic import Command as Collect
from django.core.files.storage import storages
from django.core.management import call_command

MANIFEST = "staticfiles.json"


def collect() -> None:
    """Bring what a start from now on serves to STATIC_ROOT; what is served now stays there."""
    root: Path = settings.STATIC_ROOT
    fresh = root.with_suffix(".new")
    shutil.rmtree(fresh, ignore_errors=True)
    kind: Any = settings.STORAGES["staticfiles"]
    collecting = Collect()
    collecting.storage = storages.create_storage({**kind, "OPTIONS": {"location": fresh}})
    call_command(collecting, interactive=False, verbosity=0)
    bring(fresh, root)
    shutil.rmtree(fresh)


def bring(fresh: Path, root: Path) -> None:
    """Put the files of a build beside those of the last, and end the one before that."""
    note = root.with_suffix(".files")
    now = _files(fresh)
    last = set(note.read_text().splitlines()) if note.exists() else _files(root)
    for name in sorted(now, key=lambda name: name == MANIFEST):  # names last, once all are there
        target = root / name
        target.parent.mkdir(parents=True, exist_ok=True)
        if name == MANIFEST or not target.exists():
            (fresh / name).replace(target)
    for name in _files(root) - now - last:
        (root / name).unlink()
    note.write_text("\n".join(sorted(now)))


def _files(folder: Path) -> set[str]:
    return {str(one.relative_to(folder)) for one in folder.rglob("*") if one.is_file()}
