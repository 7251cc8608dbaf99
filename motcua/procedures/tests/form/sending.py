"""A page of a form as a browser sends it back."""

from bs4 import BeautifulSoup, Tag
from django.http import QueryDict
from django.template.loader import render_to_string

from motcua.procedures import form


def as_sent(shown: form.PageForm) -> QueryDict:
    """The page's HTML, filled in as it stands, as the browser would send it."""
    html = render_to_string("procedures/form.html", {"form": shown})
    sent = QueryDict(mutable=True)
    for control in BeautifulSoup(html, "html.parser").select("input, select, textarea"):
        for value in _values(control):
            sent.appendlist(str(control["name"]), value)
    return sent


def _values(control: Tag) -> list[str]:
    if control.name == "select":
        return [str(one["value"]) for one in control.select("option[selected]")] or [""]
    if control.name == "textarea":
        return [control.get_text().removeprefix("\n")]
    if control.get("type") in {"radio", "checkbox"}:
        return [str(control["value"])] if control.has_attr("checked") else []
    return [] if control.get("type") == "file" else [str(control.get("value", ""))]
