"""`motcua postgres pg_dump ...`: PostgreSQL's own programs on this installation's database."""

import os
import subprocess
from argparse import REMAINDER
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection

from config.postgres import packaged_programs


class Command(BaseCommand):
    help = "Run pg_dump, pg_restore or psql on this installation's database."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("program", choices=("pg_dump", "pg_restore", "psql"))
        parser.add_argument("arguments", nargs=REMAINDER, help="passed on as they are")

    def handle(self, *args: Any, program: str, arguments: list[str], **options: Any) -> None:
        # Django knows how to say where; the password goes by the environment, which is private.
        client, settings = connection.client, connection.settings_dict
        (_psql, *where, name), secret = client.settings_to_cmd_args_env(settings, [])
        ended = subprocess.run(
            [str(packaged_programs() / "bin" / program), *where, f"--dbname={name}", *arguments],
            env={**os.environ, **(secret or {})},
            check=False,
        )
        if ended.returncode:
            raise CommandError(f"{program} ended with {ended.returncode}.")
