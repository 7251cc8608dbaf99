"""`motcua procedures check|import|publish|export|schema|bpmn`: packages from and to files."""

import json
from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.utils.translation import gettext as _

from motcua.agencies.models import Area
from motcua.core.actors import SYSTEM
from motcua.core.refusals import Invalid, Problem, Refusal
from motcua.procedures import actions, bpmn, families, gate, interchange, package, queries
from motcua.procedures.bpmn.reading import MOST_BYTES
from motcua.procedures.gate.page import reference
from motcua.procedures.package import reading

NOWHERE = "Staffing and child procedures were not judged: that takes an installation (--here)."


class Command(BaseCommand):
    help = "Check, import, publish or export procedure packages."

    def add_arguments(self, parser: ArgumentParser) -> None:
        doing = parser.add_subparsers(dest="doing", required=True)
        for name, what in (
            ("check", "say what is wrong with packages; non-zero exit on findings"),
            ("import", "take packages in as drafts"),
            ("publish", "take packages in and put them in force"),
        ):
            one = doing.add_parser(name, help=what)
            one.add_argument("files", nargs="+", type=Path)
            if name == "check":
                one.add_argument(
                    "--here", action="store_true", help="judge staffing and child procedures too"
                )
            if name == "import":
                one.add_argument("--national", action="store_true", help="records of LayThuTuc")
        export = doing.add_parser("export", help="print the package in force of a code")
        export.add_argument("code", nargs="?", default="")
        export.add_argument(
            "--national",
            action="store_true",
            help="as LayThuTuc answers; without a code: the list, as LayDanhSachTTHC does",
        )
        doing.add_parser("schema", help="print the JSON Schema of the package format")
        doing.add_parser("rules", help="print the reference page of the publish gate")
        drawn = doing.add_parser("bpmn", help="print the process of a BPMN file as a package part")
        drawn.add_argument("file", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        if options["doing"] == "export":
            return self._export(options["code"], national=options["national"])
        if options["doing"] == "schema":
            return self.stdout.write(package.json_schema_text(), ending="")
        if options["doing"] == "bpmn":
            return self._read_bpmn(options["file"])
        if options["doing"] == "rules":
            return self.stdout.write(reference(), ending="")
        if options["doing"] == "check":
            return self._check(options["files"], here=options["here"])
        refused = [path for path in options["files"] if not self._take(options, path)]
        if refused:
            raise CommandError(f"{len(refused)} of {len(options['files'])} packages refused.")

    def _check(self, files: list[Path], *, here: bool) -> None:
        self._load_facts()
        ground = gate.here() if here else gate.nowhere()
        refused = count = 0
        for path in files:
            for name, findings in _examined(path, ground):
                count, refused = count + 1, refused + bool(findings)
                self._tell(f"{path}[{name}]" if name else str(path), findings)
        if not here:
            self.stdout.write(NOWHERE)
        if refused:
            raise CommandError(f"{refused} of {count} packages refused.")

    def _load_facts(self) -> None:
        """Answers of worked examples name communes: an installation that has none yet is filled."""
        if Area._meta.db_table not in connection.introspection.table_names():
            call_command("migrate", verbosity=0)
        if not Area.objects.exists():
            self.stdout.write("Loading provinces, communes, calendars ...")
            call_command("facts")

    def _tell(self, name: str, findings: list[gate.Finding]) -> None:
        for one in findings:
            self.stderr.write(f"{name}: {one.place or '-'}: {one.code}: {one.message}")
            self.stderr.write(f"    {one.mend}")
        if not findings:
            self.stdout.write(f"{name}: ok")

    def _take(self, options: dict[str, Any], path: Path) -> bool:
        try:
            for text in _sources(path, national=options.get("national", False)):
                version = actions.import_package(text, by=SYSTEM)
                if options["doing"] == "publish":
                    version = actions.publish(version, by=SYSTEM)
                said = f"{version.procedure.code} version {version.number} ({version.state})"
                self.stdout.write(f"{path}: {said}")
        except Refusal as refusal:
            self._tell_refusal(path, refusal)
            return False
        return True

    def _read_bpmn(self, path: Path) -> None:
        try:
            read = bpmn.read(_content(path))
        except Refusal as refusal:
            self._tell_refusal(path, refusal)
            raise CommandError(f"{path}: refused.") from None
        self.stdout.write(package.part_to_yaml("process", read), ending="")

    def _tell_refusal(self, path: Path, refusal: Refusal) -> None:
        for problem in refusal.problems or [Problem("", refusal.message)]:
            self.stderr.write(f"{path}: {problem.place or '-'}: {problem.message}")

    def _export(self, code: str, *, national: bool) -> None:
        try:
            self.stdout.write(_exported(code, national=national), ending="")
        except Refusal as refusal:
            raise CommandError(refusal.message) from None


def _exported(code: str, *, national: bool) -> str:
    if not national:
        return actions.export_package(queries.published(code))
    told: Any = (
        interchange.to_national(queries.published(code))
        if code
        else interchange.national_list(queries.catalogue())
    )
    return json.dumps(told, ensure_ascii=False, indent=1) + "\n"


def _sources(path: Path, *, national: bool) -> list[Any]:
    try:
        if national:
            return [package.to_yaml(interchange.from_national(reading.content(path).decode()))]
        return list(families.packages_in(path).values())
    except (OSError, UnicodeDecodeError) as error:
        raise _unreadable(error) from None


def _examined(path: Path, ground: gate.Ground) -> Iterator[tuple[str, list[gate.Finding]]]:
    """What the gate says of each package of a file."""
    try:
        sources = families.packages_in(path)
    except (OSError, UnicodeDecodeError) as error:
        yield "", gate.findings_of(_unreadable(error).problems)
        return
    except Invalid as refusal:
        yield "", gate.findings_of(refusal.problems)
        return
    for name, source in sources.items():
        yield name, gate.examine_source(source, ground)


def _unreadable(error: Exception) -> Invalid:
    said = _("Không đọc được tệp: %(error)s") % {"error": error}
    return Invalid(said, [Problem("", said, "file-not-read")])


def _content(path: Path) -> bytes:
    try:
        return reading.beginning(path, MOST_BYTES + 1)
    except OSError as error:
        raise _unreadable(error) from None
