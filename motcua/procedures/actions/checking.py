"""Asking the publish gate, before anything is taken in. Nothing is written."""

from motcua.core.actors import Actor
from motcua.procedures import gate
from motcua.procedures.actions.permission import require_govern


def check(source: bytes, *, by: Actor) -> list[gate.Finding]:
    """What stands against publishing a package, as YAML or JSON, in this country today."""
    require_govern(by)
    return gate.examine_bytes(source, gate.here())
