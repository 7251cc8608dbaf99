"""What can be said of a source that is not whole: what is wrong with it, and what of it works."""

from motcua.workshop.checking.findings import Checked, checked
from motcua.workshop.checking.process import process_of
from motcua.workshop.checking.salvage import Salvage, salvaged

__all__ = ["Checked", "Salvage", "checked", "process_of", "salvaged"]
