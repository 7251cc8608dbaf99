"""What an item that has a page of its own is, in a few words beside its title."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from motcua.workshop.boxes.leaves import kind_name
from motcua.workshop.boxes.referring import end_name
from motcua.workshop.labels import code_name
from motcua.workshop.source.places import Source, at
from motcua.workshop.source.titles import words


def described(item: Any, source: Source) -> str:
    """A step: who, how long, and where it leads; a page: how many questions; and so on."""
    if not isinstance(item, dict):
        return ""
    if "outcomes" in item:
        return _joined([_role(item), _time(item.get("duration")), _leads(item, source)])
    if isinstance(item.get("questions"), list) and "title" in item:
        return _joined([_count_questions(item["questions"]), _when(item)])
    if "kind" in item and "label" in item:
        return _joined([kind_name(item), _when(item)])
    if isinstance(item.get("papers"), list):
        count = len(item["papers"])
        return ngettext("%(count)d giấy tờ", "%(count)d giấy tờ", count) % {"count": count}
    return _time(item.get("term"))


def _joined(parts: list[str]) -> str:
    return " · ".join(part for part in parts if part)


def _role(item: dict[str, Any]) -> str:
    return code_name("Step", "role", item["role"]) if item.get("role") else ""


def _time(time: Any) -> str:
    if not isinstance(time, dict) or not time.get("unit"):
        return ""
    return f"{time.get('amount', '')} {code_name('Time', 'unit', time['unit'])}".strip()


def _when(item: dict[str, Any]) -> str:
    when = item.get("when")
    return _("chỉ khi %(condition)s") % {"condition": when} if isinstance(when, str) else ""


def _count_questions(questions: list[Any]) -> str:
    count = len(questions)
    return ngettext("%(count)d câu hỏi", "%(count)d câu hỏi", count) % {"count": count}


def _leads(item: dict[str, Any], source: Source) -> str:
    """Where a step can lead, by names."""
    names = {}
    steps = at(source, ("process", "steps"))
    for one in steps if isinstance(steps, list) else ():
        if isinstance(one, dict):
            names[one.get("id")] = words(one.get("name"))
    leads: list[str] = []
    outcomes = item.get("outcomes")
    for one in outcomes if isinstance(outcomes, list) else ():
        if isinstance(one, dict):
            forked = one.get("fork")
            leads += [one.get("next") or "", *(forked if isinstance(forked, list) else [])]
    told = [
        names.get(one) or (end_name(one) if one in {"approved", "refused"} else "") for one in leads
    ]
    return "→ " + ", ".join(dict.fromkeys(filter(None, told))) if any(told) else ""
