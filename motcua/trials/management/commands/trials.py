"""`motcua trials list|sweep|replay`: the sandboxes that there are; past dossiers run again."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from motcua.core.actors import SYSTEM
from motcua.core.refusals import Refusal
from motcua.procedures.models import Version
from motcua.trials import actions, queries, sandbox
from motcua.trials.models import ReplayState
from motcua.trials.replay import wording


class Command(BaseCommand):
    help = "List sandboxes, remove those of a server that died, or replay past dossiers."

    def add_arguments(self, parser: ArgumentParser) -> None:
        doing = parser.add_subparsers(dest="doing", required=True)
        doing.add_parser("list", help="every sandbox, and whether a round or replay owns it")
        doing.add_parser("sweep", help="remove those that nobody owns and nobody is inside")
        replay = doing.add_parser("replay", help="run past dossiers again on a version")
        replay.add_argument("code", help="the procedure's code")
        replay.add_argument("number", type=int, help="the version's number")
        replay.add_argument("--limit", type=int, default=50)

    def handle(self, *args: Any, **options: Any) -> None:
        if options["doing"] == "sweep":
            for name in actions.sweep():
                self.stdout.write(f"{name}: removed")
            return None
        if options["doing"] == "replay":
            return self._replay(options["code"], options["number"], options["limit"])
        for name in sandbox.names():
            self.stdout.write(f"{name}: {'owned' if queries.is_owned(name) else 'nobody owns it'}")
        return None

    def _replay(self, code: str, number: int, limit: int) -> None:
        version = Version.objects.filter(procedure__code=code, number=number).first()
        if version is None:
            raise CommandError(f"{code} has no version {number}.")
        try:
            report = actions.replay(version, by=SYSTEM, limit=limit)
        except Refusal as refusal:
            raise CommandError(refusal.message) from refusal
        if report.state == ReplayState.FAILED:
            raise CommandError(report.reason)
        self.stdout.write(f"{report.done} replayed, {report.different} different")
        for one in report.summary:
            self.stdout.write(f"{one['count']:5} {wording.told(one)}")
