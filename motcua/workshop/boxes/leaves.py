"""Single boxes: a line, lines, a number, a date, a tick, one or several of some codes."""

from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from motcua.design.components import questions
from motcua.design.components.content import tag
from motcua.design.widgets import DateInput
from motcua.workshop.boxes.taking import shown_lines, shown_map
from motcua.workshop.labels import KINDS, code_name
from motcua.workshop.labels.told import Told
from motcua.workshop.shapes import (
    Cells,
    Choice,
    Day,
    Field,
    Flag,
    Listed,
    Mapped,
    Number,
    Raw,
    Words,
)
from motcua.workshop.shapes.kinds import Leaf
from motcua.workshop.source.places import NOTHING

Offered = list[tuple[str, str]] | None
MONO = "mc-code"


def labelled(label: object, *, optional: bool, missing: bool = False) -> SafeString:
    """A label; what may be left empty says so, and what is still to be written."""
    if missing:
        return format_html("{} {}", label, tag(_("chưa viết"), colour="yellow"))
    if not optional:
        return format_html("{}", label)
    return format_html('{} <span class="mc-optional">{}</span>', label, _("(không bắt buộc)"))


def leaf(
    one: Field,
    said: Told,
    value: Any,
    name: str,
    asked: questions.Question,
    offered: Offered,
    label: SafeString,
) -> SafeString:
    """The box of a plain value."""
    shape = one.shape
    asked = {**asked, "id": name}
    if offered is not None:
        return _select(label, name, asked, _shown(shape, value), offered, one)
    if isinstance(shape, Flag):
        return _tick(said, shape, value, name, asked, one)
    if isinstance(shape, Choice):
        named = [(str(code), code_name(one.owner, one.name, code)) for code in shape.values]
        shown = _shown(shape, value)
        if value is NOTHING and one.default not in (NOTHING, None):
            shown = str(one.default)
        return _select(label, name, asked, shown, named, one)
    if isinstance(shape, Day):
        parts = DateInput().parts("" if value is NOTHING else value)
        return questions.date_input(name, label, asked, values=parts)
    return _typed(shape, said, value, name, asked, label, one)


def _typed(
    shape: Any,
    said: Told,
    value: Any,
    name: str,
    asked: questions.Question,
    label: SafeString,
    one: Field,
) -> SafeString:
    if isinstance(shape, Mapped):
        return _code(name, label, asked, shown_map(value), max(said.lines, 3))
    if isinstance(shape, Raw | Cells):
        return _code(name, label, asked, shape.show(value), max(said.lines, 4))
    if isinstance(shape, Words) and shape.is_expression:
        return _code(name, label, asked, shape.show(value), 2)
    if isinstance(shape, Number):
        shown = shape.show(value)
        if value is NOTHING and isinstance(one.default, int):
            shown = str(one.default)
        return questions.input(
            name, label, asked, value=shown, width=said.width or 10, inputmode="numeric"
        )
    lines = said.lines if not getattr(shape, "several_lines", False) else max(said.lines, 3)
    shown = _shown(shape, value)
    return words(name, label, asked, shown, lines=lines, width=said.width)


def words(
    name: str,
    label: object,
    asked: questions.Question,
    shown: str,
    *,
    lines: int = 1,
    width: int | None = None,
) -> SafeString:
    """A line, or several."""
    if lines > 1 or "\n" in shown:
        rows = min(max(lines, shown.count("\n") + 1), 14)
        return questions.textarea(name, str_safe(label), asked, value=shown, rows=rows)
    return questions.input(name, str_safe(label), asked, value=shown, width=width)


def str_safe(label: object) -> str:
    """A label as the components take it; escaped texts stay as they are."""
    return label if isinstance(label, str) else str(label)


def _code(
    name: str, label: SafeString, asked: questions.Question, shown: str, rows: int
) -> SafeString:
    rows = min(max(rows, shown.count("\n") + 1), 24)
    told: questions.Question = {**asked, "classes": MONO}
    return questions.textarea(name, label, told, value=shown, rows=rows, spellcheck="false")


def _select(
    label: SafeString,
    name: str,
    asked: questions.Question,
    shown: str,
    named: list[tuple[str, str]],
    one: Field,
) -> SafeString:
    items: list[dict[str, object]] = []
    if not one.required and one.default in (NOTHING, None):
        items.append({"value": "", "text": _("Không nêu")})
    elif not shown:
        items.append({"value": "", "text": _("Chọn …")})
    items += [{"value": code, "text": text} for code, text in named]
    if shown and shown not in {code for code, _text in named}:
        said = _("%(code)s (không có)") % {"code": shown}
        items.append({"value": shown, "text": said})
    return questions.select(name, label, asked, items=items, value=shown)


def _tick(
    said: Told, shape: Flag, value: Any, name: str, asked: questions.Question, one: Field
) -> SafeString:
    ticked = one.default is True if value is NOTHING else shape.show(value) == "on"
    item = {"value": "on", "text": said.label, "hint": asked.get("hint", ""), "checked": ticked}
    error: questions.Question = {**asked, "hint": ""}
    box = questions.checkboxes(name, "", error, items=[item], small=True)
    return _marked(box, name)


def ticks(
    one: Field,
    label: SafeString,
    shape: Listed,
    items: list[Any],
    name: str,
    asked: questions.Question,
    offered: Offered,
) -> SafeString:
    """Several of some codes."""
    chosen = [str(item) for item in items]
    if offered is None and isinstance(shape.item, Choice):
        offered = [(str(c), code_name(one.owner, one.name, c)) for c in shape.item.values]
        if not items and isinstance(one.default, list):
            chosen = [str(item) for item in one.default]
    named = dict(offered or [])
    for code in chosen:
        named.setdefault(code, _("%(code)s (không có)") % {"code": code})
    if not named:
        return format_html(
            '<div class="govuk-form-group" id="{}"><p class="govuk-body"><strong>{}</strong><br>'
            '<span class="govuk-hint">{}</span></p></div>',
            name, label, _("Chưa có gì để chọn: hãy viết phần ấy trước."),
        )  # fmt: skip
    offers = [{"value": code, "text": text} for code, text in named.items()]
    box = questions.checkboxes(
        name, label, {**asked, "id": name}, items=offers, values=chosen, small=True
    )
    return _marked(box, name)


def lines(
    label: SafeString, said: Told, value: Any, name: str, asked: questions.Question
) -> SafeString:
    """Several plain lines, in one box."""
    hint = f"{said.hint} " * bool(said.hint) + _("Mỗi dòng một mục.")
    shown = shown_lines(value)
    told: questions.Question = {**asked, "id": name, "hint": hint}
    if said.refers:
        told["classes"] = MONO
    rows = min(max(3, shown.count("\n") + 2), 14)
    return questions.textarea(name, label, told, value=shown, rows=rows)


def kind_name(item: Any) -> str:
    """What kind of question an item is, in words; "" for anything else."""
    kind = item.get("kind") if isinstance(item, dict) else None
    return str(KINDS[kind].name) if isinstance(kind, str) and kind in KINDS else ""


def _shown(shape: Any, value: Any) -> str:
    return shape.show(value) if isinstance(shape, Leaf) else str(value)


def _marked(box: SafeString, name: str) -> SafeString:
    """Ticks that are taken off are not sent: this says that they were there."""
    return format_html('<input type="hidden" name="{}-here" value="1">{}', name, box)
