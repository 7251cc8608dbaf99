"""An event with a slow reaction, for the test that kills a worker in its middle."""

import os
import time
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from motcua.core.events import Event, reacts_to


@dataclass(frozen=True, kw_only=True)
class LetterPosted(Event, subject="letter"):
    """A letter was put in the box."""

    letter: UUID


@reacts_to(LetterPosted)
def deliver(event: LetterPosted) -> None:
    folder = Path(os.environ["SLOW_REACTION_FOLDER"])
    (folder / "started").touch()
    while not (folder / "go").exists():
        time.sleep(0.1)
    with (folder / "delivered").open("a") as record:
        record.write("once")
