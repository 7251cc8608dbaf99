"""Officials run services: the list, one with its history, idle ones, announced stops."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from motcua.core.journal import entries_about
from motcua.core.refusals import Invalid, NotFound, WrongState
from motcua.identity.doors import UserRequest, official_required
from motcua.services import actions, forms, queries, wording
from motcua.services.models import RemovalProposal, Service, State

ON_A_PAGE = 30


@official_required
@require_safe
def services(request: UserRequest) -> HttpResponse:
    """The services, by state and words."""
    state, text = request.GET.get("state", ""), request.GET.get("q", "").strip()[:200]
    state = state if state in State.values else ""
    rows = queries.services(state, text if text.isprintable() else "")
    context = {
        "page": Paginator(rows, ON_A_PAGE).get_page(request.GET.get("page")),
        "state": state,
        "q": text,
        "states": [{"value": "", "text": gettext("Tất cả")}]
        + [{"value": one, "text": str(State(one).label)} for one in State.values],
    }
    return render(request, "services/desk/services.html", context)


@official_required
@require_safe
def service(request: UserRequest, code: str) -> HttpResponse:
    """One service: what it is, its numbers, what happened, what may be done."""
    return _show(request, queries.service(code))


@official_required
@require_POST
def act(request: UserRequest, code: str, name: str) -> HttpResponse:
    """Suspend, resume, or set after how long it counts as idle."""
    found = queries.service(code)
    if name not in _FORMS:
        raise NotFound(gettext("Không có thao tác này."))
    form = _FORMS[name](request.POST, auto_id=f"{name}-%s")
    if not form.is_valid():
        return _show(request, found, name, form, 422)
    try:
        _do(found, name, form, request.user)
    except (Invalid, WrongState) as refusal:
        form.add_error(None, refusal.message)
        status = 409 if isinstance(refusal, WrongState) else 422
        return _show(request, queries.service(code), name, form, status)
    messages.success(request, str(wording.DONE[name]))
    return redirect("services:service", code)


@official_required
@require_safe
def removals(request: UserRequest) -> HttpResponse:
    """What waits for a decision, and what was decided."""
    answers = RemovalProposal.Answer
    context = {
        "waiting": queries.removal_proposals()[:100],
        "kept": queries.removal_proposals(answers.KEPT)[:20],
        "removed": queries.removal_proposals(answers.REMOVED)[:20],
    }
    return render(request, "services/desk/removals.html", context)


@official_required
@require_http_methods(["GET", "HEAD", "POST"])
def removal(request: UserRequest, proposal_id: UUID) -> HttpResponse:
    """The numbers, and the decision of a person: keep it, or remove it on a day."""
    found = queries.removal_proposal(proposal_id)
    choice = request.POST.get("choice", "")
    posted = request.method == "POST"
    keep = forms.KeepForm(request.POST if choice == "keep" else None, auto_id="keep-%s")
    drop = forms.RemoveForm(request.POST if choice == "remove" else None, auto_id="remove-%s")
    form = drop if choice == "remove" else keep
    status = 200
    if posted:
        status = 422
        if form.is_valid():
            verb = actions.remove if choice == "remove" else actions.keep
            try:
                verb(found, by=request.user, **form.cleaned_data)
            except (Invalid, WrongState) as refusal:
                form.add_error(None, refusal.message)
                status = 409 if isinstance(refusal, WrongState) else 422
            else:
                messages.success(request, gettext("Đã ghi nhận quyết định."))
                return redirect("services:removals")
    fresh = queries.removal_proposal(proposal_id)
    context = {
        "proposal": fresh,
        "numbers": queries.Numbers(**fresh.numbers),
        "may": queries.may_run(fresh.service, by=request.user),
        "keep": keep,
        "remove": drop,
        "form": form if posted else None,
    }
    return render(request, "services/desk/removal.html", context, status=status)


@official_required
@require_http_methods(["GET", "HEAD", "POST"])
def stops(request: UserRequest) -> HttpResponse:
    """What is announced; and announce."""
    form = forms.DowntimeForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        urgent = form.cleaned_data["urgent_reason"]
        try:
            actions.announce(form.stop(), by=request.user, urgent_reason=urgent)
        except Invalid as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, gettext("Đã thông báo; người dân thấy ngay trên trang."))
            return redirect("services:stops")
    context = {
        "form": form,
        "coming": [(one, queries.may_cancel(one, by=request.user)) for one in queries.downtimes()],
        "past": [(one, False) for one in queries.downtimes(past=True)[:20]],
    }
    return render(
        request, "services/desk/stops.html", context, status=422 if form.is_bound else 200
    )


@official_required
@require_POST
def cancel(request: UserRequest, downtime_id: UUID) -> HttpResponse:
    """It will not be, or is over."""
    actions.cancel(queries.downtime(downtime_id), by=request.user)
    messages.success(request, gettext("Đã hủy; người dân nộp được như thường."))
    return redirect("services:stops")


def _show(
    request: UserRequest,
    found: Service,
    name: str = "",
    filled: Form | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {
        "service": found,
        "numbers": queries.numbers_of(found),
        "idle_time": queries.idle_time(found),
        "launches": queries.launches_of(found),
        "history": wording.timeline(entries_about(found.pk)),
        "acts": [
            {
                "name": one,
                "title": wording.ACTS[one],
                "button": wording.BUTTONS[one],
                "form": filled if filled is not None and one == name else _blank(one, found),
            }
            for one in queries.doable_with_service(found, by=request.user)
        ],
        "form": filled,
    }
    return render(request, "services/desk/service.html", context, status=status)


_FORMS: dict[str, type[Form]] = {
    "suspend": forms.SuspendForm,
    "resume": forms.PlainForm,
    "idle": forms.IdleForm,
}


def _blank(name: str, found: Service) -> Form:
    initial = {"days": found.idle_days} if name == "idle" else {}
    return _FORMS[name](auto_id=f"{name}-%s", initial=initial)


def _do(found: Service, name: str, form: Form, by: Any) -> None:
    if name == "suspend":
        actions.suspend(found, by=by, **form.cleaned_data)
    elif name == "resume":
        actions.resume(found, by=by)
    else:
        actions.set_idle_time(found, by=by, days=form.cleaned_data["days"])
