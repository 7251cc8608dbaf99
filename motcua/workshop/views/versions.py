"""A submitted version on its way: approval, sending back, the decision that publishes."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from motcua.core.journal import entries_about
from motcua.core.refusals import Invalid, NotFound
from motcua.identity import access
from motcua.identity.doors import UserRequest, official_required
from motcua.procedures import actions as procedures
from motcua.procedures import gate
from motcua.procedures.actions.permission import is_the_platform, may_publish
from motcua.procedures.comparison import compare
from motcua.procedures.models import PUBLIC, State, Version
from motcua.services import actions as launching
from motcua.services import queries as services
from motcua.workshop import permission, queries
from motcua.workshop.forms import DecisionForm, SendBackForm
from motcua.workshop.views.proving import groups_of

COLOURS = {
    State.DRAFT: "grey", State.AWAITING: "yellow", State.APPROVED: "blue",
    State.PUBLISHED: "green", State.AMENDING: "green", State.WITHDRAWN: "red",
}  # fmt: skip


@official_required
@require_safe
def version(request: UserRequest, version_id: UUID) -> HttpResponse:
    """Where a version stands, what is in it, and what one may do with it."""
    return _show(request, queries.version(request.user, version_id))


def _show(
    request: UserRequest,
    version: Version,
    refused: Invalid | None = None,
    forms: dict[str, Any] | None = None,
) -> HttpResponse:
    findings = gate.examine(version.package, gate.here())
    current = version.procedure.current
    given = forms or {}
    manuscript = version.manuscripts.select_related("owner").first()
    context = {
        "version": version,
        "procedure": version.procedure,
        "colour": COLOURS[State(version.state)],
        "findings": findings,
        "groups": groups_of(manuscript, findings) if manuscript else [],
        "current": current if current and current.pk != version.pk else None,
        "changes": compare(current.package, version.package) if current else [],
        "history": _history(version),
        "may": _may(request, version),
        "coming": version.enactments.filter(taken_at=None, revoked_at=None).first(),
        "is_public": version.state in PUBLIC,
        "manuscript": manuscript,
        "launch": services.launch_of(version),
        "refused": refused,
        "decision": given.get("decide") or DecisionForm(deciders(request, version), version),
        "send_back": given.get("send_back") or SendBackForm(),
    }
    wrong = refused or any(form.errors for form in given.values())
    return render(request, "workshop/version.html", context, status=422 if wrong else 200)


def deciders(request: UserRequest, version: Version) -> list[Any]:
    """The agencies in whose name this person may publish it."""
    agencies = permission.reads_for(request.user)
    return [agency for agency in agencies if may_publish(agency, version)]


def _may(request: UserRequest, version: Version) -> dict[str, bool]:
    """What this person may do next; the actions ask again."""
    user, platform = request.user, is_the_platform(request.user)
    theirs = bool(deciders(request, version)) or platform
    writes = platform or any(may_publish(one, version) for one in permission.writes_for(user))
    signs = platform or any(
        may_publish(one, version) for one in access.agencies_of(user, *permission.SIGNERS)
    )
    own = version.asked_by_id == user.pk
    return {
        "ask": writes and version.state == State.DRAFT,
        "approve": signs and not own and version.state == State.AWAITING,
        "waits_for_another": own and version.state == State.AWAITING,
        "send_back": signs and version.state in {State.AWAITING, State.APPROVED},
        "decide": theirs and version.state == State.APPROVED,
    }


def _history(version: Version) -> list[dict[str, Any]]:
    """Who did what with this version, newest first."""
    told = []
    for entry in entries_about(version.procedure_id):
        if entry.payload.get("version") == str(version.pk) and (title := _done(entry)):
            told.append(
                {
                    "title": title,
                    "when": f"{entry.at.astimezone():%H:%M %d/%m/%Y}",
                    "by": entry.actor_name,
                    "text": entry.payload.get("reason", ""),
                    "tone": "done",
                }
            )
    return told[::-1]


def _done(entry: Any) -> str:
    name = entry.event.rpartition(".")[2]
    if name == "VersionMoved":
        return {
            State.AWAITING: _("Trình duyệt"),
            State.APPROVED: _("Duyệt"),
            State.DRAFT: _("Trả lại"),
        }.get(entry.payload.get("state"), "")
    return {
        "VersionImported": _("Thành bản dự thảo"),
        "VersionPublished": _("Công khai"),
        "ProcedureTookEffect": _("Bắt đầu áp dụng"),
        "VersionWithdrawn": _("Thôi công khai"),
    }.get(name, "")


Verb = Callable[[UserRequest, Version], HttpResponse]


@official_required
@require_POST
def act(request: UserRequest, version_id: UUID, verb: str) -> HttpResponse:
    """Ask for approval, approve, send back, or publish by a decision."""
    version = queries.version(request.user, version_id)
    if verb not in VERBS:
        raise NotFound(_("Không có việc này."))
    try:
        return VERBS[verb](request, version)
    except Invalid as refusal:
        return _show(request, version, refusal)


def _ask(request: UserRequest, version: Version) -> HttpResponse:
    if version.package.channel("online"):
        launching.propose(version, by=request.user)
    else:
        procedures.ask_approval(version, by=request.user)
    messages.success(request, _("Đã trình duyệt. Người ký của cơ quan sẽ xem và duyệt."))
    return redirect("workshop:version", version.pk)


def _approve(request: UserRequest, version: Version) -> HttpResponse:
    procedures.approve(version, by=request.user)
    messages.success(request, _("Đã duyệt. Bước tiếp theo: ghi quyết định công bố."))
    return redirect("workshop:version", version.pk)


def _send_back(request: UserRequest, version: Version) -> HttpResponse:
    form = SendBackForm(request.POST)
    if not form.is_valid():
        return _show(request, version, forms={"send_back": form})
    procedures.send_back(version, by=request.user, reason=form.cleaned_data["reason"])
    messages.success(request, _("Đã trả lại kèm lý do."))
    return redirect("workshop:version", version.pk)


def _decide(request: UserRequest, version: Version) -> HttpResponse:
    form = DecisionForm(deciders(request, version), version, request.POST)
    if not form.is_valid():
        return _show(request, version, forms={"decide": form})
    try:
        procedures.decide([version], by=request.user, decision=form.decision())
    except Invalid as refusal:
        form.take(refusal)
        return _show(request, version, refusal, {"decide": form})
    messages.success(request, _("Đã ghi quyết định công bố."))
    return redirect("workshop:version", version.pk)


VERBS: dict[str, Verb] = {
    "ask": _ask,
    "approve": _approve,
    "send_back": _send_back,
    "decide": _decide,
}
