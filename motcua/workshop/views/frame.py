"""What every page of a manuscript shows around its content."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render

from motcua.identity.doors import UserRequest, official_required
from motcua.workshop import permission, queries
from motcua.workshop.models import Manuscript
from motcua.workshop.source.places import Source

View = Callable[..., HttpResponse]


def of_manuscript(view: View) -> Callable[..., HttpResponseBase]:
    """Finds the manuscript that this person may see; another's is not there."""

    @wraps(view)
    def found(request: UserRequest, id: UUID, **more: Any) -> HttpResponse:
        return view(request, queries.manuscript(request.user, id), **more)

    return official_required(found)


def page(
    request: UserRequest,
    manuscript: Manuscript,
    template: str,
    context: dict[str, Any],
    status: int = 200,
) -> HttpResponse:
    """A page of a manuscript."""
    may_write = permission.may_write(request.user, manuscript.owner)
    frame = {
        "manuscript": manuscript,
        "may_write": may_write and manuscript.put_away_at is None,
        "unsettled": queries.clashes(manuscript).count(),
    }
    return render(request, f"workshop/{template}.html", {**frame, **context}, status=status)


def seen(request: UserRequest, manuscript: Manuscript) -> tuple[int, Source]:
    """The revision that the page showed, and the source as it was then."""
    typed = request.POST.get("revision", "")
    revision = int(typed) if typed.isdecimal() and len(typed) < 9 else -1
    return revision, queries.source_at(manuscript, revision)
