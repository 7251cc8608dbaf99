"""A catalogue of 6,000 procedures: how fast one finds, and how fast the gate proves a package."""

from importlib import import_module
from importlib.util import find_spec

SIZE = 6_000
PARTS = ("search", "gate")


def run() -> None:
    """Each part that there is, one after the other."""
    for part in PARTS:
        name = f"bench.catalogue.{part}"
        if find_spec(name):
            import_module(name).run()
