"""`motcua assets`: build the look of the site (style, scripts, fonts) into build/."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from config import assets


class Command(BaseCommand):
    help = "Build style, scripts and fonts; does nothing when their sources have not changed."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--force", action="store_true", help="build even if nothing changed")

    def handle(self, *args: Any, force: bool = False, **options: Any) -> None:
        try:
            built = assets.build(force=force)
        except assets.CannotBuild as error:
            raise CommandError(str(error)) from error
        for path, size in built:
            self.stdout.write(f"{size:>9,}  {path}")
        self.stdout.write("assets: built" if built else "assets: up to date")
