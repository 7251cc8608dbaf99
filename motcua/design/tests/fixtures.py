"""govuk-frontend's fixtures, and each turned into a call of our component with the same meaning."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from django.utils.safestring import SafeString, mark_safe

from motcua.design.components import content, lists, pages, questions

PACKAGE = Path(__file__).parents[3] / "assets" / "node_modules" / "govuk-frontend"
Options = dict[str, Any]


class NotOfferedError(Exception):
    """The fixture uses an option that our component does not have."""


def cases(component: str) -> Iterator[tuple[str, Options, str]]:
    """The name, options and expected HTML of each fixture that the package ships."""
    path = PACKAGE / "dist" / "govuk" / "components" / component / "fixtures.json"
    for fixture in json.loads(path.read_text())["fixtures"]:
        yield fixture["name"], fixture["options"], fixture["html"]


def drawn(component: str, options: Options) -> str:
    """Our HTML for a fixture's options."""
    left = json.loads(json.dumps(options))
    html = CALLS[component](left)
    if left:
        raise NotOfferedError(", ".join(sorted(left)))
    return html


def _text(o: Options, name: str = "") -> Any:
    """The option `text`, or `html` as a safe string; `name` for titleText and titleHtml."""
    plain, html = (f"{name}Text", f"{name}Html") if name else ("text", "html")
    text = o.pop(plain, "")
    return mark_safe(o.pop(html).strip()) if o.get(html) else _str(text)  # noqa: S308  # fixture


def _str(value: Any) -> str:
    return "" if value is None else str(value)


def _only(o: Any, *keys: str) -> Any:
    """Refuse an inner option that is not offered."""
    if isinstance(o, dict) and set(o) - set(keys):
        raise NotOfferedError(", ".join(sorted(set(o) - set(keys))))
    return o


def _common(o: Options) -> Options:
    """Classes, attributes and id go through unchanged."""
    told = dict(o.pop("attributes", {}))
    if "id" in o:
        told["id"] = o.pop("id")
    return {**told, "classes": o.pop("classes", "") or ""}


def button(o: Options) -> str:
    if o.pop("element", None) or o.get("preventDoubleClick") is False:
        raise NotOfferedError("element, preventDoubleClick: false")
    return content.button(
        _text(o), href=o.pop("href", ""), type=o.pop("type", "submit"), name=o.pop("name", None),
        value=o.pop("value", None), disabled=o.pop("disabled", False),
        once=o.pop("preventDoubleClick", False), start=o.pop("isStartButton", False), **_common(o),
    )  # fmt: skip


def back_link(o: Options) -> str:
    return content.back_link(o.pop("href", "") or "#", _text(o) or "Back", **_common(o))


def skip_link(o: Options) -> str:
    return content.skip_link(o.pop("href", "") or "#content", _text(o), **_common(o))


def details(o: Options) -> str:
    return content.details(_text(o), _text(o, "summary"), open=o.pop("open", False), **_common(o))


def inset_text(o: Options) -> str:
    return content.inset_text(_text(o), **_common(o))


def warning_text(o: Options) -> str:
    if o.pop("iconFallbackText", "Warning") != "Warning":
        raise NotOfferedError("iconFallbackText")
    return content.warning_text(_text(o), **_common(o))


def tag(o: Options) -> str:
    return content.tag(_text(o), **_common(o))


def panel(o: Options) -> str:
    if "interruption" in str(o.get("classes")):
        raise NotOfferedError("interruption")
    return content.panel(
        _text(o), _text(o, "title"), heading_level=o.pop("headingLevel", 1), **_common(o)
    )


def notification_banner(o: Options) -> str:
    kind = o.pop("type", "")
    if kind not in {"", "success"} or o.get("disableAutoFocus") is False:
        raise NotOfferedError("type, disableAutoFocus: false")
    focus = not o.pop("disableAutoFocus", False)
    return content.notification_banner(
        _text(o), _text(o, "title"), kind=kind, role=o.pop("role", ""), focus=focus,
        title_id=o.pop("titleId", "govuk-notification-banner-title"),
        heading_level=o.pop("titleHeadingLevel", 2), **_common(o),
    )  # fmt: skip


def breadcrumbs(o: Options) -> str:
    trail: list[Any] = []
    for item in o.pop("items"):
        trail += [_text(_only(item, "text", "html", "href")), item.get("href", "")]
    return lists.breadcrumbs(*trail, **_common(o))


def _action(action: Options) -> Options:
    _only(action, "href", "text", "html", "visuallyHiddenText")
    return {
        "href": action.get("href", ""),
        "hidden": action.get("visuallyHiddenText", ""),
        "text": _text(action),
    }


def summary_list(o: Options) -> str:
    rows = []
    for row in o.pop("rows"):
        if not row:
            raise NotOfferedError("empty row")
        _only(row, "key", "value", "actions", "classes")
        actions = _only(row.get("actions") or {}, "items").get("items", [])
        rows.append({
            "key": _text(_only(row["key"], "text", "html")),
            "value": _text(_only(row["value"], "text", "html")),
            "actions": [_action(action) for action in actions],
            "classes": row.get("classes", ""),
        })  # fmt: skip
    card = _only(o.pop("card", {}), "title")
    title = _only(card.get("title", {}), "text", "html", "headingLevel")
    level = title.pop("headingLevel", 2)
    return lists.summary_list(rows, title=_text(title), heading_level=level, **_common(o))


def _cell(cell: Any) -> Options:
    if not cell:
        raise NotOfferedError("empty cell")
    _only(cell, "text", "html", "format", "classes", "colspan")
    return {
        "numeric": cell.get("format") == "numeric",
        "classes": cell.get("classes", ""),
        "colspan": cell.get("colspan", ""),
        "text": _text(cell),
    }


def table(o: Options) -> str:
    size = o.pop("captionClasses", "").removeprefix("govuk-table__caption--")
    return lists.table(
        [[_cell(cell) for cell in row] for row in o.pop("rows") if row],
        head=[_cell(cell) for cell in o.pop("head", None) or []],
        caption=o.pop("caption", ""), caption_size=size,
        first_cell_is_header=o.pop("firstCellIsHeader", False), **_common(o),
    )  # fmt: skip


def task_list(o: Options) -> str:
    items = []
    for item in o.pop("items"):
        if not item:
            raise NotOfferedError("empty item")
        _only(item, "title", "href", "hint", "status")
        status = _only(item["status"], "text", "html", "tag", "classes")
        told = _only(status.get("tag", {}), "text", "html", "classes")
        if told and " " in told.get("classes", " "):
            raise NotOfferedError("tag without a colour")
        items.append({
            "title": _text(_only(item["title"], "text", "html")),
            "href": item.get("href", ""),
            "hint": _text(item.get("hint", {})),
            "colour": told.get("classes", "").removeprefix("govuk-tag--"),
            "cannot_start": "cannot-start-yet" in status.get("classes", ""),
            "status": _text(told or status),
        })  # fmt: skip
    return lists.task_list(items, id_prefix=o.pop("idPrefix", "task-list"), **_common(o))


def _turn(link: Options | None) -> Options | None:
    if not link:
        return None
    _only(link, "href", "text", "html", "labelText")
    return {"href": link["href"], "label": link.get("labelText", ""), "text": _text(link)}


def pagination(o: Options) -> str:
    items = [_only(item, "number", "href", "current", "ellipsis") for item in o.pop("items", [])]
    if not all(items):
        raise NotOfferedError("empty item")
    return pages.pagination(
        items, previous=_turn(o.pop("previous", None)), next=_turn(o.pop("next", None)),
        label=o.pop("landmarkLabel", None), **_common(o),
    )  # fmt: skip


def error_message(o: Options) -> str:
    return questions.error_message(_text(o), **_common(o))


def error_summary(o: Options) -> str:
    if o.get("disableAutoFocus") is False:
        raise NotOfferedError("disableAutoFocus: false")
    listed = [_only(error, "text", "html", "href") for error in o.pop("errorList", [])]
    errors = [{"href": error.get("href", ""), "text": _text(error)} for error in listed]
    focus = not o.pop("disableAutoFocus", False)
    return questions.error_summary(
        errors, title=_text(o, "title"), description=_text(o, "description"), focus=focus,
        **_common(o),
    )  # fmt: skip


def _title(o: Options, kind: str) -> Options:
    """A label or legend: its text, size and whether it heads the page."""
    _only(o, "text", "html", "classes", "isPageHeading")
    looks = o.get("classes", "")
    size = looks.removeprefix(f"govuk-{kind}--")
    if looks and size == looks:
        raise NotOfferedError(f"{kind}.classes")
    return {"size": size, "page_heading": o.get("isPageHeading", False), "label": _text(o)}


def _asked(o: Options, title: Options) -> questions.Question:
    """The parameters that every question has."""
    asked: questions.Question = {"classes": o.pop("classes", "") or ""}
    for ours, theirs in (("hint", "hint"), ("error", "errorMessage")):
        if theirs in o:
            asked[ours] = _text(_only(o.pop(theirs), "text", "html"))  # type: ignore[literal-required]
    asked["described_by"] = o.pop("describedBy", "") or ""
    asked["group_classes"] = _only(o.pop("formGroup", {}), "classes").get("classes", "")
    asked["size"], asked["page_heading"] = title["size"], title["page_heading"]
    if "idPrefix" in o or "id" in o:
        asked["id"] = o.pop("idPrefix", None) or o.pop("id")
    return asked


def _labelled(o: Options) -> tuple[str, Any, questions.Question]:
    title = _title(o.pop("label", {}), "label")
    return o.pop("name"), title["label"], _asked(o, title)


def _legended(o: Options) -> tuple[str, Any, questions.Question]:
    if "fieldset" not in o:
        raise NotOfferedError("no fieldset")
    frame = _only(o.pop("fieldset"), "legend", "describedBy")
    title = _title(frame.get("legend", {}), "fieldset__legend")
    asked = _asked(o, title)
    asked["described_by"] = frame.get("describedBy", "")
    return o.pop("name", asked.get("id", "")), title["label"], asked


CARRIED = ("autocomplete", "inputmode", "pattern", "autocapitalize", "disabled")


def _carried(o: Options) -> Options:
    told = {name: o.pop(name) for name in CARRIED if name in o}
    if "spellcheck" in o:
        told["spellcheck"] = "true" if o.pop("spellcheck") else "false"
    return {**o.pop("attributes", {}), **told}


def input(o: Options) -> str:  # the component's name
    around = {side: _text(_only(o.pop(side, {}), "text", "html")) for side in ("prefix", "suffix")}
    name, label, asked = _labelled(o)
    more = {"value": o.pop("value", None), "type": o.pop("type", "text"), **around}
    return questions.input(name, label, asked, **more, **_carried(o))


def textarea(o: Options) -> str:
    name, label, asked = _labelled(o)
    more = {"value": o.pop("value", None), "rows": int(o.pop("rows", 5))}
    return questions.textarea(name, label, asked, **more, **_carried(o))


def character_count(o: Options) -> str:
    if "maxlength" not in o or "countType" in o:
        raise NotOfferedError("maxlength or countType")
    return questions.textarea(
        *_labelled(o), count=int(o.pop("maxlength")), value=o.pop("value", None),
        rows=int(o.pop("rows", 5)), **_carried(o),
    )  # fmt: skip


def select(o: Options) -> str:
    items = [_only(item, "value", "text", "selected", "disabled") for item in o.pop("items", [])]
    if not all(items):
        raise NotOfferedError("empty item")
    for item in items:
        if isinstance(item.get("value"), bool):
            item["value"] = str(item["value"]).lower()  # as JavaScript writes it
    return questions.select(*_labelled(o), items=items, value=o.pop("value", None), **_carried(o))


def file_upload(o: Options) -> str:
    if o.pop("javascript", False) or o.pop("value", None):
        raise NotOfferedError("javascript")
    multiple = o.pop("multiple", False)
    return questions.file_upload(*_labelled(o), multiple=multiple, **_carried(o))


def _choice(item: Any) -> Options:
    if not item:
        raise NotOfferedError("empty item")
    _only(
        item, "value", "text", "html", "hint", "id", "checked", "disabled", "divider",
        "conditional", "behaviour", "name",
    )  # fmt: skip
    told = {k: item[k] for k in ("id", "name", "checked", "disabled", "divider") if item.get(k)}
    told |= {"exclusive": True} if item.get("behaviour") == "exclusive" else {}
    shown = (item.get("conditional") or {}).get("html")
    told |= {"conditional": mark_safe(shown)} if shown else {}  # noqa: S308  # fixture
    hint = _text(_only(item.get("hint", {}), "text", "html"))
    return {**told, "hint": hint, "value": _str(item.get("value")), "text": _text(item)}


def radios(o: Options) -> str:
    items = [_choice(item) for item in o.pop("items")]
    value = o.pop("value", None)
    return questions.radios(*_legended(o), items=items, value=value, **o.pop("attributes", {}))


def checkboxes(o: Options) -> str:
    items = [_choice(item) for item in o.pop("items")]
    chosen = o.pop("values", [])
    return questions.checkboxes(
        *_legended(o), items=items, values=chosen, **o.pop("attributes", {})
    )


def date_input(o: Options) -> str:
    """Our names are always `<name>-day`; a fixture without a prefix has plain `day`."""
    prefix = o.pop("namePrefix", "")
    given = _only(o.pop("values", {}), "day", "month", "year")
    values = (_str(given.get("day")), _str(given.get("month")), _str(given.get("year")))
    name, label, asked = _legended({**_moved(o), "name": prefix or "PREFIX"})
    html = questions.date_input(name, label, asked, values=values, **o.pop("attributes", {}))
    return SafeString(html.replace("PREFIX-", ""))


def _moved(o: Options) -> Options:
    keys = ("id", "fieldset", "hint", "errorMessage", "formGroup", "classes")
    return {key: o.pop(key) for key in keys if key in o}


def fieldset(o: Options) -> str:
    title = _title(o.pop("legend", {}), "fieldset__legend")
    return questions.fieldset(
        _text(o), title["label"], size=title["size"], page_heading=title["page_heading"],
        described_by=o.pop("describedBy", ""), role=o.pop("role", ""), **_common(o),
    )  # fmt: skip


CALLS: dict[str, Callable[[Options], str]] = {
    call.__name__.replace("_", "-"): call
    for call in (
        back_link, breadcrumbs, button, character_count, checkboxes, date_input, details,
        error_message, error_summary, fieldset, file_upload, input, inset_text,
        notification_banner, pagination, panel, radios, select, skip_link, summary_list, table,
        tag, task_list, textarea, warning_text,
    )
}  # fmt: skip
