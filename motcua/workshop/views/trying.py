"""Filling in the form that is in work, page by page, as a citizen would."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from motcua.core.refusals import NotFound, WrongState
from motcua.identity.doors import UserRequest
from motcua.procedures import form
from motcua.workshop.models import Manuscript
from motcua.workshop.source.places import at, path_of
from motcua.workshop.trying import Tried, tried
from motcua.workshop.views.beside import answers_of, keep_answers
from motcua.workshop.views.frame import of_manuscript, page

WRITE = ["GET", "HEAD", "POST"]


def _form(manuscript: Manuscript) -> Tried:
    found = tried(manuscript.source)
    if found is None:
        raise WrongState(_("Tờ khai chưa khai thử được: hãy viết ít nhất một trang có câu hỏi."))
    return found


@of_manuscript
@require_http_methods(WRITE)
def review(request: UserRequest, manuscript: Manuscript) -> HttpResponse:
    """The pages that are asked, what was answered, what is wrong; POST begins anew."""
    if request.method == "POST":
        keep_answers(request, manuscript, {})
        messages.success(request, _("Đã xóa câu trả lời khai thử."))
        return redirect("workshop:try", manuscript.pk)
    found, answers = _form(manuscript), answers_of(request, manuscript)
    pages = form.flow(found.version, answers)
    context = {
        "tasks": [_task(manuscript, one) for one in pages],
        "sections": form.summary(found.version, answers) if answers else [],
        "problems": form.check(found.version, answers),
        "left_out": not found.works.whole,
        "answers": answers,
    }
    return page(request, manuscript, "try", context)


def _task(manuscript: Manuscript, one: form.Page) -> dict[str, Any]:
    state = {True: (_("Xong"), "green"), False: (_("Chưa xong"), "yellow")}[one.complete]
    status, colour = state if one.started or one.complete else (_("Chưa khai"), "grey")
    href = reverse("workshop:try_page", args=[manuscript.pk, one.id])
    return {"title": one.title, "href": href, "status": status, "colour": colour}


@of_manuscript
@require_http_methods(WRITE)
def try_page(request: UserRequest, manuscript: Manuscript, page_id: str) -> HttpResponse:
    """One page. Sent from the preview beside the boxes, it leads back there."""
    found, answers = _form(manuscript), answers_of(request, manuscript)
    if not found.page_id(page_id):
        raise NotFound(_("Tờ khai không có trang này, hoặc trang còn chỗ viết sai."))
    if request.method != "POST":
        return _show(request, manuscript, found, form.page_form(found.version, page_id, answers))
    sent, answers = found.take(page_id, answers, request.POST, request.FILES)
    keep_answers(request, manuscript, answers)
    back = path_of(request.POST.get("back", ""))
    if back and at(manuscript.source, back):
        there = reverse("workshop:part", args=[manuscript.pk, request.POST["back"]])
        language = request.POST.get("xem", "")
        return redirect(
            f"{there}?xem={language}#live" if language in {"vi", "en"} else f"{there}#live"
        )
    again = sent.changed_shape or "attach" in request.POST
    if again:
        return redirect("workshop:try_page", manuscript.pk, page_id)
    if not sent.is_valid():
        return _show(request, manuscript, found, sent, status=422)
    return redirect(_onward(manuscript, found, page_id, answers))


def _show(
    request: UserRequest,
    manuscript: Manuscript,
    found: Tried,
    shown: form.PageForm,
    status: int = 200,
) -> HttpResponse:
    answers = answers_of(request, manuscript)
    context = {
        "form": shown,
        "attachments": found.attachments(answers),
        "files": found.files(shown.page.id),
        "hidden": found.hidden(shown.page.id, shown),
    }
    return page(request, manuscript, "try_page", context, status=status)


def _onward(manuscript: Manuscript, found: Tried, page_id: str, answers: dict[str, Any]) -> str:
    ids = [one.id for one in form.flow(found.version, answers)]
    place = ids.index(page_id) + 1 if page_id in ids else len(ids)
    if place < len(ids):
        return reverse("workshop:try_page", args=[manuscript.pk, ids[place]])
    return reverse("workshop:try", args=[manuscript.pk])
