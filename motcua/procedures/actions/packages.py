"""Packages come in as versions, and go out as they came."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from motcua.core.actors import Actor
from motcua.core.journal import emit
from motcua.procedures import package
from motcua.procedures.actions.permission import require_govern
from motcua.procedures.events import VersionImported
from motcua.procedures.models import Procedure, Version
from motcua.procedures.texts import vietnamese


@transaction.atomic
def import_package(source: str | Mapping[str, Any], *, by: Actor) -> Version:
    """A draft version from a package; a content that is known already is the version it was."""
    require_govern(by)
    read = package.load(source)
    Procedure.objects.get_or_create(code=read.code, defaults={"name": vietnamese(read.name)})
    procedure = Procedure.objects.select_for_update().get(code=read.code)
    fingerprint = package.sha256(read)
    known = procedure.versions.filter(sha256=fingerprint).first()
    if known:
        return known
    last = procedure.versions.order_by("-number").values_list("number", flat=True).first()
    version = Version.objects.create(
        procedure=procedure,
        number=(last or 0) + 1,
        source=package.to_json(read),
        sha256=fingerprint,
    )
    emit(
        VersionImported(
            procedure=procedure.pk,
            version=version.pk,
            code=procedure.code,
            number=version.number,
            sha256=fingerprint,
        ),
        by=by,
    )
    return version


def export_package(version: Version) -> str:
    """The package as YAML text; imported again it is the same version."""
    return package.to_yaml(version.package)
