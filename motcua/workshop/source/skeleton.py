"""What a procedure begins with: a first page, a short way, and the rest left open. Pure."""

import copy

from motcua.procedures.interchange.skeleton import SKELETON
from motcua.workshop.source.places import Source


def skeleton(code: str, name: str, owner: str) -> Source:
    """A source that has the least of a form and a process, and asks for everything else."""
    begun = copy.deepcopy(SKELETON)
    known = {"code": code} if code else {}
    return {"format": 1, **known, "name": name, "publisher": owner, **begun}
