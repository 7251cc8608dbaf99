"""`motcua procedures check|import|publish|export|schema|bpmn`: packages from and to files."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from motcua.core.actors import SYSTEM
from motcua.core.refusals import Invalid, Problem, Refusal
from motcua.procedures import actions, bpmn, interchange, package, queries


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
        drawn = doing.add_parser("bpmn", help="print the process of a BPMN file as a package part")
        drawn.add_argument("file", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        if options["doing"] == "export":
            return self._export(options["code"], national=options["national"])
        if options["doing"] == "schema":
            return self.stdout.write(package.json_schema_text(), ending="")
        if options["doing"] == "bpmn":
            return self._read_bpmn(options["file"])
        refused = [path for path in options["files"] if not self._take(options, path)]
        if refused:
            raise CommandError(f"{len(refused)} of {len(options['files'])} packages refused.")

    def _take(self, options: dict[str, Any], path: Path) -> bool:
        try:
            said = self._done(options["doing"], path, national=options.get("national", False))
        except Refusal as refusal:
            self._tell(path, refusal)
            return False
        self.stdout.write(f"{path}: {said}")
        return True

    def _done(self, doing: str, path: Path, *, national: bool) -> str:
        text = _read(path)
        if national:
            text = package.to_yaml(interchange.from_national(text))
        if doing == "check":
            read = package.load(text)
            if wrong := package.unfinished_findings(read) + actions.example_findings(read):
                raise Invalid("examples", wrong)
            return "ok"
        version = actions.import_package(text, by=SYSTEM)
        if doing == "publish":
            version = actions.publish(version, by=SYSTEM)
        return f"{version.procedure.code} version {version.number} ({version.state})"

    def _read_bpmn(self, path: Path) -> None:
        try:
            read = bpmn.read(_content(path))
        except Refusal as refusal:
            self._tell(path, refusal)
            raise CommandError(f"{path}: refused.") from None
        self.stdout.write(package.part_to_yaml("process", read), ending="")

    def _tell(self, path: Path, refusal: Refusal) -> None:
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


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise Invalid(f"Không đọc được tệp: {error}") from None


def _read(path: Path) -> str:
    try:
        return _content(path).decode("utf-8")
    except UnicodeDecodeError as error:
        raise Invalid(f"Không đọc được tệp: {error}") from None
