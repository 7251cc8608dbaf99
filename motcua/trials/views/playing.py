"""For testers: whom to play, coming out, and what was found."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from motcua.core.refusals import NotAllowed, Refusal
from motcua.identity.doors import UserRequest, assured_required
from motcua.trials import actions, queries
from motcua.trials.forms import PlayForm, ResultForm
from motcua.trials.middleware import SESSION_KEY
from motcua.trials.models import TestRound


@assured_required
def play(request: UserRequest, round_id: UUID) -> HttpResponse:
    """Choose whom to play; from then on every page is one of the sandbox."""
    found = actions.cast(_tested_by(request, round_id), by=request.user)
    form = PlayForm(request.POST or None, round=found)
    if request.method == "POST" and form.is_valid():
        person = form.cleaned_data["person"]
        try:
            visit = actions.enter(found, by=request.user, person=person)
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            request.session[SESSION_KEY] = {"round": str(found.pk), "person": person}
            official = visit.person["kind"] == "official"
            return redirect("dossiers:desk:inbox" if official else "procedures:list")
    status = 422 if form.is_bound and form.errors else 200
    context = {"round": found, "form": form}
    return render(request, "trials/play.html", context, status=status)


@require_POST
@assured_required
def leave(request: UserRequest, round_id: UUID) -> HttpResponse:
    """Back to live data."""
    found = queries.round_seen_by(request.user, round_id)
    if request.session.pop(SESSION_KEY, None):
        actions.leave(found, by=request.user)
        messages.success(request, _("Bạn đã rời đợt kiểm thử và trở về trang thật."))
    return redirect("trials:round", found.pk)


@assured_required
def record(request: UserRequest, round_id: UUID, tested_id: UUID) -> HttpResponse:
    """Write down whether a version did what it should."""
    found = _tested_by(request, round_id)
    tested = queries.tested_in(found, tested_id)
    form = ResultForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.record_result(tested, by=request.user, **form.cleaned_data)
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("Đã ghi kết quả. Cảm ơn bạn."))
            return redirect("trials:round", found.pk)
    status = 422 if form.is_bound and form.errors else 200
    context = {"round": found, "tested": tested, "form": form}
    return render(request, "trials/record.html", context, status=status)


def _tested_by(request: UserRequest, round_id: UUID) -> TestRound:
    found = queries.round_seen_by(request.user, round_id)
    if queries.tester(found, by=request.user) is None:
        raise NotAllowed(_("Bạn không có tên trong danh sách người thử của đợt này."))
    if not found.is_running:
        raise NotAllowed(_("Đợt kiểm thử này hiện không mở."))
    return found
