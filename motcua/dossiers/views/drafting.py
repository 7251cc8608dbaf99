"""The applicant fills in a form: start, one page at a time, review, submit."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from motcua.core.refusals import Invalid, NotFound, Problem
from motcua.dossiers import actions, forms, process, queries, routing
from motcua.dossiers.models import Channel, Draft
from motcua.identity.doors import (
    UserRequest,
    assured_required,
    citizen_required,
    signed_in_required,
)
from motcua.procedures import filing, form
from motcua.procedures import queries as procedures
from motcua.procedures.form.page_form import PageForm
from motcua.procedures.form.walking import FormProblem
from motcua.procedures.models import Version
from motcua.procedures.package.finder import case_found
from motcua.procedures.texts import say


@citizen_required
@require_http_methods(["GET", "HEAD", "POST"])
def start(request: UserRequest, code: str) -> HttpResponse:
    """What to have at hand before starting; POST starts."""
    version = procedures.published(code)
    if request.method == "POST":
        draft = actions.start(version, by=request.user, said=request.GET.dict())
        return redirect("dossiers:draft", draft.pk)
    case = case_found(version.package, request.GET.dict())
    mine = queries.drafts_of(request.user).filter(version__procedure=version.procedure)
    context = {
        "version": version,
        "cases": _cases(version, case),
        "found": case,
        "drafts": mine,
        "closed": filing.closed(version),
    }
    return render(request, "dossiers/start.html", context)


def _cases(version: Version, only: str) -> list[tuple[str, list[tuple[str, str]]]]:
    """Each case (or the one found) with its papers and their notes, in the active language."""
    return [
        (say(case.name), [(say(paper.name), say(paper.note)) for paper in case.papers])
        for case in version.package.cases
        if only in ("", case.id)
    ]


@signed_in_required
@require_safe
def draft(request: UserRequest, draft_id: UUID) -> HttpResponse:
    """The task list: which pages are filled in, which are not."""
    found = queries.draft_of(request.user, draft_id)
    if found.submitted_at:
        return redirect("dossiers:dossier", found.pk)
    if queries.newer_for(found):
        return redirect("dossiers:bring_over", found.pk)
    pages = form.flow(found.version, found.answers)
    unread = {one.page for one in form.unread(found.version, found.pasted)}
    pages = [replace(one, complete=one.complete and one.id not in unread) for one in pages]
    needed = [page for page in pages if page.started or not page.complete]
    context = {
        "draft": found,
        "closed": filing.closed(found.version),
        "pages": needed,
        "tasks": [_task(found, page) for page in pages],
        "done": sum(page.complete for page in needed),
        "next_page": next((page for page in pages if not page.complete), None),
    }
    return render(request, "dossiers/draft.html", context)


def _task(found: Draft, page: form.Page) -> dict[str, object]:
    if page.complete:
        status, colour = _("Đã xong") if page.started else _("Không bắt buộc"), ""
    else:
        status, colour = (_("Đang khai"), "yellow") if page.started else (_("Chưa khai"), "blue")
    href = reverse("dossiers:page", args=[found.pk, page.id])
    return {"title": page.title, "href": href, "status": status, "colour": colour}


@signed_in_required
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: UserRequest, draft_id: UUID, page_id: str) -> HttpResponse:
    """One page of the form. Whatever is typed is kept, and mistakes are shown."""
    found = queries.draft_of(request.user, draft_id)
    if found.submitted_at:
        return redirect("dossiers:dossier", found.pk)
    if request.method == "POST":
        return _save(request, found, page_id)
    if queries.newer_for(found):
        return redirect("dossiers:bring_over", found.pk)
    return _show(request, found, page_id, form.page_form(found.version, page_id, found.answers))


def _save(request: UserRequest, found: Draft, page_id: str) -> HttpResponse:
    refused = _take_files(request, found, page_id)
    filled = actions.save_page(found, by=request.user, page=page_id, data=request.POST)
    found = queries.draft_of(request.user, found.pk)
    if filled.changed_shape or refused:
        shown = form.page_form(found.version, page_id, found.answers)
        return _show(request, found, page_id, shown, refused)
    if "later" in request.POST:
        messages.success(request, _("Đã lưu. Bạn có thể quay lại làm tiếp bất cứ lúc nào."))
        return redirect("dossiers:draft", found.pk)
    if not filled.is_valid():
        return _show(request, found, page_id, filled)
    return _next(found, page_id)


def _next(found: Draft, page_id: str) -> HttpResponse:
    pages = [page.id for page in form.flow(found.version, found.answers)]
    after = pages[pages.index(page_id) + 1 :] if page_id in pages else pages
    if after:
        return redirect("dossiers:page", found.pk, after[0])
    return redirect("dossiers:review", found.pk)


def _take_files(request: UserRequest, found: Draft, page_id: str) -> list[Problem]:
    """Take in what was uploaded, take off what was removed; what is refused is told by question."""
    refused: list[Problem] = []
    questions = [one for one in form.files(found.version, found.answers) if one.page_id == page_id]
    removed = request.POST.get("remove", "")
    for attachment in found.attachments.filter(question__in=[one.id for one in questions]):
        if str(attachment.pk) == removed:
            actions.detach(attachment, by=request.user)
    for question in questions:
        for upload in request.FILES.getlist(question.id):
            try:
                actions.attach(found, by=request.user, question=question.id, upload=upload)
            except Invalid as refusal:
                refused.append(Problem(question.id, refusal.message))
    return refused


def _show(
    request: UserRequest,
    found: Draft,
    page_id: str,
    shown: PageForm,
    refused: Sequence[Problem] = (),
) -> HttpResponse:
    pages = form.flow(found.version, found.answers)
    ids = [page.id for page in pages]
    if page_id not in ids:
        return redirect("dossiers:draft", found.pk)
    number = ids.index(page_id)
    attachments = found.attachments.filter(question__in=shown.fields).select_related("file")
    context = {
        "draft": found,
        "form": shown,
        "number": number + 1,
        "total": len(pages),
        "before": ids[number - 1] if number else None,
        "attachments": attachments.order_by("id"),
        "refused": [{"text": one.message, "href": f"#{one.place}"} for one in refused],
    }
    wrong = bool(refused) or (shown.is_bound and not shown.is_valid())
    return render(request, "dossiers/page.html", context, status=422 if wrong else 200)


@signed_in_required
@require_http_methods(["GET", "HEAD", "POST"])
def review(request: UserRequest, draft_id: UUID) -> HttpResponse:
    """Everything on one page, the declaration, and the button that submits."""
    found = queries.draft_of(request.user, draft_id)
    if found.submitted_at:
        return redirect("dossiers:dossier", found.pk)
    if queries.newer_for(found):
        return redirect("dossiers:bring_over", found.pk)
    declared = forms.DeclarationForm(request.POST if request.method == "POST" else None)
    if declared.is_bound and declared.is_valid():
        try:
            dossier = actions.submit(found, by=request.user, declared=True)
        except Invalid as refusal:
            declared.add_error(None, refusal.message)
        else:
            return redirect("dossiers:submitted", dossier.pk)
    problems = form.unread(found.version, found.pasted) + form.check(found.version, found.answers)
    errors = _links(found, problems)
    context = {
        "draft": found,
        "closed": _closed(found, complete=not errors),
        "sections": form.summary(found.version, found.answers),
        "fee": process.fee_in_words(found.version, Channel.ONLINE, found.answers),
        "errors": errors,
        "form": declared,
        "attachments": found.attachments.select_related("file").order_by("id"),
        "declaration": form.declaration(found.version),
    }
    status = 422 if declared.is_bound else 200
    return render(request, "dossiers/review.html", context, status=status)


def _closed(found: Draft, complete: bool) -> filing.Closed | None:
    """What stands in the way of filing; a complete form knows its agency, which may be stopped."""
    agency = None
    if complete:
        with suppress(Invalid, NotFound):
            answers = form.relevant(found.version, found.answers)
            agency = routing.competent_agency(found.version, answers)
    return filing.closed(found.version, agency)


def _links(found: Draft, problems: Sequence[FormProblem]) -> list[dict[str, str]]:
    """Problems as links to the pages on which they are mended."""
    return [
        {
            "text": one.message,
            "href": reverse("dossiers:page", args=[found.pk, one.page]) if one.page else "",
        }
        for one in problems
    ]


@signed_in_required
@require_http_methods(["GET", "HEAD", "POST"])
def bring_over(request: UserRequest, draft_id: UUID) -> HttpResponse:
    """The procedure changed meanwhile: what that means for this form, and one button to go on."""
    found = queries.draft_of(request.user, draft_id)
    if found.submitted_at:
        return redirect("dossiers:dossier", found.pk)
    if request.method == "POST":
        actions.bring_over(found, by=request.user)
        messages.success(request, _("Bản nháp đã theo bản mới của thủ tục."))
        return redirect("dossiers:draft", found.pk)
    move = queries.move_of(found)
    if move is None:
        return redirect("dossiers:draft", found.pk)
    return render(request, "dossiers/bring_over.html", {"draft": found, "move": move})


@assured_required
@require_safe
def submitted(request: UserRequest, dossier_id: UUID) -> HttpResponse:
    """The confirmation: what was filed, and what happens next."""
    dossier = queries.dossier_seen_by(request.user, dossier_id)
    return render(request, "dossiers/submitted.html", {"dossier": dossier})


@signed_in_required
@require_POST
def discard(request: UserRequest, draft_id: UUID) -> HttpResponse:
    """Throw a draft away."""
    actions.discard(queries.draft_of(request.user, draft_id), by=request.user)
    messages.success(request, _("Đã xóa bản nháp."))
    return redirect("dossiers:mine")
