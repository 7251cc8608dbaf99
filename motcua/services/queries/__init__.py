"""Questions about launches, services, counts and downtime."""

from motcua.services.queries.counts import (
    Counts,
    Month,
    counts,
    every_service,
    headline,
    milestone,
)
from motcua.services.queries.desk import (
    downtime,
    downtimes,
    history,
    launch,
    launch_of,
    launches,
    launches_by_stage,
    launches_of,
    proposable,
    removal_proposal,
    removal_proposals,
    service,
    services,
)
from motcua.services.queries.doable import doable_with, doable_with_service, may_cancel, may_run
from motcua.services.queries.idle import (
    Numbers,
    idle_services,
    idle_time,
    numbers_of,
    services_to_remove,
)

__all__ = [
    "Counts",
    "Month",
    "Numbers",
    "counts",
    "doable_with",
    "doable_with_service",
    "downtime",
    "downtimes",
    "every_service",
    "headline",
    "history",
    "idle_services",
    "idle_time",
    "launch",
    "launch_of",
    "launches",
    "launches_by_stage",
    "launches_of",
    "may_cancel",
    "may_run",
    "milestone",
    "numbers_of",
    "proposable",
    "removal_proposal",
    "removal_proposals",
    "service",
    "services",
    "services_to_remove",
]
