"""A form that is still in work, filled in as a citizen would; the answers are nobody's data."""

from dataclasses import dataclass
from typing import Any

from motcua.procedures import form
from motcua.procedures import package as packages
from motcua.procedures.form import PageForm
from motcua.procedures.kinds.files import File
from motcua.procedures.kinds.question import is_blank
from motcua.procedures.models import Procedure, Version
from motcua.procedures.texts import say
from motcua.workshop.checking import Salvage, salvaged
from motcua.workshop.source.places import Source

A_FILE = "0193c0de-0000-7000-8000-000000000001"
"""Stands for a file where somebody says that one is attached."""
Answers = dict[str, Any]


@dataclass(frozen=True)
class Tried:
    """What works of a source, as a version that is nowhere kept."""

    works: Salvage
    version: Version

    def page_id(self, given: Any) -> str:
        """The page, when it can be shown; else ""."""
        ids = [page.id for page in self.works.package.form.pages]
        return given if given in ids else ""

    def files(self, page_id: str) -> list[File]:
        """The questions of a page that are answered with files."""
        pages = (page for page in self.works.package.form.pages if page.id == page_id)
        return [one for page in pages for one in page.questions if isinstance(one, File)]

    def hidden(self, page_id: str, shown: PageForm) -> list[str]:
        """What the page asks only in another case."""
        asked = {one.place for one in shown.shown.asked}
        pages = (page for page in self.works.package.form.pages if page.id == page_id)
        return [say(one.label) for page in pages for one in page.questions if one.id not in asked]

    def is_asked(self, page_id: str, answers: Answers) -> bool:
        """Whether these answers lead to the page at all."""
        return any(page.id == page_id for page in form.flow(self.version, answers))

    def take(
        self, page_id: str, answers: Answers, data: Any, uploads: Any
    ) -> tuple[PageForm, Answers]:
        """The page with what was sent, and the answers with it; any file counts as attached."""
        sent = form.page_form(self.version, page_id, answers, data, uploads)
        found = form.apply(self.version, page_id, answers, sent)
        for one in self.files(page_id):
            if sent.uploads.get(one.id) or data.get("attach") == one.id:
                found[one.id] = [A_FILE]
            elif data.get("remove") == f"tep-{one.id}":
                found.pop(one.id, None)
        return sent, found

    def attachments(self, answers: Answers) -> list[dict[str, Any]]:
        """The files that are attached, as the page shows them."""
        return [
            {"question": one.id, "file": {"name": say(one.label), "size": 0}, "pk": f"tep-{one.id}"}
            for page in self.works.package.form.pages
            for one in page.questions
            if isinstance(one, File) and not is_blank(answers.get(one.id))
        ]


def tried(source: Source) -> Tried | None:
    """The form of a source, ready to be filled in; None when nothing of it works."""
    works = salvaged(source)
    if works is None:
        return None
    plain = packages.to_json(works.package)
    fingerprint = packages.sha256(works.package)
    procedure = Procedure(code=works.package.code)
    return Tried(works, Version(procedure=procedure, number=0, source=plain, sha256=fingerprint))
