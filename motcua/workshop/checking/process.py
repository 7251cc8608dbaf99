"""The process of a source as far as it can be drawn: steps half written, ways that lead nowhere."""

import json
from typing import Any

from pydantic import ValidationError

from motcua.procedures.package.process import ENDS, Outcome, Process, Step
from motcua.workshop.source.places import Source, at
from motcua.workshop.source.titles import words

_HOUR = {"amount": 1, "unit": "working_hours"}


def process_of(source: Source) -> Process | None:
    """The steps with what can be drawn of each; None when there is none."""
    items = at(source, ("process", "steps"))
    steps = [one for item in (items if isinstance(items, list) else ()) if (one := _step(item))]
    known = {one.id for one in steps} | set(ENDS)
    unique = {one.id: _leading(one, known) for one in steps if one.id not in ENDS}
    return Process.model_construct(steps=list(unique.values())) if unique else None


def _step(item: Any) -> Step | None:
    """A step, with a stand-in for each member that is wrong."""
    if not isinstance(item, dict) or not isinstance(item.get("id"), str):
        return None
    outcomes = item.get("outcomes")
    ways = [one for each in (outcomes if isinstance(outcomes, list) else ()) if (one := _way(each))]
    given = {key: value for key, value in item.items() if key in _DRAWN}
    for kept in (given, {"id": item["id"], "name": words(item.get("name")) or item["id"]}):
        whole = {**_PLAIN, **kept, "outcomes": [_STANDIN]}
        try:
            found = Step.model_validate_json(json.dumps(whole))
        except (ValidationError, ValueError):
            continue
        return found.model_copy(update={"outcomes": ways})
    return None


_DRAWN = {"id", "name", "kind", "role", "agency", "duration", "join", "fork"}
_PLAIN = {"kind": "examine", "role": "handler", "duration": _HOUR}
_STANDIN = {"code": "next", "name": "…", "next": "approved"}


def _way(item: Any) -> Outcome | None:
    if not isinstance(item, dict):
        return None
    given = {key: item[key] for key in ("code", "name", "next", "fork", "guard") if item.get(key)}
    try:
        return Outcome.model_validate_json(json.dumps({"code": "x", "name": "…", **given}))
    except (ValidationError, ValueError):
        return None


def _leading(step: Step, known: set[str]) -> Step:
    """Only ways that lead to something that is there."""
    ways = [one for one in step.outcomes if step.leads(one) and set(step.leads(one)) <= known]
    return step.model_copy(update={"outcomes": ways})
