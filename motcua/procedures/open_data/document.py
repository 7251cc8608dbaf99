"""Every procedure in force with its whole package, as one JSON document."""

import json
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.db.models import TextField
from django.db.models.functions import Cast

from motcua.procedures.models import Procedure
from motcua.procedures.open_data import AT_ONCE, LICENCE, LICENCE_URL, SCHEMA_VERSION


def written(site: str, changed_at: datetime | None) -> Iterator[str]:
    """The document, in pieces. Packages go out as PostgreSQL has them, unread on the way."""
    yield _head(site, changed_at)
    before = ""
    for code, number, since, sha256, package in _rows().iterator(chunk_size=AT_ONCE):
        facts = {
            "code": code,
            "version": number,
            "effective_from": since.isoformat(),
            "sha256": sha256,
            "page": f"{site}/thu-tuc/{code}/",
        }
        said = json.dumps(facts, ensure_ascii=False)
        yield f'{before}\n{said[:-1]}, "package": {package}}}'
        before = ","
    yield "\n]}\n"


def _head(site: str, changed_at: datetime | None) -> str:
    facts = {
        "title": "Thủ tục hành chính đang công khai",
        "schema_version": SCHEMA_VERSION,
        "licence": LICENCE,
        "licence_url": LICENCE_URL,
        "about": f"{site}/du-lieu-mo/",
        "package_schema": f"{site}/du-lieu-mo/goi-thu-tuc.schema.json",
        "changed_at": changed_at.isoformat() if changed_at else None,
    }
    return f'{json.dumps(facts, ensure_ascii=False)[:-1]}, "procedures": ['


def _rows() -> Any:
    live = Procedure.objects.filter(current__isnull=False).order_by("code")
    return live.values_list(
        "code",
        "current__number",
        "current__effective_from",
        "current__sha256",
        Cast("current__source", TextField()),
    )
