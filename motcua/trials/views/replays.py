"""Past dossiers run again: asked for, followed, read."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from motcua.core.refusals import Refusal
from motcua.identity.doors import UserRequest, assured_required
from motcua.procedures import queries as procedures
from motcua.trials import actions, queries
from motcua.trials.forms import ReplayForm
from motcua.trials.replay import wording


@assured_required
def replays(request: UserRequest, version_id: UUID) -> HttpResponse:
    """The replays on a version, and asking for one."""
    version = procedures.version(version_id)
    known = queries.replays(version, by=request.user)
    form = ReplayForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            asked = actions.ask_replay(version, by=request.user, limit=form.cleaned_data["limit"])
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            return redirect("trials:replay", asked.pk)
    status = 422 if form.is_bound and form.errors else 200
    context = {"version": version, "replays": known, "form": form}
    return render(request, "trials/replays.html", context, status=status)


@require_safe
@assured_required
def replay(request: UserRequest, replay_id: UUID) -> HttpResponse:
    """One report: how far it is, what differs in all, and dossier by dossier."""
    found = queries.replay_seen_by(request.user, replay_id)
    summary = [
        {
            "text": wording.told(one),
            "tone": wording.tone(one),
            "label": wording.label(one),
            "count": one["count"],
            "codes": one["codes"],
        }
        for one in found.summary
    ]
    rows = [
        {"code": row["code"], "differences": [wording.told(one) for one in row["differences"]]}
        for row in found.rows
        if row["differences"]
    ]
    context = {"replay": found, "version": found.version, "summary": summary, "rows": rows}
    return render(request, "trials/replay.html", context)
