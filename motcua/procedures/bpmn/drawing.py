"""Places for every node and flow: columns by order of work, rows by who does it."""

from collections import defaultdict
from dataclasses import dataclass

from motcua.procedures.bpmn.graph import Flow, Graph, Lane, Node, graph
from motcua.procedures.package.process import Process

COLUMN, ROW, LABEL, MARGIN = 190, 112, 150, 24
SIZES = {
    "task": (150, 72), "start": (34, 34), "end": (34, 34),
    "choice": (44, 44), "fork": (44, 44), "join": (44, 44),
}  # fmt: skip
Point = tuple[int, int]


@dataclass(frozen=True)
class Box:
    """Where a node or a lane is."""

    x: int
    y: int
    width: int
    height: int

    @property
    def centre(self) -> Point:
        return self.x + self.width // 2, self.y + self.height // 2


@dataclass(frozen=True)
class Drawing:
    """A graph with its places; the same process is always drawn the same."""

    graph: Graph
    width: int
    height: int
    lanes: dict[Lane, Box]
    boxes: dict[str, Box]
    lines: list[tuple[Flow, list[Point]]]


def drawn(process: Process) -> Drawing:
    """The drawing of a process."""
    found = graph(process)
    columns = _columns(found)
    lanes, rows = _lanes(found, columns)
    boxes = {node.id: _box(node, columns[node.id], rows[node.id]) for node in found.nodes.values()}
    width = LABEL + MARGIN * 2 + COLUMN * (max(columns.values()) + 1)
    placed = {
        lane: Box(MARGIN // 2, MARGIN + first * ROW, width - MARGIN, count * ROW)
        for lane, (first, count) in lanes.items()
    }
    bottom = MARGIN + sum(count for _first, count in lanes.values()) * ROW
    lines, tracks = _lines(found, boxes, columns, bottom)
    return Drawing(found, width, bottom + tracks * 12 + MARGIN, placed, boxes, lines)


def _columns(found: Graph) -> dict[str, int]:
    """How many nodes lie before each, by the longest way without going back."""
    leads: dict[str, list[str]] = defaultdict(list)
    for flow in found.flows:
        leads[flow.source].append(flow.target)
    order = _order(leads)
    place = {id: number for number, id in enumerate(order)}
    columns = dict.fromkeys(found.nodes, 0)
    for id in order:
        for target in leads[id]:
            if place[target] > place[id]:
                columns[target] = max(columns[target], columns[id] + 1)
    return columns


def _order(leads: dict[str, list[str]]) -> list[str]:
    """Nodes so that each comes after those that lead to it, but for the ways back."""
    done: list[str] = []
    seen = {"start"}
    stack = [("start", iter(leads["start"]))]
    while stack:
        id, targets = stack[-1]
        following = next((one for one in targets if one not in seen), None)
        if following is None:
            done.append(id)
            stack.pop()
        else:
            seen.add(following)
            stack.append((following, iter(leads[following])))
    return done[::-1]


def _lanes(
    found: Graph, columns: dict[str, int]
) -> tuple[dict[Lane, tuple[int, int]], dict[str, int]]:
    """For each lane its first row and how many, and the row of each node: no two in one place."""
    within: dict[str, int] = {}
    taken: dict[tuple[Lane, int], int] = defaultdict(int)
    for node in found.nodes.values():
        key = node.lane, columns[node.id]
        within[node.id] = taken[key]
        taken[key] += 1
    lanes: dict[Lane, tuple[int, int]] = {}
    first = 0
    for lane in dict.fromkeys(node.lane for node in found.nodes.values()):
        count = max(number for (one, _column), number in taken.items() if one == lane)
        lanes[lane] = first, count
        first += count
    rows = {node.id: lanes[node.lane][0] + within[node.id] for node in found.nodes.values()}
    return lanes, rows


def _box(node: Node, column: int, row: int) -> Box:
    width, height = SIZES[node.kind]
    x = LABEL + MARGIN + column * COLUMN + (COLUMN - width) // 2
    return Box(x, MARGIN + row * ROW + (ROW - height) // 2, width, height)


def _lines(
    found: Graph, boxes: dict[str, Box], columns: dict[str, int], bottom: int
) -> tuple[list[tuple[Flow, list[Point]]], int]:
    lines, tracks = [], 0
    for flow in found.flows:
        source, target = boxes[flow.source], boxes[flow.target]
        if columns[flow.target] > columns[flow.source]:
            lines.append((flow, _forward(source, target)))
        else:
            tracks += 1
            lines.append((flow, _back(source, target, bottom + tracks * 12)))
    return lines, tracks


def _forward(source: Box, target: Box) -> list[Point]:
    start, end = (source.x + source.width, source.centre[1]), (target.x, target.centre[1])
    if start[1] == end[1]:
        return [start, end]
    middle = target.centre[0] - COLUMN // 2 + 8
    return [start, (middle, start[1]), (middle, end[1]), end]


def _back(source: Box, target: Box, track: int) -> list[Point]:
    """Under everything, from below the one to below the other."""
    x, to = source.centre[0], target.centre[0]
    below = (source.y + source.height, target.y + target.height)
    return [(x, below[0]), (x, track), (to, track), (to, below[1])]
