"""One page of a form as a Django form, filled in without JavaScript.

Boxes are named after the question (`birth_date`, `residence-commune`), inside an item of a group
after group, number and question (`copies-0-purpose`). Three buttons ask the same page again:
`add` (the group), `remove` (`copies-0`) and `refresh` (show the communes of the province).
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext as _

from motcua.core.refusals import Invalid
from motcua.design.widgets import Textarea
from motcua.procedures.form.compiled import Compiled
from motcua.procedures.form.keeping import kept, text_kept
from motcua.procedures.form.pasting import LONGEST, MANY, columns, read_paste, written
from motcua.procedures.form.walking import Shown, ShownGroup, ShownPage, walk
from motcua.procedures.form.wording import in_words
from motcua.procedures.kinds.computed import Computed
from motcua.procedures.kinds.files import File
from motcua.procedures.kinds.places import Commune
from motcua.procedures.kinds.question import Box, Question, is_blank, lowered
from motcua.procedures.package.form import Group, Page
from motcua.procedures.texts import say

MOST_ROWS = 100
AGAIN = ("add", "remove", "refresh")


class PageForm(forms.Form):
    """The questions of one page that are asked, given the answers so far and what was typed."""

    use_required_attribute = False

    def __init__(
        self,
        compiled: Compiled,
        page: Page,
        answers: Mapping[str, Any],
        data: Any = None,
        files: Any = None,
        pasted: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(data, files, auto_id="%s")
        self.pasted = dict(pasted or {})
        """By group, pastes that could not be taken apart: kept as they are, to be mended."""
        self.page = page
        self.title, self.intro = say(page.title), say(page.intro)
        self.answers: dict[str, Any] = {}
        self.uploads: dict[str, list[Any]] = {}
        self.unread: dict[str, str] = {}
        """Pastes that could not be taken apart: why, by group."""
        before = _shown(compiled, page, answers)
        if data is not None:
            self._read(before, answers)
            if any(_dated(asked) for asked in page.questions):  # the date may be on this page
                after = _shown(compiled, page, {**answers, **self.answers})
                self._read(ShownPage(page, [*before.asked, *after.asked]), answers)
        self.shown = _shown(compiled, page, {**answers, **self.answers})
        self.changed_shape = self._has_changed(before)
        for one in self.shown.asked:
            self._lay_out(one)

    def clean(self) -> dict[str, Any]:
        for one in self.shown.asked:
            if isinstance(one, ShownGroup):
                self._tell(self._group_box(one), one.problem, *one.broken)
                self._tell(_paste_name(one.group), self.unread.get(one.group.id, ""))
                self._tell(_paste_name(one.group), *self._cells(one))
        for shown in self._boxed():
            uploads = self.uploads.get(shown.place)
            problem = "" if uploads and shown.answer is None else shown.problem
            self._tell(self._wrong_box(shown), problem, *shown.broken)
        self._tell(None, *self.shown.broken)
        return self.cleaned_data

    def _boxed(self) -> Iterator[Shown]:
        """The questions that have boxes of their own on the page."""
        for one in self.shown.asked:
            if isinstance(one, Shown):
                yield one
            elif not _as_table(one):
                for item in one.items:
                    yield from item

    def _group_box(self, one: ShownGroup) -> str:
        return _paste_name(one.group) if _as_table(one) else _count_name(one.group)

    def _cells(self, one: ShownGroup) -> list[str]:
        """What is wrong in the cells of a table; the first, and how many more."""
        if not _as_table(one):
            return []
        found = [
            problem.message
            for problem in self.shown.problems()
            if problem.place.startswith(f"{one.place}[")
        ]
        more = len(found) - MANY
        rest = [_("Còn %(count)d ô nữa cần sửa.") % {"count": more}] if more > 0 else []
        return found[:MANY] + rest

    def _tell(self, name: str | None, *messages: str) -> None:
        for message in filter(None, messages):
            self.add_error(name, message)

    def blocks(self) -> Iterator["Block | GroupBlock"]:
        """The page from top to bottom."""
        for one in self.shown.asked:
            yield self._block(one) if isinstance(one, Shown) else self._group_block(one)

    def _has_changed(self, before: ShownPage) -> bool:
        """A button asks for another shape, or what was typed makes the page ask more."""
        again = AGAIN if self.unread else (*AGAIN, "paste")
        pressed = self.is_bound and any(name in self.data for name in again)
        if self.unread:  # what was pasted is shown again as it was, to be mended
            return False
        asked_before = {one.place for one in (*before.asked, *before.shown())}
        asked_now = {one.place for one in (*self.shown.asked, *self.shown.shown())}
        return pressed or (self.is_bound and not asked_now <= asked_before)

    def _read(self, before: ShownPage, answers: Mapping[str, Any]) -> None:
        """Take the boxes of what was asked, or is sent all the same, as answers."""
        self._asked_before = {shown.name: shown.question for shown in before.shown()}
        for asked in self.page.questions:
            if isinstance(asked, Group):
                if _count_name(asked) in self.data or _whole_name(asked) in self.data:
                    self.answers[asked.id] = self._read_group(asked, answers.get(asked.id))
            elif isinstance(asked, File):
                self._read_uploads(asked)
            elif self._was_asked(asked.id) and not isinstance(asked, Computed):
                self.answers[asked.id] = self._read_question(asked, asked.id, answers.get(asked.id))

    def _was_asked(self, name: str) -> bool:
        """The page asked it, or the browser answers it; ticks taken off are not sent at all."""
        sent = any(box == name or box.startswith(f"{name}-") for box in self.data)
        return sent or name in self._asked_before

    def _read_group(self, group: Group, stored: Any) -> list[dict[str, Any]]:
        known = stored if isinstance(stored, list) else []
        if _whole_name(group) in self.data:
            return self._pasted(group, known, whole=True)
        typed = str(self.data.get(_count_name(group), ""))
        count = int(typed) if re.fullmatch(r"[0-9]{1,3}", typed) else 0
        items = [
            self._read_item(group, number, known[number] if number < len(known) else {})
            for number in range(min(count, group.at_most))
            if self.data.get("remove") != f"{group.id}-{number}"
        ]
        if self.data.get("add") == group.id and len(items) < group.at_most:
            items.append({})
        return self._pasted(group, items, whole=False) if group.paste else items

    def _pasted(self, group: Group, items: list[Any], *, whole: bool) -> list[dict[str, Any]]:
        """The items with those pasted; a table is pasted whole, in place of what was there."""
        text = str(self.data.get(_paste_name(group), ""))
        pasted = read_paste(group, text)
        if pasted.problem:
            self.unread[group.id] = pasted.problem
            self.pasted[group.id] = text_kept(text, LONGEST)
            return items
        self.pasted.pop(group.id, None)
        return pasted.items if whole else [*items, *pasted.items]

    def _read_item(self, group: Group, number: int, stored: Any) -> dict[str, Any]:
        item = dict(stored) if isinstance(stored, dict) else {}
        for one in group.questions:
            name = f"{group.id}-{number}-{one.id}"
            if self._was_asked(name) and not isinstance(one, Computed):
                item[one.id] = self._read_question(one, name, item.get(one.id))
        return {id: answer for id, answer in item.items() if not is_blank(answer)}

    def _read_question(self, question: Question, name: str, stored: Any) -> Any:
        question = self._asked_before.get(name, question)
        raw = {
            suffix: box.widget.value_from_datadict(self.data, self.files, _box_name(name, suffix))
            for suffix, box in question.boxes(None).items()
        }
        answer = question.join(raw)
        if is_blank(answer):
            return None
        try:
            return question.taken(question.normal(answer), stored)
        except Invalid:
            return kept(answer)

    def _read_uploads(self, question: File) -> None:
        widget = question.boxes(None)[""].widget
        given = widget.value_from_datadict(self.data, self.files, question.id)
        if uploads := [one for one in (given if isinstance(given, list) else [given]) if one]:
            self.uploads[question.id] = uploads

    def _lay_out(self, one: Shown | ShownGroup) -> None:
        if isinstance(one, Shown):
            self._add_boxes(one)
            return
        if one.group.paste:
            self._lay_out_paste(one)
        if _as_table(one):
            return
        name = _count_name(one.group)
        self.fields[name] = Box(required=False, widget=forms.HiddenInput())
        self.initial[name] = len(one.items)
        for item in one.items:
            for shown in item:
                self._add_boxes(shown)

    def _lay_out_paste(self, one: ShownGroup) -> None:
        whole, name = _as_table(one), _paste_name(one.group)
        names = ", ".join(say(column.label) for column in columns(one.group))
        hint = _("Chép các dòng từ bảng tính rồi dán vào đây. Thứ tự cột: %(names)s.")
        self.fields[name] = Box(
            required=False,
            widget=Textarea(rows=12 if whole else 4, attrs={"wrap": "off", "spellcheck": "false"}),
            label=_("Dán từ bảng tính"),
            help_text=hint % {"names": names},
        )
        if whole:
            self.fields[_whole_name(one.group)] = Box(required=False, widget=forms.HiddenInput())
            self.initial[_whole_name(one.group)] = "1"
            items = [{shown.question.id: shown.answer for shown in item} for item in one.items]
            self.initial[name] = written(one.group, items)
        if one.group.id in self.pasted:
            self.initial[name] = self.pasted[one.group.id]

    def _add_boxes(self, shown: Shown) -> None:
        parts = shown.question.split(shown.answer)
        boxes = shown.question.boxes(shown.answer)
        for suffix, box in boxes.items():
            name = _box_name(shown.name, suffix)
            if len(boxes) == 1:
                box.label, box.help_text = say(shown.question.label), _hint(shown)
            self.fields[name] = box
            self.initial[name] = parts.get(suffix)

    def _wrong_box(self, shown: Shown) -> str | None:
        parts = shown.question.split(shown.answer)
        suffixes = list(shown.question.boxes(shown.answer))
        if not suffixes:  # computed: the page as a whole is told
            return None
        empty = (suffix for suffix in suffixes if is_blank(parts.get(suffix)))
        return _box_name(shown.name, next(empty, suffixes[0]))

    def _block(self, shown: Shown) -> "Block":
        suffixes = list(shown.question.boxes(shown.answer))
        boxes = [self[_box_name(shown.name, suffix)] for suffix in suffixes]
        if len(boxes) == 1:
            return Block(boxes)
        legend, hint = say(shown.question.label), _hint(shown)
        if isinstance(shown.question, Computed):
            known = shown.answer is not None
            value = shown.question.show(shown.answer) if known else _("Chưa tính được")
            return Block([], legend, hint, value=value)
        if not shown.question.required:
            legend = _("%(label)s (không bắt buộc)") % {"label": legend}
        return Block(boxes, legend, hint, "province" in suffixes)

    def _group_block(self, one: ShownGroup) -> "GroupBlock":
        group, item_name = one.group, say(one.group.item)
        if _as_table(one):
            return GroupBlock(
                title=say(group.label),
                hint=say(group.hint),
                entries=[],
                count=self[_whole_name(group)],
                add="",
                add_text="",
                paste=self[_paste_name(group)],
                paste_button=group.id,
                heads=[say(asked.label) for asked in group.questions],
                rows=_rows(one),
                total=len(one.items),
            )
        items = [
            ItemBlock(
                title=f"{item_name} {number + 1}",
                blocks=[self._block(shown) for shown in item],
                remove=f"{group.id}-{number}",
            )
            for number, item in enumerate(one.items)
        ]
        count = self[_count_name(group)]
        return GroupBlock(
            title=say(group.label),
            hint=say(group.hint),
            entries=items,
            count=count,
            add=group.id if len(items) < group.at_most else "",
            add_text=_("Thêm %(item)s") % {"item": lowered(item_name)},
            paste=self[_paste_name(group)] if group.paste else None,
            paste_button=group.id,
        )


@dataclass
class Block:
    """What is drawn together: one box, or several under one legend."""

    boxes: list[BoundField]
    legend: str = ""
    hint: str = ""
    refreshes: bool = False
    value: str = ""
    """What is computed, and only read."""
    is_group = False

    @property
    def described_by(self) -> str:
        """The id of the hint to all boxes together."""
        return f"{self.boxes[0].auto_id}-all-hint" if self.hint and self.boxes else ""


@dataclass
class ItemBlock:
    """One item of a group, with the value of the button that removes it."""

    title: str
    blocks: list[Block]
    remove: str


@dataclass
class GroupBlock:
    """A repeatable group, with the value of the button that adds an item ("" when full)."""

    title: str
    hint: str
    entries: list[ItemBlock]
    count: BoundField
    add: str
    add_text: str
    paste: BoundField | None = None
    paste_button: str = ""
    heads: list[str] = field(default_factory=list)
    rows: list["TableRow"] = field(default_factory=list)
    """Of a table: the first ones, and those in which something is wrong."""
    total: int = 0
    is_group = True


@dataclass
class TableRow:
    """A row of the table, with each cell and what is wrong with it."""

    number: int
    cells: list[tuple[str, str]]


def _shown(compiled: Compiled, page: Page, answers: Mapping[str, Any]) -> ShownPage:
    return walk(compiled, answers).page(page.id) or ShownPage(page, [])


def _as_table(one: ShownGroup) -> bool:
    return one.group.paste and len(one.items) > MANY


def _rows(one: ShownGroup) -> list[TableRow]:
    rows: list[TableRow] = []
    for number, item in enumerate(one.items, start=1):
        by_id = {shown.question.id: shown for shown in item}
        wrong = any(shown.problem or shown.broken for shown in item)
        if number > MANY and (not wrong or len(rows) >= MOST_ROWS):
            continue
        found = [by_id.get(asked.id) for asked in one.group.questions]
        cells = [
            (_cell(shown), shown.problem or " ".join(shown.broken)) if shown else ("", "")
            for shown in found
        ]
        rows.append(TableRow(number, cells))
    return rows


def _cell(shown: Shown) -> str:
    return "" if shown.answer is None else in_words(shown)


def _paste_name(group: Group) -> str:
    return f"{group.id}-paste"


def _whole_name(group: Group) -> str:
    return f"{group.id}-whole"


def _hint(shown: Shown) -> str:
    """The hint, and where the answer was taken from."""
    told, source = say(shown.question.hint), shown.question.source
    if not source or shown.answer is None:
        return told
    return f"{told} " * bool(told) + _("Lấy từ %(source)s, bạn có thể sửa.") % {"source": source}


def _dated(asked: Any) -> bool:
    questions = asked.questions if isinstance(asked, Group) else [asked]
    return any(isinstance(one, Commune) and one.as_of for one in questions)


def _count_name(group: Group) -> str:
    return f"{group.id}-count"


def _box_name(name: str, suffix: str) -> str:
    return f"{name}-{suffix}" if suffix else name
