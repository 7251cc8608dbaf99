"""Conditions put together from three choices: which question, how, and what value."""

from typing import Any

from django.http import QueryDict

from motcua.core.search import fold
from motcua.workshop.boxes.referring import DATES, before, questions
from motcua.workshop.source.places import Source
from motcua.workshop.source.titles import words

_HOW = {
    "is": "{id} == {value}",
    "not": "{id} != {value}",
    "more": "{id} >= {value}",
    "less": "{id} <= {value}",
    "yes": "{id}",
    "no": "!{id}",
}


def composed(sent: QueryDict, source: Source) -> Any:
    """What was sent; with the button `compose`, the choices are written into their box."""
    verb, _mark, name = sent.get("do", "").partition(":")
    id = sent.get(f"{name}-if", "")
    if verb != "compose" or not id:
        return sent
    asked = next((one for _place, one in _all(source) if one.get("id") == id), {"id": id})
    whole = sent.copy()
    before, how = sent.get(name, "").strip(), sent.get(f"{name}-how", "")
    one = _said(asked, how, sent.get(f"{name}-value", "").strip())
    joined = " && " if how else " "
    whole[name] = f"{before}{joined}{one}" if before else one
    return whole


def _all(source: Source) -> Any:
    for one in before(source, ("finder",)):
        yield ("finder",), one
    for place, asked in questions(source):
        yield place, asked
        inside = asked.get("questions")
        for number, one in enumerate(inside if isinstance(inside, list) else ()):
            if isinstance(one, dict):
                yield (*place, "questions", number), one


def _said(asked: dict[str, Any], how: str, value: str) -> str:
    id, kind = str(asked["id"]), asked.get("kind")
    literal = _literal(asked, value)
    if kind == "choices" and how in {"is", "not"}:
        return (
            f"{'!' * (how == 'not')}({literal} in {id})" if how == "not" else f"{literal} in {id}"
        )
    return _HOW.get(how, "{id}").format(id=id, value=literal)


def _literal(asked: dict[str, Any], value: str) -> str:
    """A value in CEL, as the kind of question wants it; an option may be named by its words."""
    kind = asked.get("kind")
    if kind in {"yes_no"}:
        return "false" if fold(value) in {"khong", "no", "false"} else "true"
    if kind in DATES:
        return f'date("{_iso(value)}")'
    if kind in {"number", "money", "percent", "area", "computed"}:
        plain = value.replace(".", "").replace(",", ".").replace(" ", "")
        return plain or "0"
    options = asked.get("options")
    for one in options if isinstance(options, list) else ():
        if isinstance(one, dict) and fold(words(one.get("name"))) == fold(value):
            value = str(one.get("code", value))
    return '"' + value.replace("\\", "").replace('"', "") + '"'


def _iso(value: str) -> str:
    parts = value.replace("-", "/").split("/")
    if len(parts) == 3 and len(parts[2]) == 4:
        return "-".join((parts[2], parts[1].zfill(2), parts[0].zfill(2)))
    return value
