"""A half-filled form brought over to another version: what fits goes along, nothing is lost."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from motcua.procedures.form.compiled import compiled
from motcua.procedures.form.walking import ShownGroup, walk
from motcua.procedures.form.wording import in_words
from motcua.procedures.kinds.computed import Computed
from motcua.procedures.kinds.question import Question
from motcua.procedures.models import Version
from motcua.procedures.package.form import Group
from motcua.procedures.texts import say


@dataclass(frozen=True)
class Carried:
    """Answers for the new form, and those for which it has no place."""

    answers: dict[str, Any]
    aside: dict[str, Any]


def carried(old: Version, new: Version, answers: Mapping[str, Any]) -> Carried:
    """What of these answers the new form takes, right or wrong, and what it has no place for."""
    before, after = _asked(old), _asked(new)
    found = Carried({}, {})
    for id, answer in answers.items():
        question = after.get(id)
        if isinstance(question, Group) and isinstance(before.get(id, question), Group):
            found.answers[id] = _items(question, answer)
        elif isinstance(question, Question) and _fits(question, before.get(id), answer):
            found.answers[id] = answer
        else:
            found.aside[id] = answer
    return found


def told(version: Version, answers: Mapping[str, Any], ids: set[str]) -> list[tuple[str, str]]:
    """These questions of a version with their answers, as a person reads them."""
    rows = []
    for page in walk(compiled(version), answers).pages:
        for one in page.asked:
            if isinstance(one, ShownGroup):
                if one.group.id in ids:
                    count = _("%(count)d dòng") % {"count": len(one.items)}
                    rows.append((say(one.group.label), count))
            elif one.question.id in ids:
                rows.append((say(one.question.label), in_words(one)))
    return rows


def _asked(version: Version) -> dict[str, Question | Group]:
    pages = compiled(version).package.form.pages
    return {
        one.id: one for page in pages for one in page.questions if not isinstance(one, Computed)
    }


def _fits(question: Question, before: Question | Group | None, answer: Any) -> bool:
    """Of the same kind as before, whatever was typed; of another, if it is right there too."""
    return type(question) is type(before) or not question.problem(answer)


def _items(group: Group, answer: Any) -> list[dict[str, Any]]:
    known = {one.id for one in group.questions if not isinstance(one, Computed)}
    items = [item for item in answer if isinstance(item, dict)] if isinstance(answer, list) else []
    return [{id: value for id, value in item.items() if id in known} for item in items]
