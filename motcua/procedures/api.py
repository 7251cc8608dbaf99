"""The catalogue over HTTP: public, read only."""

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router, Schema
from ninja.security import django_auth
from pydantic import Field

from motcua.identity import doors
from motcua.identity.models import User
from motcua.procedures import actions, form, interchange, package, queries
from motcua.procedures.models import Procedure

router = Router(tags=["procedures"])


class ProcedureOut(Schema):
    """A procedure as lists show it."""

    code: str
    name: str
    name_en: str
    summary: str
    field: str
    levels: list[str]
    subjects: list[str]
    version: int
    sha256: str
    effective_from: date

    @staticmethod
    def resolve_field(procedure: Procedure) -> str:
        return procedure.field_name

    @staticmethod
    def resolve_version(procedure: Procedure) -> int:
        return procedure.in_force.number

    @staticmethod
    def resolve_sha256(procedure: Procedure) -> str:
        return procedure.in_force.sha256

    @staticmethod
    def resolve_effective_from(procedure: Procedure) -> date | None:
        return procedure.in_force.effective_from


class ProceduresOut(Schema):
    """Some procedures, best match first; `next` is the `start` of the following ones.

    `meant`: nothing has the words as typed; these are for the words that were probably meant.
    """

    items: list[ProcedureOut]
    meant: str
    next: int | None


class PackageOut(Schema):
    """The whole package of the version in force (docs/reference/package.schema.json)."""

    version: int
    sha256: str
    effective_from: date
    package: dict[str, Any]


class Search(Schema):
    """What to look for."""

    q: str = Field("", max_length=200, description="Words or their beginnings, accented or not.")
    field: str = Field("", max_length=40)
    agency: str = Field("", max_length=200, description="A performing agency, as in addresses.")
    audience: str = Field("", max_length=30)
    level: str = Field("", max_length=10)
    start: int = Field(0, ge=0, le=10_000)
    limit: int = Field(20, ge=1, le=100)


@router.get("", response=ProceduresOut)
def search_procedures(request: HttpRequest, asked: Query[Search]) -> dict[str, Any]:
    """Procedures in force, found by words, field, audience and level."""
    found = queries.search(
        asked.q,
        field=asked.field,
        agency=asked.agency,
        audience=asked.audience,
        level=asked.level,
        start=asked.start,
        limit=asked.limit,
    )
    following = asked.start + asked.limit
    return {
        "items": found.procedures,
        "meant": found.meant,
        "next": following if found.more else None,
    }


class NationalListOut(Schema):
    """Some procedures as LayDanhSachTTHC lists them; `next` is the `start` of the following."""

    items: list[dict[str, Any]]
    next: int | None


class Stretch(Schema):
    """Which part of a list."""

    start: int = Field(0, ge=0, le=100_000)
    limit: int = Field(100, ge=1, le=500)


@router.get("/national", response=NationalListOut)
def list_national_records(request: HttpRequest, asked: Query[Stretch]) -> dict[str, Any]:
    """All procedures in force by code, in the shape of the national interface (LayDanhSachTTHC)."""
    rows = queries.catalogue().order_by("code")[asked.start : asked.start + asked.limit + 1]
    items = interchange.national_list(rows)
    following = asked.start + asked.limit
    return {
        "items": items[: asked.limit],
        "next": following if len(items) > asked.limit else None,
    }


class FindingOut(Schema):
    """A rule that a package breaks (docs/reference/gate.md), where, and how to mend it."""

    code: str
    place: str
    message: str
    mend: str


class CheckOut(Schema):
    """What the publish gate says. Publishable: nothing stands against it."""

    publishable: bool
    findings: list[FindingOut]


_PACKAGE = {"schema": {"type": "string", "description": "A package, at most 1 MB."}}


@router.post(
    "/check",
    response=CheckOut,
    auth=django_auth,
    openapi_extra={
        "requestBody": {
            "required": True,
            "content": {"application/yaml": _PACKAGE, "application/json": {"schema": {}}},
        }
    },
)
def check_package(request: HttpRequest) -> dict[str, Any]:
    """Ask the publish gate of a package as it stands; for those who govern procedures."""
    assert isinstance(request.user, User)  # noqa: S101  # django_auth asks for a signed-in user
    doors.require_assured(request.user)
    found = actions.check(request.body, by=request.user)
    return {"publishable": not found, "findings": found}


@router.get("/{code}", response=PackageOut)
def get_procedure(request: HttpRequest, response: HttpResponse, code: str) -> dict[str, Any]:
    """The version in force of one procedure, whole."""
    version = queries.published(code)
    response["Cache-Control"] = "public, max-age=300"
    return {
        "version": version.number,
        "sha256": version.sha256,
        "effective_from": version.effective_from,
        "package": package.to_json(version.package),
    }


@router.get("/{code}/schema", response=dict[str, Any])
def get_form_schema(request: HttpRequest, response: HttpResponse, code: str) -> dict[str, Any]:
    """The JSON Schema (2020-12) of the answers to the form of the version in force."""
    response["Cache-Control"] = "public, max-age=300"
    return form.schema(queries.published(code))


@router.get("/{code}/national", response=dict[str, Any])
def get_national_record(request: HttpRequest, response: HttpResponse, code: str) -> dict[str, Any]:
    """The record of the version in force in the shape of the national interface (LayThuTuc)."""
    response["Cache-Control"] = "public, max-age=300"
    return interchange.to_national(queries.published(code))
