"""Pagination: which page numbers to show, and their links."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.core.paginator import Page
from django.http import QueryDict
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from motcua.design.components.drawing import Text, attributes, class_names, draw, listed


def pagination(
    items: Iterable[Mapping[str, object]] = (),
    *,
    previous: Mapping[str, object] | None = None,
    next: Mapping[str, object] | None = None,  # govuk-frontend's name
    label: Text | None = None,
    classes: str = "",
    **others: object,
) -> SafeString:
    """Items: `{number, href, current}` or `{ellipsis}`; previous, next: `{href, text, label}`."""
    numbered = listed(items)
    block = not numbered and bool(previous or next)
    own = {
        "class": class_names(
            "govuk-pagination", "govuk-pagination--block" if block else "", classes
        ),
        "aria-label": label or _("Phân trang"),
    }
    return draw(
        "pagination", items=numbered, previous=previous, next=next, block=block,
        attributes=attributes(own | others),
    )  # fmt: skip


def pages(page: Page[Any], query: QueryDict, *, parameter: str = "page") -> SafeString:
    """The pagination of a Django page, keeping the rest of the address; nothing for one page."""

    def link(number: int) -> str:
        asked = query.copy()
        asked[parameter] = str(number)
        return f"?{asked.urlencode()}"

    if page.paginator.num_pages < 2:
        return SafeString("")
    return pagination(
        [_item(page, number, link) for number in _shown(page)],
        previous={"href": link(page.number - 1)} if page.has_previous() else None,
        next={"href": link(page.number + 1)} if page.has_next() else None,
    )


def _item(page: Page[Any], number: int | None, link: Any) -> dict[str, object]:
    if number is None:
        return {"ellipsis": True}
    return {"number": number, "href": link(number), "current": number == page.number}


def _shown(page: Page[Any]) -> list[int | None]:
    """First, last, and those beside the current one; None where some are left out."""
    last = page.paginator.num_pages
    near = {1, last, page.number - 1, page.number, page.number + 1}
    shown: list[int | None] = []
    for number in sorted(number for number in near if 1 <= number <= last):
        if shown and isinstance(shown[-1], int) and number - shown[-1] > 1:
            shown.append(None)
        shown.append(number)
    return shown
