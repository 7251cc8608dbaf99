"""The applicant follows a dossier: list, timeline, papers, supplement, withdrawal, rating."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from motcua.calendars.counting import Deadline
from motcua.core.actors import SYSTEM
from motcua.core.clock import VIETNAM
from motcua.core.refusals import Invalid, NotAllowed, NotFound
from motcua.documents.responses import attachment as as_attachment
from motcua.documents.responses import download as as_download
from motcua.dossiers import actions, forms, process, queries
from motcua.dossiers.models import MOVES, RATED, Dossier, PaperKind, Status
from motcua.identity.doors import UserRequest, assured_required

ON_A_PAGE = 20


@assured_required
@require_safe
def mine(request: UserRequest) -> HttpResponse:
    """My drafts and my dossiers."""
    filed = queries.dossiers_of(request.user)
    context = {
        "drafts": queries.drafts_of(request.user),
        "dossiers": Paginator(filed, ON_A_PAGE).get_page(request.GET.get("page")),
    }
    return render(request, "dossiers/mine.html", context)


@assured_required
@require_safe
def dossier(request: UserRequest, dossier_id: UUID) -> HttpResponse:
    """One dossier of one's own: who holds it, until when, what happened, what to do."""
    found = queries.dossier_seen_by(request.user, dossier_id)
    if not found.is_of(request.user):
        return redirect("dossiers:desk:dossier", found.pk)
    return _page(request, found)


def dossier_context(found: Dossier) -> dict[str, Any]:
    """What both the applicant's and the official's page show."""
    papers = list(found.papers.select_related("file"))
    printed = any(paper.kind == PaperKind.RECEIPT for paper in papers)
    return {
        "dossier": found,
        "status": Status(found.status),
        "whereabouts": queries.whereabouts(found),
        "timeline": timeline(queries.history(found)),
        "legs": queries.legs(found),
        "standing_still": queries.standing_still(found),
        "serves": queries.parent_of(found),
        "papers": papers,
        "needs_receipt": found.received_at is not None and not printed,
        "attachments": queries.attachments_of(found),
        "sections": process.declared(found),
        "deadline": Deadline.from_json(found.deadline) if found.deadline else None,
    }


def timeline(moments: list[queries.Moment]) -> list[dict[str, Any]]:
    """A history as the timeline component shows it."""
    return [
        {
            "title": moment.text,
            "when": f"{moment.at.astimezone(VIETNAM):%H:%M %d/%m/%Y}",
            "datetime": moment.at.isoformat(),
            "by": moment.who,
            "text": moment.note,
            "tone": "now" if place == 0 else "done",
        }
        for place, moment in enumerate(moments)
    ]


def _page(
    request: UserRequest, found: Dossier, rating: forms.RatingForm | None = None, status: int = 200
) -> HttpResponse:
    rated = queries.rating_of(found)
    may_rate = rated is None and Status(found.status) in RATED
    context = {
        **dossier_context(found),
        "looks": queries.looks(found),
        "rating": rated,
        "rating_form": (rating or forms.RatingForm()) if may_rate else None,
        "can_begin_again": Status(found.status) in queries.REFILED,
        "can_withdraw": Status.WITHDRAWN in MOVES[Status(found.status)],
    }
    return render(request, "dossiers/dossier.html", context, status=status)


@assured_required
@require_safe
def file(request: UserRequest, dossier_id: UUID, file_id: UUID) -> HttpResponseBase:
    """Download a file or a paper of a dossier that one may see, or of one's own draft."""
    found = queries.file_seen_by(request.user, dossier_id, file_id)
    actions.look_at_papers(dossier_id, by=request.user)
    return as_attachment(found)


@assured_required
@require_safe
def form_pdf(request: UserRequest, dossier_id: UUID) -> HttpResponse:
    """What was declared, on the paper form of the version that the dossier follows."""
    found = queries.dossier_seen_by(request.user, dossier_id)
    actions.look_at_papers(found.pk, by=request.user)
    return as_download(process.declared_pdf(found), f"to-khai-{found.code or found.pk}.pdf")


@assured_required
@require_safe
def receipt(request: UserRequest, dossier_id: UUID) -> HttpResponseBase:
    """The signed receipt (form 01); printed at the first asking if its job has not come yet."""
    found = queries.dossier_seen_by(request.user, dossier_id)
    if not found.received_at:
        raise NotFound(_("Hồ sơ chưa được tiếp nhận nên chưa có giấy tiếp nhận."))
    actions.look_at_papers(found.pk, by=request.user)
    return as_attachment(actions.issue_receipt(found, by=SYSTEM).file)


def _own(request: UserRequest, dossier_id: UUID, otherwise: str) -> Dossier:
    """A dossier of one's own; who may only see it is told so before filling anything in."""
    found = queries.dossier_seen_by(request.user, dossier_id)
    if not found.is_of(request.user):
        raise NotAllowed(otherwise)
    return found


@assured_required
@require_http_methods(["GET", "HEAD", "POST"])
def supplement(request: UserRequest, dossier_id: UUID) -> HttpResponse:
    """Supply what the agency asked for."""
    found = _own(request, dossier_id, _("Chỉ người nộp hoặc chủ hồ sơ mới được bổ sung hồ sơ."))
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    filled = forms.SupplementForm(*sent)
    if filled.is_valid():
        note, papers = filled.cleaned_data["note"], request.FILES.getlist("papers")
        try:
            actions.supplement(found, by=request.user, note=note, uploads=papers)
        except Invalid as refusal:
            filled.add_error("papers" if papers else "note", refusal.message)
        else:
            messages.success(request, _("Đã gửi bổ sung. Cơ quan sẽ xử lý tiếp hồ sơ của bạn."))
            return redirect("dossiers:dossier", found.pk)
    context = {"dossier": found, "form": filled}
    status = 422 if filled.is_bound else 200
    return render(request, "dossiers/supplement.html", context, status=status)


@assured_required
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: UserRequest, dossier_id: UUID) -> HttpResponse:
    """Take the dossier back, after saying so twice."""
    found = _own(request, dossier_id, _("Chỉ người nộp hoặc chủ hồ sơ mới được rút hồ sơ."))
    if request.method == "POST":
        actions.withdraw(found, by=request.user, reason=request.POST.get("reason", ""))
        messages.success(request, _("Bạn đã rút hồ sơ."))
        return redirect("dossiers:dossier", found.pk)
    context = {"dossier": found, "form": forms.WithdrawForm()}
    return render(request, "dossiers/withdraw.html", context)


@assured_required
@require_POST
def begin_again(request: UserRequest, dossier_id: UUID) -> HttpResponse:
    """From what was turned away or taken back to a draft that holds it all."""
    found = queries.dossier_seen_by(request.user, dossier_id)
    draft = actions.begin_again(found, by=request.user)
    messages.success(request, _("Nội dung và giấy tờ của hồ sơ cũ đã ở trong bản nháp này."))
    return redirect("dossiers:draft", draft.pk)


@assured_required
@require_POST
def rate(request: UserRequest, dossier_id: UUID) -> HttpResponse:
    """Say how one was served."""
    found = queries.dossier_seen_by(request.user, dossier_id)
    filled = forms.RatingForm(request.POST)
    if not filled.is_valid():
        return _page(request, found, filled, status=422)
    actions.rate(found, by=request.user, **filled.cleaned_data)
    messages.success(request, _("Cảm ơn bạn đã đánh giá."))
    return redirect("dossiers:dossier", found.pk)
