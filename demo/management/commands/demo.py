"""`motcua demo`: a running country on this machine, from nothing to the first page."""

import os
import sys
import time
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser

from config import supervisor
from demo.story import accounts, play


class Command(BaseCommand):
    help = "Start a running country: database, story, web server, worker, e-identity."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--prepare-only", action="store_true", help="play the story, and stop")

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("This installation is no demo: MOTCUA_DEMO is not set.")
        host, port = options["host"], options["port"]
        settings.SITE_URL = f"http://{host}:{port}"  # what the story's papers lead to
        if not options["prepare_only"]:
            supervisor.require_free_port(host, port)
            supervisor.require_free_port(host, port + 1)
        self._step("Preparing the database", self._prepare)
        self._step("Loading provinces, communes, calendars", lambda: call_command("facts"))
        self._step("Telling the story of a small country", play)
        if not options["prepare_only"]:
            self._serve(host, port)

    def _step(self, what: str, work: Any) -> None:
        self.stdout.write(f"{what} ... ", ending="")
        self.stdout.flush()
        started = time.monotonic()
        work()
        self.stdout.write(f"{time.monotonic() - started:.1f} s")

    def _prepare(self) -> None:
        call_command("migrate", verbosity=0)
        call_command("createcachetable", verbosity=0)

    def _serve(self, host: str, port: int) -> None:
        site, provider = f"http://{host}:{port}", f"http://{host}:{port + 1}"
        os.environ["MOTCUA_SITE_URL"] = site
        os.environ["MOTCUA_OIDC_SERVER"] = provider
        identity = [sys.executable, "-m", "demo.identity_provider", "--host", host]
        processes = [
            supervisor.Process("e-identity", [*identity, "--port", str(port + 1), "--site", site]),
            supervisor.web(host, port),
            supervisor.worker(),
        ]
        supervisor.run(
            processes,
            when_up=lambda: supervisor.answers(f"{site}/healthz"),
            announce=lambda: self.stdout.write(accounts(site)),
        )
