"""`motcua sizes`: how large functions, files and folders are, beside the plan's figures."""

import ast
from collections import Counter
from pathlib import Path
from statistics import median, quantiles
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

PACKAGES = ("motcua", "config", "demo")
LEFT_OUT = {"migrations", "tests"}


class Command(BaseCommand):
    help = "Report the sizes of functions, files and folders beside the plan's figures."
    requires_system_checks = ()

    def handle(self, *args: Any, **options: Any) -> None:
        files = [path for package in PACKAGES for path in sources(settings.BASE / package)]
        lines = {path: path.read_text().count("\n") for path in files}
        functions = [length for path in files for length in function_lengths(path)]
        folders = Counter(path.parent for path in files)
        written = [count for count in lines.values() if count > 1]
        self._row("function, lines", functions, "median <= 10, p90 <= 30")
        self._row("file, lines", written, "median <= 80, p90 <= 250, ceiling 400")
        self._row("folder, files", list(folders.values()), "at most 12")
        for path, count in sorted(lines.items(), key=lambda item: -item[1]):
            if count > 400:
                self.stdout.write(f"  over the ceiling: {path.relative_to(settings.BASE)} {count}")
        for folder, count in folders.items():
            if count > 12:
                self.stdout.write(f"  over 12 files: {folder.relative_to(settings.BASE)} {count}")

    def _row(self, what: str, values: list[int], plan: str) -> None:
        ninth = quantiles(values, n=10)[-1]
        self.stdout.write(
            f"{what:16} n={len(values):5}  median {median(values):5.0f}  p90 {ninth:5.0f}  "
            f"max {max(values):5}   plan: {plan}"
        )


def sources(package: Path) -> list[Path]:
    """The Python files of a package, without migrations and tests."""
    return [p for p in sorted(package.rglob("*.py")) if not LEFT_OUT & set(p.parts)]


def function_lengths(path: Path) -> list[int]:
    """Lines of each function, from its signature to its last line."""
    tree = ast.parse(path.read_text())
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef)
    return [
        (node.end_lineno or node.lineno) - node.lineno + 1
        for node in ast.walk(tree)
        if isinstance(node, kinds)
    ]
