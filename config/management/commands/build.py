"""`motcua build`: everything that is made from sources: assets, translations, static files."""

import fcntl
import hashlib
from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.core.management.base import BaseCommand

from config.collecting import collect


class Command(BaseCommand):
    help = "Build assets, compile translations, collect static files; quick when nothing changed."
    requires_system_checks = ()

    def handle(self, *args: Any, **options: Any) -> None:
        settings.STATIC_ROOT.parent.mkdir(exist_ok=True)
        with (settings.STATIC_ROOT.parent / "building").open("w") as alone:
            fcntl.flock(alone, fcntl.LOCK_EX)  # two at once would pull files from each other
            self._build()

    def _build(self) -> None:
        call_command("assets")
        for app in ("config", "motcua/*"):
            for source in sorted(settings.BASE.glob(f"{app}/locale/*/LC_MESSAGES/django.po")):
                compile_translation(source)
        sources = static_sources()
        stamp = settings.STATIC_ROOT.with_suffix(".stamp")
        if not stamp.exists() or stamp.read_text() != sources:
            collect()
            stamp.write_text(sources)


def compile_translation(source: Path) -> None:
    """Write the .mo beside a .po, unless it is newer already."""
    target = source.with_suffix(".mo")
    if target.exists() and target.stat().st_mtime > source.stat().st_mtime:
        return
    with source.open("rb") as read:
        catalogue = read_po(read, locale=source.parent.parent.name)
    with target.open("wb") as write:
        write_mo(write, catalogue)


def static_sources() -> str:
    """The fingerprint of every static file as it lies in its source: place, size, moment."""
    digest = hashlib.sha256()
    for finder in get_finders():
        for path, storage in finder.list(ignore_patterns=[]):
            told = Path(storage.path(path)).stat()
            digest.update(f"{path} {told.st_size} {told.st_mtime_ns}\n".encode())
    return digest.hexdigest()
