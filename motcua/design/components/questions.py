"""Form questions: each is a label or legend, a hint, an error and a control, tied together."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple, TypedDict

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from motcua.design.components.drawing import (
    Text,
    attributes,
    class_names,
    described_by,
    draw,
    listed,
)


class Question(TypedDict, total=False):
    """The parameters that every question takes."""

    id: str
    hint: Text
    error: Text
    size: str  # of the label or legend: s, m, l, xl
    page_heading: bool  # the question is the page's <h1>
    described_by: str
    group_classes: str
    classes: str


class Part(NamedTuple):
    """One of the three boxes of a date."""

    part: str
    label: str
    value: str
    width: int


def _group(name: str, label: Text, asked: Question) -> dict[str, object]:
    """What the frame of a question is drawn from."""
    id = asked.get("id") or name
    hint, error = asked.get("hint", ""), asked.get("error", "")
    described = described_by(
        asked.get("described_by", ""), f"{id}-hint" if hint else "", f"{id}-error" if error else ""
    )
    return {
        "id": id,
        "label": label,
        "hint": hint,
        "error": error,
        "size": asked.get("size", ""),
        "page_heading": asked.get("page_heading", False),
        "group_classes": asked.get("group_classes", ""),
        "described_by": described,
    }


def _shape(base: str, asked: Question, *more: str) -> str:
    error = f"{base}--error" if asked.get("error") else ""
    return class_names(base, asked.get("classes", ""), error, *more)


def _width(width: int | str | None) -> str:
    """A number of characters (2, 3, 4, 5, 10, 20, 30) or a share of the page (one-half ...)."""
    if not width:
        return ""
    return f"govuk-input--width-{width}" if str(width).isdecimal() else f"govuk-!-width-{width}"


def input(  # govuk-frontend's name
    name: str,
    label: Text,
    asked: Question,
    *,
    value: object = None,
    type: str = "text",  # HTML's name
    width: int | str | None = None,
    prefix: Text = "",
    suffix: Text = "",
    **others: object,
) -> SafeString:
    group = _group(name, label, asked)
    own = {
        "class": _shape("govuk-input", asked, _width(width)),
        "id": group["id"],
        "name": name,
        "type": type,
        "value": value if value != "" else None,
        "aria-describedby": group["described_by"] or None,
    }
    return draw("input", **group, prefix=prefix, suffix=suffix, attributes=attributes(own | others))


def textarea(
    name: str,
    label: Text,
    asked: Question,
    *,
    value: object = None,
    rows: int = 5,
    count: int = 0,
    **others: object,
) -> SafeString:
    """With `count`, the number of characters that fit is told, and counted down by script."""
    if count:
        id = asked.get("id") or name
        info = described_by(f"{id}-info", asked.get("described_by", ""))
        asked = {**asked, "described_by": info}
    group = _group(name, label, asked)
    own = {
        "class": _shape("govuk-textarea", asked, "govuk-js-character-count" if count else ""),
        "id": group["id"],
        "name": name,
        "rows": rows,
        "aria-describedby": group["described_by"] or None,
    }
    return draw(
        "textarea", **group, value="" if value is None else value, count=count,
        attributes=attributes(own | others),
    )  # fmt: skip


def select(
    name: str,
    label: Text,
    asked: Question,
    *,
    items: Iterable[Mapping[str, object]],
    value: object = None,
    **others: object,
) -> SafeString:
    """Items are `{value, text, selected, disabled}`, or `{group, items}` for a named group."""
    group = _group(name, label, asked)
    own = {
        "class": _shape("govuk-select", asked),
        "id": group["id"],
        "name": name,
        "aria-describedby": group["described_by"] or None,
    }
    chosen = None if value is None else str(value)
    options = [_option(item, chosen) for item in listed(items)]
    return draw("select", **group, items=options, attributes=attributes(own | others))


def _option(item: object, chosen: str | None) -> dict[str, object]:
    if not isinstance(item, Mapping):
        return {"value": item, "text": item, "selected": str(item) == chosen}
    if "group" in item:
        return {**item, "items": [_option(inner, chosen) for inner in listed(item["items"])]}
    own = str(item.get("value", item.get("text")))
    return {"value": None, "selected": chosen is not None and own == chosen, **item}


def file_upload(
    name: str, label: Text, asked: Question, *, multiple: bool = False, **others: object
) -> SafeString:
    group = _group(name, label, asked)
    own = {
        "class": _shape("govuk-file-upload", asked),
        "id": group["id"],
        "name": name,
        "type": "file",
        "multiple": multiple or None,
        "aria-describedby": group["described_by"] or None,
    }
    return draw("file_upload", **group, attributes=attributes(own | others))


def radios(
    name: str,
    label: Text,
    asked: Question,
    *,
    items: Iterable[Mapping[str, object]],
    value: object = None,
    inline: bool = False,
    small: bool = False,
    **others: object,
) -> SafeString:
    """Items are `{value, text, hint, checked, disabled, conditional}` or `{divider}`."""
    chosen = [] if value is None or value == "" else [value]
    return _choices("radios", name, label, asked, items, chosen, inline, small, others)


def checkboxes(
    name: str,
    label: Text,
    asked: Question,
    *,
    items: Iterable[Mapping[str, object]],
    values: Sequence[object] = (),
    small: bool = False,
    **others: object,
) -> SafeString:
    """As radios; an item with `exclusive` unticks the others."""
    return _choices("checkboxes", name, label, asked, items, values, False, small, others)


def _choices(
    kind: str,
    name: str,
    label: Text,
    asked: Question,
    items: Iterable[Mapping[str, object]],
    chosen: Sequence[object],
    inline: bool,
    small: bool,
    others: Mapping[str, object],
) -> SafeString:
    group = _group(name, label, asked)
    looks = [f"govuk-{kind}--inline" if inline else "", f"govuk-{kind}--small" if small else ""]
    own = {
        "class": class_names(f"govuk-{kind}", asked.get("classes", ""), *looks),
        "data-module": f"govuk-{kind}",
    }
    known = {str(value) for value in chosen}
    offered = [
        _choice(item, f"{group['id']}-{place}" if place > 1 else str(group["id"]), name, known)
        for place, item in enumerate(listed(items), start=1)
    ]
    return draw(
        kind, **group, kind=kind, items=offered,
        type="radio" if kind == "radios" else "checkbox", attributes=attributes({**own, **others}),
    )  # fmt: skip


def _choice(item: object, id: str, name: str, chosen: set[str]) -> dict[str, object]:
    told = item if isinstance(item, Mapping) else {"value": item, "text": item}
    return {"id": id, "name": name, "checked": str(told.get("value")) in chosen, **told}


def date_input(
    name: str,
    label: Text,
    asked: Question,
    *,
    values: tuple[str, str, str] = ("", "", ""),
    birthday: bool = False,
    **others: object,
) -> SafeString:
    """Three boxes: day, month, year. `birthday` lets the browser fill in its owner's."""
    group = _group(name, label, asked)
    own = {"class": class_names("govuk-date-input", asked.get("classes", "")), "id": group["id"]}
    parts = [
        Part("day", _("Ngày"), values[0], 2),
        Part("month", _("Tháng"), values[1], 2),
        Part("year", _("Năm"), values[2], 4),
    ]
    return draw(
        "date_input", **group, name=name, parts=parts, birthday=birthday,
        attributes=attributes({**own, **others}),
    )  # fmt: skip


def fieldset(
    content: Text = "",
    legend: Text = "",
    *,
    size: str = "",
    page_heading: bool = False,
    described_by: str = "",
    role: str = "",
    classes: str = "",
    **others: object,
) -> SafeString:
    own = {
        "class": class_names("govuk-fieldset", classes),
        "role": role or None,
        "aria-describedby": described_by or None,
    }
    return draw(
        "fieldset", content=content, label=legend, size=size, page_heading=page_heading,
        attributes=attributes(own | others),
    )  # fmt: skip


def error_message(text: Text, *, classes: str = "", **others: object) -> SafeString:
    own = {"class": class_names("govuk-error-message", classes)}
    return format_html(
        '<p{}><span class="govuk-visually-hidden">{}</span> {}</p>',
        attributes(own | others), _("Lỗi:"), text,
    )  # fmt: skip


def error_summary(
    errors: Iterable[Mapping[str, object]],
    *,
    title: Text = "",
    description: Text = "",
    focus: bool = True,
    classes: str = "",
    **others: object,
) -> SafeString:
    """Errors are `{text, href}`; the href leads to the field, and may be missing."""
    own = {
        "class": class_names("govuk-error-summary", classes),
        "data-module": "govuk-error-summary",
        "data-disable-auto-focus": None if focus else "true",
    }
    return draw(
        "error_summary", title=title or _("Có lỗi cần sửa"), description=description,
        errors=listed(errors), attributes=attributes(own | others),
    )  # fmt: skip
