"""`motcua openapi`: the API's description, kept as docs/reference/openapi.json."""

import json
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

PAGE = "docs/reference/openapi.json"


class Command(BaseCommand):
    help = "Print the OpenAPI 3.1 description; --write and --check keep the committed snapshot."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--write", action="store_true")
        parser.add_argument("--check", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        page, text = settings.BASE / PAGE, description()
        if options["write"]:
            page.write_text(text)
        elif not options["check"]:
            self.stdout.write(text)
        elif not page.exists() or page.read_text() != text:
            raise CommandError(f"{PAGE} is out of date: run `motcua openapi --write`.")


def description() -> str:
    """The OpenAPI document as stable JSON text."""
    from config.api import api

    schema = api.get_openapi_schema(path_prefix="/api/v1/")
    return json.dumps(schema, indent=2, ensure_ascii=False, sort_keys=True, default=str) + "\n"
