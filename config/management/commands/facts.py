"""`motcua facts`: load the official facts: calendar, administrative units, agency codes."""

from typing import Any

from django.core.management.base import BaseCommand

from motcua.agencies import actions as agencies
from motcua.calendars import actions as calendars
from motcua.core.actors import SYSTEM


class Command(BaseCommand):
    help = "Load holidays, administrative units and agency codes; safe to repeat."

    def handle(self, *args: Any, **options: Any) -> None:
        calendars.load_facts(by=SYSTEM)
        agencies.load_facts(by=SYSTEM)
