"""The rounds, and one of them: what is tested, by whom, with what result."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from motcua.identity.doors import UserRequest, assured_required
from motcua.trials import queries


@require_safe
@assured_required
def rounds(request: UserRequest) -> HttpResponse:
    """The rounds that this person runs or takes part in."""
    found = queries.rounds(by=request.user)
    context = {"rounds": found, "may_plan": queries.controls(request.user)}
    return render(request, "trials/rounds.html", context)


@require_safe
@assured_required
def round(request: UserRequest, round_id: UUID) -> HttpResponse:
    """One round."""
    found = queries.round_seen_by(request.user, round_id)
    context = {
        "round": found,
        "tested": queries.tested(found),
        "testers": queries.testers(found),
        "administers": queries.administers(request.user, found),
        "is_tester": queries.tester(found, by=request.user) is not None,
    }
    return render(request, "trials/round.html", context)
