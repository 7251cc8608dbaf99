"""Reactions: services follow what is filed and what is in force; officials are told."""

from uuid import UUID

from motcua.core.events import reacts_to
from motcua.procedures.events import (
    FilingClosed,
    FilingOpened,
    FilingSuspended,
    ProcedureTookEffect,
    PublicationDecided,
    VersionPublished,
    VersionWithdrawn,
)
from motcua.procedures.models import Procedure
from motcua.services import actions


@reacts_to(FilingOpened)
def follow_opening(event: FilingOpened) -> None:
    _follow(event.procedure)


@reacts_to(FilingSuspended)
def follow_suspension(event: FilingSuspended) -> None:
    _follow(event.procedure)


@reacts_to(FilingClosed)
def follow_closing(event: FilingClosed) -> None:
    _follow(event.procedure)


@reacts_to(VersionPublished)
def follow_publication(event: VersionPublished) -> None:
    _follow(event.procedure)


@reacts_to(ProcedureTookEffect)
def follow_effect(event: ProcedureTookEffect) -> None:
    _follow(event.procedure)


@reacts_to(VersionWithdrawn)
def follow_withdrawal(event: VersionWithdrawn) -> None:
    _follow(event.procedure)


@reacts_to(PublicationDecided)
def follow_decision(event: PublicationDecided) -> None:
    for procedure in Procedure.objects.filter(code__in=event.codes):
        _follow(procedure.pk)


def _follow(procedure_id: UUID) -> None:
    procedure = Procedure.objects.get(pk=procedure_id)
    actions.follow(procedure)
    actions.arrive(procedure)
