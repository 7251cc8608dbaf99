"""The rounds, and one of them: what is tested, by whom, with what result."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from motcua.core.refusals import NotAllowed, Refusal
from motcua.identity.doors import UserRequest, assured_required
from motcua.procedures import queries as procedures
from motcua.trials import actions, queries
from motcua.trials.forms import FindForm, InviteForm, PlanForm, Refusable, VersionForm
from motcua.trials.models import State, TestRound
from motcua.trials.wording import counted


@require_safe
@assured_required
def rounds(request: UserRequest) -> HttpResponse:
    """The rounds that this person runs or takes part in."""
    found = queries.rounds(by=request.user)
    context = {"rounds": found, "may_plan": queries.controls(request.user)}
    return render(request, "trials/rounds.html", context)


@assured_required
def plan(request: UserRequest) -> HttpResponse:
    """Plan a round."""
    if not queries.controls(request.user):
        raise NotAllowed(_("Chỉ cán bộ kiểm soát thủ tục của bộ hoặc tỉnh lập đợt kiểm thử."))
    form = PlanForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            planned = actions.plan_round(
                said["name"],
                by=request.user,
                purpose=said["purpose"],
                commune=said["area"],
                opens_on=said["opens_on"],
                closes_on=said["closes_on"],
            )
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            return redirect("trials:round", planned.pk)
    return _form(request, "trials/plan.html", form)


@require_safe
@assured_required
def round(request: UserRequest, round_id: UUID) -> HttpResponse:
    """One round, with its progress and, for who runs it, what to do next."""
    found = queries.round_seen_by(request.user, round_id)
    return render(request, "trials/round.html", _about(request, found))


@assured_required
def add_version(request: UserRequest, round_id: UUID) -> HttpResponse:
    """Choose a version to test, by words of its procedure."""
    found = _run_by(request, round_id)
    search = FindForm(request.GET)
    text = search.cleaned_data["q"] if search.is_valid() else ""
    versions = queries.versions_to_test(by=request.user, text=text)
    form = VersionForm(request.POST or None, versions=versions)
    if request.method == "POST" and form.is_valid():
        version = procedures.version(UUID(form.cleaned_data["version"]))
        try:
            actions.add_version(found, by=request.user, version=version)
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("Đã thêm thủ tục vào đợt kiểm thử."))
            return redirect("trials:round", found.pk)
    context = {"round": found, "search": FindForm({"q": text}), "versions": versions, "q": text}
    return _form(request, "trials/add_version.html", form, context)


@assured_required
def invite(request: UserRequest, round_id: UUID) -> HttpResponse:
    """Name a tester."""
    found = _run_by(request, round_id)
    form = InviteForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            user = queries.person_named(form.cleaned_data["who"], by=request.user)
            actions.invite(found, by=request.user, user=user)
        except Refusal as refusal:
            form.add_error("who", refusal.message)
        else:
            messages.success(request, _("Đã mời %(name)s.") % {"name": user.full_name})
            return redirect("trials:round", found.pk)
    return _form(request, "trials/invite.html", form, {"round": found})


@require_POST
@assured_required
def open_round(request: UserRequest, round_id: UUID) -> HttpResponse:
    """Open it: the sandbox is made, which takes some seconds."""
    found = _run_by(request, round_id)
    actions.open_round(found, by=request.user)
    messages.success(request, _("Đợt kiểm thử đã mở. Người thử vào được ngay."))
    return redirect("trials:round", found.pk)


@require_POST
@assured_required
def close_round(request: UserRequest, round_id: UUID) -> HttpResponse:
    """Close it: the sandbox goes, results and numbers stay."""
    found = _run_by(request, round_id)
    actions.close_round(found, by=request.user)
    messages.success(request, _("Đợt kiểm thử đã đóng. Dữ liệu thử đã xóa, kết quả được giữ lại."))
    return redirect("trials:round", found.pk)


def _run_by(request: UserRequest, round_id: UUID) -> TestRound:
    found = queries.round_seen_by(request.user, round_id)
    if not queries.administers(request.user, found):
        raise NotAllowed(
            _("Chỉ cán bộ kiểm soát thủ tục của cơ quan tổ chức đợt kiểm thử làm được việc này.")
        )
    return found


def _about(request: UserRequest, found: TestRound) -> dict[str, Any]:
    tested, testers = queries.tested(found), queries.testers(found)
    is_tester = queries.tester(found, by=request.user) is not None
    return {
        "round": found,
        "tested": tested,
        "testers": testers,
        "figures": [] if found.state == State.PLANNED else counted(queries.counts(found)),
        "administers": queries.administers(request.user, found),
        "is_tester": is_tester,
        "may_play": is_tester and found.is_running,
        "may_open": found.state == State.PLANNED and bool(tested),
    }


def _form(
    request: UserRequest, template: str, form: Refusable, context: dict[str, Any] | None = None
) -> HttpResponse:
    status = 422 if form.is_bound and form.errors else 200
    return render(request, template, {"form": form, **(context or {})}, status=status)
