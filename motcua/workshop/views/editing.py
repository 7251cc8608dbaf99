"""Editing a part: every button saves, so that nothing typed is ever lost."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from motcua.core.refusals import Invalid, NotFound
from motcua.identity.doors import UserRequest
from motcua.workshop import actions, queries
from motcua.workshop.actions import Saved
from motcua.workshop.boxes import Problems, drawn, taken
from motcua.workshop.boxes.composing import composed
from motcua.workshop.boxes.drawing import item_title
from motcua.workshop.boxes.leaves import kind_name
from motcua.workshop.boxes.naming import with_codes
from motcua.workshop.checking import checked
from motcua.workshop.labels import GROUPS, KINDS, part_name
from motcua.workshop.labels.places import label_of
from motcua.workshop.models import Manuscript
from motcua.workshop.sections import Spot, box_name, mending, section_of, spot_of
from motcua.workshop.sections import section as section_by_id
from motcua.workshop.shapes import OneOf, Part, Shape, package_shape, shape_at
from motcua.workshop.shapes.kinds import as_yaml, from_yaml
from motcua.workshop.shapes.ordering import ordered
from motcua.workshop.source.naming import follow
from motcua.workshop.source.places import (
    NOTHING,
    Path,
    Source,
    address_of,
    at,
    path_of,
    put,
)
from motcua.workshop.views import beside
from motcua.workshop.views.frame import of_manuscript, page, seen

READ, WRITE = ("GET", "HEAD"), ("GET", "HEAD", "POST")


@of_manuscript
@require_http_methods(WRITE)
def section(request: UserRequest, manuscript: Manuscript, section_id: str) -> HttpResponse:
    """A section of the record."""
    found = section_by_id(section_id)
    if found is None:
        raise NotFound(_("Bản thảo không có phần này."))
    return _edit(request, manuscript, Spot(found.path, found.only, found))


@of_manuscript
@require_http_methods(WRITE)
def part(request: UserRequest, manuscript: Manuscript, place: str) -> HttpResponse:
    """An item that has a page of its own: a question, a step, a case."""
    path = path_of(place)
    spot = Spot(path, (), section_of(path))
    if request.method != "POST":
        nearest = spot_of(path, manuscript.source)
        if at(manuscript.source, path) is NOTHING:
            messages.warning(request, _("Mục này không còn ở đó nữa."))
            return redirect(nearest.address(manuscript))
        if nearest.path != path:
            return redirect(mending(manuscript, path))
    return _edit(request, manuscript, spot)


def _edit(request: UserRequest, manuscript: Manuscript, spot: Spot) -> HttpResponse:
    if request.method == "POST":
        return _save(request, manuscript, spot)
    return _show(request, manuscript, spot)


def _show(request: UserRequest, manuscript: Manuscript, spot: Spot) -> HttpResponse:
    source = manuscript.source
    shape = shape_at(spot.path, source) if spot.path else package_shape()
    if shape is None:
        raise NotFound(_("Bản thảo không có phần này."))
    is_new = "moi" in request.GET or (not spot.path and spot.section.is_blank(source))
    found = checked(source)
    here = [one for one in found.findings if spot.holds(path_of(one.place))]
    missing = [one for one in here if one.code == "format-missing"]
    shown = [one for one in here if one.code != "format-missing"]
    problems = Problems(
        ((one.place, one.message) for one in shown),
        [] if is_new else [one.place for one in missing],
    )
    drawing = drawn(shape, source, spot.path, problems, manuscript.pk, spot.only)
    context = {
        "spot": spot,
        "title": _title(spot, source),
        "trail": _trail(manuscript, spot),
        "shape": shape,
        "html": drawing.html,
        "summary": _summary(manuscript, spot, shown if is_new else here),
        **_kind(manuscript, spot, shape),
        "raw": reverse("workshop:raw", args=[manuscript.pk, address_of(_whole(spot))]),
        "last": queries.edits(manuscript, _whole(spot)).first(),
        "last_place": address_of(_whole(spot)),
        "address": spot.address(manuscript),
        **beside.context(request, manuscript, spot, source, found),
    }
    return page(request, manuscript, "part", context)


def _kind(manuscript: Manuscript, spot: Spot, shape: Shape) -> dict[str, str]:
    """Of a question: what kind it is, and where to choose another."""
    if not isinstance(shape, OneOf):
        return {}
    return {
        "kind_name": kind_name(at(manuscript.source, spot.path)),
        "kind_href": reverse("workshop:pick", args=[manuscript.pk, address_of(spot.path)]),
    }


def _whole(spot: Spot) -> Path:
    """The one place in which everything on the page is; the package itself, for general facts."""
    return spot.path or (spot.only if len(spot.only) == 1 else ("toan-goi",))


def _summary(manuscript: Manuscript, spot: Spot, shown: list[Any]) -> list[dict[str, str]]:
    """What is wrong on this page, each with the way to its box."""
    found = []
    for one in shown:
        path = path_of(one.place)
        own = spot_of(path, manuscript.source)
        if own.path == spot.path or not own.path:
            name = box_name(path[len(spot.path) :], spot, manuscript.source)
            text = f"{_near(path, manuscript.source)}{one.message}"
            found.append({"text": text, "href": f"#{name}", "mend": one.mend})
    return found


def _near(path: Path, source: Source) -> str:
    """The label of the member that is meant."""
    label = label_of(path, source)
    return f"{label}: " if label else ""


def _title(spot: Spot, source: Source) -> str:
    if not spot.path or spot.path == spot.section.path:
        return str(spot.section.title)
    item = at(source, spot.path)
    number = int(spot.path[-1]) + 1
    fallback = _("Mục %(number)d") % {"number": number}
    return item_title(item) or fallback


def _trail(manuscript: Manuscript, spot: Spot) -> list[tuple[str, str]]:
    """The pages above this one, each with its address."""
    trail = [
        (_("Xưởng thủ tục"), reverse("workshop:list")),
        (str(manuscript), reverse("workshop:overview", args=[manuscript.pk])),
    ]
    if spot.path and spot.path != spot.section.path:
        whole = Spot(spot.section.path, spot.section.only, spot.section)
        trail.append((str(spot.section.title), whole.address(manuscript)))
        for length in range(1, len(spot.path)):
            around = spot_of(spot.path[:length], manuscript.source)
            if around.path == spot.path[:length] and around.path != spot.section.path:
                trail.append((_title(around, manuscript.source), around.address(manuscript)))
    return trail


# Saving


def _save(request: UserRequest, manuscript: Manuscript, spot: Spot) -> HttpResponse:
    revision, base = seen(request, manuscript)
    if spot.path and at(base, spot.path) is NOTHING and spot.path != spot.section.path:
        raise NotFound(_("Mục này không còn ở đó nữa. Hãy mở lại trang trước."))
    mine, opened = read(request, base, spot)
    saved = actions.save(manuscript, by=request.user, seen=revision, source=with_codes(mine))
    tell(request, saved, spot.path)
    if saved.clashes:
        return redirect("workshop:clashes", manuscript.pk)
    return _onward(request, saved.manuscript, mine, spot, opened)


def read(request: UserRequest, base: Source, spot: Spot) -> tuple[Source, Path | None]:
    """The source with what the page says; and the item that was added, if any."""
    if "end" not in request.POST:
        raise Invalid(_("Trang gửi đi bị thiếu. Hãy tải lại trang rồi lưu lần nữa."))
    shape = (shape_at(spot.path, base) if spot.path else package_shape()) or package_shape()
    value = at(base, spot.path) if spot.path else base
    sent = composed(request.POST, base)
    found = taken(shape, value, sent, spot.only)
    mine = put(base, spot.path, found.value) if spot.path else dict(found.value)
    verb, _mark, where = str(sent.get("do", "")).partition(":")
    if verb == "forget" and (path := path_of(where)):
        mine = put(mine, path, NOTHING)
    opened = (*spot.path, *found.opened) if found.opened else None
    return mine, opened


def _onward(
    request: UserRequest, manuscript: Manuscript, mine: Source, spot: Spot, opened: Path | None
) -> HttpResponse:
    verb, _mark, where = request.POST.get("do", "").partition(":")
    if verb == "pick":
        return redirect("workshop:pick", manuscript.pk, address_of(path_of(where)))
    if opened:
        path = follow(opened, mine, manuscript.source) or opened
        own = spot_of(path, manuscript.source)
        if own.path == path:
            return redirect(f"{own.address(manuscript)}?moi=1")
        return redirect(mending(manuscript, path))
    path = follow(spot.path, mine, manuscript.source) or spot.section.path
    here = Spot(path, spot.only if path == spot.path else spot.section.only, spot.section)
    if request.POST.get("then") == "up":
        return redirect(_above(manuscript, here))
    anchor = where.rpartition("-")[0] if verb in {"up", "down", "remove"} else where
    return redirect(here.address(manuscript) + (f"#{anchor}" if anchor.startswith("p-") else ""))


def _above(manuscript: Manuscript, spot: Spot) -> str:
    if not spot.path or spot.path == spot.section.path:
        return reverse("workshop:overview", args=[manuscript.pk])
    return spot_of(spot.path[:-1], manuscript.source).address(manuscript)


def tell(request: UserRequest, saved: Saved, path: Path) -> None:
    """Say that it was saved, and what others had changed on the same page meanwhile."""
    others = [
        one for one in saved.beside
        if one.by_id != request.user.pk and one.change.path[: len(path)] == path
    ]  # fmt: skip
    names = ", ".join(queries.writers(others))
    if saved.clashes:
        count = len(saved.clashes)
        said = ngettext(
            "Đã lưu. Có %(count)d chỗ bạn và %(names)s cùng sửa: hãy chọn giữ bản nào.",
            "Đã lưu. Có %(count)d chỗ bạn và %(names)s cùng sửa: hãy chọn giữ bản nào.",
            count,
        )
        theirs = {one.theirs_by for one in saved.clashes if one.theirs_by}
        messages.warning(request, said % {"count": count, "names": ", ".join(theirs) or names})
    elif names and path:
        said = _("Đã lưu, gộp với phần %(names)s vừa sửa ở trang này.")
        messages.success(request, said % {"names": names})
    else:
        messages.success(request, _("Đã lưu."))


@of_manuscript
@require_POST
def live(request: UserRequest, manuscript: Manuscript, place: str) -> HttpResponse:
    """What the boxes say now, unsaved, beside them: asked for while somebody types."""
    path = path_of(place)
    _revision, base = seen(request, manuscript)
    spot = Spot(path, (), section_of(path))
    if at(base, path) is NOTHING and path != spot.section.path:
        raise NotFound(_("Mục này không còn ở đó nữa."))
    mine, _opened = read(request, base, spot)
    mine = with_codes(mine)
    context = beside.context(request, manuscript, spot, mine, checked(mine))
    if "live" not in context:
        raise NotFound(_("Phần này không có bản xem trước."))
    return page(request, manuscript, "live", context)


@of_manuscript
@require_http_methods(WRITE)
def raw(request: UserRequest, manuscript: Manuscript, place: str) -> HttpResponse:
    """A part as YAML, for who reads it more easily so."""
    path: Path = () if place == "toan-goi" else path_of(place)
    if request.method == "POST":
        revision, base = seen(request, manuscript)
        value = from_yaml(request.POST.get("yaml", "").replace("\r\n", "\n"))
        if not path and not isinstance(value, dict):
            raise Invalid(_("Cả gói phải là nhóm các mục. Hãy xem lại cách viết YAML."))
        mine = put(base, path, value) if path else dict(value)
        saved = actions.save(manuscript, by=request.user, seen=revision, source=with_codes(mine))
        tell(request, saved, path)
        if saved.clashes:
            return redirect("workshop:clashes", manuscript.pk)
        return redirect("workshop:raw", manuscript.pk, place)
    value = at(manuscript.source, path) if path else manuscript.source
    if value is NOTHING:
        raise NotFound(_("Bản thảo không có phần này."))
    here = spot_of(path, manuscript.source)
    context = {
        "yaml": as_yaml(ordered(value, path, manuscript.source)),
        "place": place,
        "title": _title(here, manuscript.source),
        "back": here.address(manuscript),
    }
    return page(request, manuscript, "raw", context)


@of_manuscript
@require_http_methods(WRITE)
def pick(request: UserRequest, manuscript: Manuscript, place: str) -> HttpResponse:
    """Choose the kind of a question: of a new one in a list, or another for one that is there."""
    path = path_of(place)
    shape = shape_at(path, manuscript.source)
    within = (
        shape_at((*path, 0), manuscript.source) if not isinstance(shape, OneOf | Part) else None
    )
    is_new = isinstance(within, OneOf)
    offered = within if is_new else _kinds_at(path, manuscript.source)
    if not isinstance(offered, OneOf):
        raise NotFound(_("Ở đây không thêm câu hỏi được."))
    kinds = [one.key for one in offered.branches]
    if request.method == "POST":
        return _picked(request, manuscript, path, offered, is_new)
    now = at(manuscript.source, (*path, "kind"))
    context = {
        "groups": [
            (title, [(key, KINDS[key]) for key in kinds if KINDS[key].group == group])
            for group, title in GROUPS.items()
        ],
        "chosen": "" if is_new else now,
        "is_new": is_new,
        "part": part_name("Question"),
        "back": spot_of(path, manuscript.source).address(manuscript),
    }
    return page(request, manuscript, "pick", context)


def _kinds_at(path: Path, source: Source) -> OneOf | None:
    listed = shape_at(path[:-1], source)
    item = getattr(listed, "item", None)
    return item if isinstance(item, OneOf) and at(source, path) is not NOTHING else None


def _picked(
    request: UserRequest, manuscript: Manuscript, path: Path, offered: OneOf, is_new: bool
) -> HttpResponse:
    revision, base = seen(request, manuscript)
    branch = offered.branch(request.POST.get("kind", ""))
    if branch is None:
        messages.error(request, _("Hãy chọn một loại câu hỏi."))
        return redirect("workshop:pick", manuscript.pk, address_of(path))
    if is_new:
        listed = at(base, path)
        items = list(listed) if isinstance(listed, list) else []
        mine = put(base, path, [*items, {"kind": branch.key}])
        place: Path = (*path, len(items))
    else:
        before = at(base, path)
        known = before if isinstance(before, dict) else {}
        fitting = {
            key: value
            for key, value in known.items()
            if isinstance(branch.shape, Part) and branch.shape.field(key)
        }
        mine, place = put(base, path, {**fitting, "kind": branch.key}), path
    saved = actions.save(manuscript, by=request.user, seen=revision, source=mine)
    if saved.clashes:
        return redirect("workshop:clashes", manuscript.pk)
    place = follow(place, mine, saved.manuscript.source) or path
    there = reverse("workshop:part", args=[manuscript.pk, address_of(place)])
    return redirect(f"{there}?moi=1" if is_new else there)
