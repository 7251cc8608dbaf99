"""`motcua states`: the lawful moves of a dossier as a diagram, kept in the pages that show it."""

import re
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import translation

from motcua.dossiers.models import MOVES, Status

PAGES = ("docs/reference/dossier-statuses.md", "motcua/dossiers/README.md")
BEGIN, END = "<!-- made by `motcua states --write` -->", "<!-- end -->"
BETWEEN = re.compile(f"{re.escape(BEGIN)}.*?{re.escape(END)}", re.DOTALL)


class Command(BaseCommand):
    help = "Print the diagram of a dossier's statuses; --write and --check keep it in its pages."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--write", action="store_true")
        parser.add_argument("--check", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        if not (options["write"] or options["check"]):
            self.stdout.write(diagram(), ending="")
            return
        for name in PAGES:
            page = settings.BASE / name
            text = page.read_text()
            if not BETWEEN.search(text):
                raise CommandError(f"{name} has no place for the diagram: {BEGIN} ... {END}")
            drawn = with_diagram(text)
            if options["write"]:
                page.write_text(drawn)
            elif drawn != text:
                raise CommandError(f"{name} is out of date: run `motcua states --write`.")


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
