"""Life events: the list, the questions of one, and the plan that its answers yield."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from motcua.core import clock
from motcua.guidance import queries
from motcua.guidance.format import LifeEvent
from motcua.guidance.forms import PlanForm
from motcua.guidance.plans import Planned
from motcua.procedures import filing, wording
from motcua.procedures.texts import figures, say


@require_safe
def events(request: HttpRequest) -> HttpResponse:
    """What can happen in a life."""
    return render(request, "guidance/events.html", {"events": queries.events()})


@require_safe
def event(request: HttpRequest, slug: str) -> HttpResponse:
    """A few questions; whoever answered them is shown the plan."""
    found = queries.event(slug)
    if "plan" not in request.GET:
        return _questions(request, found, PlanForm(found, initial=_known(request)))
    form = PlanForm(found, request.GET)
    if not form.is_valid():
        return _questions(request, found, form, status=422)
    place = _place(request, form.cleaned_data["place"])
    if place is None:
        found_places = queries.communes_called(form.cleaned_data["place"])
        links = [(_with(request, commune=code), name) for code, name in found_places]
        return render(request, "guidance/places.html", {"event": found, "places": links})
    return _plan(request, found, form, place)


def _questions(
    request: HttpRequest, found: LifeEvent, form: PlanForm, status: int = 200
) -> HttpResponse:
    return render(request, "guidance/event.html", {"event": found, "form": form}, status=status)


def _known(request: HttpRequest) -> dict[str, str]:
    home = queries.place(queries.home_of(request.user))
    return {"place": home.name} if home else {}


@dataclass(frozen=True)
class _Nowhere:
    """Nobody said where they live."""

    area: None = None
    name: str = ""


def _place(request: HttpRequest, typed: str) -> queries.Place | _Nowhere | None:
    """The commune that was chosen, or the only one called so; None when there are several."""
    chosen = request.GET.get("commune", "")
    if chosen and (place := queries.place(chosen)):
        return place
    if not typed.strip():
        return _Nowhere()
    called = queries.communes_called(typed)
    if len(called) == 1:
        return queries.place(called[0][0]) or _Nowhere()
    return None


def _plan(
    request: HttpRequest, found: LifeEvent, form: PlanForm, place: queries.Place | _Nowhere
) -> HttpResponse:
    starts_on = form.cleaned_data["start"] or clock.today()
    plan = queries.plan_of(
        found,
        form.said(),
        starts_on=starts_on,
        happened_on=form.cleaned_data["happened"],
        commune=place.area,
    )
    context = {
        "event": found,
        "plan": plan,
        "starts_on": starts_on,
        "is_today": starts_on == clock.today(),
        "happened_on": form.cleaned_data["happened"],
        "place": place if place.area else None,
        "stages": [
            (stage.number, [_shown(one, place) for one in stage.steps]) for stage in plan.stages
        ],
        "fee": (figures(plan.least), figures(plan.most)),
        "said": [
            (one.text, next(c.text for c in one.choices if c.code == form.said()[one.id]))
            for one in found.questions
        ],
        "again": f"{reverse('guidance:event', args=[found.slug])}",
    }
    return render(request, "guidance/plan.html", context)


def _shown(one: Planned, place: queries.Place | _Nowhere) -> dict[str, Any]:
    """A step with where to go, and where to begin."""
    shown: dict[str, Any] = {"planned": one, "step": one.step, "start": "", "closed": None}
    if one.version is None:
        return {**shown, "where": [say(one.step.where)]}
    package = one.version.package
    if package.channel("online"):
        shown["closed"] = filing.closed(one.version)
        if shown["closed"] is None:
            shown["start"] = reverse("dossiers:start", args=[package.code])
    return {
        **shown,
        "where": _where(one, place),
        "channel": wording.CHANNELS[one.channel.channel] if one.channel else "",
    }


def _where(one: Planned, place: queries.Place | _Nowhere) -> list[str]:
    """The desks of the commune for what a commune does; else who performs it."""
    package = one.version.package if one.version else None
    if package is None:
        return []
    if isinstance(place, queries.Place) and "commune" in package.levels and place.agency:
        desks = [f"{desk.name}, {desk.address}" for desk in place.desks]
        return [place.agency.name, *desks]
    if one.step.where:
        return [say(one.step.where)]
    return [say(body.name) for body in package.agencies.performing[:3]]


def _with(request: HttpRequest, **more: str) -> str:
    asked = request.GET.copy()
    for name, value in more.items():
        asked[name] = value
    return f"?{asked.urlencode()}"
