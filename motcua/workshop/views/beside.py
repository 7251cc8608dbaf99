"""Beside the boxes of a part: the page as citizens see it, the picture of the process."""

from typing import Any

from motcua.identity.doors import UserRequest
from motcua.workshop.models import Manuscript
from motcua.workshop.sections import Spot


def context(request: UserRequest, manuscript: Manuscript, spot: Spot) -> dict[str, Any]:
    """What the page of this spot shows beside its boxes."""
    return {}
