"""The package format: read, checked, in canonical form, written again."""

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from typing import Any

import yaml
from django.utils.translation import gettext as _
from pydantic import ValidationError

from motcua.core.refusals import Invalid, Problem
from motcua.procedures.package.model import Package, findings, unfinished_findings
from motcua.procedures.package.reading import Place, Source, read, within_bounds
from motcua.procedures.texts import Part

MOST_KEPT = 256
_read: dict[str, Package] = {}

__all__ = [
    "Package",
    "canonical",
    "json_schema",
    "json_schema_text",
    "load",
    "part_to_yaml",
    "restore",
    "sha256",
    "to_json",
    "to_yaml",
    "unfinished_findings",
]


def load(source: str | Mapping[str, Any]) -> Package:
    """A package from YAML or JSON text, or from plain values. Raises Invalid, with every place."""
    read_in = read(source) if isinstance(source, str) else Source(within_bounds(dict(source)))
    try:
        package = _shaped(read_in.data)
    except ValidationError as error:
        raise _refused(_shape_problems(error, read_in.data), read_in) from None
    if problems := list(findings(package)):
        raise _refused(problems, read_in)
    return package


def restore(fingerprint: str, stored: Mapping[str, Any]) -> Package:
    """A package that was checked before it was stored; read once for each fingerprint."""
    found = _read.get(fingerprint)
    if found is None:
        if len(_read) >= MOST_KEPT:
            _read.clear()
        found = _read[fingerprint] = _shaped(stored)
    return found


def to_json(package: Package) -> dict[str, Any]:
    """Plain values, without what says no more than the defaults."""
    return package.model_dump(mode="json", exclude_defaults=True)


def canonical(package: Package) -> bytes:
    """One byte sequence for one content: keys sorted, no spaces, UTF-8."""
    plain = to_json(package)
    return json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def sha256(package: Package) -> str:
    """The fingerprint of the content, whatever the layout of the file."""
    return hashlib.sha256(canonical(package)).hexdigest()


def to_yaml(package: Package) -> str:
    """A YAML text that loads to an equal package."""
    return _yaml(to_json(package))


def part_to_yaml(name: str, part: Part) -> str:
    """One part of a package as it stands in the file, under its name."""
    return _yaml({name: part.model_dump(mode="json", exclude_defaults=True)})


def _yaml(plain: dict[str, Any]) -> str:
    text: str = yaml.dump(plain, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=100)
    return text


def json_schema() -> dict[str, Any]:
    """The published schema of the format."""
    schema = Package.model_json_schema(mode="validation")
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}


def json_schema_text() -> str:
    """The same as the file in docs/reference."""
    return json.dumps(json_schema(), ensure_ascii=False, indent=1) + "\n"


class _Dumper(yaml.CSafeDumper):
    """Writes no anchors; whatever YAML 1.1 would read as no text is quoted."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def _shaped(data: Any) -> Package:
    try:
        text = json.dumps(data, ensure_ascii=False, allow_nan=False)
        return Package.model_validate_json(text.encode())
    except (TypeError, ValueError) as error:
        if isinstance(error, ValidationError):
            raise
        said = _("Gói thủ tục có giá trị không đọc được.")
        raise Invalid(said, [Problem("", said, "file-unreadable")]) from None


def _refused(problems: Iterable[Problem], source: Source) -> Invalid:
    told = [_with_line(problem, source) for problem in problems]
    first = told[0]
    message = _("Gói thủ tục có %(count)d chỗ chưa đúng; trước hết %(place)s: %(message)s") % {
        "count": len(told),
        "place": first.place or _("toàn gói"),
        "message": first.message,
    }
    return Invalid(message, told)


_PART = re.compile(r"[^.\[\]]+")


def _with_line(problem: Problem, source: Source) -> Problem:
    path: Place = tuple(
        int(part) if part.isdecimal() else part for part in _PART.findall(problem.place)
    )
    line = source.line_of(path)
    if line is None:
        return problem
    said = _("Dòng %(line)d: %(message)s") % {"line": line, "message": problem.message}
    return Problem(problem.place, said, problem.code)


def _shape_problems(error: ValidationError, data: Any) -> list[Problem]:
    found: dict[str, tuple[str, str]] = {}
    for one in error.errors(include_url=False, include_context=True)[:200]:
        place = _place(one["loc"], one["type"], data)
        found.setdefault(place, _explained(one))
    return [
        Problem(place, message, code)
        for place, (message, code) in found.items()
        if not any(other != place and other.startswith(f"{place}.") for other in found if place)
    ]


def _place(loc: Iterable[str | int], kind: str, data: Any) -> str:
    """Pydantic's location without the names of the alternatives that it tried."""
    place, node, rest = "", data, list(loc)
    for number, part in enumerate(rest):
        if isinstance(node, dict) and part in node:
            place, node = f"{place}.{part}", node[part]
        elif isinstance(node, list) and isinstance(part, int) and part < len(node):
            place, node = f"{place}[{part}]", node[part]
        elif kind == "missing" and number == len(rest) - 1:
            place = f"{place}.{part}"
    return place.removeprefix(".")


def _explained(error: Any) -> tuple[str, str]:
    """The complaint about a shape as a sentence, and the code of the rule."""
    kind, given = error["type"], error.get("ctx", {})
    if kind == "literal_error":
        expected = given.get("expected", "")
        return _("Chỉ nhận một trong: %(expected)s.") % {"expected": expected}, "format-choice"
    if kind == "value_error":
        return str(given.get("error", "")), "format-value"
    return _sayings().get(kind, (_("Giá trị không hợp lệ."), "format-value"))


def _sayings() -> dict[str, tuple[str, str]]:
    """What pydantic's kinds of complaint are called here."""
    parts, number = _("Phải là nhóm các mục."), _("Số ngoài giới hạn cho phép.")
    return {
        "missing": (_("Thiếu mục này."), "format-missing"),
        "extra_forbidden": (_("Định dạng không có mục này."), "format-unknown"),
        "string_type": (_("Phải là chữ. Mã số hãy đặt trong dấu nháy kép."), "format-type"),
        "int_type": (_("Phải là số nguyên."), "format-type"),
        "bool_type": (_("Phải là true hoặc false."), "format-type"),
        "list_type": (_("Phải là danh sách."), "format-type"),
        "dict_type": (parts, "format-type"),
        "model_type": (parts, "format-type"),
        "too_long": (_("Danh sách quá dài."), "format-length"),
        "too_short": (_("Danh sách quá ngắn."), "format-length"),
        "string_too_long": (_("Chữ quá dài."), "format-length"),
        "string_too_short": (_("Không được để trống."), "format-length"),
        "string_pattern_mismatch": (_("Viết không đúng mẫu."), "format-pattern"),
        "union_tag_invalid": (_("Không có loại câu hỏi này."), "format-choice"),
        "union_tag_not_found": (_("Thiếu loại câu hỏi (kind)."), "format-missing"),
        "recursion_loop": (_("Lồng nhau vòng tròn."), "file-too-deep"),
        "greater_than_equal": (number, "format-number"),
        "less_than_equal": (number, "format-number"),
    }
