"""Widgets: Django's, each with what its component needs to know to be drawn well."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django import forms
from django.forms.renderers import BaseRenderer
from django.utils.datastructures import MultiValueDict
from django.utils.functional import Promise
from django.utils.safestring import SafeString, mark_safe

Hints = Mapping[str, str | Promise]
Reveals = Mapping[str, Iterable[str]]


class TextInput(forms.TextInput):
    """One line. `width`: characters (2, 3, 4, 5, 10, 20, 30) or a share (one-half, two-thirds)."""

    def __init__(
        self,
        *,
        width: int | str | None = None,
        type: str = "text",  # HTML's name
        inputmode: str | None = None,
        autocomplete: str | None = None,
        spellcheck: bool | None = None,
        prefix: str = "",
        suffix: str = "",
        attrs: dict[str, Any] | None = None,
    ) -> None:
        told = {"inputmode": inputmode, "autocomplete": autocomplete}
        if spellcheck is not None:
            told["spellcheck"] = "true" if spellcheck else "false"
        known = {name: value for name, value in told.items() if value is not None}
        super().__init__({"class": "govuk-input", **known, **(attrs or {})})
        self.input_type = type
        self.width = width
        self.prefix = prefix
        self.suffix = suffix


class Textarea(forms.Textarea):
    """Several lines; `count` tells how many characters fit."""

    def __init__(
        self, *, rows: int = 5, count: int = 0, attrs: dict[str, Any] | None = None
    ) -> None:
        super().__init__({"class": "govuk-textarea", "rows": rows, **(attrs or {})})
        self.count = count


class Radios(forms.RadioSelect):
    """One of a few. `hints` and `reveals` go by value: a text, and names of fields of the form."""

    def __init__(
        self,
        *,
        inline: bool = False,
        small: bool = False,
        hints: Hints | None = None,
        reveals: Reveals | None = None,
        attrs: dict[str, Any] | None = None,
        choices: Any = (),
    ) -> None:
        super().__init__(attrs, choices)
        self.inline = inline
        self.small = small
        self.hints = dict(hints or {})
        self.reveals = {value: tuple(names) for value, names in (reveals or {}).items()}


class Checkboxes(forms.CheckboxSelectMultiple):
    """Any of a few. The value `exclusive` ("none of these") unticks the others."""

    def __init__(
        self,
        *,
        small: bool = False,
        hints: Hints | None = None,
        reveals: Reveals | None = None,
        exclusive: str = "",
        attrs: dict[str, Any] | None = None,
        choices: Any = (),
    ) -> None:
        super().__init__(attrs, choices)
        self.inline = False
        self.small = small
        self.hints = dict(hints or {})
        self.reveals = {value: tuple(names) for value, names in (reveals or {}).items()}
        self.exclusive = exclusive


class Select(forms.Select):
    """One of many."""

    def __init__(self, *, attrs: dict[str, Any] | None = None, choices: Any = ()) -> None:
        super().__init__({"class": "govuk-select", **(attrs or {})}, choices)


class DateInput(forms.TextInput):
    """Three boxes, one value: `2026-09-02`; what is no date stays as typed: `2026-02-31`."""

    def __init__(self, *, birthday: bool = False, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs)
        self.birthday = birthday

    def format_value(self, value: Any) -> str:
        return value.isoformat()[:10] if isinstance(value, date) else str(value or "")

    def parts(self, value: Any) -> tuple[str, str, str]:
        """Day, month and year, as they stand in the boxes."""
        text = self.format_value(value)
        year, month, day = [*text.split("-", 2), "", ""][:3]
        if _iso_date(year, month, day):
            return str(int(day)), str(int(month)), year
        return day, month, year

    def value_from_datadict(
        self, data: Mapping[str, Any], files: Mapping[str, Any], name: str
    ) -> str | None:
        if not any(f"{name}-{part}" in data for part in ("year", "month", "day")):
            whole = data.get(name)
            return None if whole is None else str(whole)
        year, month, day = (
            str(data.get(f"{name}-{part}") or "").strip() for part in ("year", "month", "day")
        )
        if not (year or month or day):
            return ""
        return _iso_date(year, month, day) or f"{year}-{month}-{day}"

    def value_omitted_from_data(
        self, data: Mapping[str, Any], files: Mapping[str, Any], name: str
    ) -> bool:
        names = (name, f"{name}-day", f"{name}-month", f"{name}-year")
        return not any(part in data for part in names)

    def id_for_label(self, id_: str) -> str:
        return f"{id_}-day" if id_ else id_

    def render(
        self,
        name: str,
        value: Any,
        attrs: dict[str, Any] | None = None,
        renderer: BaseRenderer | None = None,
    ) -> SafeString:
        """Three plain boxes, for a form that is printed without the field tag."""
        boxes = zip(("day", "month", "year"), self.parts(value), strict=True)
        id = (attrs or {}).get("id", name)
        single = forms.TextInput({"inputmode": "numeric", "class": "govuk-input"})
        html = (
            single.render(f"{name}-{part}", text, {"id": f"{id}-{part}"}) for part, text in boxes
        )
        return mark_safe(" ".join(html))  # noqa: S308  # rendered by Django


def _iso_date(year: str, month: str, day: str) -> str:
    """The date these parts name, or "" when there is no such day."""
    if not all(part.isdecimal() and len(part) <= 4 for part in (year, month, day)):
        return ""
    if len(year) != 4:
        return ""
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return ""


class FileUpload(forms.FileInput):
    """One file, or several. `accept` is a hint to the browser, never a check."""

    def __init__(
        self, *, accept: str = "", multiple: bool = False, attrs: dict[str, Any] | None = None
    ) -> None:
        self.allow_multiple_selected = multiple
        told = {"accept": accept} if accept else {}
        super().__init__({"class": "govuk-file-upload", **told, **(attrs or {})})

    def value_from_datadict(
        self, data: Mapping[str, Any], files: Mapping[str, Any], name: str
    ) -> Any:
        if not self.allow_multiple_selected:
            return files.get(name)
        if isinstance(files, MultiValueDict):
            return files.getlist(name)
        given = files.get(name)
        return given if isinstance(given, list) else [given] if given else []


class FilesField(forms.FileField):
    """Several files; clean gives a list, each checked as a single file would be."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("widget", FileUpload(multiple=True))
        super().__init__(**options)

    def clean(self, data: Any, initial: Any = None) -> Any:
        given = data if isinstance(data, list) else [data] if data else []
        if not given:
            super().clean(None, initial)
            return []
        return [super(FilesField, self).clean(file, initial) for file in given]
