"""What is different between two versions of a procedure, as a citizen would ask. Pure."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from django.utils.translation import gettext as _

from motcua.procedures import wording
from motcua.procedures.package import Package
from motcua.procedures.package.form import Group
from motcua.procedures.package.record import Basis, Case, Channel, Paper
from motcua.procedures.texts import say

Kind = Literal["added", "removed", "changed"]
Described = Mapping[str, tuple[str, str]]
"""Things by what identifies them: what each is called, and how it is, in the active language."""


@dataclass(frozen=True)
class Change:
    """One difference. `before` is empty for what is new, `after` for what is gone."""

    kind: Kind
    what: str
    before: str = ""
    after: str = ""


@dataclass(frozen=True)
class Section:
    """The differences in one part of the procedure."""

    title: str
    changes: list[Change]


def compare(old: Package, new: Package) -> list[Section]:
    """The parts that differ, in the order in which the page of a procedure has them."""
    parts: list[tuple[str, Callable[[Package], Described]]] = [
        (_("Thông tin chung"), _general),
        (_("Giấy tờ cần có"), _papers),
        (_("Thời hạn giải quyết"), _times),
        (_("Phí, lệ phí"), _fees),
        (_("Câu hỏi trong tờ khai"), _questions),
        (_("Các bước thực hiện"), _guide),
        (_("Quy trình giải quyết bên trong cơ quan"), _process),
        (_("Kết quả"), _results),
        (_("Căn cứ pháp lý"), _law),
    ]
    found = [Section(title, list(_changes(tell(old), tell(new)))) for title, tell in parts]
    return [section for section in found if section.changes]


def _changes(old: Described, new: Described) -> Iterator[Change]:
    """Changed and new things in the order of the new version, then those that are gone."""
    for key, (name, after) in new.items():
        if key not in old:
            yield Change("added", name, after=after)
            continue
        was, before = old[key]
        if (was, before) != (name, after):
            yield Change("changed", name, *_told(was, before, name, after))
    for key, (name, before) in old.items():
        if key not in new:
            yield Change("removed", name, before=before)


def _told(was: str, before: str, name: str, after: str) -> tuple[str, str]:
    """Before and after; with the names, if it is the name that changed."""
    if was == name:
        return before, after
    return _joined([was, before]), _joined([name, after])


def _joined(parts: Iterable[str], by: str = "; ") -> str:
    return by.join(part for part in parts if part)


def _general(package: Package) -> Described:
    bodies = package.agencies
    told = {
        _("Tên thủ tục"): say(package.name),
        _("Tóm tắt"): say(package.summary),
        _("Mô tả"): say(package.description),
        _("Lĩnh vực"): say(package.field.name),
        _("Cấp thực hiện"): _joined(str(wording.LEVELS[one]) for one in package.levels),
        _("Ai được làm"): _joined(str(wording.SUBJECTS[one]) for one in package.subjects),
        _("Yêu cầu, điều kiện"): say(package.requirements),
        _("Địa chỉ tiếp nhận hồ sơ"): _joined(say(one) for one in package.addresses),
    }
    for role, title in wording.ROLES.items():
        told[str(title)] = _joined(say(body.name) for body in getattr(bodies, role))
    return {key: (key, value) for key, value in told.items() if value}


def _papers(package: Package) -> Described:
    several = len(package.cases) > 1
    return {
        f"{case.id}.{paper.id}": (_paper_name(case, paper, several), _paper(paper))
        for case in package.cases
        for paper in case.papers
    }


def _paper_name(case: Case, paper: Paper, several: bool) -> str:
    return f"{say(paper.name)} ({say(case.name)})" if several else say(paper.name)


def _paper(paper: Paper) -> str:
    return _joined([
        _("%(count)d bản chính") % {"count": paper.originals} if paper.originals else "",
        _("%(count)d bản sao") % {"count": paper.copies} if paper.copies else "",
        paper.template or "",
        say(paper.note),
    ])  # fmt: skip


def _times(package: Package) -> Described:
    told: dict[str, tuple[str, str]] = {}
    for channel in package.channels:
        told[channel.channel] = (
            _way(channel),
            _joined([str(channel.term), say(channel.term.note)]),
        )
        for number, limit in enumerate(channel.others):
            words = _joined([str(limit.term), say(limit.term.note)])
            told[f"{channel.channel}.{number}"] = (_way(channel), words)
    return told


def _fees(package: Package) -> Described:
    told: dict[str, tuple[str, str]] = {}
    for channel in package.channels:
        told[channel.channel] = (_way(channel), _joined([str(channel.fee), say(channel.fee.note)]))
        tariffs = [channel.fee.tariff, *(limit.tariff for limit in channel.others)]
        for place, tariff in enumerate(tariffs):
            for number, charge in enumerate(tariff):
                words = _joined([f"{say(charge.name)}: {charge}", say(charge.note)])
                told[f"{channel.channel}.{place}.{number}"] = (_way(channel), words)
    return told


def _way(channel: Channel) -> str:
    return str(wording.CHANNELS[channel.channel])


def _questions(package: Package) -> Described:
    told: dict[str, tuple[str, str]] = {}
    for page in package.form.pages:
        for asked in page.questions:
            told[asked.id] = (say(asked.label), _asked(asked))
            if isinstance(asked, Group):
                for inner in asked.questions:
                    name = f"{say(asked.label)}: {say(inner.label)}"
                    told[f"{asked.id}.{inner.id}"] = (name, _asked(inner))
    return told


def _asked(question: Any) -> str:
    """What a citizen notices of a question, besides its words."""
    options = getattr(question, "options", None) or []
    required = getattr(question, "required", True)
    return _joined([
        "" if required else _("không bắt buộc"),
        _("chỉ hỏi khi cần") if getattr(question, "when", None) else "",
        say(getattr(question, "hint", None)),
        _joined((say(option.name) for option in options if hasattr(option, "name")), " / "),
    ])  # fmt: skip


def _guide(package: Package) -> Described:
    told: dict[str, tuple[str, str]] = {}
    for number, text in enumerate(package.guide, 1):
        told[str(number)] = (_("Bước %(number)d") % {"number": number}, say(text))
    for place, guide in enumerate(package.guides):
        for number, text in enumerate(guide.steps, 1):
            name = _("Bước %(number)d") % {"number": number}
            told[f"{place}.{number}"] = (f"{say(guide.name)}: {name}", say(text))
    return told


def _process(package: Package) -> Described:
    return {
        step.id: (say(step.name), str(getattr(step, "duration", None) or ""))
        for step in package.process.steps
    }


def _results(package: Package) -> Described:
    return {result.id: (say(result.name), result.code or "") for result in package.results}


def _law(package: Package) -> Described:
    return {basis.number: (_basis(basis), say(basis.articles)) for basis in package.legal_basis}


def _basis(basis: Basis) -> str:
    return f"{say(basis.name)} ({basis.number})"
