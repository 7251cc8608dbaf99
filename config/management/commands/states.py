"""`motcua states`: lawful moves as diagrams, kept in the pages that show them."""

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db.models import TextChoices
from django.utils import translation

from motcua.dossiers.models import MOVES, Status
from motcua.procedures.models import FILING_MOVES, Filing
from motcua.services.models import LAUNCH_MOVES, SERVICE_MOVES, Stage, State

PAGES = ("docs/reference/dossier-statuses.md", "motcua/dossiers/README.md")
BEGIN, END = "<!-- made by `motcua states --write` -->", "<!-- end -->"
BETWEEN = re.compile(f"{re.escape(BEGIN)}.*?{re.escape(END)}", re.DOTALL)
NAMED_PAGES = ("docs/reference/service-states.md",)
NAMED: dict[str, tuple[type[TextChoices], Mapping[str, Iterable[str]]]] = {
    "launches": (Stage, LAUNCH_MOVES),
    "services": (State, SERVICE_MOVES),
    "filing": (Filing, FILING_MOVES),
}
NAMED_BETWEEN = re.compile(
    r"<!-- made by `motcua states --write`: (\w+) -->.*?<!-- end -->", re.DOTALL
)


class Command(BaseCommand):
    help = "Print the diagram of a dossier's statuses; --write and --check keep all in their pages."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--write", action="store_true")
        parser.add_argument("--check", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        if not (options["write"] or options["check"]):
            self.stdout.write(diagram(), ending="")
            return
        for name in PAGES:
            if not BETWEEN.search((settings.BASE / name).read_text()):
                raise CommandError(f"{name} has no place for the diagram: {BEGIN} ... {END}")
            _keep(name, with_diagram, write=options["write"])
        for name in NAMED_PAGES:
            _keep(name, with_named_diagrams, write=options["write"])


def _keep(name: str, draw: Callable[[str], str], *, write: bool) -> None:
    page = settings.BASE / name
    text = page.read_text()
    drawn = draw(text)
    if write:
        page.write_text(drawn)
    elif drawn != text:
        raise CommandError(f"{name} is out of date: run `motcua states --write`.")


def with_named_diagrams(text: str) -> str:
    """The page with today's diagrams in the places that name them. KeyError: an unknown name."""
    return NAMED_BETWEEN.sub(lambda found: _named(found[1]), text)


def _named(name: str) -> str:
    choices, moves = NAMED[name]
    with translation.override("vi"):
        lines = [_move(one, moves[one.value]) for one in choices]
    drawn = "\n".join(["```mermaid", "flowchart LR", *lines, "```", ""])
    return f"<!-- made by `motcua states --write`: {name} -->\n{drawn}{END}"


def _move(state: Any, onward: Iterable[str]) -> str:
    others = sorted(one for one in onward if one != state.value)
    box = f'["{state.label}"]' if others else f'(["{state.label}"])'
    return f"  {state.value}{box}" + (f" --> {' & '.join(others)}" if others else "")


def with_diagram(text: str) -> str:
    """The page with today's diagram in its place."""
    return BETWEEN.sub(lambda _: f"{BEGIN}\n{diagram()}{END}", text)


def diagram() -> str:
    """A mermaid flowchart: one line a status, its moves after the arrow; ends are rounded."""
    with translation.override("vi"):
        lines = [_line(status) for status in Status]
    return "\n".join(["```mermaid", "flowchart LR", *lines, "```", ""])


def _line(status: Status) -> str:
    name = f'"{status.value} {status.label}"'
    onward = sorted(MOVES[status])
    if not onward:
        return f"  s{status.value}([{name}])"
    return f"  s{status.value}[{name}] --> " + " & ".join(f"s{one.value}" for one in onward)
