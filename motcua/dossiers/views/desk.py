"""The officials' side: inbox, dossier, and what can be done with it."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from motcua.core.refusals import Invalid, NotFound, WrongState
from motcua.dossiers import actions, forms, queries
from motcua.dossiers.models import Dossier
from motcua.dossiers.views.citizen import dossier_context
from motcua.identity.doors import UserRequest, official_required

LISTS = {
    "reception": _("Chờ tiếp nhận"),
    "mine": _("Tôi đang xử lý"),
    "unit": _("Chờ người nhận việc"),
    "overdue": _("Bước quá hạn"),
    "waiting": _("Chờ người nộp"),
}
FIRST = ("overdue", "mine", "reception", "unit")
"""The lists that are worth opening first, in this order."""


@official_required
@require_safe
def inbox(request: UserRequest, name: str = "") -> HttpResponse:
    """One of the lists: to receive, mine, my unit's, overdue, waiting for the applicant."""
    counts = queries.inbox_counts(request.user)
    if not name:
        name = next((one for one in FIRST if counts[one]), "mine")
    if name not in counts:
        raise NotFound(gettext("Không có danh sách này."))
    asked = forms.InboxForm(request.GET)
    asked.is_valid()
    text, page = asked.cleaned_data.get("q", ""), asked.cleaned_data.get("page") or 1
    context = {
        "lists": [
            {
                "value": counts[one],
                "text": label,
                "href": reverse("dossiers:desk:list", args=[one]),
                "tone": "late" if one == "overdue" and counts[one] else "",
            }
            for one, label in LISTS.items()
        ],
        "title": LISTS[name],
        "inbox": queries.inbox(request.user, name, text=text, page=page),
        "q": text,
        "page": page,
    }
    return render(request, "dossiers/desk/inbox.html", context)


@official_required
@require_safe
def dossier(request: UserRequest, dossier_id: UUID) -> HttpResponse:
    """A dossier with everything that its handler needs, on one page."""
    found = queries.dossier_seen_by(request.user, dossier_id)
    actions.look(found, by=request.user)
    return _render(request, found)


def _render(
    request: UserRequest, found: Dossier, filled: forms.ActForm | None = None, status: int = 200
) -> HttpResponse:
    context = {
        **dossier_context(found),
        "filled": filled,
        "steps": found.steps.select_related("holder", "done_by", "agency"),
        "acts": forms.acts_for(
            found,
            queries.doable_by(request.user, found),
            filled,
            step=queries.open_step_of(request.user, found),
        ),
    }
    return render(request, "dossiers/desk/dossier.html", context, status=status)


@official_required
@require_POST
def act(request: UserRequest, dossier_id: UUID, name: str) -> HttpResponse:
    """Do one thing with a dossier; a mistake in the form is shown beside it."""
    found = queries.dossier_seen_by(request.user, dossier_id)
    kind = forms.ACTS.get(name)
    if kind is None:
        raise NotFound(gettext("Không có thao tác này."))
    filled = kind(request.POST, request.FILES, dossier=found)
    if not filled.is_valid():
        return _render(request, found, filled, status=422)
    try:
        _VERBS[name](found, by=request.user, **filled.cleaned_data)
    except (Invalid, WrongState) as refusal:
        filled.add_error(None, refusal.message)
        fresh = queries.dossier_seen_by(request.user, dossier_id)
        return _render(
            request, fresh, filled, status=409 if isinstance(refusal, WrongState) else 422
        )
    messages.success(request, kind.done)
    return redirect("dossiers:desk:dossier", found.pk)


_VERBS: dict[str, Callable[..., Any]] = {
    "accept": actions.accept,
    "refuse": actions.refuse,
    "take": actions.take,
    "complete": actions.complete,
    "ask_supplement": actions.ask_supplement,
    "ask_payment": actions.ask_payment,
    "confirm_payment": actions.confirm_payment,
    "return_result": actions.return_result,
    "issue_output": actions.issue_output,
    "stop": actions.stop,
}
