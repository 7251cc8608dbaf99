"""Reactions: services follow what is filed and what is in force; officials are told."""

from collections.abc import Callable
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from motcua.agencies.models import Role
from motcua.core.actors import SYSTEM
from motcua.core.events import reacts_to
from motcua.identity import queries as identity
from motcua.identity.models import User
from motcua.notices.actions import notify
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
from motcua.services import actions, queries
from motcua.services.events import LaunchMoved, RemovalProposed
from motcua.services.models import Stage

DECIDERS = (Role.ADMINISTRATOR, Role.SIGNER)


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


@reacts_to(LaunchMoved)
def tell_the_proposer(event: LaunchMoved) -> None:
    """How their proposal went on."""
    launch = queries.launch(event.launch)
    if launch.proposed_by_id:
        _tell(
            [launch.proposed_by_id],
            lambda: (
                _("Đề xuất đưa lên trực tuyến: %(stage)s") % {"stage": Stage(event.stage).label},
                f"{launch.version.procedure.title}. {event.reason}".strip(),
            ),
            reverse("services:launch", args=[launch.pk]),
        )


@reacts_to(RemovalProposed)
def tell_who_decides(event: RemovalProposed) -> None:
    """Administrators and signers of the agency whose service it is."""
    service = queries.service(event.code)
    if service.agency is None:
        return
    holders = (identity.holders_of(service.agency, role) for role in DECIDERS)
    _tell(
        sorted({one for each in holders for one in each}),
        lambda: (
            _("Có dịch vụ lâu không ai dùng"),
            _(
                "%(name)s: hơn %(days)d ngày không có hồ sơ. "
                "Hãy xem số liệu và quyết định giữ hay gỡ."
            )
            % {"name": service.procedure.title, "days": event.idle_days},
        ),
        reverse("services:removal", args=[event.proposal]),
    )


def _tell(ids: list[UUID], words: Callable[[], tuple[str, str]], link: str) -> None:
    with override("vi"):
        subject, body = words()
    with override("en"):
        english = words()
    for person in User.objects.filter(pk__in=ids):
        notify(person, by=SYSTEM, subject=subject, body=body, link=link, english=english)


def _follow(procedure_id: UUID) -> None:
    procedure = Procedure.objects.get(pk=procedure_id)
    actions.follow(procedure)
    actions.arrive(procedure)
