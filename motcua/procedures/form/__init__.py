"""The form of a version, filled in: pages, checks, summary. Pure; answers are plain JSON.

Answers go by question: `{"child_name": "Nguyễn An", "copies": [{"purpose": "..."}]}`. Half-filled
or wrong answers may be kept: each is looked at again whenever it is asked for.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple

from django.utils import translation
from django.utils.translation import gettext as _

from motcua.core.refusals import NotFound
from motcua.procedures.form.carrying import Carried, carried, told
from motcua.procedures.form.compiled import Compiled, compiled
from motcua.procedures.form.fees import FeeTable, fee_table
from motcua.procedures.form.keeping import kept
from motcua.procedures.form.page_form import PageForm
from motcua.procedures.form.paper import blank_pdf, filled_pdf
from motcua.procedures.form.pasting import MANY
from motcua.procedures.form.walking import FormProblem, Shown, ShownGroup, Walk, walk
from motcua.procedures.form.wording import in_words
from motcua.procedures.kinds.computed import Computed
from motcua.procedures.kinds.files import File
from motcua.procedures.kinds.places import province_of
from motcua.procedures.kinds.question import is_blank
from motcua.procedures.models import Version
from motcua.procedures.package.form import Group
from motcua.procedures.package.form import Page as PageOfPackage
from motcua.procedures.texts import say

__all__ = [
    "Carried",
    "FeeTable",
    "FileQuestion",
    "FormProblem",
    "Page",
    "PageForm",
    "Reception",
    "Row",
    "Section",
    "apply",
    "blank_pdf",
    "carried",
    "check",
    "declaration",
    "fee_table",
    "files",
    "filled_pdf",
    "flow",
    "merge",
    "page_form",
    "prefilled",
    "problems_of",
    "reception",
    "relevant",
    "schema",
    "summary",
    "told",
    "unread",
]

Answers = Mapping[str, Any]


@dataclass(frozen=True)
class Page:
    """A page that is asked. Complete: nothing is missing or wrong; started: something answered."""

    id: str
    number: int
    title: str
    intro: str
    complete: bool
    started: bool
    file_questions: tuple[str, ...]


class Row(NamedTuple):
    """A question and its answer in words."""

    label: str
    value: str


@dataclass(frozen=True)
class Section:
    """One page of the summary: its questions with their answers in words."""

    title: str
    page_id: str
    rows: list[Row]


@dataclass(frozen=True)
class FileQuestion:
    """A question answered with files, its limits, and the files that answer it so far."""

    id: str
    page_id: str
    label: str
    hint: str
    required: bool
    accept: str
    kinds: tuple[str, ...]
    at_most: int
    max_bytes: int
    ids: list[str]


@dataclass(frozen=True)
class Reception:
    """Where the dossier goes: a fixed agency, or that of an area."""

    by: Literal["commune", "province", "agency"]
    agency_code: str = ""
    area_code: str = ""


def flow(version: Version, answers: Answers) -> list[Page]:
    """The pages that are asked, in order."""
    return [
        Page(
            id=shown.page.id,
            number=number,
            title=say(shown.page.title),
            intro=say(shown.page.intro),
            complete=not any(shown.problems()),
            started=any(not is_blank(answers.get(asked.id)) for asked in shown.page.questions),
            file_questions=tuple(
                one.question.id for one in shown.shown() if isinstance(one.question, File)
            ),
        )
        for number, shown in enumerate(walk(compiled(version), answers).pages, start=1)
    ]


def page_form(
    version: Version,
    page_id: str,
    answers: Answers,
    data: Any = None,
    files: Any = None,
    pasted: Mapping[str, str] | None = None,
) -> PageForm:
    """One page as a Django form. Raises NotFound. See PageForm for its names and buttons.

    When `changed_shape`, keep the answers and show the page anew, unbound: it asks otherwise now.
    `pasted` are the pastes that could not be taken apart before, by group.
    """
    ready = compiled(version)
    return PageForm(ready, _page(ready, page_id), answers, data, files, pasted)


def unread(version: Version, pasted: Mapping[str, str]) -> list[FormProblem]:
    """A problem for each paste that still waits to be mended, of groups that the form has."""
    return [
        FormProblem(
            asked.id,
            _("%(label)s: bảng đã dán chưa đọc được. Hãy sửa rồi dán lại, hoặc xóa đi.")
            % {"label": say(asked.label)},
            page=page.id,
        )
        for page in compiled(version).package.form.pages
        for asked in page.questions
        if asked.id in pasted
    ]


def apply(version: Version, page_id: str, answers: Answers, form: PageForm) -> dict[str, Any]:
    """The answers with those of a page form that was sent, valid or not."""
    return merge(version, page_id, answers, form.answers)


def merge(version: Version, page_id: str, answers: Answers, given: Answers) -> dict[str, Any]:
    """The answers with those given for one page; what belongs elsewhere, or to files, is left."""
    merged = dict(answers)
    for asked in _page(compiled(version), page_id).questions:
        if asked.id not in given or isinstance(asked, File | Computed):
            continue
        if isinstance(asked, Group):
            merged[asked.id] = _kept_items(asked, given[asked.id])
        elif is_blank(answer := asked.taken(kept(given[asked.id]), answers.get(asked.id))):
            merged.pop(asked.id, None)
        else:
            merged[asked.id] = answer
    return merged


def check(version: Version, answers: Answers) -> list[FormProblem]:
    """Everything wrong or missing, with its page. Empty: the answers may be filed."""
    return problems_of(compiled(version), answers)


def problems_of(ready: Compiled, answers: Answers) -> list[FormProblem]:
    """The same for a form that belongs to no version yet."""
    if not isinstance(answers, Mapping):
        return [FormProblem("", _("Câu trả lời phải là một nhóm các mục."))]
    way = walk(ready, answers)
    problems = [problem for shown in way.pages for problem in shown.problems()]
    problems += _unknown(ready, answers)
    problems += _against_schema(ready, way, {problem.place for problem in problems})
    return problems


def relevant(version: Version, answers: Answers) -> dict[str, Any]:
    """The answers to what is asked; those to hidden questions, and blanks, are dropped."""
    found: dict[str, Any] = {}
    for shown in walk(compiled(version), answers).pages:
        for one in shown.asked:
            if isinstance(one, ShownGroup):
                items = [_item_answers(item) for item in one.items]
                if items:
                    found[one.group.id] = items
            elif one.answer is not None:
                found[one.question.id] = one.answer
    return found


def summary(version: Version, answers: Answers, language: str | None = None) -> list[Section]:
    """Question and answer in words, page by page, in a language (the active one by default)."""
    with translation.override(language or translation.get_language()):
        return [
            Section(say(shown.page.title), shown.page.id, list(_rows(shown.asked)))
            for shown in walk(compiled(version), answers).pages
        ]


def schema(version: Version) -> dict[str, Any]:
    """The JSON Schema (2020-12) of the answers."""
    return dict(compiled(version).schema)


def files(version: Version, answers: Answers) -> list[FileQuestion]:
    """The questions to answer with files, among those that are asked."""
    return [
        FileQuestion(
            id=shown.question.id,
            page_id=page.page.id,
            label=say(shown.question.label),
            hint=say(shown.question.hint),
            required=shown.question.required,
            accept=shown.question.endings(),
            kinds=tuple(shown.question.accept),
            at_most=shown.question.at_most,
            max_bytes=shown.question.megabytes * 1024 * 1024,
            ids=[] if shown.problem else list(shown.answer or []),
        )
        for page in walk(compiled(version), answers).pages
        for shown in page.shown()
        if isinstance(shown.question, File)
    ]


def prefilled(version: Version, facts: Mapping[str, Any]) -> dict[str, Any]:
    """Answers that are known before anything is asked, where the package says from which fact."""
    found = {
        question.id: question.prefilled(facts)
        for page in compiled(version).package.form.pages
        for question in page.questions
        if not isinstance(question, Group)
    }
    return {id: answer for id, answer in found.items() if not is_blank(answer)}


def declaration(version: Version) -> str:
    """What the applicant declares when filing."""
    return say(compiled(version).package.form.declaration)


def reception(version: Version, answers: Answers) -> Reception:
    """Where these answers are filed. Area and agency may be empty while not yet answered."""
    ready = compiled(version)
    rule = ready.package.reception
    if rule.by == "agency":
        return Reception("agency", agency_code=rule.agency or "")
    place = walk(ready, answers).known.get(rule.question or "", "")
    commune = place.get("commune", "") if isinstance(place, dict) else place
    if rule.by == "commune":
        return Reception("commune", area_code=commune)
    return Reception("province", area_code=commune if len(commune) == 2 else province_of(commune))


def _page(ready: Compiled, page_id: str) -> PageOfPackage:
    page = ready.page(page_id)
    if page is None:
        raise NotFound(_("Biểu mẫu không có trang này."))
    return page


def _kept_items(group: Group, answer: Any) -> list[dict[str, Any]]:
    items = [item for item in answer if isinstance(item, dict)] if isinstance(answer, list) else []
    typed = [one.id for one in group.questions if not isinstance(one, Computed)]
    found = [{id: kept(item.get(id)) for id in typed} for item in items]
    return [
        {id: answer for id, answer in item.items() if not is_blank(answer)}
        for item in found[: group.keeps]
    ]


def _item_answers(item: list[Shown]) -> dict[str, Any]:
    return {one.question.id: one.answer for one in item if one.answer is not None}


def _unknown(ready: Compiled, answers: Answers) -> Iterator[FormProblem]:
    known = ready.schema["properties"]
    for name in list(answers)[:200]:
        if name not in known:
            yield FormProblem(str(name)[:60], _("Biểu mẫu không có câu hỏi này."))


def _against_schema(ready: Compiled, way: Walk, told: set[str]) -> Iterator[FormProblem]:
    """What the schema alone refuses; with our kinds at work there should be nothing."""
    pages = {asked.id: shown.page.id for shown in way.pages for asked in shown.page.questions}
    for error in ready.validator.iter_errors(way.known):
        place = "".join(
            f"[{part}]" if isinstance(part, int) else f".{part}" for part in error.instance_path
        ).removeprefix(".")
        if error.kind.name != "required" and place not in told:
            page = pages.get(str(error.instance_path[0]), "")
            yield FormProblem(place, _("Câu trả lời không đúng mẫu."), page=page)


def _rows(asked: list[Shown | ShownGroup]) -> Iterator[Row]:
    for one in asked:
        if isinstance(one, Shown):
            yield Row(say(one.question.label), in_words(one))
            continue
        name = say(one.group.item)
        if not one.items:
            yield Row(say(one.group.label), _("Không có"))
        for number, item in enumerate(one.items, start=1):
            if one.group.paste and len(one.items) > MANY:
                yield Row(f"{name} {number}", "; ".join(map(in_words, item)))
                continue
            for shown in item:
                yield Row(f"{name} {number}: {say(shown.question.label)}", in_words(shown))
