"""A process from a BPMN file of our subset; anything else is refused, each with its line.

Nothing is resolved or expanded: expat alone, no DOCTYPE, bounded size, depth and number.
"""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any
from xml.parsers import expat

from django.utils.translation import gettext as _
from pydantic import ValidationError

from motcua.core.refusals import Invalid, Problem
from motcua.procedures.bpmn.drawing import drawn
from motcua.procedures.bpmn.writing import BPMN, DC, DD, DI, OURS, node_id, tag_of
from motcua.procedures.package.process import Process, Step

MOST_BYTES, MOST_ELEMENTS, DEEPEST = 2_000_000, 20_000, 30
FRAME = {
    "definitions", "collaboration", "participant", "process", "laneSet", "lane", "flowNodeRef",
    "documentation", "extensionElements", "incoming", "outgoing",
}  # fmt: skip
TASKS = {"userTask", "manualTask", "sendTask", "businessRuleTask", "callActivity"}
NODES = TASKS | {
    "startEvent", "endEvent", "exclusiveGateway", "parallelGateway", "complexGateway",
}  # fmt: skip


@dataclass
class _Reader:
    """Takes expat's events; keeps what says something, and what is refused."""

    nodes: dict[str, tuple[str, int]] = field(default_factory=dict)
    flows: list[tuple[str, str, int]] = field(default_factory=list)
    guards: list[str] = field(default_factory=list)
    steps: list[tuple[str, str, int]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    text: list[str] = field(default_factory=list)
    task: str = ""
    depth: int = 0
    seen: int = 0
    parser: Any = None

    @property
    def line(self) -> int:
        return int(self.parser.CurrentLineNumber)

    def doctype(self, *_given: Any) -> None:
        raise _refused(_("Không nhận tệp có DOCTYPE."), self.line)

    def start(self, name: str, given: dict[str, str]) -> None:
        self.depth, self.seen, self.text = self.depth + 1, self.seen + 1, []
        if self.depth > DEEPEST or self.seen > MOST_ELEMENTS:
            raise _refused(_("Tệp lồng quá sâu hoặc có quá nhiều phần tử."), self.line)
        space, _space, tag = name.rpartition(" ")
        id = given.get("id", "")
        if space == BPMN and tag in NODES:
            self.nodes[id], self.task = (tag, self.line), id if tag in TASKS else ""
        elif space == BPMN and tag == "sequenceFlow":
            ends = given.get("sourceRef", ""), given.get("targetRef", "")
            self.flows.append((*ends, self.line))
            self.guards.append("")
        elif not self._is_frame(space, tag):
            said = _("Phần tử “%(tag)s” (id “%(id)s”) ngoài phạm vi được nhận.")
            told = {"tag": tag[:60], "id": id[:60]}
            self.problems.append(Problem(_at(self.line), said % told))

    def _is_frame(self, space: str, tag: str) -> bool:
        if space == BPMN:
            return tag in FRAME or tag == "conditionExpression"
        return space in {DI, DC, DD} or (space, tag) == (OURS, "step")

    def end(self, name: str) -> None:
        self.depth -= 1
        space, _space, tag = name.rpartition(" ")
        if (space, tag) == (OURS, "step"):
            self.steps.append((self.task, "".join(self.text), self.line))
        elif (space, tag) == (BPMN, "conditionExpression") and self.guards:
            self.guards[-1] = "".join(self.text)

    def words(self, text: str) -> None:
        self.text.append(text)


def read(content: bytes) -> Process:
    """The process that a file says. Raises Invalid, with each thing refused and its line."""
    if len(content) > MOST_BYTES:
        raise _refused(_("Tệp lớn quá 2 MB."), 1)
    reader = _parsed(content)
    steps = _steps(reader)
    if reader.problems:
        raise Invalid(reader.problems[0].message, reader.problems[:200])
    process = Process(steps=steps)
    _same_picture(process, reader)
    return process


def _parsed(content: bytes) -> _Reader:
    reader = _Reader()
    parser = reader.parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = reader.doctype
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.words
    try:
        parser.Parse(content, True)
    except expat.ExpatError as error:
        raise _refused(_("XML viết sai cú pháp."), error.lineno) from None
    except (ValueError, LookupError):
        raise _refused(_("XML dùng bảng mã không đọc được."), 1) from None
    return reader


def _steps(reader: _Reader) -> list[Step]:
    """Each task's own words. A task without them says neither role nor time: it is refused."""
    steps, told = [], set()
    for task, text, line in reader.steps:
        told.add(task)
        try:
            step = Step.model_validate_json(text)
        except (ValidationError, ValueError):
            said = _("Bước “%(id)s” viết không đúng định dạng.") % {"id": task[:60]}
            reader.problems.append(Problem(_at(line), said))
            continue
        if node_id(step.id) != task:
            said = _("Bước “%(id)s” không thuộc công việc này.") % {"id": step.id}
            reader.problems.append(Problem(_at(line), said))
        steps.append(step)
    for id, (tag, line) in reader.nodes.items():
        if tag in TASKS and id not in told:
            said = _("Công việc “%(id)s” không nói ai làm, trong bao lâu (thiếu motcua:step).")
            reader.problems.append(Problem(_at(line), said % {"id": id[:60]}))
    if not 1 <= len(steps) <= 60:
        reader.problems.append(Problem("", _("Quy trình cần từ 1 đến 60 bước.")))
    return steps


def _same_picture(process: Process, reader: _Reader) -> None:
    """What is drawn must be what the steps say: nobody approves a picture of something else."""
    known = {step.id for step in process.steps} | {"approved", "refused"}
    if any(step.follows() - known for step in process.steps):
        raise _refused(_("Có bước dẫn tới một bước không có trong tệp."), 1)
    graph = drawn(process).graph
    wanted = Counter((node_id(one.source), node_id(one.target), one.guard) for one in graph.flows)
    for (source, target, line), guard in zip(reader.flows, reader.guards, strict=True):
        if not wanted[source, target, guard]:
            said = _("Mũi tên từ “%(source)s” tới “%(target)s” không khớp với các bước.")
            raise _refused(said % {"source": source[:60], "target": target[:60]}, line)
        wanted[source, target, guard] -= 1
    drawn_nodes = {id: tag for id, (tag, _line) in reader.nodes.items()}
    if +wanted or drawn_nodes != {node_id(one.id): tag_of(one) for one in graph.nodes.values()}:
        raise _refused(_("Hình vẽ thiếu hoặc thừa so với các bước."), 1)


def _at(line: int) -> str:
    return _("dòng %(line)d") % {"line": line}


def _refused(message: str, line: int) -> Invalid:
    return Invalid(f"{message[:-1]} ({_at(line)}).", [Problem(_at(line), message)])
