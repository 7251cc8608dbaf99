"""What a new item begins with: what is mostly so, to be changed where it is not."""

import copy
from typing import Any

from motcua.core import clock
from motcua.workshop.shapes import Part, Shape, Text

_STARTS: dict[str, dict[str, Any]] = {
    "Basis": {"certainty": "unverified"},
    "Channel": {
        "channel": "online",
        "term": {"amount": 5, "unit": "working_days"},
        "fee": {"amount": 0},
    },
    "Step": {
        "kind": "examine",
        "role": "handler",
        "duration": {"amount": 1, "unit": "working_days"},
        "outcomes": [],
    },
    "Paper": {"originals": 1},
    "Page": {"questions": []},
    "Case": {"papers": []},
    "Charge": {"kind": "charge"},
}


def begun(shape: Shape) -> Any:
    """A new item of this shape."""
    if isinstance(shape, Text):
        return ""
    if not isinstance(shape, Part):
        return {}
    if shape.name == "Example":
        return {"on": clock.today().isoformat(), "answers": {}}
    return copy.deepcopy(_STARTS.get(shape.name, {}))
