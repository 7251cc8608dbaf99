"""Reading a package from YAML or JSON: plain values only, bounded, each refusal with its line."""

import json
import re
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml
from django.utils.translation import gettext as _

from motcua.core.refusals import Invalid, Problem

MOST_BYTES = 1_000_000
MOST_VALUES = 50_000
DEEPEST = 24
Place = tuple[str | int, ...]

# The core schema of YAML 1.2: `no`, `15:00`, `00004` and `2015-11-15` are texts, as they look.
_NULL = {"", "~", "null"}
_BOOL = {"true": True, "false": False}
_INTEGER = re.compile(r"-?(0|[1-9][0-9]{0,17})")
_NUMBER = re.compile(r"-?(0|[1-9][0-9]{0,17})\.[0-9]{1,17}(e[+-][0-9]{1,3})?")


@dataclass
class Source:
    """Plain values, and the line on which each stands (empty for JSON)."""

    data: Any
    lines: dict[Place, int] = field(default_factory=dict)

    def line_of(self, path: Place) -> int | None:
        """The line of the value, or of the nearest value around it."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path)


def content(path: Path) -> bytes:
    """What the file of a package holds. Raises Invalid and OSError."""
    found = beginning(path, MOST_BYTES + 1)
    if len(found) > MOST_BYTES:
        raise _too_large()
    return found


def beginning(path: Path, most: int) -> bytes:
    """No more of a file than this: some never end."""
    with path.open("rb") as file:
        return file.read(most)


def read(text: str) -> Source:
    """The values of a YAML or JSON text. Raises Invalid."""
    if len(text.encode("utf-8", "surrogatepass")) > MOST_BYTES:
        raise _too_large()
    if text.lstrip().startswith("{"):
        return Source(within_bounds(_json(text)))
    return _Reader(text).source()


def within_bounds(data: Any) -> Any:
    """The same plain values, when they are not too deep or too many. Raises Invalid."""
    waiting, seen = [(data, 1)], 0
    while waiting:
        value, depth = waiting.pop()
        seen += 1
        _bound(depth, seen, None)
        if isinstance(value, dict):
            waiting += [(child, depth + 1) for child in value.values()]
        elif isinstance(value, list):
            waiting += [(child, depth + 1) for child in value]
    return data


def _too_large() -> Invalid:
    return _refused("file-too-large", _("Gói thủ tục lớn quá 1 MB. Hãy bỏ bớt nội dung."))


def _bound(depth: int, seen: int, line: int | None) -> None:
    if depth > DEEPEST:
        said = _("Nội dung lồng nhau quá %(most)d tầng.") % {"most": DEEPEST}
        raise _refused("file-too-deep", said, line)
    if seen > MOST_VALUES:
        raise _refused("file-too-many-values", _("Gói thủ tục có quá nhiều giá trị."), line)


def _json(text: str) -> Any:
    try:
        return json.loads(text, object_pairs_hook=_unique, parse_constant=_no_constant)
    except json.JSONDecodeError as error:
        raise _refused("file-syntax", _("JSON viết sai cú pháp."), error.lineno) from None
    except (RecursionError, ValueError):
        said = _("JSON lồng nhau quá sâu hoặc có số không đọc được.")
        raise _refused("file-unreadable", said) from None


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        times = Counter(key for key, _value in pairs)
        twice = next(key for key in times if times[key] > 1)
        said = _("Mục “%(key)s” viết hai lần.") % {"key": twice[:60]}
        raise _refused("file-key-twice", said)
    return found


def _no_constant(name: str) -> Any:
    raise ValueError(name)


def _refused(code: str, message: str, line: int | None = None) -> Invalid:
    if not line:
        return Invalid(message, [Problem("", message, code)])
    told = _("Dòng %(line)d: %(message)s") % {"line": line, "message": message}
    place = _("dòng %(line)d") % {"line": line}
    return Invalid(f"{message[:-1]} ({place}).", [Problem("", told, code)])


def _line(error: yaml.MarkedYAMLError) -> int | None:
    mark: Any = error.problem_mark
    return mark.line + 1 if mark else None


class _Reader:
    """Builds values from libyaml's events, so that nothing is expanded, recursed or constructed."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.lines: dict[Place, int] = {}
        self.open: list[tuple[Any, Place]] = []
        self.key: str | None = None
        self.root: Any = None
        self.has_root = False
        self.seen = 0

    def source(self) -> Source:
        try:
            for event in yaml.parse(self.text, Loader=yaml.CSafeLoader):
                self._take(event)
        except yaml.MarkedYAMLError as error:
            raise _refused("file-syntax", _("YAML viết sai cú pháp."), _line(error)) from None
        except (yaml.YAMLError, UnicodeError):
            raise _refused("file-unreadable", _("YAML có ký tự không đọc được.")) from None
        return Source(self.root, self.lines)

    def _take(self, event: yaml.Event) -> None:
        mark: Any = event.start_mark
        line = mark.line + 1
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            said = _("Không dùng neo và tham chiếu (& và *) trong gói thủ tục.")
            raise _refused("file-anchor", said, line)
        if isinstance(event, yaml.DocumentStartEvent) and self.has_root:
            raise _refused("file-two-packages", _("Mỗi tệp chỉ chứa một gói thủ tục."), line)
        if isinstance(event, yaml.CollectionStartEvent | yaml.ScalarEvent):
            if event.tag is not None:
                said = _("Không dùng thẻ kiểu (! hoặc !!) trong gói thủ tục.")
                raise _refused("file-tag", said, line)
            self.seen += 1
            _bound(len(self.open) + 1, self.seen, line)
            self._place(event, line)
        elif isinstance(event, yaml.CollectionEndEvent):
            self.open.pop()

    def _place(self, event: yaml.Event, line: int) -> None:
        container, path = self.open[-1] if self.open else (None, ())
        if isinstance(container, dict) and self.key is None:
            self._take_key(event, container, line)
            return
        value: Any = self._value(event, line)
        if isinstance(container, dict) and self.key is not None:
            path, container[self.key], self.key = (*path, self.key), value, None
        elif isinstance(container, list):
            path = (*path, len(container))
            container.append(value)
        else:
            self.root, self.has_root = value, True
        self.lines[path] = line
        if isinstance(event, yaml.CollectionStartEvent):
            self.open.append((value, path))

    def _take_key(self, event: yaml.Event, container: dict[str, Any], line: int) -> None:
        if not isinstance(event, yaml.ScalarEvent):
            raise _refused("file-key-not-text", _("Tên mục phải là chữ."), line)
        if event.value in container:
            said = _("Mục “%(key)s” viết hai lần.") % {"key": event.value[:60]}
            raise _refused("file-key-twice", said, line)
        self.key = event.value

    def _value(self, event: yaml.Event, line: int) -> Any:
        if isinstance(event, yaml.MappingStartEvent):
            return {}
        if isinstance(event, yaml.SequenceStartEvent):
            return []
        if not isinstance(event, yaml.ScalarEvent):
            raise TypeError(event)
        text: str = event.value
        if not event.implicit[0]:
            return text
        if text in _NULL:
            return None
        if _INTEGER.fullmatch(text):
            return int(text)
        if _NUMBER.fullmatch(text):
            return float(text)
        return _BOOL.get(text, text)
