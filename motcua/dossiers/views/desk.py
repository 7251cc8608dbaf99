"""The officials' side: inbox, dossier, and what can be done with it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.http import urlencode
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
TITLES = {**LISTS, queries.ALL: _("Mọi hồ sơ")}
FIRST = ("overdue", "mine", "reception", "unit")
"""The lists that are worth opening first, in this order."""


@official_required
@require_safe
def inbox(request: UserRequest, name: str = "") -> HttpResponse:
    """One of the lists: to receive, mine, my unit's, overdue, waiting for the applicant."""
    counts = queries.inbox_counts(request.user)
    if not name:
        name = next((one for one in FIRST if counts[one]), "mine")
    if name not in TITLES:
        raise NotFound(gettext("Không có danh sách này."))
    asked = _asked(request)
    text, page = asked.get("q", ""), asked.get("page") or 1
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
        "title": TITLES[name],
        "inbox": queries.inbox(request.user, name, text=text, page=page),
        "way": urlencode({"list": name, "q": text}),
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


def _asked(request: UserRequest) -> dict[str, Any]:
    """What the address says of lists: which, which page, narrowed by what."""
    asked = forms.InboxForm(request.GET)
    asked.is_valid()
    return {**asked.cleaned_data}


@dataclass(frozen=True)
class Way:
    """The list through which an official came to a dossier, and what follows there."""

    query: str
    title: Any
    href: str
    next: queries.Item | None

    @property
    def next_href(self) -> str:
        assert self.next  # noqa: S101  # asked only of a way that goes on
        return f"{reverse('dossiers:desk:dossier', args=[self.next.dossier])}?{self.query}"


def _way(request: UserRequest, found: Dossier) -> Way:
    asked = _asked(request)
    name, text = asked.get("list", ""), asked.get("q", "")
    if name not in TITLES:
        return Way("", gettext("Bàn làm việc"), reverse("dossiers:desk:inbox"), None)
    back = reverse("dossiers:desk:list", args=[name])
    return Way(
        query=urlencode({"list": name, "q": text}),
        title=TITLES[name],
        href=f"{back}?{urlencode({'q': text})}" if text else back,
        next=queries.after(request.user, name, found, text=text),
    )


def _render(
    request: UserRequest, found: Dossier, filled: forms.ActForm | None = None, status: int = 200
) -> HttpResponse:
    shown = dossier_context(found)
    nothing = gettext("Không có")
    context = {
        **shown,
        "way": _way(request, found),
        "sections": [
            (section, [row for row in section.rows if row.value != nothing])
            for section in shown["sections"]
        ],
        "blank": [
            row.label
            for section in shown["sections"]
            for row in section.rows
            if row.value == nothing
        ],
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
    way = _way(request, found)  # before the act: after it, the dossier may stand in no list
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
    messages.success(request, _banner(found, kind, way))
    address = reverse("dossiers:desk:dossier", args=[found.pk])
    return redirect(f"{address}?{way.query}" if way.query else address)


def _banner(found: Dossier, kind: type[forms.ActForm], way: Way) -> str:
    """What was done, and the two things wanted next: the receipt to print, the next dossier."""
    links = []
    if kind is forms.AcceptForm:
        receipt = reverse("dossiers:receipt", args=[found.pk])
        links.append((receipt, gettext("Tải giấy tiếp nhận để in")))
    if way.next:
        links.append((way.next_href, gettext("Hồ sơ tiếp theo: %s") % way.next.applicant))
    return render_to_string("dossiers/desk/done.html", {"done": kind.done, "links": links})


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
