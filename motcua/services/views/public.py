"""For everybody: how many services there are and how that was counted; what will be stopped."""

import csv
from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from motcua.core import clock
from motcua.services import queries
from motcua.services.models import Level, Service


@require_safe
def numbers(request: HttpRequest) -> HttpResponse:
    """Live services by agency, field and level, and how they grew."""
    found = queries.counts()
    levels = [(Level(key).label, count) for key, count in sorted(found.levels.items())]
    context = {
        "counts": found,
        "levels": levels,
        "figures": [
            {"value": found.total, "text": _("Dịch vụ đang hoạt động")},
            *({"value": count, "text": str(label).capitalize()} for label, count in levels),
        ],
        "months": list(reversed(found.months)),
    }
    return render(request, "services/numbers.html", context)


@require_safe
def services_csv(request: HttpRequest) -> HttpResponse:
    """Every service that ever was online, a row each: the raw data of the numbers."""
    head = ("code", "name", "agency", "field", "level", "level_reason", "state",
            "live_since", "ended_at", "reason", "instead")  # fmt: skip
    return _csv("dich-vu", head, map(_row, queries.every_service().iterator(500)))


@require_safe
def months_csv(request: HttpRequest) -> HttpResponse:
    """Growth by month."""
    rows = ((one.name, one.opened, one.ended, one.live) for one in queries.counts().months)
    return _csv("dich-vu-theo-thang", ("month", "opened", "ended", "live"), rows)


@require_safe
def downtimes(request: HttpRequest) -> HttpResponse:
    """What is announced, and what was."""
    context = {
        "coming": [(one, False) for one in queries.downtimes()],
        "past": [(one, False) for one in queries.downtimes(past=True)[:20]],
    }
    return render(request, "services/downtimes.html", context)


def _row(service: Service) -> tuple[Any, ...]:
    since, ended = (
        f"{at.astimezone(clock.VIETNAM):%Y-%m-%d}" if at else ""
        for at in (service.live_since, service.ended_at)
    )
    return (
        service.procedure.code, service.procedure.name, service.agency_name, service.field_name,
        service.level, service.level_reason, service.state, since, ended, service.reason,
        service.instead,
    )  # fmt: skip


def _csv(name: str, head: Iterable[str], rows: Iterable[Iterable[Any]]) -> HttpResponse:
    """UTF-8 with its mark, so that spreadsheets read it right. No cell begins a formula."""
    response = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    writer = csv.writer(response)
    writer.writerow(head)
    for row in rows:
        writer.writerow([_harmless(one) for one in row])
    return response


def _harmless(value: Any) -> Any:
    dangerous = isinstance(value, str) and value[:1] in {"=", "+", "-", "@", "\t", "\r"}
    return f"'{value}" if dangerous else value
