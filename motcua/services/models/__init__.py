"""Launches and their reviews, services and their removal, counters, downtime."""

from motcua.services.models.downtime import Downtime
from motcua.services.models.launch import ENDED, REVIEWERS, Launch, ReviewLine, Stage, Verdict
from motcua.services.models.launch import MOVES as LAUNCH_MOVES
from motcua.services.models.service import COUNTED, Level, RemovalProposal, Service, State
from motcua.services.models.service import MOVES as SERVICE_MOVES
from motcua.services.models.tally import MILESTONES, Dimension, Milestone, Tally

__all__ = [
    "COUNTED",
    "ENDED",
    "LAUNCH_MOVES",
    "MILESTONES",
    "REVIEWERS",
    "SERVICE_MOVES",
    "Dimension",
    "Downtime",
    "Launch",
    "Level",
    "Milestone",
    "RemovalProposal",
    "ReviewLine",
    "Service",
    "Stage",
    "State",
    "Tally",
    "Verdict",
]
