"""The life events of this installation: files of the app, read once a process."""

from functools import cache
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from motcua.guidance.format import LifeEvent
from motcua.procedures.package.reading import read

FOLDER = Path(__file__).parent / "life_events"


class Unusable(Exception):  # noqa: N818  # told to who writes the file
    """A file of a life event cannot be used; the message says why."""


@cache
def events() -> tuple[LifeEvent, ...]:
    """All of them, in their order."""
    found = [load(path.read_text(encoding="utf-8"), path.stem) for path in FOLDER.glob("*.yaml")]
    return tuple(sorted(found, key=lambda one: (one.order, one.slug)))


def load(text: str, name: str) -> LifeEvent:
    """One event. Raises Unusable, with everything that is wrong; Invalid for what is no YAML."""
    data: Any = read(text).data
    try:
        event = LifeEvent.model_validate(data)
    except ValidationError as error:
        raise Unusable(f"{name}: {error}") from None
    wrong = [*event.findings(), *([] if event.slug == name else ["slug and file differ"])]
    if wrong:
        raise Unusable(f"{name}: " + "; ".join(wrong))
    return event
