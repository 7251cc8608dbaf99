"""The process from a BPMN file: taken whole, or refused element by element."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from motcua.core.refusals import Invalid, Problem
from motcua.identity.doors import UserRequest
from motcua.procedures import bpmn
from motcua.procedures.bpmn.reading import MOST_BYTES
from motcua.workshop import actions
from motcua.workshop.models import Manuscript
from motcua.workshop.source.places import put
from motcua.workshop.views.frame import of_manuscript, page, seen


@of_manuscript
@require_http_methods(["GET", "HEAD", "POST"])
def upload(request: UserRequest, manuscript: Manuscript) -> HttpResponse:
    """Put a drawn process in place of the one that is written."""
    if request.method != "POST":
        return page(request, manuscript, "bpmn", {})
    revision, base = seen(request, manuscript)
    try:
        read = bpmn.read(_content(request))
    except Invalid as refusal:
        return page(request, manuscript, "bpmn", {"refused": refusal}, status=422)
    process = read.model_dump(mode="json", exclude_defaults=True)
    mine = put(base, ("process",), process)
    saved = actions.save(manuscript, by=request.user, seen=revision, source=mine)
    if saved.clashes:
        return redirect("workshop:clashes", manuscript.pk)
    messages.success(request, _("Đã lấy quy trình từ tệp. Bản trước vẫn còn trong lịch sử."))
    return redirect("workshop:section", manuscript.pk, "quy-trinh")


def _content(request: UserRequest) -> bytes:
    file = request.FILES.get("file")
    if file is None:
        said = _("Hãy chọn tệp BPMN.")
        raise Invalid(said, [Problem("file", said)])
    if (file.size or 0) > MOST_BYTES:
        said = _("Tệp lớn quá 2 MB.")
        raise Invalid(said, [Problem("file", said)])
    return bytes(file.read())
