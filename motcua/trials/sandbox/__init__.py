"""Sandboxes: copies of the whole set of tables, empty, in a PostgreSQL schema of their own.

A sandbox is entered by a connection of its own, which can name no live table: see `apart.py`.
"""

from motcua.core.sandbox import current
from motcua.trials.sandbox.apart import Gone, entered
from motcua.trials.sandbox.building import made
from motcua.trials.sandbox.dropping import drop, names, sweep

__all__ = ["Gone", "current", "drop", "entered", "made", "names", "sweep"]
