"""A Django form's field as the component that its widget calls for."""

from collections.abc import Mapping
from functools import singledispatch
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms import BaseForm
from django.forms.boundfield import BoundField
from django.forms.widgets import ChoiceWidget, Input
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext

from motcua.design import widgets
from motcua.design.components import questions
from motcua.design.components.questions import Question

# The server says what is wrong, in words; the browser must not cut or stop what is typed.
BROWSER_CHECKS = {"required", "maxlength", "minlength", "min", "max"}
SET_BY_COMPONENT = {"class", "id", "rows", "multiple", "type"}


def field(bound: BoundField, **asked: Any) -> SafeString:
    """One question of a form, with its hint and error."""
    told: Question = {
        "id": bound.auto_id or bound.html_name,
        "hint": bound.help_text,
        "error": " ".join(capfirst(message) for message, _is_plain in _messages(bound)),
        **asked,  # type: ignore[typeddict-item]  # the template's options, by the same names
    }
    return _draw(bound.field.widget, bound, told)


def fields(form: BaseForm) -> SafeString:
    """Every question of a form, in order; those that an answer reveals appear under it."""
    revealed = {
        name
        for bound in form
        for names in getattr(bound.field.widget, "reveals", {}).values()
        for name in names
    }
    hidden = [str(bound) for bound in form.hidden_fields()]
    shown = [field(bound) for bound in form.visible_fields() if bound.name not in revealed]
    return format_html_join("\n", "{}", ((SafeString(html),) for html in [*hidden, *shown]))


def errors_of(form: BaseForm) -> list[dict[str, str]]:
    """What is wrong with a form, each with the address of the field on the page."""
    found = [{"text": str(error), "href": ""} for error in form.non_field_errors()]
    for bound in form:
        href = f"#{_target(bound)}" if not bound.is_hidden else ""
        for message, is_plain in _messages(bound):
            text = (
                f"{str(bound.label).rstrip('.')}: {message}"
                if is_plain and bound.label
                else message
            )
            found.append({"text": text, "href": href})
    return found


def _messages(bound: BoundField) -> list[tuple[str, bool]]:
    """What is wrong with one field; True: in general words, which need the label beside them."""
    told = []
    for error in bound.form.errors.as_data().get(bound.name, []):
        plain = _in_plain_words(bound, error)
        told += [(plain, True)] if plain else [(str(message), False) for message in error.messages]
    return told


def _in_plain_words(bound: BoundField, error: ValidationError) -> str:
    """Django's own "required" and "invalid date", as a person at a counter would say them."""
    kinds = type(bound.field).mro()
    standard = {
        str(v) for kind in kinds for v in getattr(kind, "default_error_messages", {}).values()
    }
    if str(error.message) not in standard:
        return ""
    widget = bound.field.widget
    if isinstance(widget, widgets.DateInput) and error.code == "invalid":
        return gettext("không có ngày này, hãy xem lại ngày, tháng, năm")
    if error.code != "required":
        return " ".join(error.messages)
    if isinstance(widget, forms.CheckboxInput):
        return gettext("hãy đánh dấu vào ô này")
    if isinstance(widget, forms.FileInput):
        return gettext("hãy chọn tệp")
    chosen = isinstance(widget, ChoiceWidget)
    return gettext("hãy chọn câu trả lời") if chosen else gettext("hãy điền thông tin này")


def _target(bound: BoundField) -> str:
    id = bound.auto_id or bound.html_name
    return f"{id}-day" if isinstance(bound.field.widget, widgets.DateInput) else id


def _label(bound: BoundField) -> str:
    """The label; questions that may be left empty say so, since most may not."""
    label = str(bound.label or "")
    is_box = isinstance(bound.field.widget, forms.CheckboxInput)
    if bound.field.required or is_box or not label:
        return label
    return format_html('{} <span class="mc-optional">{}</span>', label, gettext("(không bắt buộc)"))


def _attrs(bound: BoundField) -> dict[str, Any]:
    left_out = BROWSER_CHECKS | SET_BY_COMPONENT
    attrs = {k: v for k, v in bound.field.widget.attrs.items() if k not in left_out}
    return {**attrs, "disabled": True} if bound.field.disabled else attrs


def _value(bound: BoundField) -> Any:
    return bound.field.widget.format_value(bound.value())


@singledispatch
def _draw(widget: forms.Widget, bound: BoundField, asked: Question) -> SafeString:
    return SafeString(bound)


@_draw.register
def _input(widget: Input, bound: BoundField, asked: Question) -> SafeString:
    is_secret = isinstance(widget, forms.PasswordInput)
    return questions.input(
        bound.html_name, _label(bound), asked, type=widget.input_type or "text",
        value=None if is_secret else _value(bound), width=getattr(widget, "width", None),
        prefix=getattr(widget, "prefix", ""), suffix=getattr(widget, "suffix", ""),
        **_attrs(bound),
    )  # fmt: skip


@_draw.register
def _hidden(widget: forms.HiddenInput, bound: BoundField, asked: Question) -> SafeString:
    return SafeString(bound)


@_draw.register
def _textarea(widget: forms.Textarea, bound: BoundField, asked: Question) -> SafeString:
    rows = int(widget.attrs.get("rows") or 5)
    return questions.textarea(
        bound.html_name, _label(bound), asked, value=_value(bound), rows=rows,
        count=getattr(widget, "count", 0), **_attrs(bound),
    )  # fmt: skip


@_draw.register
def _date(widget: widgets.DateInput, bound: BoundField, asked: Question) -> SafeString:
    return questions.date_input(
        bound.html_name, _label(bound), asked, values=widget.parts(bound.value()),
        birthday=widget.birthday, **_attrs(bound),
    )  # fmt: skip


@_draw.register
def _select(widget: forms.Select, bound: BoundField, asked: Question) -> SafeString:
    items: list[Mapping[str, object]] = []
    for group, options, _place in _options(widget, bound):
        offered = [_item(option) for option in options]
        items += [{"group": group, "items": offered}] if group else offered
    multiple = {"multiple": True} if widget.allow_multiple_selected else {}
    return questions.select(
        bound.html_name, _label(bound), asked, items=items, **multiple, **_attrs(bound)
    )


@_draw.register(forms.RadioSelect)
@_draw.register(forms.CheckboxSelectMultiple)
def _choices(widget: ChoiceWidget, bound: BoundField, asked: Question) -> SafeString:
    items = [
        _item(option, widget, bound)
        for _group, options, _place in _options(widget, bound)
        for option in options
        if option["value"] != "" or isinstance(widget, forms.CheckboxSelectMultiple)
    ]
    small = getattr(widget, "small", False)
    if isinstance(widget, forms.CheckboxSelectMultiple):
        return questions.checkboxes(
            bound.html_name, _label(bound), asked, items=items, small=small, **_attrs(bound)
        )
    inline = getattr(widget, "inline", False)
    return questions.radios(
        bound.html_name, _label(bound), asked, items=items, inline=inline, small=small,
        **_attrs(bound),
    )  # fmt: skip


@_draw.register
def _checkbox(widget: forms.CheckboxInput, bound: BoundField, asked: Question) -> SafeString:
    """A single box, such as a declaration: its label says it all."""
    item = {
        "value": "on",
        "text": _label(bound),
        "hint": asked.get("hint", ""),
        "checked": widget.check_test(bound.value()),
        "disabled": bound.field.disabled,
    }
    return questions.checkboxes(bound.html_name, "", {**asked, "hint": ""}, items=[item])


@_draw.register
def _file(widget: forms.FileInput, bound: BoundField, asked: Question) -> SafeString:
    return questions.file_upload(
        bound.html_name, _label(bound), asked, multiple=widget.allow_multiple_selected,
        **_attrs(bound),
    )  # fmt: skip


def _options(widget: ChoiceWidget, bound: BoundField) -> list[Any]:
    context = widget.get_context(bound.html_name, bound.value(), {})
    groups: list[Any] = context["widget"]["optgroups"]
    return groups


def _item(
    option: Mapping[str, Any], widget: Any = None, bound: BoundField | None = None
) -> dict[str, object]:
    """A choice of Django's as an item of the component."""
    value = str(option["value"])
    item: dict[str, object] = {
        "value": value,
        "text": option["label"],
        "selected": option["selected"],
        "checked": option["selected"],
        "disabled": bool(option["attrs"].get("disabled")) or bool(bound and bound.field.disabled),
        "hint": getattr(widget, "hints", {}).get(value, ""),
    }
    if value and value == getattr(widget, "exclusive", ""):
        item["exclusive"] = True
    revealed = getattr(widget, "reveals", {}).get(value)
    if revealed and bound is not None:
        shown = [field(bound.form[name]) for name in revealed]
        item["conditional"] = SafeString("\n".join(shown))
    return item
