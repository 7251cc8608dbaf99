"""Public tracking: anybody with the receipt in hand."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from motcua.core.refusals import NotFound
from motcua.dossiers import actions, forms, queries
from motcua.dossiers.views.citizen import timeline
from motcua.identity import doors

TRACK = "track_failed"
"""The limit of wrong answers from one address, in config/sign_in.py."""


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def track(request: HttpRequest) -> HttpResponse:
    """The state of a dossier by its code; the QR of the receipt carries the answer already."""
    data = request.POST if request.method == "POST" else request.GET
    asked = "code" in data and "answer" in data
    filled = forms.TrackingForm(data if asked else None, initial={"code": data.get("code", "")})
    if not asked or not filled.is_valid():
        return _render(request, filled, status=422 if asked else 200)
    try:
        found = queries.tracked(**filled.cleaned_data, may_guess=doors.may_guess(request, TRACK))
    except NotFound as refusal:
        doors.note_guess(request, TRACK)
        actions.note_failed_lookup(filled.cleaned_data["code"])
        filled.add_error(None, refusal.message)
        return _render(request, filled, status=404)
    return render(
        request, "dossiers/tracked.html", {"found": found, "timeline": timeline(found.moments)}
    )


def _render(request: HttpRequest, form: forms.TrackingForm, status: int) -> HttpResponse:
    return render(request, "dossiers/track.html", {"form": form}, status=status)
