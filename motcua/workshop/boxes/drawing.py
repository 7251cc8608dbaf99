"""Boxes on a page: each member of a part as a question with label, hint and what is wrong."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from motcua.design.components import questions
from motcua.workshop.boxes import leaves, referring
from motcua.workshop.boxes.describing import described
from motcua.workshop.boxes.layout import is_large, is_lines, is_ticked, own_page
from motcua.workshop.boxes.problems import Problems
from motcua.workshop.boxes.taking import ROOT, shown_languages
from motcua.workshop.labels import code_name, part_name, told
from motcua.workshop.labels.told import Told
from motcua.workshop.shapes import (
    Branch,
    Constant,
    Field,
    Listed,
    OneOf,
    Part,
    Shape,
    Text,
)
from motcua.workshop.source.places import NOTHING, Path, Source, address_of, at, place_of
from motcua.workshop.source.titles import words

__all__ = ["Drawing", "Problems", "drawn"]


@dataclass
class Drawing:
    """A part as HTML, and what was not told beside any box."""

    html: SafeString
    problems: Problems


@dataclass
class Entry:
    """An item of a list: its boxes, or the way to its page."""

    title: str
    name: str
    href: str
    html: SafeString = field(default_factory=SafeString)
    kind: str = ""
    problems: int = 0


def drawn(
    shape: Shape,
    source: Source,
    path: Path,
    problems: Problems,
    manuscript: UUID,
    only: tuple[str, ...] = (),
) -> Drawing:
    """The boxes of what stands at a place; `only`: these members of it."""
    value = at(source, path) if path else source
    pen = _Pen(source, problems, manuscript)
    if isinstance(shape, OneOf):
        branch = shape.branch_of(value)
        shape = branch.shape if branch else shape
    if isinstance(shape, Part):
        html = pen.members(shape, value, ROOT, path, only)
    else:
        html = pen.member(Field(str(path[-1]), "", shape, True), value, ROOT, path)
    return Drawing(html, problems)


class _Pen:
    def __init__(self, source: Source, problems: Problems, manuscript: UUID) -> None:
        self.source = source
        self.problems = problems
        self.manuscript = manuscript

    def members(
        self, shape: Part, value: Any, name: str, path: Path, only: tuple[str, ...] = ()
    ) -> SafeString:
        """The members of a part: the usual ones, then the rare ones, folded away."""
        known = value if isinstance(value, dict) else {}
        usual: list[SafeString] = []
        rare: list[tuple[str, SafeString, bool]] = []
        open_ = False
        for one in shape.fields:
            if (only and one.name not in only) or _is_silent(one):
                continue
            here = (*path, one.name)
            wrong = self.problems.within(here)
            html = self.member(one, known.get(one.name, NOTHING), f"{name}-{one.name}", here)
            if told(one).rare:
                filled = one.name in known and one.name not in {"id", "code"}
                rare.append((_small(told(one).label), html, filled))
                open_ = open_ or bool(wrong)
            else:
                usual.append(html)
        context = {
            "usual": usual,
            "rare": [html for _label, html, _filled in rare],
            "filled": ", ".join(label for label, _html, filled in rare if filled),
            "names": ", ".join(label for label, _html, filled in rare if not filled),
            "open": open_,
            "strangers": [
                self._stranger(key, path) for key in known if _is_strange(shape, key, only)
            ],
        }
        return _draw("members", context)

    def _stranger(self, key: str, path: Path) -> dict[str, Any]:
        here = (*path, key)
        return {
            "key": key,
            "forget": f"forget:{place_of(here)}",
            "problem": self.problems.told_at(here) or _("Định dạng không có mục này."),
        }

    def member(self, one: Field, value: Any, name: str, path: Path) -> SafeString:
        """One member, whatever its shape."""
        shape, said = one.shape, told(one)
        if isinstance(shape, Text):
            return self.both_languages(one, said, value, name, path)
        if isinstance(shape, Part):
            return self.sub(said, shape, value, name, path)
        if isinstance(shape, Listed):
            return self.listed(one, said, shape, value, name, path)
        if isinstance(shape, OneOf) and not is_large(shape):
            return self.one_of(one, said, shape, value, name, path)
        return self.leaf(one, said, value, name, path)

    def _asked(self, said: Told, path: Path, hint: str = "") -> questions.Question:
        return {"hint": hint or str(said.hint), "error": self.problems.told_at(path), "size": ""}

    def _label(self, said: Told, path: Path, *, optional: bool) -> SafeString:
        return leaves.labelled(said.label, optional=optional, missing=self.problems.misses(path))

    def leaf(self, one: Field, said: Told, value: Any, name: str, path: Path) -> SafeString:
        offered = (
            referring.known(said.refers, self.source, path)
            if said.refers not in {"", "condition", "expression"}
            else None
        )
        label = self._label(said, path, optional=not one.required)
        html = leaves.leaf(one, said, value, name, self._asked(said, path), offered, label)
        if said.refers in {"condition", "expression"}:
            names = list(referring.before(self.source, path))
            context = {
                "box": html,
                "name": name,
                "names": _names(names),
                "is_condition": said.refers == "condition",
            }
            return _draw("condition", context)
        return html

    def both_languages(
        self, one: Field, said: Told, value: Any, name: str, path: Path
    ) -> SafeString:
        vi, en = shown_languages(value)
        asked = self._asked(said, path)
        asked_vi = self.problems.told_at((*path, "vi"))
        asked["error"] = asked["error"] or asked_vi
        label = self._label(said, path, optional=not one.required)
        lines = max(said.lines, 1 + (len(vi) > 90) + vi.count("\n"))
        error = self.problems.told_at((*path, "en"))
        english = format_html(
            '{}<span class="govuk-visually-hidden">: {}</span>', _("Tiếng Anh"), said.label
        )
        return _draw("languages", {
            "vi": leaves.words(f"{name}-vi", label, asked, vi, lines=lines),
            "en": leaves.words(f"{name}-en", english, {"error": error}, en, lines=lines),
            "has_hint": bool(said.hint),
        })  # fmt: skip

    def sub(self, said: Told, shape: Part, value: Any, name: str, path: Path) -> SafeString:
        context = {
            "legend": self._label(said, path, optional=False),
            "model": shape.name.lower(),
            "hint": said.hint,
            "error": self.problems.told_at(path),
            "id": name,
            "html": self.members(shape, value, name, path),
        }
        return _draw("sub", context)

    def one_of(
        self, one: Field, said: Told, shape: OneOf, value: Any, name: str, path: Path
    ) -> SafeString:
        """One of a few things, chosen first; what it asks further appears under it."""
        branch = None if value is NOTHING else shape.branch_of(value)
        ways: list[dict[str, object]] = []
        if shape.optional or value is NOTHING:
            ways.append({"value": "", "text": _("Không")})
        chosen = branch.key if branch else ("" if value is NOTHING else "?")
        if chosen == "?":
            ways.append({"value": "?", "text": str(value)})
        if value is NOTHING and one.default is not NOTHING and one.default is not None:
            ways, chosen = [], str(one.default)
        items = [*ways, *(self._way(one, each, value, name, path) for each in shape.branches)]
        label = self._label(said, path, optional=False)
        return questions.radios(
            f"{name}-is", label, {**self._asked(said, path), "id": name},
            items=items, value=chosen or None, small=True,
        )  # fmt: skip

    def _way(
        self, one: Field, branch: Branch, value: Any, name: str, path: Path
    ) -> dict[str, object]:
        item: dict[str, object] = {
            "value": branch.key, "text": code_name(one.owner, one.name, branch.key),
        }  # fmt: skip
        if isinstance(branch.shape, Constant):
            return item
        here = value if value is not NOTHING and branch.fits(value) else NOTHING
        inside = f"{name}-{branch.key}"
        if isinstance(branch.shape, Part):
            html = self.members(branch.shape, here, inside, path)
        else:
            plain = Field(one.name, one.owner, branch.shape, True)
            said = Told(_("Là"), width=20)
            label = leaves.labelled(said.label, optional=False)
            html = leaves.leaf(plain, said, here, inside, {}, None, label)
        return {**item, "conditional": html} if html.strip() else item

    def listed(
        self, one: Field, said: Told, shape: Listed, value: Any, name: str, path: Path
    ) -> SafeString:
        items = value if isinstance(value, list) else []
        asked = self._asked(said, path)
        if is_ticked(shape, said.refers):
            offered = referring.known(said.refers, self.source, path) if said.refers else None
            asked["error"] = self._items_told(asked["error"], path, items)
            label = self._label(said, path, optional=not one.required)
            return leaves.ticks(one, label, shape, items, name, asked, offered)
        if is_lines(shape, said.refers):
            asked["error"] = self._items_told(asked["error"], path, items)
            label = self._label(said, path, optional=not one.required)
            return leaves.lines(label, said, value, name, asked)
        separate = own_page(shape.item)
        entries = [
            self._entry(shape.item, item, f"{name}-{n}", (*path, n), separate)
            for n, item in enumerate(items)
        ]
        context = {
            "label": self._label(said, path, optional=not one.required),
            "hint": said.hint,
            "error": asked["error"],
            "name": name,
            "entries": entries,
            "count": len(items),
            "separate": separate,
            "may_add": not shape.most or len(items) < shape.most,
            "add": _("Thêm %(part)s") % {"part": _part_of(shape.item)},
            "picks": is_large(shape.item),
            "place": place_of(path),
        }
        return _draw("listed", context)

    def _items_told(self, error: object, path: Path, items: Iterable[Any]) -> str:
        """What is wrong with single lines or ticks, with the line."""
        found = [str(error)] if error else []
        for number, item in enumerate(items):
            if wrong := self.problems.told_at((*path, number)):
                found.append(f"“{item}”: {wrong}")
        return " ".join(found)

    def _entry(self, shape: Shape, item: Any, name: str, path: Path, separate: bool) -> Entry:
        number = int(path[-1]) + 1
        title = item_title(item) or _("Mục %(number)d") % {"number": number}
        if separate:
            kind = described(item, self.source)
            href = reverse("workshop:part", args=[self.manuscript, address_of(path)])
            return Entry(title, name, href, kind=kind, problems=self.problems.count(path))
        wrong = self.problems.told_at(path)
        if isinstance(shape, Part):
            html = self.members(shape, item, name, path)
        else:
            plain = Field("", "", shape, True)
            said = Told(_("Dòng %(number)d") % {"number": number}, lines=2)
            html = self.both_languages(plain, said, item, name, path)
        if wrong:
            html = mark_safe(questions.error_message(wrong) + html)  # noqa: S308  # both drawn here
        return Entry(title, name, "", html)


def item_title(item: Any) -> str:
    """What an item of a list is called."""
    if not isinstance(item, dict):
        return words(item)[:80]
    if "channel" in item:
        return code_name("Channel", "channel", item["channel"])
    named = (item.get(one) for one in ("name", "label", "title", "text", "message", "number"))
    return next((words(one)[:120] for one in named if words(one)), str(item.get("id") or ""))


def _part_of(shape: Shape) -> str:
    if isinstance(shape, Part):
        return part_name(shape.name)
    return part_name("Question") if is_large(shape) else part_name("")


def _is_silent(one: Field) -> bool:
    """A member that is always the same says nothing to anybody."""
    return isinstance(one.shape, Constant)


def _is_strange(shape: Part, key: str, only: tuple[str, ...]) -> bool:
    return not only and shape.field(key) is None


def _small(label: object) -> str:
    text = str(label)
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


def _names(asked: Iterable[dict[str, Any]]) -> list[tuple[str, str, str]]:
    return [
        (str(one.get("id")), words(one.get("label")), leaves.kind_name(one))
        for one in asked
        if one.get("id")
    ]


def _draw(template: str, context: dict[str, Any]) -> SafeString:
    html = render_to_string(f"workshop/boxes/{template}.html", context)
    return mark_safe(html)  # noqa: S308  # a template of ours escaped it
