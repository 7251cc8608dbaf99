"""Who the State is: its areas, its agencies, their desks and posts."""

from motcua.agencies.models.agencies import Agency, AgencyKind, AgencyLevel, Desk, Post, Role
from motcua.agencies.models.areas import Area, AreaKind, AreaLevel, AreaMerger, Extent

__all__ = [
    "Agency",
    "AgencyKind",
    "AgencyLevel",
    "Area",
    "AreaKind",
    "AreaLevel",
    "AreaMerger",
    "Desk",
    "Extent",
    "Post",
    "Role",
]
