"""The package: one procedure as data, complete in one file."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Annotated, Literal

from django.utils.translation import gettext as _
from pydantic import Field, StringConstraints

from motcua.core.refusals import Invalid, Problem
from motcua.procedures.kinds.files import File
from motcua.procedures.kinds.places import Address, Commune, Province
from motcua.procedures.package import finder as finder_part
from motcua.procedures.package import flow, record, rules
from motcua.procedures.package import form as form_part
from motcua.procedures.package.form import Example, Form, Group
from motcua.procedures.package.process import Process
from motcua.procedures.package.tables import Table
from motcua.procedures.texts import Id, Line, LongText, Part, Text, figures

Code = Annotated[str, StringConstraints(pattern=r"^[1-3]\.\d{6}(\.[A-Z]\d{2})?$")]
MOST_ANSWERS = 5_000
"""Of all worked examples together, counting the items of groups."""

Related = Annotated[list[record.Related], Field(max_length=60)]


class Reception(Part):
    """How the competent agency is found: by the area that a question names, or fixed."""

    by: Literal["commune", "province", "agency"]
    question: Id | None = None
    agency: record.AgencyCode | None = None


class Package(Part):
    """A procedure: national record, channels, cases, form, process, results, examples."""

    format: Literal[1]
    code: Code
    code_certainty: record.Certainty = "verified"
    name: Text
    keywords: Annotated[list[Line], Field(max_length=40)] = []
    summary: Text
    kind: Line | None = None
    description: LongText | None = None
    field: record.Field_
    other_fields: Annotated[list[record.Field_], Field(max_length=10)] = []
    levels: Annotated[list[record.Level], Field(min_length=1, max_length=4)]
    online: Literal["full", "partial", "none"] = "full"
    online_reason: Text | None = None
    decision: record.Decision | None = None
    publisher: record.AgencyCode | None = None
    national: record.National | None = None
    agencies: record.Agencies
    subjects: Annotated[list[record.Subject], Field(min_length=1, max_length=12)]
    subjects_note: Text | None = None
    requirements: LongText | None = None
    requirements_basis: Annotated[list[Id], Field(max_length=20)] = []
    legal_basis: Annotated[list[record.Basis], Field(min_length=1, max_length=100)]
    guide: Annotated[list[Text], Field(max_length=60)] = []
    guides: Annotated[list[record.Guide], Field(max_length=40)] = []
    addresses: Annotated[list[Text], Field(max_length=60)] = []
    channels: Annotated[list[record.Channel], Field(min_length=1, max_length=3)]
    cases: Annotated[list[record.Case], Field(min_length=1, max_length=60)]
    results: Annotated[list[record.Result], Field(min_length=1, max_length=40)]
    related: Related = []
    linked: Related = []
    form: Form
    reception: Reception
    process: Process
    tables: Annotated[list[Table], Field(max_length=40)] = []
    finder: finder_part.Finder | None = None
    examples: Annotated[list[Example], Field(max_length=40)] = []
    unfinished: Annotated[
        list[record.Unfinished],
        Field(max_length=5, description="Parts still to be written; none may be left to publish."),
    ] = []

    def channel(self, name: str) -> record.Channel | None:
        """The channel by its name: direct, online or postal."""
        return next((one for one in self.channels if one.channel == name), None)

    def basis(self, id: str) -> record.Basis | None:
        """A legal text by its identifier."""
        return next((one for one in self.legal_basis if one.id == id), None)


def unfinished_findings(package: Package) -> list[Problem]:
    """The parts that were not written yet, as after an import of a national record."""
    said = _("Phần này do máy dựng tạm khi nhập. Hãy viết lại rồi bỏ tên nó khỏi `unfinished`.")
    return [Problem(part, said, "part-unfinished") for part in package.unfinished]


def findings(package: Package) -> Iterator[Problem]:
    """Everything that the shape alone cannot say, with its place in the package."""
    yield from form_part.findings(package.form)
    yield from flow.findings(package.process)
    yield from rules.findings(package)
    yield from finder_part.findings(package)
    yield from _doubles(package)
    yield from _reception_findings(package)
    yield from _paper_findings(package)
    yield from _case_findings(package)
    yield from _basis_findings(package)
    yield from _time_findings(package)
    yield from _publisher_findings(package)
    yield from _example_findings(package)
    if not package.guide and not package.guides:
        yield Problem("guide", _("Cần ít nhất một bước thực hiện."), "guide-missing")
    if package.online == "partial" and package.online_reason is None:
        said = _("Dịch vụ một phần phải nêu lý do.")
        yield Problem("online_reason", said, "online-reason-missing")


def _doubles(package: Package) -> Iterator[Problem]:
    named: dict[str, Iterable[str]] = {
        "legal_basis": (one.id for one in package.legal_basis),
        "cases": (one.id for one in package.cases),
        "results": (one.id for one in package.results),
        "channels": (one.channel for one in package.channels),
        "form.pages": (one.id for one in package.form.pages),
        "process.steps": (one.id for one in package.process.steps),
        "tables": (one.id for one in package.tables),
        **{
            f"cases[{number}].papers": (paper.id for paper in case.papers)
            for number, case in enumerate(package.cases)
        },
        **{
            f"process.steps[{number}].outcomes": (outcome.code for outcome in step.outcomes)
            for number, step in enumerate(package.process.steps)
        },
    }
    for place, ids in named.items():
        for id, times in Counter(ids).items():
            if times > 1:
                said = _("Mã “%(id)s” dùng %(times)d lần.") % {"id": id, "times": times}
                yield Problem(place, said, "id-twice")


def _reception_findings(package: Package) -> Iterator[Problem]:
    reception = package.reception
    if reception.by == "agency":
        if reception.agency is None:
            said = _("Cần mã cơ quan tiếp nhận.")
            yield Problem("reception.agency", said, "reception-agency-missing")
        return
    questions = {
        asked.id: (page, asked)
        for page in package.form.pages
        for asked in page.questions
        if not isinstance(asked, Group)
    }
    page, asked = questions.get(reception.question or "", (None, None))
    kinds = (Commune, Address, Province) if reception.by == "province" else (Commune, Address)
    if not isinstance(asked, kinds):
        said = _("Cần tên một câu hỏi về địa bàn (commune hoặc address).")
        yield Problem("reception.question", said, "reception-question")
    elif isinstance(asked, Commune) and asked.as_of:
        said = _("Nơi tiếp nhận phải là xã, phường ngày nay: bỏ as_of, hoặc hỏi thêm một câu khác.")
        yield Problem("reception.question", said, "reception-of-the-past")
    elif not asked.required:
        said = _("Câu hỏi xác định nơi tiếp nhận phải bắt buộc.")
        yield Problem("reception.question", said, "reception-not-sure")
    elif asked.when or (page and page.when):
        said = _("Câu hỏi xác định nơi tiếp nhận phải luôn được hỏi.")
        yield Problem("reception.question", said, "reception-not-sure")


def _paper_findings(package: Package) -> Iterator[Problem]:
    files = {
        asked.id
        for page in package.form.pages
        for asked in page.questions
        if isinstance(asked, File)
    }
    for number, case in enumerate(package.cases):
        for index, paper in enumerate(case.papers):
            place = f"cases[{number}].papers[{index}]"
            if paper.question is not None and paper.question not in files:
                yield Problem(
                    f"{place}.question",
                    _("Không có câu hỏi tệp đính kèm “%(id)s”.") % {"id": paper.question},
                    "paper-question-unknown",
                )


def _case_findings(package: Package) -> Iterator[Problem]:
    """Remarks stand after papers of their case; a time limit of a case names a case."""
    for number, case in enumerate(package.cases):
        papers = {paper.id for paper in case.papers}
        for index, remark in enumerate(case.remarks):
            if remark.after is not None and remark.after not in papers:
                yield Problem(
                    f"cases[{number}].remarks[{index}].after",
                    _("Trường hợp này không có giấy tờ “%(id)s”.") % {"id": remark.after},
                    "paper-unknown",
                )
    cases = {case.id for case in package.cases}
    for place, limit in _limits(package):
        if limit.case is not None and limit.case not in cases:
            said = _("Không có trường hợp “%(id)s”.") % {"id": limit.case}
            yield Problem(f"{place}.case", said, "case-unknown")


def _limits(package: Package) -> Iterator[tuple[str, record.Limit]]:
    for number, channel in enumerate(package.channels):
        for index, limit in enumerate(channel.others):
            yield f"channels[{number}].others[{index}]", limit


def _basis_findings(package: Package) -> Iterator[Problem]:
    """Whatever names a legal text names one of the list."""
    known = {one.id for one in package.legal_basis}
    naming = [
        (f"cases[{number}].papers[{index}].basis", paper.basis)
        for number, case in enumerate(package.cases)
        for index, paper in enumerate(case.papers)
    ]
    tariffs = [(f"channels[{n}].fee", c.fee.tariff) for n, c in enumerate(package.channels)]
    tariffs += [(place, limit.tariff) for place, limit in _limits(package)]
    naming += [
        (f"{place}.tariff[{index}].basis", charge.basis)
        for place, tariff in tariffs
        for index, charge in enumerate(tariff)
    ]
    naming.append(("requirements_basis", package.requirements_basis))
    for place, ids in naming:
        for id in ids:
            if id not in known:
                said = _("Không có căn cứ “%(id)s”.") % {"id": id}
                yield Problem(place, said, "basis-unknown")


def _publisher_findings(package: Package) -> Iterator[Problem]:
    """A province's variant is published by that province."""
    variant = package.code[len("1.000000.") :]
    if variant and package.publisher not in (None, variant):
        yield Problem(
            "publisher",
            _("Mã thủ tục là của %(variant)s, cơ quan công bố phải là cơ quan ấy.")
            % {"variant": variant},
            "publisher-of-another",
        )


def _example_findings(package: Package) -> Iterator[Problem]:
    """Examples are tried each time that a package is examined."""
    answers = [answer for one in package.examples for answer in one.answers.values()]
    items = sum(len(answer) if isinstance(answer, list) else 1 for answer in answers)
    if items > MOST_ANSWERS:
        said = _("Các ví dụ có quá %(most)s câu trả lời hoặc mục.") % {
            "most": figures(MOST_ANSWERS)
        }
        yield Problem("examples", said, "examples-too-long")


def _time_findings(package: Package) -> Iterator[Problem]:
    times = [(f"channels[{n}].term", c.term) for n, c in enumerate(package.channels)]
    times += [(f"{place}.term", limit.term) for place, limit in _limits(package)]
    times += [
        (f"process.steps[{n}].duration", step.duration)
        for n, step in enumerate(package.process.steps)
    ]
    for place, one in times:
        if one.amount == 0 and one.unit != "working_days":
            said = _("Thời hạn phải lớn hơn 0 (0 ngày làm việc: trong ngày).")
            yield Problem(place, said, "time-absurd")
        try:
            one.term()
        except Invalid as refusal:
            yield Problem(place, refusal.message, "time-absurd")
