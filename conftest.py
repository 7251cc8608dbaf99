"""The fixed cast, and what every test needs."""

import pytest


@pytest.fixture(autouse=True)
def _plain_static_files(settings: object) -> None:
    """Pages in unit tests need no built assets; the journeys use the built ones."""
    settings.STORAGES = {  # type: ignore[attr-defined]
        **settings.STORAGES,  # type: ignore[attr-defined]
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
