"""The process of a procedure to look at and take away: picture, BPMN file, annex."""

from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from motcua.procedures import bpmn, queries
from motcua.procedures.annex import annex_pdf
from motcua.procedures.models import Version
from motcua.procedures.texts import say, vietnamese


@require_safe
def picture(request: HttpRequest, code: str) -> HttpResponse:
    """The picture of the process in force, in the reader's language."""
    read = queries.published(code).package
    drawing = bpmn.drawn(read.process)
    title = _("Quy trình giải quyết: %(name)s") % {"name": say(read.name)}
    response = HttpResponse(bpmn.svg(drawing, title), content_type="image/svg+xml")
    patch_cache_control(response, private=True, max_age=60)
    return response


@require_safe
def file(request: HttpRequest, code: str) -> HttpResponse:
    """The process in force as a BPMN 2.0 file, in Vietnamese."""
    version = queries.published(code)
    with translation.override("vi"):
        drawing = bpmn.drawn(version.package.process)
        content = bpmn.xml(drawing, vietnamese(version.package.name))
    return _named(content, "application/xml", version, "bpmn")


@require_safe
def annex(request: HttpRequest, code: str) -> HttpResponse:
    """The table of the process as the decision's annex prints it."""
    version = queries.published(code)
    return _named(annex_pdf(version.package), "application/pdf", version, "pdf")


def _named(content: bytes, kind: str, version: Version, ending: str) -> HttpResponse:
    response = HttpResponse(content, content_type=kind)
    name = f"quy-trinh-{version.procedure.code}-{version.number}.{ending}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    patch_cache_control(response, public=True, max_age=300)
    return response
