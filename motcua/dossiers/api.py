"""Dossiers over HTTP, for whoever is signed in. Each endpoint asks or does one thing."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Query, Router, Schema
from ninja.security import django_auth
from pydantic import Field

from motcua.core.api import ExactInt, Page, PageQuery, idempotent, page_of
from motcua.dossiers import actions, queries
from motcua.dossiers.models import Dossier, Status
from motcua.identity import doors
from motcua.identity.models import User

router = Router(tags=["dossiers"], auth=django_auth)


class DossierOut(Schema):
    """A dossier as lists show it. `status` is the number of the national list TrangThaiHoSo."""

    id: UUID
    code: str | None
    procedure: str
    agency: str
    status: int
    status_name: str
    submitted_at: datetime
    received_at: datetime | None
    due_at: datetime | None
    finished_at: datetime | None
    returned_at: datetime | None
    revision: int

    @staticmethod
    def resolve_procedure(dossier: Dossier) -> str:
        return dossier.version.procedure.code

    @staticmethod
    def resolve_agency(dossier: Dossier) -> str:
        return dossier.agency.code

    @staticmethod
    def resolve_status_name(dossier: Dossier) -> str:
        return str(Status(dossier.status).label)


class DossierWhole(DossierOut):
    """A dossier with its answers and how its due date was counted."""

    answers: dict[str, Any]
    deadline: dict[str, Any] | None


class AtRevision(Schema):
    """The state that the caller looked at; another official's act in between answers 409."""

    revision: ExactInt | None = Field(None, ge=0, lt=2**31)


class ReasonIn(AtRevision):
    """Why, and on which law."""

    reason: str = Field(max_length=4000)
    legal_basis: str = Field(max_length=4000)


class OutcomeIn(Schema):
    """One of the open step's outcomes, and the state at which it was chosen.

    The state must be named: sent twice, it is refused, and never answers the step that follows.
    """

    revision: ExactInt = Field(ge=0, lt=2**31)
    outcome: str = Field(max_length=80)
    note: str = Field("", max_length=4000)


def _who(request: HttpRequest) -> User:
    assert isinstance(request.user, User)  # noqa: S101  # the router asks for a signed-in user
    doors.require_assured(request.user)
    return request.user


@router.get("", response=Page[DossierOut])
def list_dossiers(request: HttpRequest, page: Query[PageQuery]) -> dict[str, Any]:
    """The dossiers that the caller may see, newest first."""
    return page_of(queries.dossiers_seen_by(_who(request)), page)


@router.get("/{uuid:dossier_id}", response=DossierWhole)
def get_dossier(request: HttpRequest, dossier_id: UUID) -> Dossier:
    """One dossier. 404 if the caller may not see it. That an official looked is recorded."""
    found = queries.dossier_seen_by(_who(request), dossier_id)
    if not found.is_of(_who(request)):
        actions.look(found, by=_who(request))
    return found


@router.post("/{uuid:dossier_id}/accept", response=DossierOut)
@idempotent
def accept_dossier(request: HttpRequest, dossier_id: UUID, given: AtRevision) -> Dossier:
    """Take a dossier in: it gets its code and due date."""
    dossier = queries.dossier_seen_by(_who(request), dossier_id)
    return actions.accept(dossier, by=_who(request), revision=given.revision)


@router.post("/{uuid:dossier_id}/refuse", response=DossierOut)
@idempotent
def refuse_dossier(request: HttpRequest, dossier_id: UUID, given: ReasonIn) -> Dossier:
    """Turn a dossier away, with form 03."""
    dossier = queries.dossier_seen_by(_who(request), dossier_id)
    return actions.refuse(dossier, by=_who(request), **given.model_dump())


@router.post("/{uuid:dossier_id}/complete", response=DossierOut)
@idempotent
def complete_step(request: HttpRequest, dossier_id: UUID, given: OutcomeIn) -> Dossier:
    """Finish the open step with one of its outcomes. 409 if the dossier has gone on since."""
    dossier = queries.dossier_seen_by(_who(request), dossier_id)
    return actions.complete(dossier, by=_who(request), **given.model_dump())
