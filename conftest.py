"""The fixed cast, and a private PostgreSQL for tests."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

os.environ.setdefault("MOTCUA_DEMO", "1")
os.environ.setdefault("MOTCUA_DATA", str(Path(__file__).parent / ".data" / "test"))
os.environ["MOTCUA_SECRET_KEY"] = "tests-only"


def _start_database() -> None:
    from config.command import data_folder
    from config.postgres import ensure_running

    if "DATABASE_URL" not in os.environ:
        os.environ["DATABASE_URL"] = ensure_running(data_folder(), durable=False)


_start_database()


@pytest.fixture(autouse=True)
def _plain_static_files(settings: object) -> Iterator[None]:
    """Pages in unit tests need no built assets; the journeys use the built ones."""
    settings.STORAGES = {  # type: ignore[attr-defined]
        **settings.STORAGES,  # type: ignore[attr-defined]
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    yield
