"""The picture of a process as SVG: own layout, colours of the house, title and description."""

from xml.etree import ElementTree as Tree

from django.utils.translation import gettext as _

from motcua.procedures.bpmn import wording
from motcua.procedures.bpmn.drawing import Box, Drawing, Point
from motcua.procedures.bpmn.graph import Flow, Node

RED, GOLD, INK, SOFT, LINE, PAPER, WARM = (
    "#861425", "#f5b82e", "#211b18", "#5a504a", "#a89c8c", "#fffdf9", "#faf5ec",
)  # fmt: skip
FACE = "Be Vietnam Pro, Arial, sans-serif"


def svg(drawing: Drawing, title: str) -> str:
    """The picture, complete in itself; what it shows is told in its description too."""
    size = {"width": str(drawing.width), "height": str(drawing.height)}
    root = Tree.Element(
        "svg",
        {
            "xmlns": "http://www.w3.org/2000/svg",
            "viewBox": f"0 0 {drawing.width} {drawing.height}",
            "role": "img",
            "aria-labelledby": "title desc",
            "font-family": FACE,
            **size,
        },
    )
    Tree.SubElement(root, "title", {"id": "title"}).text = title
    Tree.SubElement(root, "desc", {"id": "desc"}).text = described(drawing)
    _arrowhead(root)
    Tree.SubElement(root, "rect", {**size, "fill": PAPER})
    for lane, box in drawing.lanes.items():
        _lane(root, wording.lane(lane), box)
    for flow, points in drawing.lines:
        _line(root, flow, points)
    for id, box in drawing.boxes.items():
        _node(root, drawing.graph.nodes[id], box)
    return Tree.tostring(root, encoding="unicode")


def described(drawing: Drawing) -> str:
    """The same in words: each step with who does it, how long, and where it leads."""
    nodes, told = drawing.graph.nodes, []
    for node in nodes.values():
        if node.kind == "task" and node.step:
            leads = [lead for one in node.step.outcomes for lead in node.step.leads(one)]
            after = [nodes[id].name if id in nodes else wording.end(id) for id in leads]
            told.append(
                _("%(step)s (%(who)s, %(time)s), sau đó: %(next)s.")
                % {
                    "step": node.name,
                    "who": wording.lane(node.lane),
                    "time": wording.time(node.step),
                    "next": ", ".join(dict.fromkeys(after)),
                }
            )
    return " ".join(told)


def _arrowhead(root: Tree.Element) -> None:
    marker = Tree.SubElement(
        Tree.SubElement(root, "defs"),
        "marker",
        {
            "id": "to", "viewBox": "0 0 10 10", "refX": "9", "refY": "5",
            "markerWidth": "7", "markerHeight": "7", "orient": "auto-start-reverse",
        },
    )  # fmt: skip
    Tree.SubElement(marker, "path", {"d": "M0 0 10 5 0 10z", "fill": SOFT})


def _lane(root: Tree.Element, name: str, box: Box) -> None:
    _rect(root, box, fill=WARM, stroke=LINE)
    _words(root, name, (box.x + 10, box.centre[1]), width=19, anchor="start", weight="600")


def _line(root: Tree.Element, flow: Flow, points: list[Point]) -> None:
    path = " ".join(f"{x},{y}" for x, y in points)
    drawn = {"points": path, "fill": "none", "stroke": SOFT, "stroke-width": "1.4"}
    Tree.SubElement(root, "polyline", {**drawn, "marker-end": "url(#to)"})
    if flow.name and not flow.target.startswith(("fork_", "choice_")):
        x, y = points[-1] if len(points) < 4 else points[-2]
        Tree.SubElement(Tree.SubElement(root, "g"), "title").text = flow.name
        if len(points) == 2 and points[1][0] - points[0][0] > 60:
            _words(root, flow.name, ((points[0][0] + x) // 2, y - 9), width=18, size=10)


def _node(root: Tree.Element, node: Node, box: Box) -> None:
    x, y = box.centre
    if node.kind == "task":
        _rect(root, box, fill="#ffffff", stroke=RED, rx="6")
        _words(root, node.name, (x, y - 8), width=22)
        if node.step:
            _words(root, wording.time(node.step), (x, box.y + box.height - 9), width=24, size=10,
                   fill=SOFT)  # fmt: skip
    elif node.kind in {"start", "end"}:
        thick = {"stroke-width": "4" if node.kind == "end" else "2"}
        place = {"cx": str(x), "cy": str(y), "r": str(box.width // 2)}
        Tree.SubElement(root, "circle", {**place, "fill": "#ffffff", "stroke": RED, **thick})
        if node.kind == "end":
            _words(root, wording.end(node.name), (x, y + 32), width=20, size=11)
    else:
        half = box.width // 2
        corners = f"{x},{y - half} {x + half},{y} {x},{y + half} {x - half},{y}"
        Tree.SubElement(root, "polygon", {"points": corners, "fill": GOLD, "stroke": INK})
        _words(root, "×" if node.kind == "choice" else "+", (x, y), width=3, size=22)


def _rect(root: Tree.Element, box: Box, **more: str) -> None:
    place = {"x": box.x, "y": box.y, "width": box.width, "height": box.height}
    Tree.SubElement(root, "rect", {**{name: str(one) for name, one in place.items()}, **more})


def _words(
    root: Tree.Element,
    text: str,
    at: Point,
    *,
    width: int,
    size: int = 12,
    anchor: str = "middle",
    weight: str = "400",
    fill: str = INK,
) -> None:
    """A text in up to three lines of so many letters, around a point."""
    lines = _broken(text, width)
    first = at[1] - (len(lines) - 1) * (size + 2) // 2 + size // 3
    style = {"font-size": str(size), "text-anchor": anchor, "font-weight": weight, "fill": fill}
    element = Tree.SubElement(root, "text", style)
    for number, line in enumerate(lines):
        place = {"x": str(at[0]), "y": str(first + number * (size + 2))}
        Tree.SubElement(element, "tspan", place).text = line


def _broken(text: str, width: int) -> list[str]:
    lines = [""]
    for word in text.split():
        if lines[-1] and len(lines[-1]) + len(word) >= width:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    if len(lines) > 3:
        lines = [*lines[:2], f"{lines[2]} …"]
    return lines
