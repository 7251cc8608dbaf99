"""A process as a BPMN 2.0 file: what happens, and where it is drawn.

Lanes by agency and role; a task by kind; exclusive gateways for choices with their guards,
parallel ones for forks and joins of all, complex ones for joins of some. What BPMN has no word
for stands in the documentation, and whole in `motcua:step`.
"""

import json
from xml.etree import ElementTree as Tree

from motcua.procedures.bpmn import wording
from motcua.procedures.bpmn.drawing import Box, Drawing
from motcua.procedures.bpmn.graph import Flow, Node
from motcua.procedures.package.process import Step
from motcua.procedures.texts import say

BPMN = "http://www.omg.org/spec/BPMN/20100524/MODEL"
DI = "http://www.omg.org/spec/BPMN/20100524/DI"
DC = "http://www.omg.org/spec/DD/20100524/DC"
DD = "http://www.omg.org/spec/DD/20100524/DI"
XSI = "http://www.w3.org/2001/XMLSchema-instance"
OURS = "https://motcua.vn/bpmn/1"
TASKS = {
    "auto": "businessRuleTask", "site_visit": "manualTask", "stamp": "manualTask",
    "publish": "sendTask",
}  # fmt: skip
for prefix, name in (
    ("bpmn", BPMN), ("bpmndi", DI), ("dc", DC), ("di", DD), ("xsi", XSI), ("motcua", OURS)
):  # fmt: skip
    Tree.register_namespace(prefix, name)


def xml(drawing: Drawing, title: str) -> bytes:
    """The file, for any BPMN 2.0 tool."""
    root = Tree.Element(
        f"{{{BPMN}}}definitions",
        {"id": "definitions", "targetNamespace": OURS, "exporter": "motcua"},
    )
    together = _sub(root, "collaboration", id="collaboration")
    _sub(together, "participant", id="participant", name=title, processRef="process")
    process = _sub(root, "process", id="process", name=title, isExecutable="false")
    _lane_set(process, drawing)
    for node in drawing.graph.nodes.values():
        _flow_node(process, node, drawing)
    for number, flow in enumerate(drawing.graph.flows):
        _sequence_flow(process, number, flow)
    _diagram(root, drawing)
    Tree.indent(root)
    return bytes(Tree.tostring(root, encoding="utf-8", xml_declaration=True))


def _sub(parent: Tree.Element, tag: str, **attributes: str) -> Tree.Element:
    return Tree.SubElement(parent, f"{{{BPMN}}}{tag}", attributes)


def _lane_set(process: Tree.Element, drawing: Drawing) -> None:
    lanes = _sub(process, "laneSet", id="lanes")
    for number, lane in enumerate(drawing.lanes):
        row = _sub(lanes, "lane", id=f"lane_{number}", name=wording.lane(lane))
        for node in drawing.graph.nodes.values():
            if node.lane == lane:
                _sub(row, "flowNodeRef").text = node_id(node.id)


def _flow_node(process: Tree.Element, node: Node, drawing: Drawing) -> None:
    element = _sub(process, tag_of(node), id=node_id(node.id), name=_name(node))
    if node.kind == "task" and node.step:
        _tell(element, node.step)
        if node.step.child:
            element.set("calledElement", f"procedure_{node.step.child.procedure}")
    elif node.kind == "join" and node.step and not isinstance(node.step.join, str):
        _sub(element, "documentation").text = str(node.step.join)
    for number, flow in enumerate(drawing.graph.flows):
        if flow.target == node.id:
            _sub(element, "incoming").text = f"flow_{number}"
    for number, flow in enumerate(drawing.graph.flows):
        if flow.source == node.id:
            _sub(element, "outgoing").text = f"flow_{number}"


def tag_of(node: Node) -> str:
    if node.kind == "task" and node.step:
        return "callActivity" if node.step.child else TASKS.get(node.step.kind, "userTask")
    if node.kind == "join" and node.step and node.step.join != "all":
        return "complexGateway"
    return {
        "start": "startEvent",
        "end": "endEvent",
        "choice": "exclusiveGateway",
        "fork": "parallelGateway",
    }.get(node.kind, "parallelGateway")


def _name(node: Node) -> str:
    return wording.end(node.name) if node.kind == "end" else node.name


def _tell(element: Tree.Element, step: Step) -> None:
    _sub(element, "documentation").text = "; ".join(
        one for one in (wording.time(step), say(step.note)) if one
    )
    whole = Tree.SubElement(_sub(element, "extensionElements"), f"{{{OURS}}}step")
    plain = step.model_dump(mode="json", exclude_defaults=True)
    whole.text = json.dumps(plain, ensure_ascii=False, sort_keys=True)


def _sequence_flow(process: Tree.Element, number: int, flow: Flow) -> None:
    ends = {"sourceRef": node_id(flow.source), "targetRef": node_id(flow.target)}
    element = _sub(process, "sequenceFlow", id=f"flow_{number}", name=flow.name, **ends)
    if flow.guard:
        told = _sub(element, "conditionExpression", language="https://cel.dev")
        told.set(f"{{{XSI}}}type", "bpmn:tFormalExpression")
        told.text = flow.guard


def _diagram(root: Tree.Element, drawing: Drawing) -> None:
    diagram = Tree.SubElement(root, f"{{{DI}}}BPMNDiagram", {"id": "diagram"})
    plane = Tree.SubElement(
        diagram, f"{{{DI}}}BPMNPlane", {"id": "plane", "bpmnElement": "collaboration"}
    )
    pool = Box(0, min(box.y for box in drawing.lanes.values()), drawing.width, drawing.height)
    _shape(plane, "participant", pool, horizontal=True)
    for number, box in enumerate(drawing.lanes.values()):
        _shape(plane, f"lane_{number}", box, horizontal=True)
    for id, box in drawing.boxes.items():
        _shape(plane, node_id(id), box)
    for number, (_flow, points) in enumerate(drawing.lines):
        edge = Tree.SubElement(
            plane, f"{{{DI}}}BPMNEdge", {"id": f"edge_{number}", "bpmnElement": f"flow_{number}"}
        )
        for x, y in points:
            Tree.SubElement(edge, f"{{{DD}}}waypoint", {"x": str(x), "y": str(y)})


def _shape(plane: Tree.Element, of: str, box: Box, *, horizontal: bool = False) -> None:
    attributes = {"id": f"shape_{of}", "bpmnElement": of}
    if horizontal:
        attributes["isHorizontal"] = "true"
    shape = Tree.SubElement(plane, f"{{{DI}}}BPMNShape", attributes)
    place = {"x": box.x, "y": box.y, "width": box.width, "height": box.height}
    Tree.SubElement(shape, f"{{{DC}}}Bounds", {name: str(one) for name, one in place.items()})


def node_id(id: str) -> str:
    """An identifier that XML takes and that none of ours is."""
    return f"node_{id}"
