"""`motcua run`: serve this installation: migrate, then web server and worker, until Ctrl-C."""

from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandParser

from config import supervisor


class Command(BaseCommand):
    help = "Serve this installation: web server and worker, until Ctrl-C."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=int, default=8000)

    def handle(self, *args: Any, **options: Any) -> None:
        host, port = options["host"], options["port"]
        supervisor.require_free_port(host, port)
        call_command("migrate", verbosity=0)
        call_command("createcachetable", verbosity=0)
        call_command("facts", verbosity=0)
        supervisor.run(
            [supervisor.web(host, port), supervisor.worker()],
            when_up=lambda: supervisor.answers(f"http://{host}:{port}/healthz"),
            announce=lambda: self.stdout.write(f"Một Cửa serves on http://{host}:{port}"),
        )
