"""Every request of somebody who plays in a round runs inside its sandbox, as who they play."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import Resolver404, resolve, reverse
from django.utils.translation import gettext as _

from motcua.core.middleware import refusal_page
from motcua.core.refusals import NotAllowed
from motcua.identity.models import User
from motcua.trials import queries, sandbox, stage
from motcua.trials.queries import Visit

SESSION_KEY = "trial"
PLAYED = {"portal", "procedures", "dossiers", "notices", "guidance", "api", "core", "design"}
"""Apps whose pages are shown inside. All others speak of real people: accounts, the workshop."""
ALIVE = {"trials:leave", "identity:sign_out", "account_logout", "set_language"}
ASKS_FOR_CHANGES = ("HTTP_IF_NONE_MATCH", "HTTP_IF_MODIFIED_SINCE")

GetResponse = Callable[[HttpRequest], HttpResponseBase]


def plays_in_a_sandbox(get_response: GetResponse) -> GetResponse:
    """Stands after those that know who is signed in, and before whatever shows data."""

    def respond(request: HttpRequest) -> HttpResponseBase:
        told = request.session.get(SESSION_KEY)
        if not told or not isinstance(request.user, User):
            return get_response(request)
        visit = queries.visit(by=request.user, **told)
        if visit is None:
            return _over(request)
        request.trial = visit  # type: ignore[attr-defined]  # for the banner
        where = _where(request)
        if where == "live":
            return get_response(request)
        if where == "nowhere":
            said = _("Trang này không có trong đợt kiểm thử. Hãy rời đợt kiểm thử trước.")
            return refusal_page(request, NotAllowed(said))
        return _inside(request, visit, get_response)

    return respond


def _inside(request: HttpRequest, visit: Visit, get_response: GetResponse) -> HttpResponseBase:
    real = request.user
    for header in ASKS_FOR_CHANGES:  # what the browser has may be the live page
        request.META.pop(header, None)
    try:
        with sandbox.entered(visit.round.sandbox):
            request.user = User.objects.get(pk=visit.person["id"])
            response = get_response(request)
            _finish(response)
            stage.tell_all()
    except (sandbox.Gone, User.DoesNotExist):
        request.user = real
        return _over(request)
    finally:
        request.user = real
    for header in ("ETag", "Last-Modified", "Expires"):
        response.headers.pop(header, None)
    response["Cache-Control"] = "private, no-store"
    return response


def _finish(response: HttpResponseBase) -> None:
    """Whatever would be read later is read now: later this thread is outside again."""
    if response.streaming:
        content = b"".join(response)
        response.streaming_content = [content]  # type: ignore[attr-defined]  # it is streaming


def _over(request: HttpRequest) -> HttpResponse:
    """The round was closed meanwhile, or this person is no tester any more."""
    request.session.pop(SESSION_KEY, None)
    messages.info(request, _("Đợt kiểm thử đã đóng. Bạn đang ở trang thật."))
    return HttpResponseRedirect(reverse("trials:rounds"))


def _where(request: HttpRequest) -> str:
    """On which data this address runs for somebody who plays: "inside", "live" or "nowhere"."""
    try:
        match = resolve(request.path_info)
    except Resolver404:
        return "inside"  # the page that says so
    if match.view_name in ALIVE or "trials" in match.app_names:
        return "live"
    first = match.namespaces[0] if match.namespaces else ""
    return "inside" if first in PLAYED else "nowhere"
