"""Walking a form with its answers: what is shown, what is known by then, what is wrong."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from motcua.core.refusals import Problem
from motcua.procedures.form.compiled import Compiled
from motcua.procedures.kinds.computed import Computed
from motcua.procedures.kinds.question import Question, is_blank
from motcua.procedures.package.form import Group, Page, Rule
from motcua.procedures.texts import say


@dataclass(frozen=True)
class FormProblem(Problem):
    """A problem of an answer, with the page on which it can be mended."""

    page: str = ""


@dataclass
class Shown:
    """One question that is asked, with its answer: normal, raw or none."""

    question: Question
    answer: Any
    place: str
    problem: str
    broken: list[str] = field(default_factory=list)
    """What rules say here."""

    @property
    def name(self) -> str:
        """The name of its box: `copies[0].purpose` is `copies-0-purpose`."""
        return self.place.replace("[", "-").replace("].", "-")


@dataclass
class ShownGroup:
    """A group that is asked, with the questions of each item."""

    group: Group
    items: list[list[Shown]]
    place: str
    problem: str
    broken: list[str] = field(default_factory=list)


@dataclass
class ShownPage:
    """A page that is asked, with what it asks."""

    page: Page
    asked: list[Shown | ShownGroup]
    broken: list[str] = field(default_factory=list)
    """What rules say whose question is not asked."""

    def find(self, id: str) -> "Shown | ShownGroup | None":
        """The question or group by its identifier, when it is asked."""
        return next((one for one in self.asked if one.place == id), None)

    def shown(self) -> Iterator[Shown]:
        """Every question on the page, those of items included."""
        for one in self.asked:
            if isinstance(one, Shown):
                yield one
            else:
                for item in one.items:
                    yield from item

    def _cell(self, one: "Shown | ShownGroup") -> str:
        """Row and column of what stands in a group that takes a paste; else nothing."""
        id, opened, rest = one.place.partition("[")
        group = self.find(id) if opened else None
        if not isinstance(one, Shown) or not isinstance(group, ShownGroup) or not group.group.paste:
            return ""
        told = {"row": int(rest.partition("]")[0]) + 1, "column": say(one.question.label)}
        return _("Dòng %(row)d, cột “%(column)s”: ") % told

    def problems(self) -> Iterator[FormProblem]:
        """What is wrong or missing on the page."""
        asked: list[Shown | ShownGroup] = [*self.shown()]
        asked += [one for one in self.asked if isinstance(one, ShownGroup)]
        for one in asked:
            where = self._cell(one)
            for message in filter(None, (one.problem, *one.broken)):
                yield FormProblem(one.place, where + message, page=self.page.id)
        for message in self.broken:
            yield FormProblem("", message, page=self.page.id)


@dataclass
class Walk:
    """The whole way through a form."""

    pages: list[ShownPage] = field(default_factory=list)
    known: dict[str, Any] = field(default_factory=dict)

    def page(self, id: str) -> ShownPage | None:
        """A page, when it is shown."""
        return next((one for one in self.pages if one.page.id == id), None)


def walk(compiled: Compiled, answers: Mapping[str, Any]) -> Walk:
    """Go through the pages in order; only right answers of what is shown decide what follows."""
    way = Walk()
    for page in compiled.package.form.pages:
        if not compiled.asks(f"page:{page.id}", way.known):
            continue
        shown = ShownPage(page, [])
        for asked in page.questions:
            if compiled.asks(asked.id, way.known):
                answer = answers.get(asked.id)
                shown.asked.append(
                    _walk_group(compiled, asked, answer, way)
                    if isinstance(asked, Group)
                    else _ask(compiled, asked, asked.id, answer, way.known)
                )
        way.pages.append(shown)
        for rule in _broken(compiled, f"page:{page.id}", page.rules, way.known):
            (shown.find(rule.at) or shown).broken.append(say(rule.message))
    _judge_whole(compiled, way)
    return way


def _judge_whole(compiled: Compiled, way: Walk) -> None:
    for rule in _broken(compiled, "form", compiled.package.form.rules, way.known):
        found = (page.find(rule.at) for page in way.pages)
        at = next((one for one in found if one is not None), way.pages[-1] if way.pages else None)
        if at is not None:
            at.broken.append(say(rule.message))


def _broken(
    compiled: Compiled, key: str, rules: list[Rule], known: Mapping[str, Any]
) -> Iterator[Rule]:
    """The rules that are known not to hold."""
    for number, rule in enumerate(rules):
        if compiled.conditions[f"rule:{key}:{number}"].holds(known) is False:
            yield rule


def _ask(
    compiled: Compiled, question: Question, place: str, answer: Any, known: dict[str, Any]
) -> Shown:
    if isinstance(question, Computed):
        return _compute(compiled, question, place, known)
    question = question.seen_with(known)
    if is_blank(answer):
        return Shown(question, None, place, question.lacking() if question.required else "")
    problem = question.wrong(answer)
    if not problem:
        known[question.id] = answer
    return Shown(question, answer, place, problem)


def _compute(compiled: Compiled, question: Computed, place: str, known: dict[str, Any]) -> Shown:
    """What follows from the answers so far, whatever was sent in its place."""
    found = question.plain(compiled.values[f"value:{question.id}"].of(known))
    if found is not None:
        known[question.id] = found
    return Shown(question, found, place, "")


def _walk_group(compiled: Compiled, group: Group, answer: Any, way: Walk) -> ShownGroup:
    given = answer if isinstance(answer, list) else []
    items: list[list[Shown]] = []
    known: list[dict[str, Any]] = []
    for number, item in enumerate(given[: group.keeps]):
        shown, right = _walk_item(compiled, group, number, item, way.known)
        items.append(shown)
        known.append(right)
    if isinstance(answer, list):
        way.known[group.id] = known
    problem = _group_problem(group, answer, len(given))
    return ShownGroup(group, items, group.id, problem)


def _walk_item(
    compiled: Compiled, group: Group, number: int, item: Any, known: Mapping[str, Any]
) -> tuple[list[Shown], dict[str, Any]]:
    answers = item if isinstance(item, dict) else {}
    around = dict(known)
    shown = [
        _ask(compiled, one, f"{group.id}[{number}].{one.id}", answers.get(one.id), around)
        for one in group.questions
        if compiled.asks(one.id, around)
    ]
    by_id = {one.question.id: one for one in shown}
    for rule in _broken(compiled, f"group:{group.id}", group.rules, around):
        (by_id.get(rule.at) or shown[0]).broken.append(say(rule.message))
    ids = by_id.keys()
    return shown, {id: value for id, value in around.items() if id in ids}


def _is_items(group: Group, answer: Any) -> bool:
    """A list whose items answer nothing but the group's own questions."""
    ids = {one.id for one in group.questions}
    return isinstance(answer, list) and all(
        isinstance(item, dict) and item.keys() <= ids for item in answer
    )


def _group_problem(group: Group, answer: Any, count: int) -> str:
    told = {"label": say(group.label), "item": say(group.item).lower()}
    if answer is not None and not _is_items(group, answer):
        return _("%(label)s: phải là danh sách các câu trả lời của biểu mẫu.") % told
    if count < group.at_least:
        return _("%(label)s: cần ít nhất %(least)d %(item)s.") % {**told, "least": group.at_least}
    if count > group.at_most:
        return _("%(label)s: nhiều nhất %(most)d %(item)s.") % {**told, "most": group.at_most}
    return ""
