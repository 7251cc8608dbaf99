"""Beside the boxes of a part: the page as citizens see it, the picture of the process."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import translation
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from motcua.procedures import bpmn, form
from motcua.workshop.boxes.drawing import item_title
from motcua.workshop.boxes.referring import end_name
from motcua.workshop.checking import Checked, process_of
from motcua.workshop.labels.speaking import spoken
from motcua.workshop.models import Manuscript
from motcua.workshop.sections import Spot, mending
from motcua.workshop.source.places import Path, Source, address_of, at, path_of
from motcua.workshop.trying import tried
from motcua.workshop.walking import walked

LANGUAGES = {"vi": "Tiếng Việt", "en": "English"}


def context(
    request: HttpRequest, manuscript: Manuscript, spot: Spot, source: Source, found: Checked
) -> dict[str, Any]:
    """What the page of this spot shows beside its boxes; nothing for most."""
    if spot.section.id == "quy-trinh":
        return _process(manuscript, spot, source, found)
    if spot.path[:1] == ("examples",):
        return _example(manuscript, spot, source)
    if spot.path[:2] == ("form", "pages"):
        return _page(request, manuscript, spot, source)
    return {}


def _page(
    request: HttpRequest, manuscript: Manuscript, spot: Spot, source: Source
) -> dict[str, Any]:
    """The page of the form as citizens see it, with the answers that were tried."""
    language = request.POST.get("xem") or request.GET.get("xem") or translation.get_language()
    language = language if language in LANGUAGES else "vi"
    with translation.override(language):
        drawn = _preview(request, manuscript, spot, source)
    here = spot.address(manuscript)
    others = [(f"{here}?xem={code}", name) for code, name in LANGUAGES.items() if code != language]
    return {
        "live": "workshop/live_form.html",
        "live_address": _live_address(manuscript, spot),
        "shown_language": language,
        "other_languages": others,
        **drawn,
    }


def _live_address(manuscript: Manuscript, spot: Spot) -> str:
    place = address_of(spot.path) if spot.path != spot.section.path else spot.section.path[0]
    return reverse("workshop:live", args=[manuscript.pk, place])


def _preview(
    request: HttpRequest, manuscript: Manuscript, spot: Spot, source: Source
) -> dict[str, Any]:
    form_in_work = tried(source)
    page_id = form_in_work.page_id(at(source, (*spot.path[:3], "id"))) if form_in_work else ""
    if form_in_work is None or not page_id:
        return {"preview": None}
    answers = answers_of(request, manuscript)
    shown = form.page_form(form_in_work.version, page_id, answers)
    if not form_in_work.is_asked(page_id, answers):
        condition = at(source, (*spot.path[:3], "when"))
        return {"preview": None, "waits_for": condition if isinstance(condition, str) else ""}
    return {
        "preview": shown,
        "attachments": form_in_work.attachments(answers),
        "hidden": form_in_work.hidden(page_id, shown),
        "left_out": not form_in_work.works.whole,
        "try_address": reverse("workshop:try_page", args=[manuscript.pk, page_id]),
        "back": address_of(spot.path),
    }


def answers_of(request: HttpRequest, manuscript: Manuscript) -> dict[str, Any]:
    """What this person tried to fill in; kept in their session."""
    kept = request.session.get("workshop", {})
    found = kept.get(str(manuscript.pk), {}) if isinstance(kept, dict) else {}
    return found if isinstance(found, dict) else {}


def keep_answers(request: HttpRequest, manuscript: Manuscript, answers: dict[str, Any]) -> None:
    """Keep what was tried, of the last three manuscripts."""
    kept = dict(request.session.get("workshop", {}))
    kept.pop(str(manuscript.pk), None)
    newest = dict(list(kept.items())[-2:])
    request.session["workshop"] = {**newest, str(manuscript.pk): answers}


def _example(manuscript: Manuscript, spot: Spot, source: Source) -> dict[str, Any]:
    """The answers in words, and where the outcomes have led so far."""
    in_work, example = tried(source), at(source, spot.path)
    if in_work is None or not isinstance(example, dict):
        return {}
    answers, outcomes = example.get("answers"), example.get("outcomes")
    codes = [str(one) for one in outcomes] if isinstance(outcomes, list) else []
    way = walked(in_work.works.package.process, codes)
    return {
        "live": "workshop/live_example.html",
        "live_address": _live_address(manuscript, spot),
        "answered": form.summary(in_work.version, answers) if isinstance(answers, dict) else [],
        "way": way,
        "ways": [(step.name, step.outcomes) for step in way.open],
        "end": end_name(way.end) if way.end else "",
        "number": spot.path[1],
    }


def _process(manuscript: Manuscript, spot: Spot, source: Source, found: Checked) -> dict[str, Any]:
    """The picture, and what is wrong at which step."""
    told = [one for one in found.findings if one.place.startswith("process")]
    return {
        "live": "workshop/live_process.html",
        "live_address": _live_address(manuscript, spot),
        "picture": picture(source),
        "warnings": [
            {
                "who": _step_name(path_of(one.place), source),
                "message": one.message,
                "mend": spoken(one.mend),
                "href": mending(manuscript, path_of(one.place)),
            }
            for one in told
            if one.code != "format-missing"
        ],
        "upload": spot.path == ("process",),
    }


def picture(source: Source) -> SafeString:
    """The process drawn, as far as it is written."""
    process = process_of(source)
    if process is None:
        return SafeString("")
    svg = bpmn.svg(bpmn.drawn(process), _("Sơ đồ quy trình đang soạn"))
    return mark_safe(svg)  # noqa: S308  # built as a tree, so escaped


def _step_name(path: Path, source: Source) -> str:
    return item_title(at(source, path[:3])) if len(path) > 2 else ""
