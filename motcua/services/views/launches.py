"""Officials bring versions online: by stage, and one with its checklist."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from motcua.core.journal import entries_about
from motcua.core.refusals import Invalid, NotFound, WrongState
from motcua.identity.doors import UserRequest, official_required
from motcua.services import actions, forms, queries, wording
from motcua.services.models import Launch, Stage
from motcua.trials import queries as trials

ON_A_PAGE = 30


@official_required
@require_safe
def launches(request: UserRequest) -> HttpResponse:
    """Those under way, or of one stage."""
    stage = request.GET.get("stage", "")
    stage = stage if stage in Stage.values else ""
    counted = queries.launches_by_stage()
    figures = [
        {
            "value": counted[one],
            "text": str(Stage(one).label).capitalize(),
            "href": f"{reverse('services:launches')}?stage={one}",
        }
        for one in Stage.values
    ]
    page = Paginator(queries.launches(stage), ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "figures": figures,
        "page": page,
        "title": Stage(stage).label if stage else gettext("Đang trên đường lên trực tuyến"),
        "may_propose": bool(queries.proposable(by=request.user)),
    }
    return render(request, "services/desk/launches.html", context)


@official_required
@require_http_methods(["GET", "HEAD", "POST"])
def propose(request: UserRequest) -> HttpResponse:
    """Choose a version, and propose it."""
    versions = queries.proposable(by=request.user)
    sent = request.POST if request.method == "POST" else None
    form = forms.ProposeForm(sent, versions=versions)
    if form.is_valid():
        try:
            made = actions.propose(form.versions[form.cleaned_data["version"]], by=request.user)
        except (Invalid, WrongState) as refusal:
            form.add_error(None, refusal.message)
            for problem in refusal.problems[:20]:
                form.add_error(None, f"{problem.place}: {problem.message}")
        else:
            messages.success(request, gettext("Đã đề xuất. Người khác sẽ rà soát từng mục."))
            return redirect("services:launch", made.pk)
    context = {"form": form, "back_href": reverse("services:launches"), "versions": versions}
    status = 422 if form.is_bound else 200
    return render(request, "services/desk/propose.html", context, status=status)


@official_required
@require_safe
def launch(request: UserRequest, launch_id: UUID) -> HttpResponse:
    """One launch: its checklist, what testers found, what happened, what may be done."""
    return _show(request, queries.launch(launch_id))


@official_required
@require_POST
def act(request: UserRequest, launch_id: UUID, name: str) -> HttpResponse:
    """Do one thing with a launch; a refusal is shown beside it."""
    found = queries.launch(launch_id)
    if name not in _ACTS:
        raise NotFound(gettext("Không có thao tác này."))
    form = _form(name, found, request.POST)
    if not form.is_valid():
        return _show(request, found, name, form, 422)
    try:
        _ACTS[name](found, form, request.user)
    except (Invalid, WrongState) as refusal:
        if isinstance(form, forms.ReviewForm):
            form.blame(refusal)
        if not form.errors:
            form.add_error(None, refusal.message)
        status = 409 if isinstance(refusal, WrongState) else 422
        return _show(request, queries.launch(launch_id), name, form, status)
    messages.success(request, str(wording.DONE[name]))
    return redirect("services:launch", found.pk)


def _show(
    request: UserRequest,
    found: Launch,
    name: str = "",
    filled: Form | None = None,
    status: int = 200,
) -> HttpResponse:
    doable = queries.doable_with(found, by=request.user)
    context = {
        "launch": found,
        "lines": found.lines.filter(round=found.round),
        "rounds": _earlier(found),
        "results": trials.results(found.version),
        "review": _filled("review", found, name, filled) if "review" in doable else None,
        "acts": [
            {
                "name": one,
                "title": wording.ACTS[one],
                "button": wording.BUTTONS[one],
                "lead": wording.LEADS.get(one, ""),
                "form": _filled(one, found, name, filled),
                "warns": one == "turn_down",
            }
            for one in doable
            if one != "review"
        ],
        "history": wording.timeline(entries_about(found.pk)),
        "form": filled,
    }
    return render(request, "services/desk/launch.html", context, status=status)


def _earlier(found: Launch) -> list[tuple[int, list[Any]]]:
    lines = list(found.lines.filter(round__lt=found.round))
    numbers = sorted({line.round for line in lines}, reverse=True)
    return [(number, [line for line in lines if line.round == number]) for number in numbers]


def _filled(one: str, found: Launch, name: str, filled: Form | None) -> Form:
    return filled if filled is not None and one == name else _form(one, found)


def _form(name: str, found: Launch, data: Any = None) -> Form:
    ids = f"{name}-%s"
    if name == "review":
        lines = found.lines.filter(round=found.round)
        return forms.ReviewForm(data, lines=lines, auto_id=ids)
    kind = forms.ReasonForm if name in {"return", "turn_down"} else forms.PlainForm
    return kind(data, auto_id=ids)


_ACTS: dict[str, Callable[[Launch, Any, Any], Any]] = {
    "review": lambda found, form, by: actions.review(found, by=by, found=form.found()),
    "conclude": lambda found, form, by: actions.conclude_review(found, by=by),
    "test": lambda found, form, by: actions.begin_testing(found, by=by),
    "approve": lambda found, form, by: actions.approve(found, by=by),
    "live": lambda found, form, by: actions.go_live(found, by=by),
    "return": lambda found, form, by: actions.return_to_review(
        found, by=by, reason=form.cleaned_data["reason"]
    ),
    "turn_down": lambda found, form, by: actions.turn_down(
        found, by=by, reason=form.cleaned_data["reason"]
    ),
}
