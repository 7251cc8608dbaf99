"""What else in the source a member may name: steps, questions, laws, cases, papers."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from motcua.procedures.package.process import ENDS
from motcua.workshop.source.places import Path, Source, at
from motcua.workshop.source.titles import words

Named = list[tuple[str, str]]
"""Codes with what they are called."""
AREAS = ("commune", "address", "province")
DATES = ("date", "partial_date", "year", "date_time")


def known(refers: str, source: Source, path: Path) -> Named:
    """The codes that can be named at a place."""
    if refers in {"steps", "next_steps"}:
        return _steps(source, path, refers == "next_steps")
    if refers == "outcomes":
        return _named(at(source, (*path[:3], "outcomes")), "code")
    if refers == "papers":
        return _named(at(source, (*path[:2], "papers")), "id")
    if refers in {"basis", "cases", "tables"}:
        lists = {"basis": "legal_basis", "cases": "cases", "tables": "tables"}
        return _named(source.get(lists[refers]), "id")
    return _asked(refers, source, path)


def end_name(end: str) -> str:
    """An end of the process, in words."""
    return _("Kết thúc: được giải quyết") if end == "approved" else _("Kết thúc: từ chối")


def questions(source: Source, around: Path = ()) -> Iterator[tuple[Path, dict[str, Any]]]:
    """Every question and group, in order; those of a group only to what stands within it."""
    for page, one in _with_places(at(source, ("form", "pages"))):
        for number, asked in _with_places(one.get("questions")):
            place = ("form", "pages", page, "questions", number)
            yield place, asked
            if asked.get("kind") == "group" and around[:5] == place:
                for inner, question in _with_places(asked.get("questions")):
                    yield (*place, "questions", inner), question


def before(source: Source, path: Path) -> Iterator[dict[str, Any]]:
    """The questions that stand before a place of the form; all of them, for other places."""
    if path[:1] == ("finder",):
        yield from _finder_questions(source, path)
        return
    for place, asked in questions(source, path):
        if path[:1] == ("form",) and "rules" not in path and _key(place) >= _key(path):
            return
        yield asked


def _finder_questions(source: Source, path: Path) -> Iterator[dict[str, Any]]:
    """The questions that lead to a case, as if they were of the form: chosen from options."""
    for number, one in _with_places(at(source, ("finder", "questions"))):
        if path[1:2] == ("questions",) and number >= (*_key(path), 999)[0]:
            return
        choices = [
            {"code": each.get("code"), "name": each.get("text")}
            for _place, each in _with_places(one.get("choices"))
        ]
        yield {**one, "label": one.get("text"), "kind": "choice", "options": choices}


def _key(path: Path) -> tuple[int, ...]:
    return tuple(one for one in path if isinstance(one, int))


def _steps(source: Source, path: Path, with_ends: bool) -> Named:
    found = _named(at(source, ("process", "steps")), "id")
    own = at(source, (*path[:3], "id"))
    return [one for one in found if one[0] != own] + [
        (end, end_name(end)) for end in ENDS if with_ends
    ]


def _asked(refers: str, source: Source, path: Path) -> Named:
    kinds = {"files": ("file",), "areas": AREAS, "dates": DATES}.get(refers, ())
    asked = [one for _place, one in questions(source, path)]
    if refers == "near_questions" and len(path) > 2:
        inside = at(source, path[: path.index("rules")] if "rules" in path else path)
        listed = inside.get("questions") if isinstance(inside, dict) else None
        asked = [one for _number, one in _with_places(listed)] or asked
    return [
        (str(one.get("id")), words(one.get("label")) or str(one.get("id")))
        for one in asked
        if one.get("id") and (not kinds or one.get("kind") in kinds)
    ]


def _named(items: Any, member: str) -> Named:
    return [
        (str(one[member]), words(one.get("name")) or str(one.get("number") or one[member]))
        for _number, one in _with_places(items)
        if one.get(member)
    ]


def _with_places(items: Any) -> Iterator[tuple[int, dict[str, Any]]]:
    for number, one in enumerate(items if isinstance(items, list) else ()):
        if isinstance(one, dict):
            yield number, one
