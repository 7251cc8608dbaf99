"""`motcua trials sweep|list`: the sandboxes that there are, and those that nobody owns."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from motcua.trials import actions, queries, sandbox


class Command(BaseCommand):
    help = "List sandboxes, or remove those of a server that died in between."

    def add_arguments(self, parser: ArgumentParser) -> None:
        doing = parser.add_subparsers(dest="doing", required=True)
        doing.add_parser("list", help="every sandbox, and whether a round or replay owns it")
        doing.add_parser("sweep", help="remove those that nobody owns and nobody is inside")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["doing"] == "sweep":
            for name in actions.sweep():
                self.stdout.write(f"{name}: removed")
            return
        for name in sandbox.names():
            self.stdout.write(f"{name}: {'owned' if queries.is_owned(name) else 'nobody owns it'}")
