"""Inspection: what a file really is, and whether it may come in. Nothing is stored here."""

from motcua.documents.inspection.desk import Finding, inspect

__all__ = ["Finding", "inspect"]
