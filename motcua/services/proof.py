"""What test rounds say of a version: asked of trials, in this one place."""

from importlib import import_module
from typing import Any

from motcua.procedures.models import Version


def passed(version: Version) -> bool:
    """Whether testers found that it works."""
    return bool(import_module("motcua.trials.queries").passed(version))


def results(version: Version) -> list[Any]:
    """What testers found, newest first."""
    return list(import_module("motcua.trials.queries").results(version))
