"""`motcua events`: who tells what, and who hears it; the page docs/reference/events.md."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from motcua.core.events import known_events, reactions_to

PAGE = "docs/reference/events.md"
HEAD = """# Events: who tells what, and who hears it

Made by `motcua events --write`; `make check` refuses a page that is out of date.

| event | meaning | carries | heard by |
|---|---|---|---|
"""


class Command(BaseCommand):
    help = "Print every event with who hears it; --write and --check keep the reference page."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--write", action="store_true")
        parser.add_argument("--check", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        page, text = settings.BASE / PAGE, events_page()
        if options["write"]:
            page.write_text(text)
        elif not options["check"]:
            self.stdout.write(text)
        elif not page.exists() or page.read_text() != text:
            raise CommandError(f"{PAGE} is out of date: run `motcua events --write`.")


def events_page() -> str:
    """The reference page as Markdown."""
    rows = []
    for name, event in known_events().items():
        if ".tests." in event.__module__:
            continue
        meaning = (event.__doc__ or "").strip().splitlines()[0]
        carries = ", ".join(f"`{field}`" for field in event.__dataclass_fields__)
        heard = ", ".join(f"`{reaction}`" for reaction in reactions_to(name)) or "-"
        rows.append(f"| `{name}` | {meaning} | {carries} | {heard} |\n")
    return HEAD + "".join(rows)
