"""Reading pages of boxes as a browser would send them."""

from typing import Any

from bs4 import BeautifulSoup, Tag
from django.http import QueryDict


def boxes(html: bytes | str, form: str = "boxes") -> QueryDict:
    """What a browser sends of the form as it stands, without any button."""
    page = BeautifulSoup(html, "html.parser")
    found = page.find("form", id=form) or page.find("main").find("form")  # type: ignore[union-attr]
    assert isinstance(found, Tag)
    sent = QueryDict(mutable=True)
    for one in found.find_all(["input", "select", "textarea"]):
        for value in _values(one):
            sent.appendlist(str(one.get("name")), value)
    return sent


def _values(one: Any) -> list[str]:
    if not one.get("name"):
        return []
    if one.name == "textarea":
        return [one.get_text().removeprefix("\n")]
    if one.name == "select":
        options = one.find_all("option")
        chosen = [each for each in options if each.has_attr("selected")] or options[:1]
        return [str(each.get("value", each.get_text())) for each in chosen]
    if one.get("type") in {"checkbox", "radio"}:
        return [str(one.get("value", "on"))] if one.has_attr("checked") else []
    return [str(one.get("value", ""))]
