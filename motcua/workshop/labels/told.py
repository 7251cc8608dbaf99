"""What is said of a member of the format."""

from dataclasses import dataclass

from django.utils.functional import Promise


@dataclass(frozen=True)
class Told:
    """Label and hint; `lines` of a text; `rare` ones are folded away; `refers` names others."""

    label: str | Promise
    hint: str | Promise = ""
    lines: int = 1
    rare: bool = False
    refers: str = ""
    """What it names: see `boxes.referring`."""
    width: int | None = None
