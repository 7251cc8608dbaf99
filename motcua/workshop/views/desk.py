"""The list of manuscripts, beginning one, and its overview."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from motcua.agencies.models import Agency
from motcua.core.refusals import Invalid, NotAllowed
from motcua.identity.doors import UserRequest, official_required
from motcua.procedures import queries as procedures
from motcua.procedures.actions.permission import MAY_PUBLISH, is_the_platform, may_publish
from motcua.workshop import actions, permission, queries
from motcua.workshop.checking import Checked, checked
from motcua.workshop.forms import BeginForm
from motcua.workshop.models import Manuscript
from motcua.workshop.sections import GROUPS, Section, section, section_of
from motcua.workshop.source.places import path_of
from motcua.workshop.views.frame import of_manuscript, page

MOST_SHOWN = 200


@official_required
@require_safe
def index(request: UserRequest) -> HttpResponse:
    """Manuscripts in work, versions on their way, and what was put away."""
    context = {
        "manuscripts": queries.manuscripts(request.user)[:MOST_SHOWN],
        "away": queries.manuscripts(request.user, away=True)[:MOST_SHOWN],
        "versions": queries.versions_on_their_way(request.user),
        "may_begin": bool(_owners(request)),
    }
    return render(request, "workshop/list.html", context)


@official_required
@require_http_methods(["GET", "HEAD", "POST"])
def begin(request: UserRequest) -> HttpResponse:
    """Where to begin from; POST begins."""
    owners = _require_owners(request)
    form = BeginForm(owners, request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = _begun(request, form)
        except Invalid as refusal:
            return _begin_page(request, form, refusal)
        messages.success(request, _("Đã mở bản thảo. Viết phần nào trước cũng được."))
        return redirect("workshop:overview", made.pk)
    return _begin_page(request, form)


def _begin_page(
    request: UserRequest, form: BeginForm, refused: Invalid | None = None
) -> HttpResponse:
    status = 422 if refused or form.errors else 200
    context = {"form": form, "refused": refused}
    return render(request, "workshop/begin.html", context, status=status)


def _begun(request: UserRequest, form: BeginForm) -> Manuscript:
    given = form.cleaned_data
    owner: Agency = given["owner"]
    if given["how"] == "text":
        return actions.begin_from_text(owner, by=request.user, text=given["text"])
    if given["how"] == "national":
        return actions.begin_from_national(owner, by=request.user, text=given["record"])
    return actions.begin(owner, by=request.user, name=given["name"], code=given["code"])


@official_required
@require_safe
def amend(request: UserRequest) -> HttpResponse:
    """Find a procedure in force, to begin its next version."""
    owners = _require_owners(request)
    typed = request.GET.get("q", "")[:200]
    found = procedures.search(typed, limit=20) if typed.strip() else None
    rows = [
        (one, any(may_publish(owner, one.in_force) for owner in owners))
        for one in (found.procedures if found else ())
    ]
    context = {"q": typed, "rows": rows, "more": bool(found and found.more)}
    return render(request, "workshop/amend.html", context)


@official_required
@require_POST
def renew(request: UserRequest, version_id: UUID) -> HttpResponse:
    """Begin from a public version, to amend it."""
    owners = _require_owners(request)
    version = procedures.version(version_id)
    owner = next((one for one in owners if may_publish(one, version)), None)
    if owner is None:
        raise NotAllowed(_("Thủ tục này do cơ quan khác công bố, bạn không soạn bản mới được."))
    made = actions.renew(version, by=request.user, owner=owner)
    messages.success(request, _("Đã mở bản thảo từ bản đang áp dụng."))
    return redirect("workshop:overview", made.pk)


def _owners(request: UserRequest) -> list[Agency]:
    if is_the_platform(request.user):
        return list(Agency.objects.filter(level__in=MAY_PUBLISH).order_by("name"))
    return permission.writes_for(request.user)


def _require_owners(request: UserRequest) -> list[Agency]:
    permission.require_entry(request.user)
    owners = _owners(request)
    if not owners:
        raise NotAllowed(
            _("Soạn thủ tục là việc của quản trị. Bạn xem và duyệt được bản đã trình.")
        )
    return owners


@of_manuscript
@require_safe
def overview(request: UserRequest, manuscript: Manuscript) -> HttpResponse:
    """The parts as a task list, each with what is wrong in it."""
    found = checked(manuscript.source)
    context = {
        "groups": [(title, _tasks(manuscript, found, ids)) for title, ids in GROUPS],
        "found": found,
        "count": len(found.findings),
        "edits": list(queries.edits(manuscript)[:6]),
    }
    return page(request, manuscript, "overview", context)


def _tasks(manuscript: Manuscript, found: Checked, ids: tuple[str, ...]) -> list[dict[str, object]]:
    counts: dict[str, int] = {}
    for one in found.findings:
        key = section_of(path_of(one.place)).id
        counts[key] = counts.get(key, 0) + 1
    known = [part for id in ids if (part := section(id))]
    return [_task(manuscript, part, counts.get(part.id, 0)) for part in known]


def _task(manuscript: Manuscript, one: Section, count: int) -> dict[str, object]:
    if one.is_blank(manuscript.source):
        status, colour = (_("Chưa viết"), "grey") if count else (_("Không có"), "")
    elif count:
        said = ngettext("%(count)d chỗ cần sửa", "%(count)d chỗ cần sửa", count)
        status, colour = said % {"count": count}, "yellow"
    else:
        status, colour = _("Xong"), "green"
    return {
        "title": one.title,
        "hint": one.what,
        "href": reverse("workshop:section", args=[manuscript.pk, one.id]),
        "status": status,
        "colour": colour,
    }


@of_manuscript
@require_POST
def put_away(request: UserRequest, manuscript: Manuscript) -> HttpResponse:
    """Off the list of work, or back on it."""
    if manuscript.put_away_at:
        actions.take_up(manuscript, by=request.user)
        messages.success(request, _("Đã lấy bản thảo ra để soạn tiếp."))
        return redirect("workshop:overview", manuscript.pk)
    actions.put_away(manuscript, by=request.user)
    messages.success(request, _("Đã cất bản thảo. Mọi thứ vẫn được giữ."))
    return redirect("workshop:list")
